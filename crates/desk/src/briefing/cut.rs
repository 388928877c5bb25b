//! Stretches of a provision's words, found by the words they begin and end with.

use brief::Line;

use super::directive::Stretch;

/// The lines cut to the stretches; several are joined to one line with ellipses between them.
///
/// # Errors
/// In words, when a stretch's first or last words do not stand there, or the first ones stand there more than once.
pub(super) fn cut(lines: &[Line], stretches: &[Stretch]) -> Result<Vec<Line>, String> {
    if stretches.is_empty() {
        return Ok(lines.to_vec());
    }
    let text: String = lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join("\n");
    let folded = Folded::new(&text);
    let mut out: Vec<Vec<Line>> = Vec::new();
    let mut after = 0;
    for stretch in stretches {
        let start = match &stretch.from {
            None => after,
            Some(words) => {
                let found = folded.all(words, after);
                match found.as_slice() {
                    [] => return Err(format!("the words “{words}” do not stand there")),
                    [one] => one.0,
                    several => {
                        return Err(format!("the words “{words}” stand there {} times", several.len()));
                    }
                }
            }
        };
        let end = match &stretch.to {
            None => text.len(),
            Some(words) => match folded.all(words, start).first() {
                Some(&(_, end)) => end,
                None => return Err(format!("the words “{words}” do not stand there after those")),
            },
        };
        out.push(between(lines, start, end));
        after = end;
    }
    if out.len() > 1 {
        let parts = out.iter().map(|part| part.iter().map(Line::words).collect::<Vec<_>>().join(" "));
        let text = parts.collect::<Vec<_>>().join(" … ");
        return Ok(vec![Line { depth: 0, mark: None, text }]);
    }
    Ok(out.pop().unwrap_or_default())
}

/// What of the lines lies between two bytes of their joined text.
fn between(lines: &[Line], start: usize, end: usize) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut at = 0;
    for line in lines {
        let (from, to) = (start.max(at), end.min(at + line.text.len()));
        if let Some(text) =
            line.text.get(from.saturating_sub(at)..to.saturating_sub(at)).filter(|_| from < to)
        {
            // A mark belongs to the beginning of its line.
            let mark = line.mark.clone().filter(|_| from == at && from != start);
            out.push(Line { depth: line.depth, mark, text: text.trim().to_owned() });
        }
        at += line.text.len() + 1;
    }
    let least = out.iter().map(|l| l.depth).min().unwrap_or(0);
    out.iter_mut().for_each(|l| l.depth -= least);
    out
}

/// A text in which blanks, cases, quotation marks and dashes count as one, with the way back.
struct Folded {
    chars: Vec<char>,
    /// Where each character began and ended in the text.
    at: Vec<(usize, usize)>,
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut folded = Self { chars: Vec::new(), at: Vec::new() };
        for (i, c) in text.char_indices() {
            let end = i + c.len_utf8();
            if c.is_whitespace() {
                match folded.chars.last() {
                    Some(' ') => {}
                    _ => folded.push(' ', i, end),
                }
                continue;
            }
            let c = match c {
                '“' | '”' | '„' | '«' | '»' => '"',
                '‘' | '’' | 'ʼ' => '\'',
                '‐' | '‑' | '–' | '—' => '-',
                c => c,
            };
            for lower in c.to_lowercase() {
                folded.push(lower, i, end);
            }
        }
        folded
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        self.chars.push(c);
        self.at.push((start, end));
    }

    /// Where `words` stand as whole words, from byte `from` on.
    fn all(&self, words: &str, from: usize) -> Vec<(usize, usize)> {
        let wanted = Self::new(words.trim()).chars;
        let first = self.at.partition_point(|(start, _)| *start < from);
        let mut out = Vec::new();
        if wanted.is_empty() {
            return out;
        }
        let last = self.chars.len().saturating_sub(wanted.len());
        for i in first..=last {
            if self.chars.get(i..i + wanted.len()) != Some(wanted.as_slice()) {
                continue;
            }
            let word = |at: usize| self.chars.get(at).is_some_and(|c| c.is_alphanumeric());
            let (begins, ends) = (i, i + wanted.len() - 1);
            let split = (begins > 0 && word(begins) && word(begins - 1)) || (word(ends) && word(ends + 1));
            if !split {
                out.push((self.at[begins].0, self.at[ends].1));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(depth: usize, mark: Option<&str>, text: &str) -> Line {
        Line { depth, mark: mark.map(str::to_owned), text: text.to_owned() }
    }

    fn provision() -> Vec<Line> {
        vec![
            line(0, None, "A light may be put out only:"),
            line(1, Some("(a)"), "after the keeper’s notice; and"),
            line(1, Some("(b)"), "for no longer than the peril lasts."),
        ]
    }

    fn stretch(from: &str, to: &str) -> Stretch {
        let some = |t: &str| (!t.is_empty()).then(|| t.to_owned());
        Stretch { from: some(from), to: some(to) }
    }

    fn printed(stretches: &[Stretch]) -> Result<String, String> {
        let lines = cut(&provision(), stretches)?;
        Ok(lines
            .iter()
            .map(|l| format!("{}{}", ">".repeat(l.depth), l.words()))
            .collect::<Vec<_>>()
            .join("|"))
    }

    #[test]
    fn stretches_are_cut_across_lines() {
        for (from, to, expected) in [
            ("a light", "notice", "A light may be put out only:|>(a) after the keeper’s notice"),
            ("the keeper's", "", "the keeper’s notice; and|(b) for no longer than the peril lasts."),
            ("", "put out", "A light may be put out"),
            ("peril", "lasts", "peril lasts"),
        ] {
            assert_eq!(printed(&[stretch(from, to)]).as_deref(), Ok(expected), "{from}…{to}");
        }
        assert_eq!(
            printed(&[stretch("A light", "only"), stretch("for no", "lasts")]).as_deref(),
            Ok("A light may be put out only … for no longer than the peril lasts")
        );
    }

    #[test]
    fn words_that_do_not_stand_there_or_stand_twice_are_told() {
        assert!(printed(&[stretch("a lamp", "")]).unwrap_err().contains("do not stand"));
        assert!(printed(&[stretch("the", "")]).unwrap_err().contains("2 times"));
        assert!(printed(&[stretch("peril", "notice")]).unwrap_err().contains("after those"));
        assert!(printed(&[stretch("ligh", "")]).is_err());
    }
}
