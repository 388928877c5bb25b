//! The tables that somebody writes by hand: the manifest, the authorities, the digests, the doctrines and the others.

use std::path::{Path, PathBuf};

use check::{Baseline, Variants};
use cite::{Context, Names};
use doctrine::{Passage, Rules, Weights};
use ingest::{DigestEdit, Format, Manifest, NewEntry, Sha256, Structure};
use model::{AuthorityId, Class, Folding, Kind, Pinpoint};
use search::Thesaurus;
use style::{Position, Style, Work};

use super::{Target, seeds};

/// What stands in tables of every kind.
const TOML: &[&str] = &[
    "[[document]]\n",
    "[document.source]\n",
    "[[authority]]\n",
    "[[body]]\n",
    "[[doctrine]]\n",
    "[[form]]\n",
    "[positions]\n",
    "[a.b]\n",
    "[[a]]\n",
    "id = \"x\"\n",
    "title = \"\"\n",
    "kind = \"treaty\"\n",
    "kind = \"case\"\n",
    "date = \"1931\"\n",
    "date = 1931-03-04\n",
    "short = [\"A\", \"B\"]\n",
    "aliases = [\"\"]\n",
    " = ",
    "= []",
    "= {}",
    "= { a = 1 }",
    "= 1979-05-27",
    "= 0x10",
    "= -1",
    "= inf",
    "= true",
    "'''",
    "\"\"\"",
    "\\u0041",
    "\\UFFFFFFFF",
    "#",
    ".",
    "x.y.z = 1\n",
    "sha256 = \"\"\n",
    "bytes = -1\n",
    "{title}",
    "{place}",
    "< ({date})>",
    "{",
    "}",
    "<",
    ">",
    "|",
    "art-1",
    "art-1/para-2..para-3",
    "~2",
    "[",
    "]",
    "any = [\"a\"]\n",
    "with = [\"b c\"]\n",
    "points = 1e9\n",
    "*",
    "…",
    "{number}",
];

const DIGEST: &[&str] = &[
    "# ",
    "## ",
    "## art-1\n",
    "## art-1/para-2\n",
    "- labels: ",
    "- labels: none\n",
    "- note: ",
    "- anchor: ",
    "- ",
    "self-defence",
    "art-51",
    "para-1",
    ", ",
    "\n\n",
    "\r\n",
    "preamble",
    "-- ",
    "..",
    "“a … b”",
    "\u{feff}",
];

const TSV: &[&str] = &[
    "\t",
    "\n",
    "#",
    "word\t",
    "root\t",
    "suffix\t",
    "keep\t",
    "join\t",
    "a\tb\n",
    "-",
    "re",
    "colour\tcolor\n",
    "variant\t",
    "misprint\t",
    "art-1\t",
    "“a”",
    "1.5",
    "NaN",
    "inf",
    "-0",
    "1e39",
    "text",
    "heading",
    "cites",
    "\t\t\t",
];

pub(super) const TARGETS: &[Target] = &[
    Target { name: "manifest", dear: 1, seeds: manifests, signs: TOML, holds: manifest },
    Target {
        name: "authorities",
        dear: 2,
        seeds: || seeds::tables("authorities"),
        signs: TOML,
        holds: authorities,
    },
    Target { name: "digests", dear: 1, seeds: digest_files, signs: DIGEST, holds: digests },
    Target {
        name: "doctrines",
        dear: 2,
        seeds: || seeds::table("doctrines.toml"),
        signs: TOML,
        holds: doctrines,
    },
    Target {
        name: "weights",
        dear: 1,
        seeds: || seeds::table("doctrine-weights.tsv"),
        signs: TSV,
        holds: weights,
    },
    Target { name: "folding", dear: 1, seeds: || seeds::table("folding.tsv"), signs: TSV, holds: folding },
    Target {
        name: "thesaurus",
        dear: 1,
        seeds: || seeds::table("thesaurus.tsv"),
        signs: TSV,
        holds: thesaurus,
    },
    Target { name: "styles", dear: 1, seeds: seeds::styles, signs: TOML, holds: styles },
    Target { name: "variants", dear: 1, seeds: || seeds::tables("variants"), signs: TSV, holds: variants },
    Target { name: "baseline", dear: 1, seeds: baselines, signs: TSV, holds: baseline },
];

fn manifests() -> Vec<String> {
    let mut out = seeds::table("corpus.toml");
    out.extend(seeds::fixtures("fixture/corpus", "corpus.toml"));
    let hash = Sha256::of(b"").to_string();
    for text in &mut out {
        // Entries by themselves are read to their end where their hashes are some.
        *text = text.replace("@lights.md", &hash).replace("@wrecks.json", &hash).replace("@essay.txt", &hash);
    }
    out
}

fn digest_files() -> Vec<String> {
    let mut out = seeds::tables("digests");
    out.extend(seeds::fixtures("fixture/corpus/digests", ".md"));
    out
}

fn baselines() -> Vec<String> {
    vec![
        "# known\ndraft.md\taltered\t0123456789abcdef\tthe words\ndraft.md\tunheld\tfedcba9876543210\tmore\n"
            .to_owned(),
    ]
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn manifest(bytes: &[u8], choice: u64) {
    let text = lossy(bytes);
    let path = Path::new("corpus/corpus.toml");
    let parsed = match Manifest::parse(&text, path) {
        Ok(parsed) => parsed,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    let id = AuthorityId::new("a-new-one").unwrap();
    if parsed.entry(&id).is_some() || parsed.all().any(|e| e.source.file == "a-new-one.md") {
        return;
    }
    let odd = ["a \"quoted\" title", "tab\tand\nline", "\u{85}\\", "plain"][choice as usize % 4];
    let entry = NewEntry {
        id: id.clone(),
        title: odd.to_owned(),
        kind: Kind::Treaty,
        date: None,
        languages: vec!["en".to_owned()],
        rights: odd.to_owned(),
        text_of: odd.to_owned(),
        file: "a-new-one.md".to_owned(),
        sha256: Sha256::of(bytes),
        bytes: 1,
        url: None,
        format: Format::Markdown,
        structure: Structure::Essay,
    };
    let extended = ingest::append_entry(&text, &entry);
    let again = Manifest::parse(&extended, path).unwrap_or_else(|e| panic!("an entry more: {e}"));
    assert_eq!(again.all().count(), parsed.all().count() + 1);
    assert_eq!(again.entry(&id).map(|e| e.meta.title.as_str()), Some(odd));
}

fn authorities(bytes: &[u8], _choice: u64) {
    const TEXT: &str = "See Article 5 of the Convention on Lamps, ibid., para 2, and ICCPR art 6(1); A v. B, [1986] ICJ Rep 14.";
    match ingest::parse_catalogue(&[(PathBuf::from("a.toml"), lossy(bytes))]) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(catalogue) => {
            let names = Names::new(catalogue);
            let found = cite::cites(TEXT, &names, &Context::default(), &super::readers::Nothing);
            assert!(found.iter().all(|c| c.span.of(TEXT).is_some()));
            for authority in names.catalogue().iter().take(20) {
                cite::reference(&authority.title, &names);
            }
        }
    }
}

fn digests(bytes: &[u8], choice: u64) {
    let text = lossy(bytes);
    let (path, id) = (Path::new("lamps.md"), AuthorityId::new("lamps").unwrap());
    let Ok(digest) = ingest::parse_digest(&text, path, &id) else { return };
    for entry in &digest.entries {
        assert!(entry.span.of(&text).is_some(), "{}", entry.place);
    }
    ingest::repeats(
        &digest,
        "Every harbour shows a light to every ship that asks for shelter from a storm at night.",
    );
    let places = ["art-1", "art-51/para-2/pt-a", "para-3", "art-999"];
    let place: Pinpoint = match digest.entries.get(choice as usize % 16) {
        Some(entry) => entry.place.clone(),
        None => places[choice as usize % 4].parse().unwrap(),
    };
    let edit = DigestEdit {
        labels: (choice >> 8 & 1 == 1).then(|| vec!["self-defence".parse().unwrap()]),
        notes: vec!["it says so".to_owned()],
        anchor: None,
    };
    let edited = ingest::edit_digest(&text, path, (&id, "Lamps"), &place, &edit, |_| choice >> 9 & 1 == 1);
    if let Ok(edited) = edited {
        let again = ingest::parse_digest(&edited, path, &id).unwrap_or_else(|e| panic!("edited: {e}"));
        let entry = again.at(&place).unwrap_or_else(|| panic!("{place} is gone"));
        assert!(entry.notes.iter().any(|n| n == "it says so"), "the note is there");
        let others = digest.entries.iter().filter(|e| !e.place.same(&place));
        for other in others {
            assert_eq!(again.at(&other.place).map(|e| &e.gist), Some(&other.gist), "the rest stays");
        }
    }
}

const WORDS: &str =
    "Nothing shall impair the inherent right of self-defence if an armed attack occurs; art. 51.";

fn doctrines(bytes: &[u8], _choice: u64) {
    match Rules::parse(&lossy(bytes), Path::new("doctrines.toml")) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(rules) => {
            let passage = Passage::of(WORDS, Class::Operative, Kind::Treaty);
            doctrine::tag(&passage, &rules, None);
            doctrine::explain_all(&passage, &rules, None);
        }
    }
}

fn weights(bytes: &[u8], _choice: u64) {
    match Weights::parse(&lossy(bytes), Path::new("weights.tsv")) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(weights) => {
            let passage = Passage::of(WORDS, Class::Operative, Kind::Essay);
            doctrine::tag(&passage, &super::readers::taxonomy().0, Some(&weights));
        }
    }
}

fn folding(bytes: &[u8], _choice: u64) {
    let text = lossy(bytes);
    match Folding::parse(&text, "folding.tsv") {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(folding) => {
            for word in text.split_whitespace().take(200) {
                let once = folding.fold(&word.to_lowercase());
                assert_eq!(folding.fold(&once), once, "what is folded stays: {word}");
            }
        }
    }
}

fn thesaurus(bytes: &[u8], _choice: u64) {
    match Thesaurus::parse(&lossy(bytes), "thesaurus.tsv") {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(thesaurus) => assert!(thesaurus.len() <= bytes.len()),
    }
}

fn styles(bytes: &[u8], choice: u64) {
    match Style::parse(Path::new("lamp.toml"), &lossy(bytes)) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(style) => {
            let places: Vec<Pinpoint> =
                vec!["art-9/para-1/pt-c".parse().unwrap(), "para-4..6".parse().unwrap()];
            let catalogue = super::readers::names().catalogue();
            for authority in catalogue.iter().skip(choice as usize % catalogue.len()).take(8) {
                let work = Work { authority, authors: &[] };
                for position in [
                    Position::Full { defines: true },
                    Position::Later { note: 3 },
                    Position::Again { note: 2, same: true },
                    Position::Again { note: 2, same: false },
                ] {
                    let cited = style.cite(work, &places, position);
                    style::markdown(&cited.runs);
                    style::html(&cited.runs);
                }
                style::notes(&style, &[(work, &places[..]), (work, &[][..])], 1);
            }
        }
    }
}

fn variants(bytes: &[u8], _choice: u64) {
    match Variants::parse("corpus/variants/lamps.tsv", &lossy(bytes)) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(variants) => {
            let (id, place) = (AuthorityId::new("lamps").unwrap(), "art-1".parse().unwrap());
            assert!(variants.misprints_in(&id, &place).count() <= variants.rows().len());
        }
    }
}

fn baseline(bytes: &[u8], _choice: u64) {
    if let Err((_, message)) = Baseline::parse(&lossy(bytes)) {
        assert!(!message.is_empty());
    }
}
