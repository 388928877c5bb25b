//! Where the directives of a draft stand.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// One pair of double braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Braces {
    /// All of it, in bytes of the draft.
    pub(super) span: Range<usize>,
    /// What stands between them; `None` where they are not closed within the paragraph.
    pub(super) inside: Option<String>,
}

/// How a draft is read: the extensions of Markdown that are understood.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
}

/// The directives of a draft, in its order. What stands in code or HTML is none, nor is `\{{`.
pub(super) fn braces(text: &str) -> Vec<Braces> {
    let opaque = opaque(text);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("{{") {
        let start = at + found;
        at = start + 2;
        let escaped = text[..start].ends_with('\\') && !text[..start].ends_with("\\\\");
        let index = opaque.partition_point(|r| r.end <= start);
        if escaped || opaque.get(index).is_some_and(|r| r.start <= start) {
            continue;
        }
        let paragraph = text[at..].find("\n\n").map_or(text.len(), |i| at + i);
        let close = text[at..paragraph].find("}}").map(|i| at + i);
        // Another pair that opens first shows that this one was never closed.
        let close = close.filter(|&c| text[at..c].find("{{").is_none());
        let inside = close.map(|c| text[at..c].split_whitespace().collect::<Vec<_>>().join(" "));
        let end = close.map_or(at, |c| c + 2);
        out.push(Braces { span: start..end, inside });
        at = end;
    }
    out
}

/// Code and HTML, in the order of the text.
fn opaque(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut code = 0_usize;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                code += 1;
                out.push(range);
            }
            Event::End(TagEnd::CodeBlock) => code = code.saturating_sub(1),
            Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) if code == 0 => out.push(range),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Option<String>> {
        braces(text).into_iter().map(|b| b.inside).collect()
    }

    #[test]
    fn directives_are_found_outside_of_code_and_html() {
        let some = |t: &str| Some(t.to_owned());
        assert_eq!(found("a {{cite: x}} b {{quote:\ny}}"), [some("cite: x"), some("quote: y")]);
        assert_eq!(found("`{{cite: x}}` \\{{cite: y}} <!-- {{z}} -->"), []);
        assert_eq!(found("```\n{{cite: x}}\n```\n\n{{toa}}"), [some("toa")]);
    }

    #[test]
    fn braces_that_stay_open_are_told() {
        assert_eq!(found("a {{cite: x\n\nb }}"), [None]);
        assert_eq!(found("{{cite: x {{toa}}"), [None, Some("toa".to_owned())]);
    }
}
