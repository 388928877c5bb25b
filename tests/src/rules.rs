//! The examples in the documentation of the checker's rules, run over the invented corpus: what a rule calls bad it finds,
//! what it calls good is clean.

use std::ffi::OsString;

use cli::Surroundings;
use libtest_mimic::{Failed, Trial};

use crate::fixture::Fixture;
use crate::section::suite;

/// A test for every rule.
pub(crate) fn trials() -> Vec<Trial> {
    desk::RULES.iter().map(|rule| Trial::test(format!("rule/{}", rule.name), || examples(rule))).collect()
}

fn examples(rule: &desk::Rule) -> Result<(), Failed> {
    let fixture = Fixture::new(true);
    let authorities = suite().join("../../corpus/authorities");
    let folder = fixture.path().join("corpus/authorities");
    std::fs::create_dir_all(&folder)?;
    for file in std::fs::read_dir(authorities)? {
        let path = file?.path();
        std::fs::copy(&path, folder.join(path.file_name().unwrap_or_default()))?;
    }
    std::fs::write(fixture.path().join("bad.md"), rule.bad)?;
    std::fs::write(fixture.path().join("good.md"), rule.good)?;
    let bad = findings(&fixture, "bad.md")?;
    let expected = (rule.name.to_owned(), rule.severity.as_str().to_owned());
    if !bad.contains(&expected) {
        return Err(format!("the bad example gives {bad:?}\n{}", rule.bad).into());
    }
    let good = findings(&fixture, "good.md")?;
    if good.iter().any(|(name, severity)| name == rule.name || severity != "note") {
        return Err(format!("the good example gives {good:?}\n{}", rule.good).into());
    }
    Ok(())
}

/// Rule and severity of every finding.
fn findings(fixture: &Fixture, file: &str) -> Result<Vec<(String, String)>, Failed> {
    let around = Surroundings { folder: fixture.path().to_owned(), ..Surroundings::default() };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let words = ["corpus", "check", file, "--format", "json"];
    let status = cli::run(words.map(OsString::from), around, &mut out, &mut err);
    if status > 1 {
        return Err(String::from_utf8_lossy(&err).into_owned().into());
    }
    let answer: serde_json::Value = serde_json::from_slice(&out)?;
    let text = |f: &serde_json::Value, key: &str| f[key].as_str().unwrap_or_default().to_owned();
    let all = answer["findings"].as_array().into_iter().flatten();
    Ok(all.map(|f| (text(f, "rule"), text(f, "severity"))).collect())
}
