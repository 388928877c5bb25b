//! Markdown: CommonMark with footnotes and tables, as `corpus check` reads it.

use model::{Face, Run};

use crate::brief::{Align, Block, Brief, Citation, Group, Inline, Note, Quotation, Row, Shown};

/// Which Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavour {
    /// CommonMark with the footnotes and tables that most programs know.
    Common,
    /// The one of pandoc: citations are keys.
    Pandoc,
}

/// The whole brief.
pub(super) fn render(brief: &Brief) -> String {
    let mut out = String::new();
    if let Some(title) = &brief.title {
        out.push_str(&format!("# {}\n\n", escaped(title, Flavour::Common)));
    }
    out.push_str(&body(brief, Flavour::Common));
    out
}

/// Blocks and notes.
pub(super) fn body(brief: &Brief, flavour: Flavour) -> String {
    let writer = Writer { flavour };
    let mut out = writer.blocks(&brief.blocks);
    let mut notes = Vec::new();
    for (i, note) in brief.notes.iter().enumerate() {
        if flavour == Flavour::Common || !note.cites {
            notes.push(writer.note(i + 1, note));
        }
    }
    if !notes.is_empty() {
        out.push('\n');
        out.push_str(&notes.join("\n"));
        out.push('\n');
    }
    out
}

struct Writer {
    flavour: Flavour,
}

impl Writer {
    /// Blocks with a blank line between them, and a newline at the end.
    fn blocks(&self, blocks: &[Block]) -> String {
        let mut out = String::new();
        let mut before: Option<&Block> = None;
        for block in blocks {
            let text = self.block(block);
            if text.is_empty() {
                continue;
            }
            if let Some(before) = before {
                out.push('\n');
                // Two lists or quotations in a row would run into one.
                let list = |b: &Block| matches!(b, Block::List { .. });
                let set_off = |b: &Block| matches!(b, Block::Quotation(_) | Block::SetOff(_));
                if (list(before) && list(block)) || (set_off(before) && set_off(block)) {
                    out.push_str("<!-- -->\n\n");
                }
            }
            out.push_str(&text);
            before = Some(block);
        }
        out
    }

    fn block(&self, block: &Block) -> String {
        match block {
            Block::Heading { level, words } => {
                let words = self.inlines(words).replace('\n', " ");
                format!("{} {words}\n", "#".repeat(usize::from((*level).clamp(1, 6))))
            }
            Block::Paragraph(words) => self.paragraph(words) + "\n",
            Block::Quotation(quotation) => self.quotation(quotation),
            Block::SetOff(inside) => prefixed(&self.blocks(inside), "> ", "> "),
            Block::List { start, items } => {
                let mut out = String::new();
                let loose =
                    items.iter().any(|i| i.iter().filter(|b| !matches!(b, Block::List { .. })).count() > 1);
                for (i, item) in items.iter().enumerate() {
                    let mark = match start {
                        Some(first) => format!("{}. ", first.saturating_add(i as u64)),
                        None => "- ".to_owned(),
                    };
                    if loose && i > 0 {
                        out.push('\n');
                    }
                    let mut inside = self.blocks(item);
                    if !loose {
                        inside = inside.replace("\n\n", "\n");
                    }
                    if inside.trim().is_empty() {
                        out.push_str(&format!("{}\n", mark.trim_end()));
                    } else {
                        out.push_str(&prefixed(&inside, &mark, &" ".repeat(mark.len())));
                    }
                }
                out
            }
            Block::Code { language, text } => {
                let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
                format!("{fence}{language}\n{}\n{fence}\n", text.trim_end_matches('\n'))
            }
            Block::Table { aligns, head, rows } => self.table(aligns, head, rows),
            Block::Rule => "* * *\n".to_owned(),
            Block::Authorities(groups) => self.authorities(groups),
            Block::Raw(html) => html.trim_end().to_owned() + "\n",
        }
    }

    fn paragraph(&self, words: &[Inline]) -> String {
        let text = self.inlines(words);
        let lines: Vec<String> = text.lines().map(|l| self.line(l)).collect();
        lines.join("\n")
    }

    /// A line of a paragraph, so that it begins no list, heading or quotation.
    fn line(&self, line: &str) -> String {
        // What has leading blanks would be code, and they mean nothing.
        let line = line.trim_start();
        let end = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
        let (first, rest) = line.split_at(end);
        let digits = !first.is_empty() && first.len() < 10 && first.bytes().all(|b| b.is_ascii_digit());
        let counts = digits || (self.flavour == Flavour::Pandoc && !first.is_empty() && first.len() < 6);
        if counts && rest.starts_with(['.', ')']) && rest[1..].starts_with([' ', '\t'])
            || counts && matches!(rest, "." | ")")
        {
            return format!("{first}\\{rest}");
        }
        let blank = |s: &str| s.is_empty() || s.starts_with([' ', '\t']);
        let begins = match line.chars().next() {
            Some('#') => blank(line.trim_start_matches('#')),
            Some('>') => true,
            Some('+' | '-') => blank(&line[1..]) || line.bytes().all(|b| matches!(b, b'-' | b' ')),
            Some('=') => line.bytes().all(|b| matches!(b, b'=' | b' ')),
            Some('~') => line.starts_with("~~~"),
            Some('|' | ':') => true,
            Some('(') => self.flavour == Flavour::Pandoc,
            _ => false,
        };
        if begins { format!("\\{line}") } else { line.to_owned() }
    }

    fn quotation(&self, quotation: &Quotation) -> String {
        let mut paragraphs: Vec<String> = Vec::new();
        for line in &quotation.lines {
            let words = self.line(&escaped(&line.words(), self.flavour));
            // Blanks before a line mean nothing in Markdown; the levels show in the marks.
            paragraphs.push(words);
        }
        let citation = self.citation(&quotation.citation);
        match (&quotation.citation.shown, self.flavour, paragraphs.last_mut()) {
            (Shown::Note(_), Flavour::Common, Some(last)) => last.push_str(&citation),
            (_, Flavour::Pandoc, Some(last)) => last.push_str(&format!(" {citation}")),
            _ => paragraphs.push(format!("— {citation}")),
        }
        prefixed(&(paragraphs.join("\n\n") + "\n"), "> ", "> ")
    }

    fn citation(&self, citation: &Citation) -> String {
        match (&citation.shown, self.flavour) {
            (_, Flavour::Pandoc) if !citation.keys.is_empty() => {
                let keys = citation.keys.iter().map(|key| {
                    let signal =
                        if key.signal.is_empty() { String::new() } else { format!("{} ", key.signal) };
                    let place = if key.place.is_empty() { String::new() } else { format!(", {}", key.place) };
                    format!("{signal}@{}{place}", key.authority)
                });
                format!("[{}]", keys.collect::<Vec<_>>().join("; "))
            }
            (Shown::Note(number), _) => format!("[^{number}]"),
            (Shown::Here(words), _) => self.inlines(words),
        }
    }

    fn note(&self, number: usize, note: &Note) -> String {
        let paragraphs: Vec<String> = note.paragraphs.iter().map(|p| self.paragraph(p)).collect();
        let text = paragraphs.join("\n\n");
        prefixed(&text, &format!("[^{number}]: "), "    ").trim_end().to_owned()
    }

    fn authorities(&self, groups: &[Group]) -> String {
        let mut out = String::new();
        for group in groups {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&format!("**{}**\n\n", group.title));
            for row in &group.rows {
                out.push_str(&format!("- {}\n", self.row(row)));
            }
        }
        out
    }

    fn row(&self, row: &Row) -> String {
        let mut out = self.runs(&row.words);
        if self.flavour == Flavour::Pandoc {
            out.push_str(&format!(" [@{}]", row.key));
        }
        if !row.places.is_empty() {
            out.push_str(&format!(": {}", escaped(&row.places, self.flavour)));
        }
        // Where citations are keys, the notes are not numbered yet.
        if !row.notes.is_empty() && self.flavour == Flavour::Common {
            let numbers: Vec<String> = row.notes.iter().map(ToString::to_string).collect();
            out.push_str(&format!(" ({} {})", row.notes_word(), numbers.join(", ")));
        }
        out
    }

    fn table(&self, aligns: &[Align], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
        let cell = |words: &Vec<Inline>| self.inlines(words).replace('|', "\\|").replace('\n', " ");
        let line = |cells: &[Vec<Inline>]| {
            format!("| {} |\n", cells.iter().map(cell).collect::<Vec<_>>().join(" | "))
        };
        let rule = aligns.iter().map(|align| match align {
            Align::Usual => "---",
            Align::Left => ":---",
            Align::Centre => ":---:",
            Align::Right => "---:",
        });
        let mut out = line(head);
        out.push_str(&format!("| {} |\n", rule.collect::<Vec<_>>().join(" | ")));
        rows.iter().for_each(|row| out.push_str(&line(row)));
        out
    }

    fn inlines(&self, words: &[Inline]) -> String {
        let mut out = String::new();
        for word in words {
            let key = match word {
                Inline::Citation(c) => self.flavour == Flavour::Pandoc && matches!(c.shown, Shown::Note(_)),
                _ => false,
            };
            if !key {
                out.push_str(&self.inline(word));
                continue;
            }
            // A key stands in the sentence like a word: pandoc puts the call of a note after the punctuation.
            let signs = out.split_off(out.trim_end_matches(['.', ',', ';', ':']).len());
            out.push_str(&format!(" {}{signs}", self.inline(word)));
        }
        out
    }

    fn inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text(text) => escaped(text, self.flavour),
            Inline::Runs(runs) => self.runs(runs),
            Inline::Emphasis(inside) => marked(&self.inlines(inside), "*"),
            Inline::Strong(inside) => marked(&self.inlines(inside), "**"),
            Inline::Struck(inside) => marked(&self.inlines(inside), "~~"),
            Inline::Code(code) => {
                let fence = "`".repeat(longest_run(code, '`') + 1);
                let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
                format!("{fence}{pad}{code}{pad}{fence}")
            }
            Inline::Link { to, words } => format!("[{}](<{}>)", self.inlines(words), address(to)),
            Inline::Image { from, words } => format!("![{}](<{}>)", self.inlines(words), address(from)),
            Inline::Break => "\\\n".to_owned(),
            Inline::Note(number) | Inline::NoteAgain(number) => format!("[^{number}]"),
            Inline::NoteNumber(number) => number.to_string(),
            Inline::Citation(citation) => self.citation(citation),
            Inline::Raw(html) => html.clone(),
        }
    }

    fn runs(&self, runs: &[Run]) -> String {
        let mut out = String::new();
        for run in runs {
            let text = escaped(&run.text, self.flavour);
            out.push_str(&match (run.face, self.flavour) {
                (Face::Italic, _) => marked(&text, "*"),
                (Face::Bold, _) => marked(&text, "**"),
                (Face::SmallCaps, Flavour::Pandoc) => format!("[{text}]{{.smallcaps}}"),
                (Face::Plain | Face::SmallCaps, _) => text,
            });
        }
        out
    }
}

/// Words between marks; blanks inside the marks would undo them.
fn marked(text: &str, mark: &str) -> String {
    let inside = text.trim();
    if inside.is_empty() {
        return text.to_owned();
    }
    let start = text.len() - text.trim_start().len();
    let (before, after) = (&text[..start], &text[start + inside.len()..]);
    format!("{before}{mark}{inside}{mark}{after}")
}

fn address(url: &str) -> String {
    url.replace('<', "%3C").replace('>', "%3E").replace('\n', "")
}

fn longest_run(text: &str, sign: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for c in text.chars() {
        run = if c == sign { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// `text` with its lines behind prefixes; an empty line gets no blank.
fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::new();
    for (i, line) in text.lines().enumerate() {
        let prefix = if i == 0 { first } else { rest };
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Words with every sign that Markdown would read as markup taken back.
pub(super) fn escaped(text: &str, flavour: Flavour) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let markup = match c {
            '\\' | '`' | '*' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '[' => next == '^' || before == '!',
            ']' => matches!(next, '(' | '[' | ':' | '{'),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => next.is_ascii_alphanumeric() || next == '#',
            '~' => flavour == Flavour::Pandoc || next == '~' || before == '~',
            '^' | '$' => flavour == Flavour::Pandoc && before != '[',
            '@' => flavour == Flavour::Pandoc && !before.is_alphanumeric(),
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markup_are_taken_back() {
        for (words, common, pandoc) in [
            ("a*b", "a\\*b", "a\\*b"),
            ("snake_case _x_", "snake_case \\_x\\_", "snake_case \\_x\\_"),
            ("[the State]", "[the State]", "[the State]"),
            ("[a](b) [^1]", "[a\\](b) \\[^1]", "[a\\](b) \\[^1]"),
            ("a < b <i>", "a < b \\<i>", "a < b \\<i>"),
            ("R&D &amp;", "R\\&D \\&amp;", "R\\&D \\&amp;"),
            ("a@b @c $5", "a@b @c $5", "a@b \\@c \\$5"),
        ] {
            assert_eq!(escaped(words, Flavour::Common), common);
            assert_eq!(escaped(words, Flavour::Pandoc), pandoc);
        }
    }

    #[test]
    fn a_line_begins_nothing_it_should_not() {
        for (words, common, pandoc) in [
            ("1. All", "1\\. All", "1\\. All"),
            ("(a) All", "(a) All", "\\(a) All"),
            ("a) All", "a) All", "a\\) All"),
            ("# x", "\\# x", "\\# x"),
            ("#x", "#x", "#x"),
            ("- x", "\\- x", "\\- x"),
            ("-x", "-x", "-x"),
            ("1.5 m", "1.5 m", "1.5 m"),
            ("1945. It", "1945\\. It", "1945\\. It"),
        ] {
            assert_eq!(Writer { flavour: Flavour::Common }.line(words), common);
            assert_eq!(Writer { flavour: Flavour::Pandoc }.line(words), pandoc);
        }
    }
}
