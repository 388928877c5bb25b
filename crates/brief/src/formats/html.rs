//! One HTML file that needs no other: readable on a screen, light or dark, and on paper. Everything is escaped; of an
//! author's own HTML only the words remain.

use model::{Face, Run};

use crate::brief::{Align, Block, Brief, Citation, Group, Inline, Note, Quotation, Row, Shown};

const PAGE: &str = include_str!("html/page.css");

/// The whole page.
pub(super) fn render(brief: &Brief) -> String {
    let language = if brief.language.is_empty() { "en" } else { &brief.language };
    let mut out = String::from("<!DOCTYPE html>\n");
    out.push_str(&format!("<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", escaped(language)));
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str(&format!("<title>{}</title>\n", escaped(&brief.name())));
    out.push_str(&format!("<style>\n{}</style>\n</head>\n<body>\n<main>\n", PAGE));
    if let Some(title) = &brief.title {
        out.push_str(&format!("<h1 class=\"title\">{}</h1>\n", escaped(title)));
    }
    out.push_str(&fragment(brief));
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// What stands in the page.
pub(super) fn fragment(brief: &Brief) -> String {
    let mut out = blocks(&brief.blocks);
    if !brief.notes.is_empty() {
        out.push_str("<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n<ol>\n");
        for (i, item) in brief.notes.iter().enumerate() {
            out.push_str(&note(i + 1, item));
        }
        out.push_str("</ol>\n</section>\n");
    }
    out
}

fn blocks(blocks: &[Block]) -> String {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, words } => {
            let level = (*level).clamp(1, 6);
            format!("<h{level}>{}</h{level}>\n", inlines(words))
        }
        Block::Paragraph(words) => format!("<p>{}</p>\n", inlines(words)),
        Block::Quotation(quotation) => self::quotation(quotation),
        Block::SetOff(inside) => format!("<blockquote>\n{}</blockquote>\n", blocks(inside)),
        Block::List { start, items } => {
            let (open, close) = match start {
                Some(1) => ("<ol>".to_owned(), "</ol>"),
                Some(first) => (format!("<ol start=\"{first}\">"), "</ol>"),
                None => ("<ul>".to_owned(), "</ul>"),
            };
            let mut out = open + "\n";
            for item in items {
                out.push_str(&format!("<li>{}</li>\n", list_item(item)));
            }
            out + close + "\n"
        }
        Block::Code { text, .. } => format!("<pre><code>{}</code></pre>\n", escaped(text)),
        Block::Table { aligns, head, rows } => table(aligns, head, rows),
        Block::Rule => "<hr>\n".to_owned(),
        Block::Authorities(groups) => authorities(groups),
        Block::Raw(_) => String::new(),
    }
}

/// An item of one paragraph needs no paragraph in it.
fn list_item(item: &[Block]) -> String {
    match item {
        [Block::Paragraph(words), rest @ ..] if rest.iter().all(|b| matches!(b, Block::List { .. })) => {
            inlines(words) + &blocks(rest)
        }
        item => blocks(item),
    }
}

fn quotation(quotation: &Quotation) -> String {
    let mut out = String::from("<blockquote class=\"source\">\n");
    let count = quotation.lines.len();
    for (i, line) in quotation.lines.iter().enumerate() {
        let class = match line.depth.min(4) {
            0 => String::new(),
            depth => format!(" class=\"in-{depth}\""),
        };
        let mark = match &line.mark {
            Some(mark) => format!("<span class=\"mark\">{}</span> ", escaped(mark)),
            None => String::new(),
        };
        out.push_str(&format!("<p{class}>{mark}{}", escaped(&line.text)));
        if let (Shown::Note(number), true) = (&quotation.citation.shown, i + 1 == count) {
            out.push_str(&call(*number, true));
        }
        out.push_str("</p>\n");
    }
    if let Shown::Here(words) = &quotation.citation.shown {
        out.push_str(&format!("<footer>— {}</footer>\n", inlines(words)));
    }
    out + "</blockquote>\n"
}

fn note(number: usize, note: &Note) -> String {
    let back = format!(
        "<a class=\"back\" role=\"doc-backlink\" href=\"#call-{number}\" aria-label=\"Back to the text\">↩</a>"
    );
    let mut out = format!("<li id=\"note-{number}\">");
    let count = note.paragraphs.len();
    for (i, paragraph) in note.paragraphs.iter().enumerate() {
        let back = if i + 1 == count { format!(" {back}") } else { String::new() };
        out.push_str(&format!("<p>{}{back}</p>", inlines(paragraph)));
    }
    out + "</li>\n"
}

fn call(number: usize, first: bool) -> String {
    let id = if first { format!(" id=\"call-{number}\"") } else { String::new() };
    format!("<sup><a{id} class=\"call\" role=\"doc-noteref\" href=\"#note-{number}\">{number}</a></sup>")
}

fn authorities(groups: &[Group]) -> String {
    let mut out = String::from("<section class=\"authorities\">\n");
    for group in groups {
        out.push_str(&format!("<h3>{}</h3>\n<ul>\n", escaped(&group.title)));
        for row in &group.rows {
            out.push_str(&format!("<li>{}</li>\n", self::row(row)));
        }
        out.push_str("</ul>\n");
    }
    out + "</section>\n"
}

fn row(row: &Row) -> String {
    let mut out = runs(&row.words);
    if !row.places.is_empty() {
        out.push_str(&format!("<span class=\"places\">: {}</span>", escaped(&row.places)));
    }
    if !row.notes.is_empty() {
        let links = row.notes.iter().map(|n| format!("<a href=\"#note-{n}\">{n}</a>"));
        out.push_str(&format!(
            " <span class=\"where\">({} {})</span>",
            row.notes_word(),
            links.collect::<Vec<_>>().join(", ")
        ));
    }
    out
}

fn table(aligns: &[Align], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
    let line = |cells: &[Vec<Inline>], tag: &str| {
        let mut out = String::from("<tr>");
        for (i, cell) in cells.iter().enumerate() {
            let style = match aligns.get(i).copied().unwrap_or_default() {
                Align::Usual => "",
                Align::Left => " style=\"text-align: left\"",
                Align::Centre => " style=\"text-align: center\"",
                Align::Right => " style=\"text-align: right\"",
            };
            out.push_str(&format!("<{tag}{style}>{}</{tag}>", inlines(cell)));
        }
        out + "</tr>\n"
    };
    let body: String = rows.iter().map(|r| line(r, "td")).collect();
    format!("<table>\n<thead>\n{}</thead>\n<tbody>\n{body}</tbody>\n</table>\n", line(head, "th"))
}

fn inlines(words: &[Inline]) -> String {
    words.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => escaped(text),
        Inline::Runs(words) => runs(words),
        Inline::Emphasis(inside) => format!("<em>{}</em>", inlines(inside)),
        Inline::Strong(inside) => format!("<strong>{}</strong>", inlines(inside)),
        Inline::Struck(inside) => format!("<s>{}</s>", inlines(inside)),
        Inline::Code(code) => format!("<code>{}</code>", escaped(code)),
        Inline::Link { to, words } if is_safe(to) => {
            format!("<a href=\"{}\">{}</a>", escaped(to), inlines(words))
        }
        // A picture would make the page need another file.
        Inline::Link { words, .. } | Inline::Image { words, .. } => inlines(words),
        Inline::Break => "<br>\n".to_owned(),
        Inline::Note(number) => call(*number, true),
        Inline::NoteAgain(number) => call(*number, false),
        Inline::NoteNumber(number) => format!("<a href=\"#note-{number}\">{number}</a>"),
        Inline::Citation(citation) => self::citation(citation),
        Inline::Raw(_) => String::new(),
    }
}

fn citation(citation: &Citation) -> String {
    match &citation.shown {
        Shown::Note(number) => call(*number, true),
        Shown::Here(words) => inlines(words),
    }
}

fn runs(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let text = escaped(&run.text);
        out.push_str(&match run.face {
            Face::Plain => text,
            Face::Italic => format!("<i>{text}</i>"),
            Face::SmallCaps => format!("<span class=\"small-caps\">{text}</span>"),
            Face::Bold => format!("<b>{text}</b>"),
        });
    }
    out
}

/// Whether an address leads to a page or a place, and runs nothing.
fn is_safe(url: &str) -> bool {
    let scheme = url.split(['/', '#', '?']).next().unwrap_or_default().split_once(':');
    scheme.is_none_or(|(scheme, _)| {
        ["http", "https", "mailto", "ftp"].iter().any(|s| scheme.eq_ignore_ascii_case(s))
    })
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_run_something_are_no_links() {
        for (url, safe) in [
            ("https://example.org/a:b", true),
            ("notes.html#a:b", true),
            ("#top", true),
            ("mailto:a@example.org", true),
            ("javascript:alert(1)", false),
            ("JavaScript:alert(1)", false),
            (" javascript:alert(1)", false),
            ("data:text/html,x", false),
        ] {
            assert_eq!(is_safe(url), safe, "{url}");
        }
    }

    #[test]
    fn nothing_that_is_said_becomes_markup() {
        let brief = Brief {
            title: Some("<script>\"x\"".to_owned()),
            blocks: vec![
                Block::Paragraph(vec![Inline::Text("a < b & 'c'".to_owned())]),
                Block::Raw("<script>alert(1)</script>".to_owned()),
                Block::Code { language: "\"><b>".to_owned(), text: "<b>".to_owned() },
            ],
            ..Brief::default()
        };
        let page = render(&brief);
        assert!(!page.contains("<script") && page.contains("a &lt; b &amp; &#39;c&#39;"));
        assert!(page.contains("<pre><code>&lt;b&gt;</code></pre>"));
    }
}
