//! Citations as they come up in a brief: their notes, their forms by position, what has to be in the table of authorities.

use std::collections::{BTreeMap, BTreeSet};

use brief::{Citation, Group, Inline, Key, Note, Shown};
use model::{Authority, AuthorityId, Pinpoint, Run, SegmentKind};
use style::{Position, Sequence, Style};

use super::authorities::{Ledger, Part};
use crate::error::DeskError;
use crate::styling::Stylist;

/// Something to be cited.
#[derive(Clone, Debug)]
pub(super) struct Cited {
    pub(super) authority: Authority,
    pub(super) places: Vec<Pinpoint>,
    /// What leads up to it: `see`; may be empty.
    pub(super) signal: String,
}

impl Cited {
    /// Places in an authority. Those of an essay are counted by us and not printed: no reader could find them, so that the
    /// essay is cited as a whole.
    pub(super) fn new(authority: Authority, mut places: Vec<Pinpoint>) -> Self {
        places.retain(|p| !matches!(p.first().kind, SegmentKind::Par | SegmentKind::Sentence));
        Self { authority, places, signal: String::new() }
    }
}

/// Hands out citations in the order of the text.
pub(super) struct Citer<'s> {
    stylist: &'s Stylist,
    style: &'s Style,
    /// Whether citations stand in the text.
    inline: bool,
    /// How often each authority is cited in all.
    times: BTreeMap<AuthorityId, usize>,
    sequence: Sequence,
    /// What was cited in full in the text.
    seen: BTreeSet<AuthorityId>,
    notes: Vec<Note>,
    ledger: Ledger,
    verified: bool,
}

impl<'s> Citer<'s> {
    /// A citer that has cited nothing yet. `inline` is the style's own way without a word.
    pub(super) fn new(stylist: &'s Stylist, inline: Option<bool>) -> Result<Self, DeskError> {
        let style = stylist.style()?;
        Ok(Self {
            stylist,
            style,
            inline: inline.unwrap_or(style.is_inline()),
            times: BTreeMap::new(),
            sequence: Sequence::default(),
            seen: BTreeSet::new(),
            notes: Vec::new(),
            ledger: Ledger::default(),
            verified: true,
        })
    }

    pub(super) const fn is_inline(&self) -> bool {
        self.inline
    }

    /// Words of a source within a sentence, in the style's quotation marks.
    pub(super) fn quoted(&self, words: &str) -> String {
        self.style.quoted(words)
    }

    /// Announces a citation, so that a first one knows whether its authority comes up again.
    pub(super) fn expect(&mut self, cited: &[Cited]) {
        for one in cited {
            *self.times.entry(one.authority.id.clone()).or_default() += 1;
        }
    }

    /// A citation in a note of its own, or in the text, as the brief has it.
    pub(super) fn cite(&mut self, cited: &[Cited]) -> Citation {
        if self.inline {
            return Citation { keys: keys(cited), shown: here(self.in_text(cited)) };
        }
        let number = self.open();
        let mut words = self.words_of_note(cited, number, true);
        close(&mut words, self.style.end());
        if let Some(note) = self.notes.get_mut(number - 1) {
            *note = Note { paragraphs: vec![words], cites: true };
        }
        Citation { keys: keys(cited), shown: Shown::Note(number) }
    }

    /// A citation that stands for itself, in full.
    pub(super) fn standing(&mut self, cited: &[Cited]) -> Citation {
        let mut runs: Vec<Run> = Vec::new();
        for one in cited {
            if !runs.is_empty() {
                runs.push(Run::plain("; "));
            }
            runs.extend(signal(&one.signal, runs.is_empty()));
            runs.extend(self.words(one, Position::Full { defines: false }));
            self.ledger.add(&one.authority, &one.places, None);
        }
        Citation { keys: keys(cited), shown: here(runs) }
    }

    /// The number of a new note, which is still empty.
    pub(super) fn open(&mut self) -> usize {
        self.notes.push(Note::default());
        self.notes.len()
    }

    /// Fills a note with the author's own words.
    pub(super) fn fill(&mut self, number: usize, paragraphs: Vec<Vec<Inline>>) {
        if let Some(note) = number.checked_sub(1).and_then(|i| self.notes.get_mut(i)) {
            *note = Note { paragraphs, cites: false };
        }
        self.sequence.own(number);
    }

    /// Citations within note `number`, which has words of its own.
    pub(super) fn in_note(&mut self, cited: &[Cited], number: usize) -> Citation {
        Citation { keys: keys(cited), shown: Shown::Here(self.words_of_note(cited, number, false)) }
    }

    fn words_of_note(&mut self, cited: &[Cited], number: usize, begins: bool) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::new();
        for one in cited {
            if !out.is_empty() {
                out.push(Inline::Runs(vec![Run::plain("; ")]));
            }
            let lead = signal(&one.signal, begins && out.is_empty());
            if !lead.is_empty() {
                out.push(Inline::Runs(lead));
            }
            let recurs = self.recurs(one);
            let position = match self.sequence.next(&one.authority.id, &one.places, number, recurs) {
                // In the midst of the author's words `ibid` would say nothing.
                Position::Again { note, .. } if !begins => Position::Later { note },
                position => position,
            };
            self.note_basis(one);
            let work = self.stylist.work(&one.authority);
            for part in style::parts(self.style, work, &one.places, position) {
                out.push(match part {
                    style::Part::Words(runs) => Inline::Runs(runs),
                    style::Part::Note(number) => Inline::NoteNumber(number),
                });
            }
            self.ledger.add(&one.authority, &one.places, Some(number));
        }
        out
    }

    /// Citations in the text: in full the first time, later by the short title.
    pub(super) fn in_text(&mut self, cited: &[Cited]) -> Vec<Run> {
        let mut out: Vec<Run> = Vec::new();
        for one in cited {
            if !out.is_empty() {
                out.push(Run::plain("; "));
            }
            out.extend(signal(&one.signal, false));
            let position = if self.seen.insert(one.authority.id.clone()) {
                Position::Full { defines: self.recurs(one) }
            } else {
                Position::Short
            };
            out.extend(self.words(one, position));
            self.ledger.add(&one.authority, &one.places, None);
        }
        out
    }

    fn recurs(&self, one: &Cited) -> bool {
        self.times.get(&one.authority.id).is_some_and(|&n| n > 1)
    }

    fn words(&mut self, one: &Cited, position: Position) -> Vec<Run> {
        self.note_basis(one);
        self.style.cite(self.stylist.work(&one.authority), &one.places, position).runs
    }

    /// Remembers whether the form of a citation rests on a rule that was read.
    fn note_basis(&mut self, one: &Cited) {
        self.verified &= self.style.basis(self.stylist.work(&one.authority)) != "unverified";
    }

    /// The table of what was cited so far.
    pub(super) fn table(&self, part: Part) -> Vec<Group> {
        self.ledger.table(part, self.stylist, self.style)
    }

    /// The notes, and the style in words where one of its forms was never held against the handbook.
    ///
    /// # Errors
    /// When a form was wanted of a CSL file that is faulty.
    pub(super) fn finish(self) -> Result<(Vec<Note>, Option<String>), DeskError> {
        self.stylist.settled()?;
        let unverified = (!self.verified).then(|| self.style.title().to_owned());
        Ok((self.notes, unverified))
    }
}

fn here(runs: Vec<Run>) -> Shown {
    Shown::Here(vec![Inline::Runs(runs)])
}

/// A signal with its blank; with a capital at the beginning of a note.
fn signal(signal: &str, begins: bool) -> Vec<Run> {
    let mut chars = signal.chars();
    match chars.next() {
        None => Vec::new(),
        Some(first) if begins => vec![Run::plain(format!("{}{} ", first.to_uppercase(), chars.as_str()))],
        Some(_) => vec![Run::plain(format!("{signal} "))],
    }
}

/// Ends the words of a note with the style's full stop.
fn close(words: &mut Vec<Inline>, end: &str) {
    let ended = match words.last() {
        Some(Inline::Runs(runs)) => runs.last().is_some_and(|r| r.text.ends_with(end)),
        _ => false,
    };
    if !ended && !end.is_empty() {
        words.push(Inline::Runs(vec![Run::plain(end)]));
    }
}

fn keys(cited: &[Cited]) -> Vec<Key> {
    let key = |one: &Cited| Key {
        authority: one.authority.id.to_string(),
        place: one.places.iter().map(locator).collect::<Vec<_>>().join(", "),
        signal: one.signal.clone(),
    };
    cited.iter().map(key).collect()
}

/// A place as citation processors read it: `art. 2(4)`, `para. 195`.
fn locator(place: &Pinpoint) -> String {
    let plain = place.plain().replace('–', "-");
    let word = |word: &str| match word {
        "art" | "arts" | "para" | "paras" | "p" | "pp" | "pt" | "pts" => format!("{word}."),
        "ch" | "chs" => "chap.".to_owned(),
        other => other.to_owned(),
    };
    plain.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_locators_of_citation_processors() {
        for (place, expected) in [
            ("art-2/para-4", "art. 2(4)"),
            ("art-20..25", "arts. 20-25"),
            ("para-195", "para. 195"),
            ("ch-VII", "chap. VII"),
            ("rule-37", "rule 37"),
        ] {
            assert_eq!(locator(&place.parse().unwrap()), expected);
        }
    }

    #[test]
    fn a_signal_begins_a_note_with_a_capital() {
        assert_eq!(style::plain(&signal("see also", true)), "See also ");
        assert_eq!(style::plain(&signal("cf", false)), "cf ");
        assert!(signal("", true).is_empty());
    }
}
