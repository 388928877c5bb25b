//! Briefs in every format: the cases of `tests/suite/brief`, whose README says how they are written; the round trip, that
//! `corpus check` finds nothing in a brief of every provision there is; and a word processor that opens one.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::{Failed, Trial};

use crate::fixture::Fixture;
use crate::section::suite;
use crate::sources::{self, corpus, json};
use crate::transcript::split;

/// The cases, the round trips, the word processor.
pub(crate) fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = cases()
        .into_iter()
        .map(|case| {
            let name = case.file_name().unwrap().to_string_lossy().into_owned();
            Trial::test(format!("brief/{name}"), move || compare(&case))
        })
        .collect();
    trials.push(Trial::test("brief/a brief of every provision is clean", || {
        let fixture = Fixture::new(true);
        round_trip(fixture.path(), &["oscola", "oscola5", "aglc4", "bluebook", "mcgill", "plain"], 1)
    }));
    if let Some(shared) = std::env::var_os("CORPUS_SHARED") {
        trials.push(Trial::test("brief/a brief of held provisions is clean", move || {
            // All of them take minutes: every provision comes up where BRIEF_EACH is 1, in the styles of BRIEF_STYLES.
            let each = std::env::var("BRIEF_EACH").ok().and_then(|n| n.parse().ok()).unwrap_or(17);
            let styles = std::env::var("BRIEF_STYLES").unwrap_or_else(|_| "oscola".to_owned());
            let styles: Vec<&str> = styles.split_whitespace().collect();
            round_trip(corpus(&Path::new(&shared).join("sources")), &styles, each)
        }));
    }
    trials.push(Trial::test("brief/a word processor sets notes and quotations in order", word_processor));
    trials
}

fn cases() -> Vec<PathBuf> {
    let listed = std::fs::read_dir(suite().join("brief")).unwrap();
    let mut folders: Vec<PathBuf> = listed.map(|f| f.unwrap().path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    folders
}

/// Runs the program in `folder`; its standard output, findings or none.
fn run(folder: &Path, arguments: &[&str]) -> Result<String, Failed> {
    match sources::run(folder, arguments) {
        (2, _, err) => Err(format!("corpus {}: {err}", arguments.join(" ")).into()),
        (_, out, _) => Ok(out),
    }
}

/// Makes what a case asks for and compares it with what stands in its folder, or puts it there.
fn compare(case: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(case.join("case.txt"))?;
    let (asked, endings) = text.trim().split_once('\n').ok_or("case.txt has two lines")?;
    let fixture = Fixture::new(true);
    if case.join("draft.md").exists() {
        std::fs::copy(case.join("draft.md"), fixture.path().join("draft.md"))?;
    }
    for ending in endings.split_whitespace() {
        let name = format!("out.{ending}");
        let asked = split(asked);
        let mut arguments = vec!["brief"];
        arguments.extend(asked.iter().map(String::as_str));
        arguments.extend(["--quiet", "-o", &name]);
        run(fixture.path(), &arguments)?;
        let made = std::fs::read(fixture.path().join(&name))?;
        run(fixture.path(), &arguments)?;
        if made != std::fs::read(fixture.path().join(&name))? {
            return Err(format!("{name}: the second run wrote other bytes").into());
        }
        if ending == "docx" {
            for (part, text) in parts(&made)? {
                expect(&case.join(&name).join(part), &text)?;
            }
        } else {
            expect(&case.join(&name), &String::from_utf8(made)?)?;
        }
    }
    Ok(())
}

fn expect(path: &Path, made: &str) -> Result<(), Failed> {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap())?;
        return Ok(std::fs::write(path, made)?);
    }
    let expected = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let differs = expected.lines().zip(made.lines()).position(|(a, b)| a != b);
    match differs {
        Some(i) => {
            let line = |text: &str| text.lines().nth(i).unwrap_or_default().to_owned();
            Err(format!(
                "{}:{}\nexpected: {}\n     got: {}",
                path.display(),
                i + 1,
                line(&expected),
                line(made)
            )
            .into())
        }
        None if expected == made => Ok(()),
        None => Err(format!("{}: it has another end", path.display()).into()),
    }
}

/// The parts of a word processor's file, each with a line per paragraph.
fn parts(file: &[u8]) -> Result<BTreeMap<String, String>, Failed> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file))?;
    let mut out = BTreeMap::new();
    for i in 0..archive.len() {
        let mut part = archive.by_index(i)?;
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        for tag in
            ["<w:p>", "<w:footnote ", "<w:style ", "<w:tbl>", "<w:abstractNum ", "<w:num ", "<Relationship "]
        {
            text = text.replace(tag, &format!("\n{tag}"));
        }
        out.insert(part.name()?.into_owned(), text + "\n");
    }
    Ok(out)
}

/// A draft that quotes provisions of a corpus, one of `each` so many, set off; finished and checked in each style.
fn round_trip(home: &Path, styles: &[&str], each: usize) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let documents = json(home, &["documents"])?;
    let mut bad = Vec::new();
    let (mut counted, mut quoted) = (0, 0);
    for document in documents["documents"].as_array().unwrap().iter().filter(|d| d["held"] == true) {
        let id = document["id"].as_str().unwrap();
        let outline = json(home, &["outline", id])?;
        let mut draft = format!("# Every provision of {{{{cite: {id}}}}}\n\n");
        let nodes = outline["nodes"].as_array().unwrap();
        for (i, node) in nodes.iter().enumerate() {
            let depth = |n: &serde_json::Value| n["depth"].as_u64().unwrap_or_default();
            let leaf = nodes.get(i + 1).is_none_or(|next| depth(next) <= depth(node));
            if node["layer"] == "source" && leaf {
                counted += 1;
                if counted % each == 0 {
                    let place = node["pinpoint"].as_str().unwrap();
                    draft.push_str(&format!("{{{{quote: {id}#{place}}}}}\n\n"));
                    quoted += 1;
                }
            }
        }
        for style in styles {
            let name = format!("{id}.{style}.md");
            let source = folder.path().join(format!("{id}.draft.md"));
            std::fs::write(&source, &draft)?;
            let out = folder.path().join(&name);
            let paths = [source.display().to_string(), out.display().to_string()];
            let arguments = ["brief", &paths[0], "--style", style, "-o", &paths[1], "--quiet"];
            if let (2, _, told) = sources::run(home, &arguments) {
                // A heading without words is told, and nothing else.
                let bare = "` has no words to quote, only a heading";
                let faults = told.lines().filter(|line| line.contains(".draft.md:"));
                let headings: Option<Vec<&str>> =
                    faults.map(|line| line.split_once(bare)?.0.rsplit_once('`').map(|(_, id)| id)).collect();
                for id in headings.filter(|ids| !ids.is_empty()).ok_or_else(|| told.clone())? {
                    draft = draft.replace(&format!("{{{{quote: {id}}}}}\n\n"), "");
                }
                std::fs::write(&source, &draft)?;
                run(home, &arguments)?;
            }
            let checked = run(home, &["check", &paths[1], "--format", "json"])?;
            let checked: serde_json::Value = serde_json::from_str(&checked)?;
            for finding in checked["findings"].as_array().unwrap() {
                bad.push(format!("{name}: {}: {}", finding["rule"], finding["message"]));
            }
        }
    }
    if quoted == 0 {
        return Err("nothing was quoted".into());
    }
    if bad.is_empty() {
        return Ok(());
    }
    let count = bad.len();
    bad.truncate(40);
    Err(format!("{count} findings in briefs of {quoted} quotations\n{}", bad.join("\n")).into())
}

/// The file of the case `draft`, opened by LibreOffice: the page has the quotations and the notes in their order.
fn word_processor() -> Result<(), Failed> {
    let there = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if !there("soffice") || !there("pdftotext") {
        let missing =
            "LibreOffice (soffice) or poppler (pdftotext) is missing: no word processor opens our file";
        if std::env::var_os("CI").is_some() {
            return Err(format!("{missing}; .ci/run installs both").into());
        }
        println!("{missing}; the test is not run");
        return Ok(());
    }
    let fixture = Fixture::new(true);
    let home = fixture.path();
    std::fs::copy(suite().join("brief/draft/draft.md"), home.join("draft.md"))?;
    run(home, &["brief", "draft.md", "-o", "brief.docx", "--quiet"])?;
    let converted = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", home.display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .args([home, &home.join("brief.docx")])
        .output()?;
    let pdf = home.join("brief.pdf");
    if !pdf.exists() {
        let said = String::from_utf8_lossy(&converted.stderr).into_owned();
        return Err(format!("LibreOffice made no page of the file: {said}").into());
    }
    let page = Command::new("pdftotext").arg(&pdf).arg("-").output()?;
    let page = String::from_utf8(page.stdout)?.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut at = 0;
    for words in [
        "Lamps & <Keepers>",
        "The duty",
        "Every party keeps its lamps lit.",
        "A light may be put out only in self-defence",
        "(a) after notice to every ship in sight; and",
        "told without delay.2",
        "1. First, a strong point",
        "The author's own quotation",
        "North 1931",
        // The notes stand below the text of their page.
        "1 Convention on the Lights of Harbours (4 March 1931) (Lights Convention) art 2(1).",
        "ibid art 2(2).",
        "The author's own note, with ILC",
    ] {
        match page[at..].find(words) {
            Some(found) => at += found + words.len(),
            None => return Err(format!("`{words}` does not stand where it should on\n{page}").into()),
        }
    }
    Ok(())
}
