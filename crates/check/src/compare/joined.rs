//! Words written as one on one side and as two on the other: `per cent` and `percent`, `Secretary-General` and
//! `Secretary General`.

use crate::marks::{Quoted, Row, RowKind};
use crate::reading::Reading;
use crate::tokens::{folded, hash, joined};

/// Cuts or joins words of the quotation that the source does not have, where it has them joined or cut. The rows so
/// made are of the other spelling.
pub(super) fn adapt(text: &str, quoted: &mut Quoted, source: &Reading<'_>) {
    let unknown = |row: &Row| {
        row.kind == RowKind::Word
            && row.pieces.is_empty()
            && !source.read.vocabulary.contains(&row.token.spelling)
    };
    if !quoted.rows.iter().any(unknown) {
        return;
    }
    let word = |row: &Row| joined(&folded(text.get(row.token.at.clone()).unwrap_or_default())).into_owned();
    let mut out: Vec<Row> = Vec::with_capacity(quoted.rows.len() + 2);
    for row in std::mem::take(&mut quoted.rows) {
        let before = out.last().filter(|b| b.kind == RowKind::Word && b.pieces.is_empty());
        if row.kind == RowKind::Word
            && row.pieces.is_empty()
            && let Some(before) = before
            && (unknown(before) || unknown(&row))
        {
            let spelling = hash(&(word(before) + &word(&row)));
            if source.read.vocabulary.contains(&spelling) {
                let mut one = row;
                one.token.at.start = before.token.at.start;
                (one.token.spelling, one.token.key) = (spelling, 0);
                out.pop();
                out.push(one);
                continue;
            }
        }
        match unknown(&row).then(|| cut(&word(&row), source)).flatten() {
            Some((first, second)) => {
                let (mut one, mut two) = (row.clone(), row);
                (one.token.spelling, one.token.key) = (first, 0);
                (two.token.spelling, two.token.key) = (second, 0);
                two.token.at.start = two.token.at.end;
                out.extend([one, two]);
            }
            None => out.push(row),
        }
    }
    quoted.rows = out;
}

/// Two words of the source in a row that make `word`.
fn cut(word: &str, source: &Reading<'_>) -> Option<(u64, u64)> {
    let cuts = word.char_indices().map(|(i, _)| i).filter(|&i| i > 1 && i + 1 < word.len());
    let mut cuts = cuts.map(|i| (hash(&word[..i]), hash(&word[i..])));
    cuts.find(|(a, b)| {
        let both = source.read.vocabulary.contains(a) && source.read.vocabulary.contains(b);
        let pair = |p: &[crate::align::Column]| matches!(p, [x, y] if x.token.spelling == *a && y.token.spelling == *b);
        both && source.read.columns.windows(2).any(pair)
    })
}
