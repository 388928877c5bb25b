//! Digests: `corpus/digests/*.md`, what the project says of each place of a document, in its own words.
//!
//! A file is a title (`# …`) and entries. An entry is a place (`## art-2/para-4`), its gist in one or more paragraphs, and
//! a list with one `- labels:` (labels parted by commas, or `none`), any number of `- note:` and one `- anchor:` (the words
//! of the source that this was said of), none of them required. An entry that states labels or notes needs no gist.

#![expect(clippy::disallowed_methods, reason = "the digests are read from disk here")]

mod edit;
mod repeats;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use model::{Anchor, AuthorityId, Digest, DigestEntry, Label, Pinpoint, SegmentKind, Span, roman_value};
use table::Sheet;

use crate::tables::TableError;

pub use edit::{DigestEdit, edit_digest};
pub use repeats::{Repeat, repeats};

/// Reads and checks every digest file of `folder`; the name of a file is the id of its document. A folder that is not
/// there holds none.
///
/// # Errors
/// When a file cannot be read, or with everything that is wrong in any of them.
pub fn load_digests(folder: &Path) -> Result<BTreeMap<AuthorityId, Digest>, TableError> {
    let mut out = BTreeMap::new();
    let mut faults = Vec::new();
    for path in crate::catalogue::files(folder, "md")? {
        let text =
            fs::read_to_string(&path).map_err(|cause| TableError::Read { path: path.clone(), cause })?;
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        let digest = match stem.parse::<AuthorityId>() {
            Ok(id) => parse_digest(&text, &path, &id),
            Err(e) => {
                let sheet = Sheet::new(&path, &text);
                sheet.fault(0, "", format!("the file is not named after a document: {e}"));
                Err(TableError::Faults(sheet.into_faults()))
            }
        };
        match digest {
            Ok(digest) => {
                out.insert(digest.document.clone(), digest);
            }
            Err(TableError::Faults(more)) => faults.extend(more),
            Err(other) => return Err(other),
        }
    }
    if faults.is_empty() { Ok(out) } else { Err(TableError::Faults(faults)) }
}

/// Reads and checks the digests of `document`, given as the text of a file; `path` is named in errors.
///
/// # Errors
/// Everything that is wrong in it.
pub fn parse_digest(text: &str, path: &Path, document: &AuthorityId) -> Result<Digest, TableError> {
    let sheet = Sheet::new(path, text);
    let mut reader =
        Reader { sheet: &sheet, seen: BTreeMap::new(), titled: false, open: None, entries: Vec::new() };
    // A byte order mark stands before the first line and belongs to none. Anywhere else it would hide what a line is.
    let mut at = mark(text);
    for line in text[at..].split_inclusive('\n') {
        if mark(line) > 0 {
            sheet.fault(at, "", "the line begins with a byte order mark (U+FEFF), which only a file may");
        }
        reader.line(line[mark(line)..].trim_end(), at);
        at += line.len();
    }
    reader.close();
    let entries = reader.entries;
    match sheet.into_faults() {
        faults if faults.is_empty() => Ok(Digest { document: document.clone(), entries }),
        faults => Err(TableError::Faults(faults)),
    }
}

/// Length of the byte order mark that `text` begins with.
fn mark(text: &str) -> usize {
    text.len() - text.trim_start_matches('\u{feff}').len()
}

/// An entry being read.
struct Open {
    place: Option<Pinpoint>,
    start: usize,
    end: usize,
    /// Paragraphs of the gist.
    gist: Vec<String>,
    /// The items of the list: where each stands, and its text.
    items: Vec<(usize, String)>,
    /// Whether the line before was blank.
    blank: bool,
}

struct Reader<'s, 't> {
    sheet: &'s Sheet<'t>,
    /// The lines on which places stand, by the place in one kind of numerals.
    seen: BTreeMap<String, usize>,
    titled: bool,
    open: Option<Open>,
    entries: Vec<DigestEntry>,
}

impl Reader<'_, '_> {
    fn line(&mut self, line: &str, at: usize) {
        let hashes = line.bytes().take_while(|&b| b == b'#').count();
        match (hashes, &mut self.open) {
            (0, Some(open)) => open.line(line, at, self.sheet),
            (0, None) if line.trim().is_empty() => {}
            (0, None) => self.sheet.fault(at, "", "text before the first place"),
            (1, None) if !self.titled && line.starts_with("# ") => self.titled = true,
            (2, _) if line.starts_with("## ") => self.entry(&line[3..], at, line.len()),
            _ => {
                self.sheet.fault(at, "", "a heading is the title, `# …`, or a place, `## art-1`");
                self.open(None, at, line.len());
            }
        }
    }

    fn entry(&mut self, place: &str, at: usize, length: usize) {
        let place = match place.trim().parse::<Pinpoint>() {
            Ok(place) => {
                let line = self.sheet.line(at);
                if let Some(first) = self.seen.insert(key(&place), line) {
                    self.sheet.fault(at, &place.to_string(), format!("stands on line {first} too"));
                }
                Some(place)
            }
            Err(e) => {
                self.sheet.fault(at, "", e.to_string());
                None
            }
        };
        self.open(place, at, length);
    }

    /// Begins an entry; without a place it only takes up what stands below a faulty heading.
    fn open(&mut self, place: Option<Pinpoint>, start: usize, length: usize) {
        self.close();
        let (gist, items) = (Vec::new(), Vec::new());
        self.open = Some(Open { place, start, end: start + length, gist, items, blank: true });
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let Some(place) = open.place else { return };
        let name = place.to_string();
        if open.gist.is_empty() && open.items.is_empty() {
            self.sheet.fault(open.start, &name, "the gist is missing");
        }
        let mut labels: Option<Vec<Label>> = None;
        let mut notes = Vec::new();
        let mut anchor: Option<Anchor> = None;
        for (at, item) in &open.items {
            let fault = |message: String| self.sheet.fault(*at, &name, message);
            let (key, value) =
                item.split_once(':').map_or((item.as_str(), ""), |(k, v)| (k.trim(), v.trim()));
            match key {
                "labels" | "note" | "anchor" if value.is_empty() => fault(format!("`{key}:` says nothing")),
                "labels" if labels.is_some() => fault("labels are given twice".to_owned()),
                "labels" => labels = Some(read_labels(value, fault)),
                "anchor" if anchor.is_some() => fault("the anchor is given twice".to_owned()),
                "anchor" => match value.parse() {
                    Ok(read) => anchor = Some(read),
                    Err(e) => fault(e.to_string()),
                },
                "note" => notes.push(value.to_owned()),
                _ => {
                    let hint = table::hint(key, ["labels", "note", "anchor"].into_iter());
                    let shown: String = key.chars().take(40).collect();
                    fault(format!("`{shown}` is none of `labels`, `note`, `anchor`{hint}"));
                }
            }
        }
        let span = Span::new(open.start, open.end);
        self.entries.push(DigestEntry { place, gist: open.gist.join("\n"), labels, notes, anchor, span });
    }
}

impl Open {
    fn line(&mut self, line: &str, at: usize, sheet: &Sheet<'_>) {
        let words = line.trim();
        if words.is_empty() {
            self.blank = true;
            return;
        }
        let indented = line.starts_with([' ', '\t']);
        let item = words.strip_prefix("- ").or_else(|| words.strip_prefix("* "));
        match (item, self.items.last_mut()) {
            (Some(item), _) => self.items.push((at, item.trim().to_owned())),
            // Lines of an item that runs on.
            (None, Some((_, last))) if indented || !self.blank => {
                last.push(' ');
                last.push_str(words);
            }
            (None, Some(_)) => sheet.fault(at, "", "the gist stands before the list"),
            (None, None) => match self.gist.last_mut() {
                Some(last) if !self.blank => {
                    last.push(' ');
                    last.push_str(words);
                }
                _ => self.gist.push(words.to_owned()),
            },
        }
        self.end = at + line.len();
        self.blank = false;
    }
}

/// The labels of a list parted by commas; `none` is none.
fn read_labels(value: &str, fault: impl Fn(String)) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut seen = BTreeSet::new();
    if value == "none" {
        return labels;
    }
    for word in value.split(',') {
        match word.trim().parse::<Label>() {
            Ok(label) if !seen.insert(label.clone()) => fault(format!("`{label}` is given twice")),
            Ok(label) => labels.push(label),
            Err(e) => fault(e.to_string()),
        }
    }
    labels
}

/// A place in plain Arabic numerals, so that `art-II`, `art-02` and `art-2` are one.
fn key(place: &Pinpoint) -> String {
    let value = |text: &str| text.parse::<u32>().ok().or_else(|| roman_value(text));
    let number = |kind: SegmentKind, text: &str| match value(text) {
        Some(value) if kind != SegmentKind::Point => value.to_string(),
        _ if kind == SegmentKind::Point => text.to_owned(),
        _ => text.to_lowercase(),
    };
    let segments = place.segments().iter().map(|s| {
        let numbers = [&s.number, &s.to].map(|n| n.as_deref().map(|n| number(s.kind, n)));
        format!("{}{numbers:?}", s.kind.slug())
    });
    segments.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "\
# Convention on the Lights of Harbours

## art-1
Every harbour shows a light.

It burns from dusk
to dawn.

- labels: lights, due-diligence
- note: The only duty
  without a reservation.

## art-1/pt-a
Red to port.

- labels: none

## art-2
Green to starboard.
";

    fn parse(text: &str) -> Result<Digest, Vec<String>> {
        let id = "harbour-lights".parse().unwrap();
        parse_digest(text, Path::new("lights.md"), &id)
            .map_err(|e| e.to_string().lines().map(str::to_owned).collect())
    }

    #[test]
    fn entries_are_read_with_gist_labels_notes_and_span() {
        let digest = parse(GOOD).unwrap();
        let [first, second, third] = digest.entries.as_slice() else { panic!("{digest:?}") };
        assert_eq!(first.gist, "Every harbour shows a light.\nIt burns from dusk to dawn.");
        let labels: Vec<&str> = first.labels.iter().flatten().map(Label::as_str).collect();
        assert_eq!(labels, ["lights", "due-diligence"]);
        assert_eq!(first.notes, ["The only duty without a reservation."]);
        assert_eq!(
            first.span.of(GOOD).map(|t| (&t[..8], t.ends_with("reservation."))),
            Some(("## art-1", true))
        );
        assert_eq!(second.labels, Some(Vec::new()));
        assert_eq!(third.labels, None);
    }

    #[test]
    fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
        let digest = parse(&format!("\u{feff}{}", GOOD.replace('\n', "\r\n"))).unwrap();
        let gists = |d: &Digest| d.entries.iter().map(|e| e.gist.clone()).collect::<Vec<_>>();
        assert_eq!(gists(&digest), gists(&parse(GOOD).unwrap()));
    }

    #[test]
    fn each_fault_names_file_line_and_place() {
        for (from, to, fault) in [
            ("## art-2", "## article-2", "lights.md:18: `article-2`: no such kind of place"),
            ("## art-2", "## art-I", "lights.md:18: art-I: stands on line 3 too"),
            ("## art-2", "## art-01", "lights.md:18: art-01: stands on line 3 too"),
            ("## art-2", "### art-2", "lights.md:18: a heading is the title"),
            ("Green to starboard.\n", "", "lights.md:18: art-2: the gist is missing"),
            ("- labels: none", "- lables: none", "lights.md:16: art-1/pt-a: `lables` is none of"),
            ("- labels: none", "- lables: none", "(did you mean `labels`?)"),
            (
                "- labels: none",
                "- anchor: Red [x]",
                "lights.md:16: art-1/pt-a: `Red [x]`: the hash of an anchor",
            ),
            ("- labels: none", "- labels:", "lights.md:16: art-1/pt-a: `labels:` says nothing"),
            ("- labels: none", "- labels: Red", "lights.md:16: art-1/pt-a: `Red`: a label is made of"),
            ("- labels: none", "- labels: red, red", "lights.md:16: art-1/pt-a: `red` is given twice"),
            (
                "- labels: none",
                "- labels: red\n- labels: port",
                "lights.md:17: art-1/pt-a: labels are given twice",
            ),
            ("- labels: none", "- labels: none\n\nMore.", "lights.md:18: the gist stands before the list"),
            (
                "- labels: none",
                "\u{feff}- labels: none",
                "lights.md:16: the line begins with a byte order mark",
            ),
            ("# Convention", "Foreword.\n# Convention", "lights.md:1: text before the first place"),
        ] {
            let found = parse(&GOOD.replacen(from, to, 1)).unwrap_err();
            assert!(found.len() == 1 && found[0].contains(fault), "{to}: {found:?}");
        }
    }

    #[test]
    fn points_are_letters_and_not_numerals() {
        assert!(parse("## art-1/pt-c\nx\n## art-1/pt-100\ny\n## art-1/pt-C\nz\n").is_ok());
    }

    #[test]
    fn a_file_without_entries_is_good() {
        assert!(parse("").unwrap().entries.is_empty());
    }
}
