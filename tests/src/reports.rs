//! What other programs read of a check: SARIF against the schema of the standard, JUnit and GitHub commands in their form;
//! and the recipes for CI in the README, run as they stand there. The schema that OASIS publishes with the standard comes with
//! the crate `serde-sarif`, which also reads what we print.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;

use crate::binary::program;
use crate::fixture::Fixture;
use crate::schema::faults;
use crate::section::suite;
use crate::sources::run;

/// A draft with an error, a warning and a note, and characters that the formats must escape.
const FAULTY: &str = "Article 3 of the Lights Convention: “No State shall hinder a keeper who tends the light of another \
State.”\n\nArticle 9 of the Lights Convention & <the> 50% rule: nothing.\n\nArticle 1 of the Code of Pilots says that \
“a pilot who sleeps\u{1} on watch shall wake to another trade”. The Treaty of the Nine Buoys (art 2) is older.\n";

/// A draft that quotes as it should.
const CLEAN: &str = "Article 3 of the Lights Convention is short.\n";

/// Tests of what a check prints for other programs.
pub(crate) fn trials() -> Vec<Trial> {
    let mut out = vec![
        Trial::test("reports/sarif_is_valid_against_its_schema", sarif_is_valid),
        Trial::test("reports/the_schema_refuses_what_is_not_sarif", the_schema_refuses),
        Trial::test("reports/junit_counts_what_it_holds", junit_counts),
        Trial::test("reports/github_commands_have_their_form", github_commands),
    ];
    if cfg!(unix) {
        out.push(Trial::test("reports/the_workflows_of_the_readme_run", workflows_run));
        out.push(Trial::test("reports/the_pre_commit_hook_runs", hook_runs));
    }
    out
}

/// The invented corpus with two drafts: one clean, one faulty, in a folder with a blank in its name.
fn fixture() -> Result<Fixture, Failed> {
    let fixture = Fixture::new(true);
    let drafts = fixture.path().join("drafts/chapter 1: lights, and more");
    std::fs::create_dir_all(&drafts)?;
    std::fs::write(drafts.join("faulty.md"), FAULTY)?;
    std::fs::write(fixture.path().join("drafts/clean.md"), CLEAN)?;
    Ok(fixture)
}

fn checked(format: &str) -> Result<String, Failed> {
    let (status, out, err) = run(fixture()?.path(), &["check", "drafts", "--format", format]);
    if status == 1 { Ok(out) } else { Err(format!("exit {status}: {err}").into()) }
}

/// What a tool prints, if it ends well.
fn told(tool: &mut Command) -> Result<String, Failed> {
    let told = tool.output()?;
    if !told.status.success() {
        return Err(String::from_utf8_lossy(&told.stderr).into_owned().into());
    }
    Ok(String::from_utf8(told.stdout)?)
}

/// The schema, from the folder of the crate that carries it. Crates for other systems are not asked for: on a machine that
/// never had them they would have to be fetched.
fn schema() -> Result<Value, Failed> {
    let tool = |name: &str, fallback: &str| Command::new(std::env::var_os(name).unwrap_or(fallback.into()));
    let compiler = told(tool("RUSTC", "rustc").arg("-vV"))?;
    let here = compiler.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("no host")?;
    let metadata = told(
        tool("CARGO", "cargo")
            .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", here])
            .args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")]),
    )?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    let carrier =
        packages.find(|p| p["name"] == "serde-sarif").ok_or("serde-sarif is not among the packages")?;
    let manifest = Path::new(carrier["manifest_path"].as_str().ok_or("a package without a manifest")?);
    Ok(serde_json::from_str(&std::fs::read_to_string(manifest.with_file_name("src").join("schema.json"))?)?)
}

fn none(faults: &[String]) -> Result<(), Failed> {
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}

fn sarif_is_valid() -> Result<(), Failed> {
    let log: Value = serde_json::from_str(&checked("sarif")?)?;
    let results = log["runs"][0]["results"].as_array().ok_or("no results")?;
    for level in ["error", "warning", "note"] {
        assert!(results.iter().any(|r| r["level"] == level), "no {level} among the results: {results:#?}");
    }
    for result in results {
        let rule = result["ruleIndex"].as_u64().and_then(|i| usize::try_from(i).ok()).ok_or("no index")?;
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let at = |key: &str| region[key].as_u64().unwrap();
        assert!((at("startLine"), at("startColumn")) < (at("endLine"), at("endColumn")), "{region}");
    }
    none(&faults(&schema()?, &log))?;
    let read: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone())?;
    assert_eq!(read.runs[0].results.as_ref().map(Vec::len), Some(results.len()));
    let (_, clean, _) = run(fixture()?.path(), &["check", "drafts/clean.md", "--format", "sarif"]);
    none(&faults(&schema()?, &serde_json::from_str(&clean)?))
}

fn the_schema_refuses() -> Result<(), Failed> {
    let (schema, log) = (schema()?, serde_json::from_str::<Value>(&checked("sarif")?)?);
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut log = log.clone();
        change(&mut log);
        !faults(&schema, &log).is_empty()
    };
    assert!(refused(&|log| log["version"] = "2.0.0".into()));
    assert!(refused(&|log| log["runs"][0]["results"][0]["level"] = "fatal".into()));
    assert!(refused(&|log| log["runs"][0]["results"][0]["colour"] = "red".into()));
    assert!(refused(&|log| drop(log["runs"][0]["tool"]["driver"].as_object_mut().map(|d| d.remove("name")))));
    assert!(refused(&|log| {
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0.into();
    }));
    assert!(refused(&|log| {
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] =
            "a b".into();
    }));
    Ok(())
}

fn junit_counts() -> Result<(), Failed> {
    let report = checked("junit")?;
    well_formed(&report)?;
    let count = |what: &str| report.matches(what).count();
    let said = |element: &str, key: &str| -> usize {
        let element = format!("<{element} ");
        let heads = report.match_indices(&element).map(|(at, _)| {
            let head = &report[at..at + report[at..].find('>').unwrap()];
            let value = head.split_once(&format!(" {key}=\"")).map(|(_, rest)| rest).unwrap();
            value[..value.find('"').unwrap()].parse::<usize>().unwrap()
        });
        heads.sum()
    };
    assert!(count("<failure ") > 0 && count("<skipped") > 0, "{report}");
    assert_eq!(count("<testsuite "), 2);
    assert_eq!(said("testsuites", "tests"), count("<testcase "));
    assert_eq!(said("testsuite", "tests"), count("<testcase "));
    assert_eq!(said("testsuites", "failures"), count("<failure "));
    assert_eq!(said("testsuite", "failures"), count("<failure "));
    assert_eq!(said("testsuite", "skipped"), count("<skipped"));
    Ok(())
}

/// Whether every element of an XML text closes, nothing unescaped stands between, and no character is there that XML 1.0
/// does not have.
fn well_formed(text: &str) -> Result<(), Failed> {
    let body = text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").ok_or("no declaration")?;
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if let Some(c) = text.chars().find(|c| !allowed(*c)) {
        return Err(format!("{c:?} stands in it").into());
    }
    let mut open: Vec<&str> = Vec::new();
    let mut parts = body.split('<');
    escaped(parts.next().unwrap_or_default())?;
    for part in parts {
        let (tag, rest) = part.split_once('>').ok_or("a tag does not end")?;
        escaped(rest)?;
        escaped(tag)?;
        let name = tag.trim_matches('/').split_whitespace().next().ok_or("a tag without a name")?;
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        let quotes = tag.matches('"').count();
        assert!(quotes % 2 == 0, "{tag}");
    }
    if open.is_empty() { Ok(()) } else { Err(format!("not closed: {open:?}").into()) }
}

fn escaped(text: &str) -> Result<(), Failed> {
    let entities = ["amp;", "lt;", "gt;", "quot;", "apos;"];
    let bare = text.split('&').skip(1).find(|rest| !entities.iter().any(|e| rest.starts_with(e)));
    if bare.is_none() && !text.contains('>') { Ok(()) } else { Err(format!("not escaped: {text}").into()) }
}

fn github_commands() -> Result<(), Failed> {
    let out = checked("github")?;
    let mut kinds = Vec::new();
    for line in out.lines() {
        let command = line.strip_prefix("::").ok_or_else(|| format!("no command: {line}"))?;
        let (head, message) = command.split_once("::").ok_or("no message")?;
        let (kind, properties) = head.split_once(' ').ok_or("no properties")?;
        assert!(["error", "warning", "notice"].contains(&kind), "{line}");
        let keys: Vec<&str> = properties.split(',').map(|p| p.split_once('=').unwrap().0).collect();
        assert_eq!((keys[0], keys[1], keys[2], keys[keys.len() - 1]), ("file", "line", "endLine", "title"));
        assert!(keys.len() == 4 || keys[3..5] == ["col", "endColumn"], "{line}");
        assert!(!message.is_empty());
        kinds.push(kind);
    }
    assert!(["error", "warning", "notice"].iter().all(|k| kinds.contains(k)), "{out}");
    assert!(out.contains("file=drafts/chapter 1%3A lights%2C and more/faulty.md"), "{out}");
    Ok(())
}

/// The commands of every workflow in the README, in order, one list a workflow.
fn workflows() -> Result<Vec<Vec<String>>, Failed> {
    let readme = std::fs::read_to_string(suite().join("../../README.md"))?;
    let blocks = readme.split("```yaml\n").skip(1).filter_map(|b| b.split("```").next());
    let commands = |block: &str| -> Vec<String> {
        block.lines().filter_map(|l| l.trim().strip_prefix("- run: ")).map(str::to_owned).collect()
    };
    Ok(blocks.filter(|b| b.contains("runs-on:")).map(commands).collect())
}

/// Runs a command as a shell of a workflow would, with the program on the path.
fn shell(command: &str, folder: &Path) -> Result<Output, Failed> {
    let programs = program().parent().unwrap().display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shell = Command::new("sh");
    shell.args(["-e", "-c", command]).current_dir(folder).stdin(Stdio::null());
    shell.env_remove("CORPUS_DIR").env("PATH", format!("{programs}:{path}"));
    shell.env("CORPUS_MIRROR", folder.join("mirror")).env("GITHUB_STEP_SUMMARY", folder.join("summary.md"));
    Ok(shell.output()?)
}

fn workflows_run() -> Result<(), Failed> {
    let all = workflows()?;
    assert_eq!(all.len(), 2, "the README has two workflows");
    for commands in all {
        let fixture = fixture()?;
        assert!(!commands.is_empty());
        for command in commands {
            let output = shell(&command, fixture.path())?;
            let (out, err) =
                (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            let checks = command.starts_with("corpus check");
            let wanted = if checks { 1 } else { 0 };
            assert_eq!(output.status.code(), Some(wanted), "{command}\n{out}{err}");
            assert!(!checks || out.contains("::error file=drafts/"), "{command}\n{out}{err}");
        }
        if fixture.path().join("summary.md").exists() {
            assert!(std::fs::read_to_string(fixture.path().join("summary.md"))?.contains("documents"));
        }
    }
    Ok(())
}

fn hook_runs() -> Result<(), Failed> {
    let hooks = std::fs::read_to_string(suite().join("../../.pre-commit-hooks.yaml"))?;
    let readme = std::fs::read_to_string(suite().join("../../README.md"))?;
    let field = |key: &str| -> Result<String, Failed> {
        let lines = hooks.lines().map(|l| l.trim_start_matches(['-', ' ']));
        let mut values = lines.filter_map(|l| l.strip_prefix(key).and_then(|l| l.strip_prefix(": ")));
        Ok(values.next().ok_or_else(|| format!("no {key}"))?.to_owned())
    };
    assert!(readme.contains(&format!("- id: {}\n        files: ^drafts/", field("id")?)));
    // pre-commit gives the files of the commit as arguments.
    let fixture = fixture()?;
    let entry = field("entry")?;
    let bad = shell(
        &format!("{entry} 'drafts/chapter 1: lights, and more/faulty.md' drafts/clean.md"),
        fixture.path(),
    )?;
    assert_eq!(bad.status.code(), Some(1), "{}", String::from_utf8_lossy(&bad.stderr));
    let good = shell(&format!("{entry} drafts/clean.md"), fixture.path())?;
    assert_eq!(good.status.code(), Some(0), "{}", String::from_utf8_lossy(&good.stderr));
    Ok(())
}
