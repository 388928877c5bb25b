//! Citation styles: every section of `suite/style/*.txt` gives references to the table of authorities and, below each, the
//! citation that the file's style prints. `$ ID [PLACE…]` is a full citation, `$ later N ID …` one whose full form stands
//! in note N, `$ again N ID …` one right after it, `$ notes ID … ; ID …` a sequence of notes. The line after `=` is the
//! citation as Markdown, and `basis:` says on what it rests.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use libtest_mimic::{Failed, Trial};
use model::{Authority, Catalogue, Pinpoint};
use style::{Position, Style, Styles, Work};

use crate::section::{Section, rewrite, sections};

fn corpus() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus")
}

fn catalogue() -> &'static Catalogue {
    static ALL: OnceLock<Catalogue> = OnceLock::new();
    ALL.get_or_init(|| {
        let tables = ingest::load_catalogue(&corpus().join("authorities")).unwrap();
        let (mut all, bodies) = ingest::with_documents(tables, manifest().metas()).into_parts();
        // Of articles and books the tables have none: these are invented.
        let invented = std::fs::read_to_string(crate::section::suite().join("style/invented.toml")).unwrap();
        let path = Path::new("tests/suite/style/invented.toml");
        all.extend(ingest::parse_catalogue(&[(path.to_owned(), invented)]).unwrap().into_parts().0);
        Catalogue::new(all).with_bodies(bodies)
    })
}

/// The documents that the program comes with.
fn manifest() -> &'static ingest::Manifest {
    static ALL: OnceLock<ingest::Manifest> = OnceLock::new();
    ALL.get_or_init(|| ingest::Manifest::load(&corpus().join("..")).unwrap())
}

/// The styles that the program comes with, and those of the suite.
fn styles() -> &'static Styles {
    static ALL: OnceLock<Styles> = OnceLock::new();
    ALL.get_or_init(|| {
        // Beside those, the styles of journals that nobody publishes, each with its CSL file.
        let folders = [corpus().join("styles"), crate::section::suite().join("style/journals")];
        let listed = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
        let mut files: Vec<_> = listed.map(|f| f.unwrap().path()).collect();
        files.sort();
        let texts: Vec<String> = files.iter().map(|f| std::fs::read_to_string(f).unwrap()).collect();
        let pairs = files.iter().map(|f| f.as_path()).zip(texts.iter().map(String::as_str));
        Styles::parse(pairs).unwrap_or_else(|e| panic!("{e}"))
    })
}

/// One trial a section, and one a style over the whole table.
pub(crate) fn trials() -> Vec<Trial> {
    let all = sections("style");
    if std::env::var_os("UPDATE").is_some() {
        let mut files: BTreeMap<&Path, Vec<(String, Vec<String>)>> = BTreeMap::new();
        for section in &all {
            files.entry(&section.file).or_default().push((section.name.clone(), printed(section)));
        }
        files.iter().for_each(|(file, bodies)| rewrite(file, bodies));
    }
    let mut trials: Vec<Trial> = sections("style")
        .into_iter()
        .map(|section| {
            let file = section.file.file_stem().unwrap().to_string_lossy().into_owned();
            Trial::test(format!("style/{file}/{}", section.name), move || {
                let printed = printed(&section);
                if printed == section.body {
                    return Ok(());
                }
                Err(Failed::from(format!("it prints\n{}", printed.join("\n"))))
            })
        })
        .collect();
    for style in styles().iter() {
        trials.push(Trial::test(format!("style/every authority in {}", style.name()), move || sound(style)));
    }
    trials
}

/// The section as it should stand.
fn printed(section: &Section) -> Vec<String> {
    let name = section.file.file_stem().unwrap().to_string_lossy();
    let style = styles().get(&name).unwrap_or_else(|| panic!("no style `{name}`"));
    let mut out = Vec::new();
    for line in section.body.iter().filter(|l| l.starts_with("$ ")) {
        out.push(line.clone());
        let words: Vec<&str> = line.split_whitespace().skip(1).collect();
        if words[0] == "notes" {
            let asked: Vec<(Work<'_>, Vec<Pinpoint>)> = words[1..].split(|w| *w == ";").map(cited).collect();
            let asked: Vec<(Work<'_>, &[Pinpoint])> = asked.iter().map(|(w, p)| (*w, p.as_slice())).collect();
            for note in style::notes(style, &asked, 1) {
                out.push(format!("= {}  {}", note.number, style::markdown(&note.runs)));
            }
            continue;
        }
        let note = || words[1].parse().unwrap();
        let (position, rest) = match words[0] {
            "later" => (Position::Later { note: note() }, &words[2..]),
            "again" => (Position::Again { note: note(), same: false }, &words[2..]),
            _ => (Position::Full { defines: false }, &words[..]),
        };
        let (work, places) = cited(rest);
        let citation = style.cite(work, &places, position);
        out.push(format!("= {}", style::markdown(&citation.runs)));
        out.push(format!("basis: {}", citation.basis));
        assert!(style.fault().is_none(), "{:?}", style.fault());
    }
    out.push(String::new());
    out
}

fn cited(words: &[&str]) -> (Work<'static>, Vec<Pinpoint>) {
    let id = words[0].parse().unwrap();
    let authority = catalogue().get(&id).unwrap_or_else(|| panic!("no authority `{id}`"));
    let places = words[1..].iter().map(|p| p.parse().unwrap()).collect();
    let authors = manifest().entry(&authority.id).map_or(&[][..], |e| e.meta.authors.as_slice());
    (Work { authority, authors }, places)
}

/// Whatever data an authority lacks, no sign is left over where the datum would stand.
fn sound(style: &Style) -> Result<(), Failed> {
    let place: Pinpoint = "art-2/para-4".parse().unwrap();
    let faulty = |text: &str| {
        text.trim() != text
            || ["  ", " ,", ",,", "()", "( ", "[]", "{", "}", ",."].iter().any(|s| text.contains(s))
            || text.is_empty()
    };
    let mut bad = Vec::new();
    let mut look = |authority: &Authority| {
        for places in [&[][..], std::slice::from_ref(&place)] {
            for position in [
                Position::Full { defines: false },
                Position::Full { defines: true },
                Position::Later { note: 3 },
                Position::Again { note: 3, same: false },
            ] {
                let citation = style.cite(Work { authority, authors: &[] }, places, position);
                let text = style::plain(&citation.runs);
                if faulty(&text) && !faulty(&authority.title) && !authority.title.contains(['{', '(']) {
                    bad.push(format!("{}: {text}", authority.id));
                }
            }
        }
    };
    for authority in catalogue().iter() {
        look(authority);
        // The same without any of its data.
        let bare = Authority { cite: Vec::new(), date: None, court: None, body: None, ..authority.clone() };
        look(&bare);
    }
    if bad.is_empty() { Ok(()) } else { Err(bad.join("\n").into()) }
}
