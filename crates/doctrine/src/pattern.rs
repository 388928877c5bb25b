//! Patterns of words, as the rules write them.
//!
//! | written | means |
//! | --- | --- |
//! | `armed attack` | these words side by side; case, accents and hyphens do not matter |
//! | `defen*` | a word that begins so |
//! | `use\|threat` | one of these words |
//! | `[the\|a]` | a word that may be missing |
//! | `unwilling .. unable` | up to five words between |
//! | `consent ..9 state` | up to nine words between |

/// One form of a word in a pattern.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Form {
    /// Its folded letters.
    pub(crate) letters: String,
    /// Whether they are only the beginning.
    pub(crate) open: bool,
}

/// One step of a pattern: how many words may stand before it, and what the word may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// Words that may stand between the step before and this one.
    pub(crate) gap: usize,
    /// The forms, in order.
    pub(crate) forms: Vec<Form>,
}

/// Most optional words in a pattern.
const MOST_OPTIONAL: u32 = 3;
/// Most words in a pattern, and most words in a gap.
const MOST: usize = 15;
/// Fewest letters before a `*`.
const FEWEST_LETTERS: usize = 3;

/// Reads a pattern: every sequence of steps that its optional words leave.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn parse(text: &str) -> Result<Vec<Vec<Step>>, String> {
    let mut steps: Vec<(Step, bool)> = Vec::new();
    let mut gap = 0;
    for piece in text.split_whitespace() {
        if let Some(number) = piece.strip_prefix("..") {
            if steps.is_empty() || gap > 0 {
                return Err(format!("`{piece}` must stand between two words"));
            }
            gap = match number {
                "" => 5,
                _ => number.parse().ok().filter(|n| (1..=MOST).contains(n)).ok_or_else(|| {
                    format!("`{piece}`: a gap is `..` or `..` and a number of words up to {MOST}")
                })?,
            };
            continue;
        }
        let inner = piece.strip_prefix('[').and_then(|p| p.strip_suffix(']'));
        let forms = forms(inner.unwrap_or(piece))?;
        steps.push((Step { gap, forms }, inner.is_some()));
        gap = 0;
    }
    let optional = steps.iter().filter(|(_, o)| *o).count() as u32;
    match (steps.first(), steps.last()) {
        (None, _) | (_, None) => Err("a pattern needs a word".to_owned()),
        (Some((_, true)), _) | (_, Some((_, true))) => {
            Err("a pattern neither begins nor ends with an optional word".to_owned())
        }
        _ if gap > 0 => Err("a pattern does not end with a gap".to_owned()),
        _ if steps.len() > MOST => Err(format!("a pattern has at most {MOST} words")),
        _ if optional > MOST_OPTIONAL => Err(format!("a pattern has at most {MOST_OPTIONAL} optional words")),
        _ => Ok(expand(&steps)),
    }
}

fn forms(text: &str) -> Result<Vec<Form>, String> {
    let mut out = Vec::new();
    for form in text.split('|') {
        let (letters, open) = form.strip_suffix('*').map_or((form, false), |stem| (stem, true));
        if letters.is_empty() || !letters.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            return Err(format!(
                "`{form}`: a word is made of lower-case letters without accents, and digits"
            ));
        }
        if open && letters.len() < FEWEST_LETTERS {
            return Err(format!("`{form}`: `*` stands after at least {FEWEST_LETTERS} letters"));
        }
        out.push(Form { letters: letters.to_owned(), open });
    }
    out.sort();
    out.dedup();
    Ok(out)
}

/// The sequences with and without each optional word; a gap before a missing word goes to the next.
fn expand(steps: &[(Step, bool)]) -> Vec<Vec<Step>> {
    let mut out: Vec<Vec<Step>> = vec![Vec::new()];
    let mut owed: Vec<usize> = vec![0];
    for (step, optional) in steps {
        let mut next = Vec::new();
        let mut next_owed = Vec::new();
        for (sequence, gap) in out.into_iter().zip(owed) {
            if *optional {
                next.push(sequence.clone());
                next_owed.push(gap.max(step.gap));
            }
            let mut with = sequence;
            with.push(Step { gap: gap.max(step.gap), forms: step.forms.clone() });
            next.push(with);
            next_owed.push(0);
        }
        (out, owed) = (next, next_owed);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn optional_words_make_two_sequences_and_hand_their_gap_on() {
        let sequences = parse("threat .. [or|and] use").unwrap();
        let gaps: Vec<Vec<usize>> =
            sequences.iter().map(|s| s.iter().map(|step| step.gap).collect()).collect();
        assert_eq!(gaps, [vec![0, 5], vec![0, 5, 0]]);
    }

    #[test]
    fn bad_patterns_are_refused_with_a_reason() {
        for (bad, reason) in [
            ("", "needs a word"),
            (".. force", "between two words"),
            ("force ..", "does not end with a gap"),
            ("use ..99 force", "a gap is"),
            ("us* force", "at least 3 letters"),
            ("Use of force", "lower-case"),
            ("réservé", "lower-case"),
            ("[the] force", "optional word"),
            ("use || force", "lower-case"),
        ] {
            let found = parse(bad).unwrap_err();
            assert!(found.contains(reason), "{bad}: {found}");
        }
    }
}
