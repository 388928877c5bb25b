//! The markup of Typst, to be set by `typst compile`.

use model::{Face, Run};

use crate::brief::{Align, Block, Brief, Citation, Group, Inline, Quotation, Row, Shown, are_calls};

/// How the page is set.
const PREAMBLE: &str = r#"#set page(paper: "a4", margin: 25mm, numbering: "1")
#set text(size: 11pt)
#set smartquote(enabled: false)
#set par(justify: true, leading: 0.62em, spacing: 0.95em)
#show heading: set block(above: 1.5em, below: 0.8em)
#show quote.where(block: true): set pad(left: 2em, right: 2em)
#show quote.where(block: true): set text(size: 10pt)
#show link: set text(fill: rgb("1f4e8c"))
"#;

/// The whole brief.
pub(super) fn render(brief: &Brief) -> String {
    let name = brief.name();
    let mut out = format!("#set document(title: \"{}\", date: none)\n", string(&name));
    if !brief.language.is_empty() {
        out.push_str(&format!("#set text(lang: \"{}\")\n", string(&brief.language)));
    }
    out.push_str(PREAMBLE);
    if let Some(title) = &brief.title {
        out.push_str(&format!(
            "\n#align(center, text(size: 17pt, weight: \"bold\")[{}])\n#v(1em)\n",
            escaped(title)
        ));
    }
    out.push('\n');
    out.push_str(&fragment(brief));
    out
}

/// The same without the settings of the page.
pub(super) fn fragment(brief: &Brief) -> String {
    Writer { brief }.blocks(&brief.blocks)
}

struct Writer<'b> {
    brief: &'b Brief,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block]) -> String {
        let all: Vec<String> = blocks.iter().map(|b| self.block(b)).filter(|t| !t.is_empty()).collect();
        all.join("\n")
    }

    fn block(&self, block: &Block) -> String {
        match block {
            Block::Heading { level, words } => {
                format!("#heading(level: {})[{}]\n", (*level).clamp(1, 6), self.inlines(words))
            }
            Block::Paragraph(words) => format!("{}\n", self.inlines(words)),
            Block::Quotation(quotation) => self.quotation(quotation),
            Block::SetOff(inside) => format!("#quote(block: true)[\n{}]\n", self.blocks(inside)),
            Block::List { start, items } => {
                let items = items.iter().map(|item| format!("[{}]", self.blocks(item).trim_end()));
                let items = items.collect::<Vec<_>>().join(", ");
                match start {
                    Some(first) => format!("#enum(start: {first}, {items})\n"),
                    None => format!("#list({items})\n"),
                }
            }
            Block::Code { text, .. } => {
                format!("#raw(block: true, \"{}\")\n", string(text.trim_end_matches('\n')))
            }
            Block::Table { aligns, head, rows } => self.table(aligns, head, rows),
            Block::Rule => "#align(center, line(length: 60%, stroke: 0.5pt))\n".to_owned(),
            Block::Authorities(groups) => authorities(groups),
            Block::Raw(_) => String::new(),
        }
    }

    fn quotation(&self, quotation: &Quotation) -> String {
        let mut out = String::from("#quote(block: true");
        if let Shown::Here(words) = &quotation.citation.shown {
            out.push_str(&format!(", attribution: [{}]", self.inlines(words)));
        }
        out.push_str(")[\n");
        let count = quotation.lines.len();
        for (i, line) in quotation.lines.iter().enumerate() {
            let mut text = escaped(&line.words());
            if let (Shown::Note(number), true) = (&quotation.citation.shown, i + 1 == count) {
                text.push_str(&self.note(*number));
            }
            match line.depth.min(6) {
                0 => out.push_str(&format!("{text}\n\n")),
                depth => out.push_str(&format!("#pad(left: {depth}em)[{text}]\n\n")),
            }
        }
        out.trim_end().to_owned() + "\n]\n"
    }

    /// A footnote where it is called.
    fn note(&self, number: usize) -> String {
        let paragraphs = self.brief.notes.get(number.saturating_sub(1)).map_or(&[][..], |n| &n.paragraphs);
        let words: Vec<String> = paragraphs.iter().map(|p| self.inlines(p)).collect();
        format!("#footnote[{}]<note-{number}>", words.join("\n\n"))
    }

    fn inlines(&self, words: &[Inline]) -> String {
        let mut out = String::new();
        let mut before = None;
        for word in words {
            if are_calls(before, word) {
                out.push_str("#h(0.15em);");
            }
            out.push_str(&self.inline(word));
            before = Some(word);
        }
        out
    }

    fn inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text(text) => escaped(text),
            Inline::Runs(words) => runs(words),
            Inline::Emphasis(inside) => format!("#emph[{}];", self.inlines(inside)),
            Inline::Strong(inside) => format!("#strong[{}];", self.inlines(inside)),
            Inline::Struck(inside) => format!("#strike[{}];", self.inlines(inside)),
            Inline::Code(code) => format!("#raw(\"{}\");", string(code)),
            Inline::Link { to, words } if !to.is_empty() && !to.starts_with('#') => {
                format!("#link(\"{}\")[{}];", string(to), self.inlines(words))
            }
            Inline::Link { words, .. } | Inline::Image { words, .. } => self.inlines(words),
            Inline::Break => "#linebreak();".to_owned(),
            Inline::Note(number) => self.note(*number),
            Inline::NoteAgain(number) => format!("#footnote(<note-{number}>);"),
            Inline::NoteNumber(number) => number.to_string(),
            Inline::Citation(Citation { shown: Shown::Note(number), .. }) => self.note(*number),
            Inline::Citation(Citation { shown: Shown::Here(words), .. }) => self.inlines(words),
            Inline::Raw(_) => String::new(),
        }
    }

    fn table(&self, aligns: &[Align], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
        let columns = head.len().max(1);
        let set: Vec<&str> = (0..columns)
            .map(|i| match aligns.get(i).copied().unwrap_or_default() {
                Align::Usual | Align::Left => "left",
                Align::Centre => "center",
                Align::Right => "right",
            })
            .collect();
        let line = |cells: &[Vec<Inline>]| {
            let cells = cells.iter().map(|c| format!("[{}]", self.inlines(c)));
            cells.collect::<Vec<_>>().join(", ")
        };
        let mut out = format!("#table(columns: {columns}, align: ({},), stroke: 0.5pt,\n", set.join(", "));
        out.push_str(&format!("  table.header({}),\n", line(head)));
        for row in rows {
            out.push_str(&format!("  {},\n", line(row)));
        }
        out + ")\n"
    }
}

fn authorities(groups: &[Group]) -> String {
    let mut out = String::new();
    for group in groups {
        out.push_str(&format!("#heading(level: 3)[{}]\n\n", escaped(&group.title)));
        for row in &group.rows {
            out.push_str(&format!("#par(hanging-indent: 1.5em)[{}]\n\n", self::row(row)));
        }
    }
    out.trim_end().to_owned() + "\n"
}

fn row(row: &Row) -> String {
    let mut out = runs(&row.words);
    if !row.places.is_empty() {
        out.push_str(&escaped(&format!(": {}", row.places)));
    }
    if !row.notes.is_empty() {
        let numbers: Vec<String> = row.notes.iter().map(ToString::to_string).collect();
        out.push_str(&escaped(&format!(" ({} {})", row.notes_word(), numbers.join(", "))));
    }
    out
}

fn runs(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let text = escaped(&run.text);
        out.push_str(&match run.face {
            Face::Plain => text,
            Face::Italic => format!("#emph[{text}];"),
            Face::SmallCaps => format!("#smallcaps[{text}];"),
            Face::Bold => format!("#strong[{text}];"),
        });
    }
    out
}

/// Words with every sign that Typst would read as markup taken back.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begins = true;
    let mut counted = true;
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let markup = match c {
            '\\' | '#' | '$' | '*' | '_' | '`' | '<' | '>' | '@' | '[' | ']' | '~' | '"' | '\'' => true,
            // `//` and `/*` begin comments, `--` and `...` would become other signs.
            '/' => matches!(next, '/' | '*') || begins,
            '-' => next == '-' || next == '?' || begins,
            '=' | '+' => begins,
            '.' => next == '.' || (counted && !begins),
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
        counted = (begins || counted) && c.is_ascii_digit();
        begins = c == '\n';
    }
    out
}

/// Words within a string of Typst's.
fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn signs_of_markup_are_taken_back() {
        for (words, expected) in [
            ("a*b_c", "a\\*b\\_c"),
            ("1. All", "1\\. All"),
            ("art 1. All", "art 1. All"),
            ("= x", "\\= x"),
            ("a // b", "a \\// b"),
            ("[1] $5 #x @y", "\\[1\\] \\$5 \\#x \\@y"),
            ("well...", "well\\.\\.."),
        ] {
            assert_eq!(escaped(words), expected);
        }
    }
}
