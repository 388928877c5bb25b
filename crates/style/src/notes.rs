//! A sequence of notes: which citation is full, which refers back, and to which note.

use model::{Pinpoint, Run};

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
}

/// A note for each work and its places, in order, numbered from `from`: the first citation of an authority is full, the
/// next ones are as the style has them.
pub fn notes(style: &Style, cited: &[(Work<'_>, &[Pinpoint])], from: usize) -> Vec<Note> {
    use std::collections::BTreeMap;

    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for (work, _) in cited {
        *times.entry(work.authority.id.as_str()).or_default() += 1;
    }
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out: Vec<Note> = Vec::new();
    for (i, &(work, places)) in cited.iter().enumerate() {
        let id = work.authority.id.as_str();
        let number = from + i;
        let before = i.checked_sub(1).and_then(|j| cited.get(j));
        let position = match first.get(id) {
            None => Position::Full { defines: times.get(id).is_some_and(|&n| n > 1) },
            Some(&note) => match before.filter(|(w, _)| w.authority.id == work.authority.id) {
                Some(&(_, earlier)) => Position::Again { note, same: earlier == places },
                None => Position::Later { note },
            },
        };
        first.entry(id).or_insert(number);
        out.push(note(style, work, places, position, number));
    }
    out
}

/// One note whose position is known.
pub fn note(style: &Style, work: Work<'_>, places: &[Pinpoint], position: Position, number: usize) -> Note {
    let citation = style.cite(work, places, position);
    Note { number, position, runs: style.closed(citation.runs), basis: citation.basis }
}
