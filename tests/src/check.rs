//! Drafts with faults planted in them, and traps that look like faults: what `corpus check` says of each.
//!
//! The drafts are the files of `tests/suite/check`; its README says how they are written. Their quotations are taken from
//! the sources when the test runs: from those below CORPUS_SHARED, or, in files named `invented…`, from the invented
//! corpus of `tests/suite/fixture`. A case is a test of its own, and so is every draft as a whole: no error may stand where
//! none is expected. Cases that are not right yet are listed in `tests/suite/known-gaps.txt`.

mod directive;
mod draft;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;

use self::directive::Source;
use self::draft::{Case, Draft, Expected};
use crate::fixture::Fixture;
use crate::section::{Section, known_gaps, sections};
use crate::sources::{corpus, json, run};

/// How much of a planted fault a finding must cover, as the part of both together that both share.
const OVERLAP: f64 = 0.3;

/// The tests that every draft can be filled in from its sources.
pub(crate) fn expansions() -> Vec<Trial> {
    let mut trials =
        vec![Trial::test("check/steps do what they say", || Ok(directive::steps_do_what_they_say()?))];
    trials.push(Trial::test("check/what is said is compared", what_is_said_is_compared));
    for section in held_sections() {
        trials.push(Trial::test(format!("check/{} can be filled in", label(&section)), move || {
            expand(&section).map(|_| ()).map_err(Failed::from)
        }));
    }
    trials
}

/// The tests of what is said of every case, and that nothing else is.
pub(crate) fn trials() -> Vec<Trial> {
    let gaps = known_gaps("check");
    let mut names = BTreeSet::new();
    let mut trials = Vec::new();
    for section in held_sections() {
        let Ok(draft) = expand(&section) else { continue };
        let draft = Arc::new(draft);
        let checked: Arc<OnceLock<Result<Vec<Value>, String>>> = Arc::default();
        let whole = None.into_iter().chain(draft.cases.iter().cloned().map(Some));
        for case in whole.collect::<Vec<_>>() {
            let name =
                format!("check/{}/{}", label(&section), case.as_ref().map_or("nothing else", |c| &c.name));
            let known = gaps.contains(&name);
            names.insert(name.clone());
            let (section, draft, checked) = (section.clone(), Arc::clone(&draft), Arc::clone(&checked));
            trials.push(Trial::test(name, move || {
                let findings = checked.get_or_init(|| findings(&section, &draft)).as_ref()?;
                let judged =
                    case.as_ref().map_or_else(|| no_other(&draft, findings), |c| judge(c, &draft, findings));
                match (judged, known) {
                    (Ok(()), false) | (Err(_), true) => Ok(()),
                    (Ok(()), true) => {
                        Err("comes right; take its line out of tests/suite/known-gaps.txt".into())
                    }
                    (Err(difference), false) => Err(difference.into()),
                }
            }));
        }
    }
    // Where not every draft is run, not every gap is met.
    let whole = std::env::var_os("CORPUS_SHARED").is_some() && std::env::var_os("CHECK_DRAFTS").is_none();
    trials.push(Trial::test("check/known gaps are cases", move || {
        match gaps.iter().find(|g| whole && !names.contains(*g)) {
            Some(gap) => Err(format!("tests/suite/known-gaps.txt names `{gap}`, which is no case").into()),
            None => Ok(()),
        }
    }));
    trials
}

/// Prints how the drafts fare as a whole, by kind of fault and trap.
pub(crate) fn print_score() {
    let mut table: BTreeMap<(bool, String), [usize; 2]> = BTreeMap::new();
    let (mut alarms, mut faults, mut caught) = (0, 0, 0);
    for section in held_sections() {
        let draft = expand(&section).unwrap_or_else(|e| panic!("{}: {e}", label(&section)));
        let findings = match findings(&section, &draft) {
            Ok(findings) => findings,
            Err(e) => return println!("check: {e}"),
        };
        for case in &draft.cases {
            let row = table.entry((!case.is_fault(), case.kind.clone())).or_default();
            row[1] += 1;
            match judge(case, &draft, &findings) {
                Ok(()) => row[0] += 1,
                Err(e) => println!(
                    "{} {}/{}: {e}",
                    if case.is_fault() { "missed" } else { "trapped" },
                    label(&section),
                    case.name
                ),
            }
        }
        let planted: Vec<&Case> = draft.cases.iter().filter(|c| c.is_fault()).collect();
        let errors: Vec<&Value> = findings.iter().filter(|f| f["severity"] == "error").collect();
        faults += planted.len();
        caught += planted.iter().filter(|c| errors.iter().any(|f| touches(c, f))).count();
        for alarm in errors.iter().filter(|f| !planted.iter().any(|c| touches(c, f))) {
            alarms += 1;
            println!("false alarm {}: {}", label(&section), told(alarm, &draft));
        }
    }
    for ((_, kind), [right, all]) in table {
        println!("{kind:32} {right:4} of {all}");
    }
    println!("check: {caught} of {faults} faults have an error on them, {alarms} false alarms");
}

/// The sections whose sources are to be had. `CHECK_DRAFTS` names the start of a file's name, to score those alone.
fn held_sections() -> Vec<Section> {
    let all_held = std::env::var_os("CORPUS_SHARED").is_some();
    let wanted = std::env::var("CHECK_DRAFTS").unwrap_or_default();
    sections("check")
        .into_iter()
        .filter(|s| label(s).starts_with(&wanted) && (all_held || is_invented(s)))
        .collect()
}

fn label(section: &Section) -> String {
    format!("{}/{}", section.file.file_stem().unwrap().to_string_lossy(), section.name)
}

fn is_invented(section: &Section) -> bool {
    label(section).starts_with("invented")
}

/// The corpus that a section's words are taken from, laid out once.
fn home(section: &Section) -> PathBuf {
    static INVENTED: OnceLock<Fixture> = OnceLock::new();
    if is_invented(section) {
        return INVENTED.get_or_init(|| Fixture::new(true)).path().to_owned();
    }
    let shared = PathBuf::from(std::env::var_os("CORPUS_SHARED").unwrap());
    corpus(&shared.join("sources")).to_owned()
}

fn expand(section: &Section) -> Result<Draft, String> {
    let home = home(section);
    Draft::expand(section, |source| match source {
        Source::Words(words) => Ok(words.clone()),
        Source::Node(id) => shown(&home, id, "text"),
        Source::Heading(id) => shown(&home, id, "heading"),
    })
}

/// A field of what `show` says of a node. Asked once a node.
fn shown(home: &Path, id: &str, field: &str) -> Result<String, String> {
    static SHOWN: Mutex<BTreeMap<(PathBuf, String), Value>> = Mutex::new(BTreeMap::new());
    let mut shown = SHOWN.lock().unwrap();
    let key = (home.to_owned(), id.to_owned());
    if !shown.contains_key(&key) {
        let answer = json(home, &["show", id]).map_err(|e| e.message().unwrap_or_default().to_owned())?;
        shown.insert(key.clone(), answer["passages"][0].clone());
    }
    let words = shown[&key][field].as_str();
    words.filter(|w| !w.is_empty()).map(str::to_owned).ok_or_else(|| format!("{id} has no {field}"))
}

/// What the program says of a draft.
fn findings(section: &Section, draft: &Draft) -> Result<Vec<Value>, String> {
    let home = home(section);
    let extension = section.file.extension().unwrap().to_string_lossy();
    let file = format!("drafts/{}.{extension}", label(section).replace(['/', ' '], "-"));
    std::fs::create_dir_all(home.join("drafts")).unwrap();
    std::fs::write(home.join(&file), &draft.text).unwrap();
    let (status, out, err) = run(&home, &["check", &file, "--format", "json"]);
    if status > 1 {
        return Err(format!("exit {status}: {err}"));
    }
    let answer: Value = serde_json::from_str(&out).map_err(|e| e.to_string())?;
    answer["findings"].as_array().cloned().ok_or_else(|| "no findings in the answer".to_owned())
}

/// Whether what is said of a case is what is expected.
fn judge(case: &Case, draft: &Draft, findings: &[Value]) -> Result<(), String> {
    let on_it: Vec<&Value> = findings.iter().filter(|f| meets(case, f)).collect();
    let said = || on_it.iter().map(|f| format!("\n    {}", told(f, draft))).collect::<String>();
    match &case.expected {
        Expected::Finding { rules, severity, places } => {
            let fits = |f: &&&Value| {
                touches(case, f)
                    && rules.iter().any(|r| f["rule"] == **r)
                    && f["severity"] == **severity
                    && (places.is_empty() || places.contains(&place(&f["suggestion"])))
            };
            if on_it.iter().any(|f| fits(&f)) {
                return Ok(());
            }
            let words = case.spans.iter().map(|(a, b)| &draft.text[*a..*b]).collect::<Vec<_>>().join(" // ");
            Err(format!(
                "expected {} {severity} {}\n  on: {words}{}",
                rules.join(" or "),
                places.join(" or "),
                said()
            ))
        }
        Expected::Clean | Expected::Gentle => {
            let gentle = matches!(case.expected, Expected::Gentle);
            let loud = |f: &&&Value| f["severity"] == "error" || !gentle && f["severity"] == "warning";
            match on_it.iter().any(|f| loud(&f)) {
                true => Err(format!("expected nothing{}", said())),
                false => Ok(()),
            }
        }
    }
}

/// No error stands where no case is.
fn no_other(draft: &Draft, findings: &[Value]) -> Result<(), String> {
    let stray = |f: &&Value| f["severity"] == "error" && !draft.cases.iter().any(|c| meets(c, f));
    let strays: Vec<String> = findings.iter().filter(stray).map(|f| told(f, draft)).collect();
    if strays.is_empty() { Ok(()) } else { Err(strays.join("\n")) }
}

fn span(finding: &Value) -> (usize, usize) {
    let at = |key: &str| finding[key].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
    (at("start"), at("end"))
}

/// Whether a finding shares a byte with a case.
fn meets(case: &Case, finding: &Value) -> bool {
    let (start, end) = span(finding);
    case.spans.iter().any(|(a, b)| start < *b && *a < end)
}

/// Whether a finding stands on a case: on one of its spans, or on the whole from the first to the last.
fn touches(case: &Case, finding: &Value) -> bool {
    let (start, end) = span(finding);
    let hull = (case.spans.iter().map(|s| s.0).min().unwrap(), case.spans.iter().map(|s| s.1).max().unwrap());
    case.spans.iter().chain([&hull]).any(|(a, b)| {
        let both = end.min(*b).saturating_sub(start.max(*a));
        both as f64 >= OVERLAP * (end.max(*b) - start.min(*a)) as f64 && both > 0
    })
}

/// A place as a fixture writes it.
fn place(suggestion: &Value) -> String {
    let authority = suggestion["authority"].as_str().unwrap_or_default();
    suggestion["pinpoint"].as_str().map_or_else(|| authority.to_owned(), |p| format!("{authority}#{p}"))
}

fn told(finding: &Value, draft: &Draft) -> String {
    let (start, end) = span(finding);
    let words = draft.text.get(start..end).unwrap_or("outside the draft");
    let (rule, severity) =
        (finding["rule"].as_str().unwrap_or("?"), finding["severity"].as_str().unwrap_or("?"));
    let message = finding["message"].as_str().unwrap_or_default();
    format!("{rule} {severity} [{}] {message}: {words}", place(&finding["suggestion"]))
}

/// The comparison itself, on findings made up for it.
fn what_is_said_is_compared() -> Result<(), Failed> {
    let body = [
        r#"Article 1 says "{{"all the lamps burn on a Sunday" | as fault}}" and "{{"no lamp burns" | as trap}}"."#,
        "^ fault | noun | quote-altered or quote-misplaced error | lights#art-1 or lights",
        "^ trap | trap-short | clean",
    ];
    let body = body.map(str::to_owned).to_vec();
    let section = Section { file: PathBuf::from("made-up.md"), name: "made up".to_owned(), body };
    let draft = Draft::expand(&section, |source| match source {
        Source::Words(words) => Ok(words.clone()),
        other => Err(format!("{other:?} is not made up")),
    })?;
    let at = |words: &str, rule: &str, severity: &str, pinpoint: Option<&str>| {
        let start = draft.text.find(words).unwrap();
        serde_json::json!({"rule": rule, "severity": severity, "start": start, "end": start + words.len(),
            "suggestion": {"authority": "lights", "pinpoint": pinpoint}})
    };
    let (fault, trap) = (&draft.cases[0], &draft.cases[1]);
    let words = "all the lamps burn on a Sunday";
    for (right, finding) in [
        (true, at(words, "quote-altered", "error", Some("art-1"))),
        (true, at("lamps burn on a", "quote-misplaced", "error", None)),
        (false, at(words, "quote-altered", "error", Some("art-2"))),
        (false, at(words, "quote-altered", "warning", None)),
        (false, at(words, "quote-not-found", "error", None)),
        (false, at("lamps", "quote-altered", "error", None)),
        (false, at("Article 1", "quote-altered", "error", None)),
    ] {
        assert_eq!(judge(fault, &draft, std::slice::from_ref(&finding)).is_ok(), right, "{finding}");
    }
    let loud = at("no lamp", "quote-altered", "warning", None);
    assert!(judge(trap, &draft, &[]).is_ok() && judge(trap, &draft, &[loud]).is_err());
    let stray = at("Article 1", "no-such-place", "error", None);
    assert!(no_other(&draft, &[]).is_ok() && no_other(&draft, &[stray]).is_err());
    Ok(())
}
