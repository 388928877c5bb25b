//! XML, written element by element: indented between elements, never inside a line of words.

use super::Reference;

/// Words with the citations in them, in their order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) references: &'a [Reference],
}

/// A document in the making.
#[derive(Debug)]
pub(super) struct Xml {
    out: String,
    open: Vec<String>,
}

impl Xml {
    pub(super) fn new() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// How much is written.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    fn start(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.out.push_str(&"  ".repeat(self.open.len()));
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
    }

    /// Opens an element that holds elements.
    pub(super) fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.start(tag, attributes);
        self.out.push_str(">\n");
        self.open.push(tag.to_owned());
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        let Some(tag) = self.open.pop() else { return };
        self.out.push_str(&"  ".repeat(self.open.len()));
        self.out.push_str(&format!("</{tag}>\n"));
    }

    /// An element that holds words.
    pub(super) fn line(&mut self, tag: &str, attributes: &[(&str, &str)], words: &str) {
        self.start(tag, attributes);
        if words.is_empty() {
            self.out.push_str("/>\n");
        } else {
            self.out.push_str(&format!(">{}</{tag}>\n", escaped(words)));
        }
    }

    /// A paragraph of words, its citations marked.
    pub(super) fn words(&mut self, line: Line<'_>) {
        let mut at = 0;
        let mut inner = String::new();
        for reference in line.references {
            let before = line.text.get(at..reference.start);
            let (Some(before), Some(cited)) = (before, line.text.get(reference.start..reference.end)) else {
                continue;
            };
            let href = escaped(&reference.href);
            inner.push_str(&format!("{}<ref href=\"{href}\">{}</ref>", escaped(before), escaped(cited)));
            at = reference.end;
        }
        inner.push_str(&escaped(line.text.get(at..).unwrap_or_default()));
        self.start("p", &[]);
        self.out.push_str(&format!(">{inner}</p>\n"));
    }

    /// The document, every element closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }
}

/// Text as XML wants it. Characters that XML cannot hold become the replacement character; a line break, which a reader
/// may take for a space, is written as a reference.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_not_indented() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "\"<")]);
        xml.line("p", &[], "x & y\u{1}\n");
        xml.line("p", &[], "");
        let cited =
            |start, end| Reference { node: model::NodeIx(0), words: 0, start, end, href: "#x".to_owned() };
        let references = [cited(2, 5), cited(4, 6), cited(6, 7)];
        xml.words(Line { text: "a bcd & e", references: &references });
        let text = xml.finish();
        let told = "<a b=\"&quot;&lt;\">\n  <p>x &amp; y\u{fffd}&#10;</p>\n  <p/>\n";
        // A citation that overlaps the one before is left out.
        let marked = "  <p>a <ref href=\"#x\">bcd</ref> <ref href=\"#x\">&amp;</ref> e</p>\n</a>\n";
        assert!(text.ends_with(&format!("{told}{marked}")), "{text}");
    }
}
