//! Numbers of notes that a text without markup glues to the places before them.

use std::collections::BTreeSet;

use model::{Pinpoint, SegmentKind};

use super::Scan;
use crate::place::Places;
use crate::scan;
use crate::words;

impl Scan<'_> {
    /// Takes the number of a note from the end of a place that a sentence ends with: in "beyond Article 51.16" it is that of the
    /// note, where a line begins with "16." and the next sentence or a line begins behind it.
    pub(super) fn without_note(&self, places: &mut Places) {
        let [place] = places.list.as_slice() else { return };
        let raw = self.text.get(places.start..places.end).unwrap_or_default();
        let Some((head, digits)) = raw.rsplit_once('.') else { return };
        let next = scan::space(self.bytes(), places.end);
        let ends = self.bytes().get(places.end).is_none_or(|b| matches!(b, b' ' | b'\n'))
            && (words::capital(self.text, next) || self.bytes().get(next).is_none_or(|b| *b == b'\n'));
        let last = place.segments().last().filter(|s| s.kind == SegmentKind::Paragraph && s.to.is_none());
        let glued = last.and_then(|s| s.number.as_deref()) == Some(digits)
            && head.ends_with(|c: char| c.is_ascii_digit());
        let Some((_, above)) = place.segments().split_last().filter(|_| ends && glued) else { return };
        if let Ok(number) = digits.parse()
            && self.noted_lines().contains(&number)
            && let Ok(shorter) = Pinpoint::new(above.to_vec())
        {
            places.end -= digits.len() + 1;
            places.list = vec![shorter];
        }
    }

    /// The numbers with a full stop that lines begin with.
    fn noted_lines(&self) -> &BTreeSet<u32> {
        self.noted.get_or_init(|| {
            let number = |line: &str| {
                let end = scan::digits(line.as_bytes(), 0);
                let number = line.get(..end).filter(|_| line.as_bytes().get(end) == Some(&b'.'))?;
                number.parse().ok()
            };
            self.text.lines().filter_map(number).collect()
        })
    }
}
