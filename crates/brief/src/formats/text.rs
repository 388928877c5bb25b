//! Plain text for e-mail: wrapped at 72 columns, quotations indented, footnotes at the end.

use textwrap::Options;

use crate::brief::{Block, Brief, Citation, Inline, Quotation, Row, Shown, plain};

/// Columns of a line.
const WIDTH: usize = 72;
/// How far a quotation is set in.
const INDENT: &str = "    ";

/// The whole brief.
pub(super) fn render(brief: &Brief) -> String {
    let mut out = String::new();
    if let Some(title) = &brief.title {
        out.push_str(&underlined(title, '=', ""));
        out.push('\n');
    }
    out.push_str(&blocks(&brief.blocks, "").join("\n"));
    if !brief.notes.is_empty() {
        out.push_str(&format!("\n{}\n\n", "-".repeat(24)));
        for (i, note) in brief.notes.iter().enumerate() {
            let mark = format!("[{}] ", i + 1);
            let hang = " ".repeat(mark.len());
            for (j, paragraph) in note.paragraphs.iter().enumerate() {
                out.push_str(&wrapped(&words(paragraph), if j == 0 { &mark } else { &hang }, &hang));
            }
        }
    }
    out
}

/// Each block with a newline at its end, behind `indent`.
fn blocks(blocks_: &[Block], indent: &str) -> Vec<String> {
    blocks_.iter().map(|b| block(b, indent)).filter(|t| !t.is_empty()).collect()
}

fn block(block: &Block, indent: &str) -> String {
    match block {
        Block::Heading { level, words: heading } => {
            let sign = match level {
                0 | 1 => '=',
                2 => '-',
                _ => return wrapped(&words(heading), indent, indent),
            };
            underlined(&words(heading), sign, indent)
        }
        Block::Paragraph(inside) => wrapped(&words(inside), indent, indent),
        Block::Quotation(quotation) => self::quotation(quotation, indent),
        Block::SetOff(inside) => blocks(inside, &format!("{indent}{INDENT}")).join("\n"),
        Block::List { start, items } => {
            let mut out = String::new();
            for (i, item) in items.iter().enumerate() {
                let mark = match start {
                    Some(first) => format!("{}. ", first.saturating_add(i as u64)),
                    None => "- ".to_owned(),
                };
                let hang = format!("{indent}{}", " ".repeat(mark.len()));
                let text = blocks(item, &hang).join("");
                // The mark stands where the first line is set in.
                let text = text.strip_prefix(hang.as_str()).unwrap_or(&text);
                out.push_str(&format!("{indent}{mark}{}\n", text.trim_end_matches('\n')));
            }
            out
        }
        Block::Code { text, .. } => text.lines().map(|l| format!("{indent}{INDENT}{l}\n")).collect(),
        Block::Table { head, rows, .. } => table(head, rows, indent),
        Block::Rule => format!("{indent}{}\n", "* * *"),
        Block::Authorities(groups) => {
            let mut out = String::new();
            for group in groups {
                if !out.is_empty() {
                    out.push('\n');
                }
                out.push_str(&format!("{indent}{}\n\n", group.title));
                for row in &group.rows {
                    out.push_str(&wrapped(&self::row(row), &format!("{indent}  "), &format!("{indent}    ")));
                }
            }
            out
        }
        Block::Raw(_) => String::new(),
    }
}

fn row(row: &Row) -> String {
    let mut out: String = row.words.iter().map(|r| r.text.as_str()).collect();
    if !row.places.is_empty() {
        out.push_str(&format!(": {}", row.places));
    }
    if !row.notes.is_empty() {
        let numbers: Vec<String> = row.notes.iter().map(ToString::to_string).collect();
        out.push_str(&format!(" ({} {})", row.notes_word(), numbers.join(", ")));
    }
    out
}

fn quotation(quotation: &Quotation, indent: &str) -> String {
    let mut paragraphs = Vec::new();
    let count = quotation.lines.len();
    for (i, line) in quotation.lines.iter().enumerate() {
        let deeper = format!("{indent}{INDENT}{}", "  ".repeat(line.depth.min(6)));
        let mut text = line.words();
        if let (Shown::Note(number), true) = (&quotation.citation.shown, i + 1 == count) {
            text.push_str(&format!("[{number}]"));
        }
        paragraphs.push(wrapped(&text, &deeper, &deeper));
    }
    if let Shown::Here(_) = &quotation.citation.shown {
        let deeper = format!("{indent}{INDENT}");
        let text = format!("-- {}", citation(&quotation.citation));
        paragraphs.push(wrapped(&text, &deeper, &format!("{deeper}   ")));
    }
    paragraphs.join("\n")
}

fn table(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], indent: &str) -> String {
    let mut out = String::new();
    for row in rows {
        for (i, cell) in row.iter().enumerate() {
            let name = head.get(i).map(|h| plain(h)).filter(|h| !h.is_empty());
            let text = match name {
                Some(name) => format!("{name}: {}", words(cell)),
                None => words(cell),
            };
            out.push_str(&wrapped(
                &text,
                &format!("{indent}{}", if i == 0 { "- " } else { "  " }),
                &format!("{indent}  "),
            ));
        }
    }
    out
}

fn citation(citation: &Citation) -> String {
    match &citation.shown {
        Shown::Note(number) => format!("[{number}]"),
        Shown::Here(here) => words(here),
    }
}

fn words(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            // The end of a line of the author's is a blank.
            Inline::Text(text) => out.push_str(&text.replace('\n', " ")),
            Inline::Code(text) => out.push_str(text),
            Inline::Runs(runs) => runs.iter().for_each(|r| out.push_str(&r.text)),
            Inline::Emphasis(inside) | Inline::Strong(inside) | Inline::Struck(inside) => {
                out.push_str(&words(inside));
            }
            Inline::Link { to, words: inside } | Inline::Image { from: to, words: inside } => {
                let text = words(inside);
                out.push_str(&text);
                if *to != text && !to.starts_with('#') {
                    out.push_str(&format!(" <{to}>"));
                }
            }
            Inline::Break => out.push('\n'),
            Inline::Note(number) | Inline::NoteAgain(number) => out.push_str(&format!("[{number}]")),
            Inline::NoteNumber(number) => out.push_str(&number.to_string()),
            Inline::Citation(cited) => out.push_str(&citation(cited)),
            Inline::Raw(_) => {}
        }
    }
    out
}

fn underlined(text: &str, sign: char, indent: &str) -> String {
    let lines = wrapped(text, indent, indent);
    let longest = lines.lines().map(|l| textwrap::core::display_width(l.trim_start())).max().unwrap_or(0);
    format!("{lines}{indent}{}\n", sign.to_string().repeat(longest))
}

fn wrapped(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::new();
    for (i, line) in text.lines().enumerate() {
        let options = Options::new(WIDTH)
            .initial_indent(if i == 0 { first } else { rest })
            .subsequent_indent(rest)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(line, options) {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}
