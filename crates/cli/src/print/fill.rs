//! Filling lines with words. Where a line may be broken is a matter of rules (UAX #14), and to apply them to a passage takes
//! longer than to look it up. Most words need none: between two of letters and digits, with stops or brackets around them, a
//! line may be broken, and within them it may not. Only what lies between such words is looked at closely.

use textwrap::WordSeparator;
use textwrap::core::display_width;

/// `text` in lines of at most `width` columns, each behind `indent`. Style codes take no room; a word that is longer than a
/// line stays whole.
pub(super) fn wrap(text: &str, indent: &str, width: usize) -> String {
    let room = width.saturating_sub(display_width(indent));
    let mut out = String::with_capacity(text.len() + text.len() / 8 + indent.len());
    for (i, line) in text.lines().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        Filling { line, indent, room, out: &mut out, start: 0, end: 0, next: 0, used: None, lines: 0 }.fill();
    }
    out
}

/// A paragraph that is being broken into lines.
struct Filling<'l> {
    line: &'l str,
    indent: &'l str,
    /// Columns for words.
    room: usize,
    out: &'l mut String,
    /// Where the words of the line in hand begin and end, spaces behind them aside.
    start: usize,
    end: usize,
    /// Where the next word begins.
    next: usize,
    /// Columns taken in the line in hand, spaces behind the last word included; `None` before the first word.
    used: Option<usize>,
    /// Lines that are finished.
    lines: usize,
}

impl Filling<'_> {
    fn fill(mut self) {
        // A hyphen at the end undoes the last break.
        if self.line.contains('\u{1b}') || self.line.ends_with(['-', '\u{ad}']) {
            self.closely(0, self.line.len());
        } else {
            self.at_a_glance();
        }
        if self.used.is_some() {
            self.finish();
        }
    }

    fn at_a_glance(&mut self) {
        let (mut from, mut at) = (0, 0);
        while let Some(rest) = self.line.get(at..).filter(|rest| !rest.is_empty()) {
            let word = Glance::at(rest);
            let spaces = rest.bytes().skip(word.bytes).take_while(|&b| b == b' ').count();
            let after = at + word.bytes + spaces;
            let sure = match self.line.get(after..).and_then(|rest| rest.chars().next()) {
                Some(next) => word.ends && (is_letter(next) || next == '('),
                None => true,
            };
            if sure {
                match word.columns.filter(|_| from == at) {
                    Some(columns) => self.word(word.bytes, columns, spaces),
                    None => self.closely(from, after),
                }
                from = after;
            }
            at = after;
        }
    }

    fn closely(&mut self, from: usize, to: usize) {
        let line = self.line;
        for word in WordSeparator::UnicodeBreakProperties.find_words(line.get(from..to).unwrap_or_default()) {
            self.word(word.word.len(), display_width(word.word), word.whitespace.len());
        }
    }

    /// Puts the next word into the line in hand, or into another.
    fn word(&mut self, bytes: usize, columns: usize, spaces: usize) {
        let mut used = self.used.unwrap_or(0);
        if self.used.is_some() && used + columns > self.room {
            self.finish();
            self.start = self.next;
            used = 0;
        }
        self.used = Some(used + columns + spaces);
        self.end = self.next + bytes;
        self.next = self.end + spaces;
    }

    fn finish(&mut self) {
        if self.lines > 0 {
            self.out.push('\n');
        }
        self.out.push_str(self.indent);
        self.out.push_str(self.line.get(self.start..self.end).unwrap_or_default());
        self.lines += 1;
    }
}

/// What is seen of a word, up to the next space, without a rule.
struct Glance {
    bytes: usize,
    /// Columns, if a line cannot be broken within it.
    columns: Option<usize>,
    /// Whether a line may be broken behind it and its spaces, before a letter or an opening bracket.
    ends: bool,
}

impl Glance {
    fn at(text: &str) -> Self {
        let (mut bytes, mut columns, mut last) = (0, 0, '(');
        let mut whole = true;
        loop {
            let rest = text.get(bytes..).unwrap_or_default();
            // Most of a text: letters that need not be looked at one by one.
            let run = rest.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
            if run > 0 {
                whole &= last != ')';
                bytes += run;
                columns += run;
                last = 'a';
            }
            let Some(c) = rest.get(run..).and_then(|rest| rest.chars().next()).filter(|&c| c != ' ') else {
                break;
            };
            whole &= match c {
                '(' => last == '(',
                '.' | ',' | ';' | ':' => is_letter(last) || is_stop(last) || last == ')',
                ')' => is_letter(last) || is_stop(last),
                '-' | '\'' | '\u{2019}' => is_letter(last),
                c => is_letter(c) && last != ')',
            };
            bytes += c.len_utf8();
            columns += 1;
            last = c;
        }
        let ends = is_letter(last) || is_stop(last) || last == ')';
        Self { bytes, columns: (whole && ends && bytes > 0).then_some(columns), ends: ends && bytes > 0 }
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':')
}

/// Letters and digits that take a column and are all alike to the rules.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{24f}' if c != '\u{d7}' && c != '\u{f7}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by the rules alone.
    fn by_rules(text: &str, indent: &str, width: usize) -> String {
        let options = textwrap::Options::new(width)
            .initial_indent(indent)
            .subsequent_indent(indent)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        text.lines().map(|line| textwrap::fill(line, &options)).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn words_fill_lines() {
        let text = "The keeper (or, failing him, the pilot) lights No. 1.5, the harbour's north-east lamp; \u{201c}none \
                    other\u{201d} \u{2014} save under art. 9(2)(c) \u{2014} is re-lit.\n\n  Until dawn:\n- one\n- two-";
        for indent in ["", "  ", "      │ "] {
            for width in 0..90 {
                assert_eq!(wrap(text, indent, width), by_rules(text, indent, width), "{width}");
            }
        }
        assert_eq!(wrap("lamps (all) burn", "  ", 9), "  lamps\n  (all)\n  burn");
        assert_eq!(wrap("", "  ", 9), "");
    }

    fn text() -> impl Strategy<Value = String> {
        let pieces = [
            " ",
            " ",
            " ",
            "  ",
            "lamp",
            "a",
            "9",
            "1.5",
            "(",
            ")",
            ".",
            ",",
            ";",
            ":",
            "-",
            "'",
            "’",
            "\"",
            "“",
            "”",
            "é",
            "Œ",
            "×",
            "ß",
            "/",
            "!",
            "?",
            "[",
            "]",
            "—",
            "–",
            "…",
            "%",
            "€",
            "$",
            "§",
            "\u{a0}",
            "\u{ad}",
            "\u{200b}",
            "\u{301}",
            "灯",
            "か",
            "。",
            "ไทย",
            "ש",
            "🔥",
            "\u{1b}[1m",
            "\u{1b}[0m",
            "\t",
            "\n",
            "\r",
            "+",
            "№",
            "-9",
            "*",
            "_",
            "&",
            "@",
            "http://x.y/z?q=1",
            "«",
            "»",
            "ѣ",
            "ǅ",
            "\u{2060}",
            "\u{2028}",
            "e.g.",
            "(c)",
        ];
        prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|p| p.concat())
    }

    proptest! {
        #[test]
        fn a_glance_sees_what_the_rules_say(text in text(), indent in 0..6_usize, width in 0..40_usize) {
            let indent = " ".repeat(indent);
            prop_assert_eq!(wrap(&text, &indent, width), by_rules(&text, &indent, width));
        }
    }
}
