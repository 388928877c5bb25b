//! The real program as a process: what cannot be seen from inside.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use libtest_mimic::{Failed, Trial};

use crate::fixture::Fixture;

/// Tests of the process itself.
pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("binary/a_closed_pipe_is_no_failure", a_closed_pipe_is_no_failure),
        Trial::test("binary/the_corpus_is_found_from_below", the_corpus_is_found_from_below),
        Trial::test("binary/the_environment_names_the_corpus", the_environment_names_the_corpus),
        Trial::test("binary/colour_only_where_wanted", colour_only_where_wanted),
        Trial::test("binary/data_and_messages_keep_apart", data_and_messages_keep_apart),
        Trial::test("binary/the_same_question_has_the_same_answer", the_same_question_has_the_same_answer),
    ]
}

/// The program, built once.
pub(crate) fn program() -> &'static PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let built = Command::new(cargo).args(["build", "--quiet", "--package", "cli"]).status().unwrap();
        assert!(built.success(), "the program does not build");
        // This runner lies in target/<profile>/deps, the program two levels up.
        let here = std::env::current_exe().unwrap();
        let folder = here.parent().and_then(|deps| deps.parent()).unwrap();
        folder.join(format!("corpus{}", std::env::consts::EXE_SUFFIX))
    })
}

fn command(fixture: &Fixture) -> Command {
    let mut command = Command::new(program());
    command.current_dir(fixture.path()).stdin(Stdio::null());
    for name in ["CORPUS_DIR", "CORPUS_MIRROR", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn a_closed_pipe_is_no_failure() -> Result<(), Failed> {
    let fixture = Fixture::new(true);
    let mut child = command(&fixture)
        .args(["kwic", "the", "--format", "csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    drop(child.stdout.take());
    let output = child.wait_with_output()?;
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

fn the_corpus_is_found_from_below() -> Result<(), Failed> {
    let fixture = Fixture::new(true);
    let below = fixture.path().join("drafts/chapter-1");
    std::fs::create_dir_all(&below)?;
    let output = command(&fixture).current_dir(below).args(["show", "lights-convention#art-3"]).output()?;
    assert!(output.status.success());
    assert!(text(&output).contains("No State may hinder"));
    Ok(())
}

fn the_environment_names_the_corpus() -> Result<(), Failed> {
    let fixture = Fixture::new(true);
    let elsewhere = tempfile::tempdir()?;
    let output = command(&fixture)
        .current_dir(elsewhere.path())
        .env("CORPUS_DIR", fixture.path())
        .args(["documents", "--format", "csv"])
        .output()?;
    assert!(text(&output).contains("lights-convention"));
    let lost = command(&fixture).current_dir(elsewhere.path()).arg("documents").output()?;
    assert_eq!(lost.status.code(), Some(2));
    Ok(())
}

fn colour_only_where_wanted() -> Result<(), Failed> {
    let fixture = Fixture::new(true);
    let plain = command(&fixture).args(["search", "keeper"]).output()?;
    assert!(!text(&plain).contains('\u{1b}'));
    let forced = command(&fixture).args(["search", "keeper", "--color", "always"]).output()?;
    assert!(text(&forced).contains('\u{1b}'));
    Ok(())
}

fn data_and_messages_keep_apart() -> Result<(), Failed> {
    let fixture = Fixture::new(true);
    let output = command(&fixture).args(["search", "keeper", "--format", "json", "--limit", "1"]).output()?;
    let value: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    assert!(value["total"].as_u64().unwrap() > 1);
    assert_eq!(text(&output).lines().count(), 1);
    assert!(text(&output).ends_with('\n'));
    Ok(())
}

fn the_same_question_has_the_same_answer() -> Result<(), Failed> {
    let ask =
        |fixture: &Fixture| command(fixture).args(["search", "light OR keeper", "--format", "json"]).output();
    let (one, two) = (Fixture::new(true), Fixture::new(true));
    let (a, b) = (ask(&one)?, ask(&two)?);
    assert_eq!(text(&a), text(&b));
    assert_eq!(text(&a), text(&ask(&one)?));
    Ok(())
}
