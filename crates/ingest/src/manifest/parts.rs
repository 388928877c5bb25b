//! A long manifest, read in parts side by side: the tables of thousands of documents have nothing to do with each other.
//! What is found so is what is found in one piece; where anything is amiss, nothing is found, and the whole tells what.

use std::path::Path;

use rayon::prelude::*;
use table::{Fields, Sheet};

use super::{Entry, Manifest, check_unique, entry};

/// A shorter manifest is read in one piece.
const LONG: usize = 64 << 10;

/// Bytes in a part, give or take a document.
const PART: usize = 64 << 10;

/// The line that a document begins with.
const DOCUMENT: &str = "[[document]]";

/// The manifest, if it is long and sound.
pub(super) fn parse(text: &str, path: &Path) -> Option<Manifest> {
    if text.len() < LONG {
        return None;
    }
    let (head, parts) = parted(text);
    let settings = settings(head, path)?;
    let read: Option<Vec<Vec<Entry>>> = parts.into_par_iter().map(|part| documents(&part, path)).collect();
    // No more room than they take: they stay as long as a run lasts.
    let read = read?;
    let mut documents: Vec<Entry> = Vec::with_capacity(read.iter().map(Vec::len).sum());
    documents.extend(read.into_iter().flatten());
    let sheet = Sheet::new(path, text);
    check_unique(&sheet, &documents);
    sheet.into_faults().is_empty().then_some(Manifest { documents, ..settings })
}

/// Some documents of a manifest.
struct Part<'t> {
    text: &'t str,
    /// How many lines stand before it.
    lines: usize,
}

/// What stands before the first document, and the documents.
fn parted(text: &str) -> (&str, Vec<Part<'_>>) {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let (mut at, mut head) = (0, None);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if line.trim_end() == DOCUMENT {
            head.get_or_insert(at);
            if starts.last().is_none_or(|&(start, _)| at - start >= PART) {
                starts.push((at, number));
            }
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|&(start, _)| start).chain([text.len()]);
    let parts = starts.iter().zip(ends);
    let parts = parts.map(|(&(start, lines), end)| Part { text: &text[start..end], lines }).collect();
    (&text[..head.unwrap_or(text.len())], parts)
}

fn settings(head: &str, path: &Path) -> Option<Manifest> {
    let sheet = Sheet::new(path, head);
    let tables = sheet.root()?;
    let root = Fields::root(&sheet, &tables);
    let settings = Manifest::settings(&sheet, &root);
    root.finish();
    sheet.into_faults().is_empty().then_some(settings)
}

/// The documents of a part that has nothing else.
fn documents(part: &Part<'_>, path: &Path) -> Option<Vec<Entry>> {
    let sheet = Sheet::new(path, part.text);
    let tables = sheet.root()?;
    let root = Fields::root(&sheet, &tables);
    let mut documents: Vec<Entry> = root.tables("document").iter().filter_map(entry::document).collect();
    root.finish();
    for document in &mut documents {
        document.line += part.lines;
        document.witnesses.iter_mut().for_each(|witness| witness.line += part.lines);
    }
    sheet.into_faults().is_empty().then_some(documents)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A manifest of `count` documents; `each` adds to the table of one of them.
    fn manifest(count: usize, each: impl Fn(usize) -> String) -> String {
        let mut out = "[index]\nrefresh = \"manual\"\n\n".to_owned();
        for n in 0..count {
            out += &format!(
                "[[document]]\nid = \"lamp-{n}\"\ntitle = \"On lamp {n}\"\nkind = \"essay\"\nrights = \"invented\"\n{}\
                 [document.edition]\ntext_of = \"invented\"\n[document.source]\nfile = \"lamp-{n}.md\"\n\
                 sha256 = \"{n:064x}\"\nbytes = 1\nby_hand = \"invented\"\n[document.reader]\nformat = \"markdown\"\n\
                 structure = \"essay\"\n\n",
                each(n)
            );
        }
        out
    }

    fn path() -> &'static Path {
        Path::new("corpus.toml")
    }

    #[test]
    fn parts_are_read_as_the_whole_is() {
        for text in [manifest(900, |_| String::new()), manifest(900, |n| format!("short = [\"L{n}\"]\n"))] {
            let parts = parse(&text, path()).unwrap();
            assert!(parted(&text).1.len() > 2);
            assert_eq!(parts, Manifest::parse_whole(&text, path()).unwrap());
        }
    }

    #[test]
    fn whatever_is_amiss_is_left_to_the_whole() {
        let good = manifest(900, |_| String::new());
        let cases = [
            manifest(900, |n| if n == 700 { "colour = 1\n".to_owned() } else { String::new() }),
            manifest(900, |n| if n == 700 { "short = [\n".to_owned() } else { String::new() }),
            manifest(900, |_| "short = [\"\"\"\n[[document]]\n\"\"\"]\n".to_owned()),
            good.replace("lamp-800\"", "lamp-3\""),
            format!("{good}[cite]\nstyle = \"plain\"\n"),
            format!("document = []\n{good}"),
        ];
        for text in cases {
            assert!(parse(&text, path()).is_none());
            let told = |r: Result<Manifest, crate::TableError>| r.map_err(|e| e.to_string());
            assert!(told(Manifest::parse(&text, path())) == told(Manifest::parse_whole(&text, path())));
        }
    }

    #[test]
    fn a_short_manifest_is_read_in_one_piece() {
        assert_eq!(parse(&manifest(3, |_| String::new()), path()), None);
    }
}
