//! A sequence of notes: which citation is full, which refers back, and to which note.

use std::collections::BTreeMap;

use model::{AuthorityId, Pinpoint, Run};

use crate::sheet::{Position, Style, Work};

/// One note: its number and its citation, closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its number.
    pub number: usize,
    /// Where the citation stands among the others.
    pub position: Position,
    /// The words, with the closing full stop.
    pub runs: Vec<Run>,
    /// On what the form rests.
    pub basis: String,
    /// Where the full form is written.
    pub form: String,
}

/// A note for each work and its places, in order, numbered from `from`: the first citation of an authority is full, the
/// next ones are as the style has them.
pub fn notes(style: &Style, cited: &[(Work<'_>, &[Pinpoint])], from: usize) -> Vec<Note> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for (work, _) in cited {
        *times.entry(work.authority.id.as_str()).or_default() += 1;
    }
    let mut sequence = Sequence::default();
    let one = |(i, &(work, places)): (usize, &(Work<'_>, &[Pinpoint]))| {
        let recurs = times.get(work.authority.id.as_str()).is_some_and(|&n| n > 1);
        let position = sequence.next(&work.authority.id, places, from + i, recurs);
        note(style, work, places, position, from + i)
    };
    cited.iter().enumerate().map(one).collect()
}

/// Where citations stand among the others, told one after another in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// The note that cites each authority in full.
    first: BTreeMap<AuthorityId, usize>,
    last: Option<Last>,
}

/// The last note, and what it cites; nothing where that is several things, or where it has words of its own.
#[derive(Clone, Debug)]
struct Last {
    note: usize,
    cites: Option<(AuthorityId, Vec<Pinpoint>)>,
}

impl Sequence {
    /// Where a citation of `places` in `authority` stands that belongs to note `note`. `recurs` says whether the authority
    /// is cited again after its first citation.
    pub fn next(
        &mut self,
        authority: &AuthorityId,
        places: &[Pinpoint],
        note: usize,
        recurs: bool,
    ) -> Position {
        let alone = self.last.as_ref().is_none_or(|last| last.note != note);
        let before = self.last.take().filter(|last| last.note + 1 == note).and_then(|last| last.cites);
        self.last = Some(Last { note, cites: alone.then(|| (authority.clone(), places.to_vec())) });
        match (self.first.get(authority).copied(), before) {
            (None, _) => {
                self.first.insert(authority.clone(), note);
                Position::Full { defines: recurs }
            }
            // A note does not point at itself.
            (Some(first), _) if first == note => Position::Short,
            (Some(first), Some((id, earlier))) if id == *authority => {
                Position::Again { note: first, same: earlier == places }
            }
            (Some(first), _) => Position::Later { note: first },
        }
    }

    /// A note of the author's own words: nothing refers back to it as to the note just before.
    pub fn own(&mut self, note: usize) {
        self.last = Some(Last { note, cites: None });
    }
}

/// One note whose position is known.
pub fn note(style: &Style, work: Work<'_>, places: &[Pinpoint], position: Position, number: usize) -> Note {
    let citation = style.cite(work, places, position);
    let runs = style.closed(citation.runs);
    Note { number, position, runs, basis: citation.basis, form: citation.form }
}

/// A part of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Words(Vec<Run>),
    /// The number of another note, which a word processor may keep right.
    Note(usize),
}

/// A citation with the number of the note that it refers to told apart from its words.
pub fn parts(style: &Style, work: Work<'_>, places: &[Pinpoint], position: Position) -> Vec<Part> {
    /// A number that no note has: where it is printed, the note's own belongs.
    const NOWHERE: usize = usize::MAX;
    let (note, asked) = match position {
        Position::Later { note } => (note, Position::Later { note: NOWHERE }),
        Position::Again { note, same } => (note, Position::Again { note: NOWHERE, same }),
        other => return vec![Part::Words(style.cite(work, places, other).runs)],
    };
    let nowhere = NOWHERE.to_string();
    let mut out = vec![Part::Words(Vec::new())];
    for run in style.cite(work, places, asked).runs {
        for (i, text) in run.text.split(&nowhere).enumerate() {
            if i > 0 {
                out.extend([Part::Note(note), Part::Words(Vec::new())]);
            }
            if let (Some(Part::Words(words)), false) = (out.last_mut(), text.is_empty()) {
                words.push(Run { text: text.to_owned(), face: run.face });
            }
        }
    }
    out.retain(|part| !matches!(part, Part::Words(words) if words.is_empty()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_before_counts_only_where_it_cites_one_thing_alone() {
        let id = |t: &str| AuthorityId::new(t).unwrap();
        let (a, b) = (id("lights"), id("wrecks"));
        let mut sequence = Sequence::default();
        assert_eq!(sequence.next(&a, &[], 1, true), Position::Full { defines: true });
        assert_eq!(sequence.next(&a, &[], 1, true), Position::Short);
        assert_eq!(sequence.next(&a, &[], 2, true), Position::Later { note: 1 });
        assert_eq!(sequence.next(&a, &[], 3, true), Position::Again { note: 1, same: true });
        sequence.own(4);
        assert_eq!(sequence.next(&a, &[], 5, true), Position::Later { note: 1 });
        assert_eq!(sequence.next(&b, &[], 6, false), Position::Full { defines: false });
        assert_eq!(sequence.next(&a, &[], 7, true), Position::Later { note: 1 });
    }
}
