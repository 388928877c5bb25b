//! The selectors of a stretch of a file.

use std::collections::{BTreeMap, BTreeSet};

use model::{Pinpoint, Span};
use serde_json::{Value, json};

use super::TERMS;

/// So many words begin a quote selector of a longer stretch, and so many end it; up to their sum a stretch is quoted whole.
const FIRST: usize = 4;
const LAST: usize = 3;

/// Code points before a byte.
pub(super) type Positions = BTreeMap<usize, usize>;

/// How many code points stand before each of these bytes of a text.
pub(super) fn positions(raw: &str, bytes: impl Iterator<Item = usize>) -> Positions {
    let wanted: BTreeSet<usize> = bytes.collect();
    let mut out = Positions::new();
    let (mut at, mut count) = (0, 0);
    for byte in wanted {
        count += raw.get(at..byte).map_or(0, |t| t.chars().count());
        at = byte;
        out.insert(byte, count);
    }
    out
}

/// The selectors: the place, its position in code points and bytes, and its words, of which a longer stretch gives the first
/// and the last alone.
pub(super) fn selectors(raw: &str, span: Span, positions: &Positions, place: &Pinpoint) -> Value {
    let at = |byte: usize| positions.get(&byte).copied().unwrap_or_default();
    let mut all = vec![
        json!({ "type": "FragmentSelector", "conformsTo": format!("{TERMS}pinpoint"), "value": place.to_string() }),
        json!({ "type": "TextPositionSelector", "start": at(span.start()), "end": at(span.end()) }),
        json!({ "type": "DataPositionSelector", "start": span.start(), "end": span.end() }),
    ];
    all.extend(span.of(raw).and_then(quote));
    Value::Array(all)
}

fn quote(words: &str) -> Option<Value> {
    let start = |word: &str| word.as_ptr() as usize - words.as_ptr() as usize;
    let each: Vec<&str> = words.split_whitespace().collect();
    if each.len() <= FIRST + LAST {
        return (!each.is_empty()).then(|| json!({ "type": "TextQuoteSelector", "exact": words.trim() }));
    }
    let begin = words.get(start(each[0])..start(each[FIRST - 1]) + each[FIRST - 1].len())?;
    let last = each[each.len() - 1];
    let end = words.get(start(each[each.len() - LAST])..start(last) + last.len())?;
    // A range ends where its second selector begins: at the empty stretch after the last words.
    Some(json!({
        "type": "RangeSelector",
        "startSelector": { "type": "TextQuoteSelector", "exact": begin },
        "endSelector": { "type": "TextQuoteSelector", "exact": "", "prefix": end },
    }))
}
