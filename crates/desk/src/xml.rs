//! Text in XML.

/// Text as XML 1.0 may have it, in an element or between double quotation marks: what would be read as markup is escaped;
/// a character that XML 1.0 does not have (control characters but the tab and the ends of lines) becomes U+FFFD.
pub fn xml_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\0'..=' ' | '\u{fffe}' | '\u{ffff}' if c != ' ' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_does_not_allow_is_replaced() {
        assert_eq!(xml_text("a<b & \"c\"\u{1}\u{ffff}"), "a&lt;b &amp; &quot;c&quot;\u{fffd}\u{fffd}");
        assert_eq!(xml_text("one line\n\tand é another"), "one line\n\tand é another");
    }
}
