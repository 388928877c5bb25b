//! The comparison of quotations over the real sources, where CORPUS_SHARED names a folder that has them: every variant
//! reading quoted both ways, passages quoted with marked changes, passages with a word changed. Nothing of a source is
//! written here: quotations are cut from the sources at test time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use check::{Comparer, Likeness, SourceText, Variants, Weight};
use ingest::{Manifest, NumberingTable};
use libtest_mimic::{Failed, Trial};
use model::{AuthorityId, Document, Folding, Mapped};

/// How many passages are quoted, unless `CASES` says otherwise.
const CASES: usize = 600;

/// The tests, if the sources are to be had.
pub(crate) fn trials() -> Vec<Trial> {
    let Some(shared) = std::env::var_os("CORPUS_SHARED") else { return Vec::new() };
    let sources = PathBuf::from(shared).join("sources");
    let again = sources.clone();
    vec![
        Trial::test("comparisons/either reading of every variant is clean", move || variants(&sources)),
        Trial::test("comparisons/marked changes are clean, unmarked ones are found", move || changes(&again)),
    ]
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn documents(sources: &Path) -> Result<BTreeMap<AuthorityId, Document>, Failed> {
    let manifest = Manifest::load(&root())?;
    let mut out = BTreeMap::new();
    for entry in manifest.documents() {
        let table = match &entry.options.numbering {
            Some(file) => {
                Some(NumberingTable::parse(&std::fs::read_to_string(root().join("corpus").join(file))?)?)
            }
            None => None,
        };
        let path = sources.join(&entry.source.file);
        let read = ingest::read_file(&path, &entry.meta, &entry.options, table.as_ref())?;
        out.insert(entry.id().clone(), read.value);
    }
    Ok(out)
}

fn comparer() -> Result<Comparer, Failed> {
    let folding =
        Folding::parse(&std::fs::read_to_string(root().join("corpus/folding.tsv"))?, "corpus/folding.tsv")?;
    let mut variants = Variants::none();
    let mut paths: Vec<PathBuf> = std::fs::read_dir(root().join("corpus/variants"))?
        .map(|f| Ok(f?.path()))
        .collect::<std::io::Result<_>>()?;
    paths.sort();
    for path in paths {
        variants.extend(Variants::parse(&path.display().to_string(), &std::fs::read_to_string(&path)?)?);
    }
    Ok(Comparer::new(folding, variants))
}

/// Every row stands where it says, and quoting it either way is no error.
fn variants(sources: &Path) -> Result<(), Failed> {
    let (documents, comparer) = (documents(sources)?, comparer()?);
    let mut faults = Vec::new();
    for row in comparer.variants().rows() {
        let name = format!("{}#{}: `{}`", row.document, row.place, row.held);
        let Some(document) = documents.get(&row.document) else {
            faults.push(format!("{name}: no such document"));
            continue;
        };
        let Some(source) = document.at(&row.place).and_then(|(ix, _)| SourceText::of(document, ix)) else {
            faults.push(format!("{name}: no such place"));
            continue;
        };
        let Some(at) = find(&source.text, &row.held) else {
            faults.push(format!("{name}: these words do not stand there"));
            continue;
        };
        let before = around(&source.text[..at.start], true);
        let after = around(&source.text[at.end..], false);
        let reading = comparer.read(&source);
        for words in [row.held.as_str(), row.other.as_str(), &source.text[at.clone()]] {
            for quoted in [words.to_owned(), format!("{before}{words}{after}")] {
                let found = comparer.compare(&Mapped::verbatim(&quoted, 0), &reading);
                if found.edits.iter().any(|e| e.weight > Weight::Slight) || found.likeness > Likeness::Variant
                {
                    faults.push(format!(
                        "{name}: `{words}` in {} words is {:?}: {:?}",
                        quoted.split(' ').count(),
                        found.likeness,
                        found.edits
                    ));
                }
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}

/// Where words stand, spaces of any sort counting as one.
fn find(text: &str, words: &str) -> Option<std::ops::Range<usize>> {
    let first = words.split_whitespace().next()?;
    text.match_indices(first).find_map(|(start, _)| {
        let mut at = start;
        for (i, word) in words.split_whitespace().enumerate() {
            if i > 0 {
                at += text[at..].len() - text[at..].trim_start().len();
            }
            at += text[at..].strip_prefix(word).map(|_| word.len())?;
        }
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let whole = !inside(text[..start].chars().last()) && !inside(text[at..].chars().next());
        whole.then_some(start..at)
    })
}

/// A few words of the same line before or after.
fn around(text: &str, before: bool) -> String {
    let line = if before { text.rsplit('\n').next() } else { text.split('\n').next() }.unwrap_or_default();
    let mut spaces: Vec<usize> = line.match_indices(' ').map(|(i, _)| i).collect();
    if before {
        spaces.reverse();
    }
    let cut = spaces.get(4).copied();
    match (before, cut) {
        (true, Some(at)) => line[at + 1..].to_owned(),
        (false, Some(at)) => line[..at].to_owned(),
        _ => line.to_owned(),
    }
}

/// A small generator: the same cases every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

fn changes(sources: &Path) -> Result<(), Failed> {
    let (documents, comparer) = (documents(sources)?, comparer()?);
    let cases = std::env::var("CASES").ok().and_then(|c| c.parse().ok()).unwrap_or(CASES);
    let mut passages = Vec::new();
    for document in documents.values() {
        for node in 0..document.nodes.len() {
            let Some(source) = SourceText::of(document, model::NodeIx(node)) else { continue };
            let words = source.text.split_whitespace().count();
            if (8..400).contains(&words) {
                passages.push((document.id(&document.nodes[node]), source));
            }
        }
    }
    let mut dice = Dice(7);
    let mut faults = Vec::new();
    for _ in 0..cases {
        let (id, source) = &passages[dice.roll(passages.len())];
        let lines: Vec<&str> =
            source.stretches.iter().filter(|s| !s.mark).map(|s| &source.text[s.at.clone()]).collect();
        let line = lines[dice.roll(lines.len())];
        let all: Vec<&str> = line.split(' ').filter(|w| !w.is_empty()).collect();
        if all.len() < 8 {
            continue;
        }
        let start = dice.roll(all.len() - 6);
        let length = 6 + dice.roll((all.len() - start - 6).min(40) + 1);
        let words = &all[start..(start + length).min(all.len())];
        let reading = comparer.read(source);
        let likeness = |quoted: &str| comparer.compare(&Mapped::verbatim(quoted, 0), &reading).likeness;
        let whole = words.join(" ");
        let mut expect = |what: &str, quoted: String, clean: bool| {
            let found = likeness(&quoted);
            if clean != (found <= Likeness::Variant) {
                faults.push(format!("{id}: {what}: {found:?}: {quoted}"));
            }
        };
        expect("as it stands", whole.clone(), true);
        let at = 1 + dice.roll(words.len() - 2);
        let plain = |w: &str| w.len() > 1 && w.chars().all(char::is_alphabetic);
        let with = |new: Option<&str>| {
            let mut copy: Vec<&str> = words.to_vec();
            match new {
                Some(new) => copy[at] = new,
                None => {
                    copy.remove(at);
                }
            }
            copy.join(" ")
        };
        let bracketed = with(Some("[such a lighthouse]"));
        if ![
            "not", "no", "nor", "never", "without", "neither", "nothing", "none", "unless", "except", "only",
            "subject", "cannot",
        ]
        .contains(&words[at].trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str())
        {
            expect("a bracketed word for one of the source's", bracketed, true);
        }
        expect("an ellipsis at both ends", format!("… {whole} ..."), true);
        if plain(words[at]) {
            expect("a word changed", with(Some("lighthouse")), false);
            if words[at] != words[at - 1] && words[at] != words[at + 1] {
                expect("a word dropped", with(None), false);
            }
            if plain(words[at + 1]) && words[at] != words[at + 1] && at + 2 < words.len() {
                let mut copy: Vec<&str> = words.to_vec();
                copy.swap(at, at + 1);
                expect("two words swapped", copy.join(" "), false);
            }
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(format!("{} faults\n{}", faults.len(), faults.join("\n")).into())
    }
}
