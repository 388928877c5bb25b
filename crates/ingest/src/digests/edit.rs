//! A digest file changed at one place: what is not touched stays byte for byte.

use std::ops::Range;
use std::path::Path;

use model::{Anchor, AuthorityId, Label, Pinpoint};

use crate::digests::parse_digest;
use crate::tables::TableError;

/// What is to be said of a place from now on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DigestEdit {
    /// The labels that are stated, instead of those that were; `None` leaves them.
    pub labels: Option<Vec<Label>>,
    /// Notes, after those that are there.
    pub notes: Vec<String>,
    /// The words that it is said of, instead of those that were; `None` leaves them.
    pub anchor: Option<Anchor>,
}

impl DigestEdit {
    fn labels(&self) -> Option<String> {
        let labels = self.labels.as_ref()?;
        let names: Vec<&str> = labels.iter().map(Label::as_str).collect();
        Some(format!("- labels: {}", if names.is_empty() { "none".to_owned() } else { names.join(", ") }))
    }

    /// The items of a list that says all of it.
    fn items(&self) -> Vec<String> {
        let notes = self.notes.iter().map(|note| format!("- note: {note}"));
        let anchor = self.anchor.iter().map(|anchor| format!("- anchor: {anchor}"));
        self.labels().into_iter().chain(notes).chain(anchor).collect()
    }
}

/// The text of a digest file with `edit` applied to the entry of `place`. An entry that is not there is begun, before the
/// first whose place comes `after` it in the text; a file that is empty gets `title` as its title.
///
/// # Errors
/// Everything that is wrong in the file at `path`, before the edit or after.
pub fn edit_digest(
    text: &str,
    path: &Path,
    (document, title): (&AuthorityId, &str),
    place: &Pinpoint,
    edit: &DigestEdit,
    after: impl Fn(&Pinpoint) -> bool,
) -> Result<String, TableError> {
    let digest = parse_digest(text, path, document)?;
    let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = text.to_owned();
    if let Some(entry) = digest.at(place) {
        let span = entry.span.start()..entry.span.end();
        for (range, words) in changes(text, span, edit, eol).into_iter().rev() {
            out.replace_range(range, &words);
        }
    } else {
        let items = edit.items().join(eol);
        let entry = format!("## {place}{eol}{eol}{items}{eol}");
        match digest.entries.iter().find(|e| after(&e.place)) {
            Some(next) => out.insert_str(next.span.start(), &format!("{entry}{eol}")),
            None => {
                if text[super::mark(text)..].trim().is_empty() {
                    out.push_str(&format!("# {title}{eol}"));
                }
                if !out.ends_with('\n') {
                    out.push_str(eol);
                }
                if !out.ends_with("\n\n") && !out.ends_with("\n\r\n") {
                    out.push_str(eol);
                }
                out.push_str(&entry);
            }
        }
    }
    parse_digest(&out, path, document).map(|_| out)
}

/// The changes to an entry that is there, in the order of the file.
fn changes(text: &str, entry: Range<usize>, edit: &DigestEdit, eol: &str) -> Vec<(Range<usize>, String)> {
    let items = items(text, &entry);
    let is = |item: &Range<usize>, key: &str| {
        let words = text.get(item.clone()).unwrap_or_default();
        let words = words.trim_start_matches(['-', '*', ' ']);
        words.split_once(':').is_some_and(|(k, _)| k.trim() == key)
    };
    let Some((first, last)) = items.first().zip(items.last()) else {
        let list = edit.items().join(eol);
        let words = if list.is_empty() { list } else { format!("{eol}{eol}{list}") };
        return vec![(entry.end..entry.end, words)];
    };
    let mut out = Vec::new();
    if let Some(labels) = edit.labels() {
        out.push(match items.iter().find(|i| is(i, "labels")) {
            Some(old) => (old.clone(), labels),
            None => (first.start..first.start, format!("{labels}{eol}")),
        });
    }
    let notes: Vec<String> = edit.notes.iter().map(|note| format!("- note: {note}")).collect();
    if !notes.is_empty() {
        out.push(match items.iter().rev().find(|i| !is(i, "anchor")) {
            Some(before) => (before.end..before.end, format!("{eol}{}", notes.join(eol))),
            None => (first.start..first.start, format!("{}{eol}", notes.join(eol))),
        });
    }
    if let Some(anchor) = &edit.anchor {
        let anchor = format!("- anchor: {anchor}");
        out.push(match items.iter().find(|i| is(i, "anchor")) {
            Some(old) => (old.clone(), anchor),
            None => (last.end..last.end, format!("{eol}{anchor}")),
        });
    }
    // The list need not have been written in the order in which it is read here; two changes at one point keep theirs.
    out.sort_by_key(|(range, _)| (range.start, range.end));
    out
}

/// The items of an entry's list, each from its dash to its last word.
fn items(text: &str, entry: &Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = entry.start;
    for line in text.get(entry.clone()).unwrap_or_default().split_inclusive('\n') {
        let words = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        let end = start + words.len();
        if words.starts_with("- ") || words.starts_with("* ") {
            out.push(start..end);
        } else if let Some(last) = out.last_mut().filter(|_| !words.is_empty()) {
            last.end = end;
        }
        at += line.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
# Lights

## art-1
Every harbour shows a light.

* note: The only duty
  without a reservation.


- labels: lights

## art-3

Green to starboard.
";

    fn edited(text: &str, place: &str, edit: &DigestEdit) -> String {
        let place: Pinpoint = place.parse().unwrap();
        let number = |p: &Pinpoint| p.last().number.clone();
        let after = |p: &Pinpoint| number(p) > number(&place);
        let document = "lights".parse().unwrap();
        edit_digest(text, Path::new("lights.md"), (&document, "Lights"), &place, edit, after).unwrap()
    }

    fn all() -> DigestEdit {
        DigestEdit {
            labels: Some(vec!["lamps".parse().unwrap()]),
            notes: vec!["New.".to_owned()],
            anchor: Some("Every … shone [0123456789]".parse().unwrap()),
        }
    }

    #[test]
    fn an_entry_is_changed_and_the_rest_stays() {
        let wanted = FILE.replace(
            "- labels: lights",
            "- labels: lamps\n- note: New.\n- anchor: Every … shone [0123456789]",
        );
        assert_eq!(edited(FILE, "art-1", &all()), wanted);
        let windows = FILE.replace('\n', "\r\n");
        assert_eq!(edited(&windows, "art-1", &all()), wanted.replace('\n', "\r\n"));
        assert_eq!(edited(FILE, "art-1", &DigestEdit::default()), FILE);
    }

    #[test]
    fn a_byte_order_mark_stays_in_front() {
        let marked = format!("\u{feff}{FILE}").replace("# Lights\n\n", "");
        let note = DigestEdit { notes: vec!["New.".to_owned()], ..DigestEdit::default() };
        let wanted = marked.replace("## art-1", "## art-0\n\n- note: New.\n\n## art-1");
        assert_eq!(edited(&marked, "art-0", &note), wanted);
        assert_eq!(edited("\u{feff}", "art-4", &note), "\u{feff}# Lights\n\n## art-4\n\n- note: New.\n");
    }

    #[test]
    fn what_is_said_twice_is_replaced() {
        let once = edited(FILE, "art-1", &all());
        let again = DigestEdit { notes: Vec::new(), labels: Some(Vec::new()), ..all() };
        assert_eq!(edited(&once, "art-1", &again), once.replace("labels: lamps", "labels: none"));
    }

    #[test]
    fn a_gist_alone_gets_a_list() {
        let list = "\n- labels: lamps\n- note: New.\n- anchor: Every … shone [0123456789]\n";
        assert_eq!(edited(FILE, "art-3", &all()), format!("{FILE}{list}"));
    }

    #[test]
    fn a_new_entry_stands_in_the_order_of_the_text() {
        let note = DigestEdit { notes: vec!["New.".to_owned()], ..DigestEdit::default() };
        let entry = |place: &str| format!("## {place}\n\n- note: New.\n");
        let between = FILE.replace("## art-3", &format!("{}\n## art-3", entry("art-2")));
        assert_eq!(edited(FILE, "art-2", &note), between);
        assert_eq!(edited(FILE, "art-4", &note), format!("{FILE}\n{}", entry("art-4")));
        assert_eq!(edited("", "art-4", &note), format!("# Lights\n\n{}", entry("art-4")));
        assert_eq!(edited("# L", "art-4", &note), format!("# L\n\n{}", entry("art-4")));
    }
}
