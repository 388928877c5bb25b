//! Output for people: styles where they are wanted, wrapping to the width.

mod fill;

use crate::surroundings::Surroundings;

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum When {
    /// On a terminal that does not refuse it.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How to print: styles on or off, and how wide.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    styled: bool,
    width: usize,
}

/// The widest line of running text, whatever the terminal: longer lines are hard to read.
const WIDEST: usize = 100;

impl Page {
    /// The page for these surroundings.
    pub(crate) fn new(around: &Surroundings, when: When) -> Self {
        let styled = match when {
            When::Always => true,
            When::Never => false,
            When::Auto => around.force_color || (around.out_is_terminal && !around.no_color),
        };
        let width = around.width.filter(|_| around.out_is_terminal).unwrap_or(WIDEST);
        Self { styled, width: width.clamp(30, WIDEST) }
    }

    /// Columns that a line may take.
    pub(crate) const fn width(self) -> usize {
        self.width
    }

    /// Whether styles are on.
    pub(crate) const fn is_styled(self) -> bool {
        self.styled
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.styled && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// A title or name.
    pub(crate) fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    /// Context: ids, places, headings above.
    pub(crate) fn dim(self, text: &str) -> String {
        self.paint("2", text)
    }

    /// Words that were searched for.
    pub(crate) fn mark(self, text: &str) -> String {
        self.paint("1;33", text)
    }

    /// Something wrong.
    pub(crate) fn bad(self, text: &str) -> String {
        self.paint("1;31", text)
    }

    /// Our own words about a source, never the source's.
    pub(crate) fn digest(self, text: &str) -> String {
        self.paint("3;36", text)
    }

    /// `text` wrapped to the width, each line behind `indent`. Style codes take no room.
    pub(crate) fn wrap(self, text: &str, indent: &str) -> String {
        fill::wrap(text, indent, self.width)
    }

    /// `text` with the ranges in `marks` (bytes, ascending, disjoint) marked, word by word, so that a wrapped line
    /// carries its own codes; without styles the words stand as they are.
    pub(crate) fn marked(self, text: &str, marks: &[(usize, usize)]) -> String {
        let mut out = String::with_capacity(text.len() + marks.len() * 12);
        let mut at = 0;
        for &(start, end) in marks {
            let (Some(before), Some(inside)) = (text.get(at..start), text.get(start..end)) else { continue };
            out.push_str(before);
            let words: Vec<String> = inside.split(' ').map(|word| self.mark(word)).collect();
            out.push_str(&words.join(" "));
            at = end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(styled: bool) -> Page {
        Page { styled, width: 30 }
    }

    #[test]
    fn without_styles_nothing_is_added() {
        assert_eq!(page(false).marked("an armed attack", &[(3, 15)]), "an armed attack");
        assert_eq!(page(false).bold("x"), "x");
    }

    #[test]
    fn marked_words_carry_their_own_codes() {
        let text = page(true).marked("an armed attack", &[(3, 15)]);
        assert_eq!(text, "an \u{1b}[1;33marmed\u{1b}[0m \u{1b}[1;33mattack\u{1b}[0m");
    }

    #[test]
    fn wrapping_keeps_the_indent() {
        let text = page(false).wrap("the lights of the harbour shall be kept burning", "    ");
        assert!(text.lines().all(|l| l.starts_with("    ") && l.len() <= 30), "{text}");
    }
}
