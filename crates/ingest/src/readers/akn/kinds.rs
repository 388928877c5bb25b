//! Which elements count what, and what their numbers are.

use model::{Segment, SegmentKind, roman_value};

use super::tree::Element;

/// What a numbered element counts, below a place of kind `above`; `None` for one that counts nothing of ours.
pub(super) fn counted(element: &Element, above: Option<SegmentKind>) -> Option<SegmentKind> {
    use SegmentKind as K;
    let below_point = matches!(above, Some(K::Point | K::Subpoint));
    Some(match element.tag.as_str() {
        "article" => K::Article,
        "rule" => K::Rule,
        "part" | "book" | "tome" => K::Part,
        "title" => K::Title,
        "chapter" => K::Chapter,
        "section" => K::Section,
        "division" | "subdivision" | "subchapter" | "subpart" | "subtitle" => K::Division,
        "indent" | "sublist" => K::Subpoint,
        "point" | "item" | "subparagraph" if below_point => K::Subpoint,
        "point" | "item" | "subparagraph" => K::Point,
        // What stands below a paragraph is no paragraph, whatever a drafting tradition calls it.
        "paragraph" | "subsection" | "clause" | "subclause" | "subrule" if below_point => K::Subpoint,
        "paragraph" | "subsection" | "clause" | "subclause" | "subrule" if above == Some(K::Paragraph) => {
            K::Point
        }
        "paragraph" | "subsection" | "clause" | "subclause" | "subrule" => K::Paragraph,
        "recital" => K::Recital,
        "hcontainer" => named(element.name.as_deref()?)?,
        _ => return None,
    })
}

/// What a container counts that goes by its name.
fn named(name: &str) -> Option<SegmentKind> {
    use SegmentKind as K;
    Some(match name {
        "principle" => K::Principle,
        "page" => K::Page,
        "footnote" => K::Footnote,
        "commentary" => K::Commentary,
        "sentence" => K::Sentence,
        "schedule" => K::Schedule,
        name => SegmentKind::from_slug(name)?,
    })
}

/// The number of an element: that of its eId, else that in the words of its `num`; `None` where it has none.
pub(super) fn number(element: &Element, num: Option<&str>) -> Option<String> {
    let of_id = element.id.as_deref().and_then(|id| {
        let last = id.rsplit("__").next().unwrap_or(id);
        let (_, number) = last.split_once('_')?;
        Some(number.replace('-', ".")).filter(|n| n != "nn" && good(n))
    });
    of_id.or_else(|| num.and_then(printed))
}

/// The number in a printed one: `2` of `Article 2`, `a` of `(a)`, `2bis` of `2 bis.`
fn printed(num: &str) -> Option<String> {
    let words: Vec<&str> = num
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .map(|w| w.trim_matches('.'))
        .filter(|w| !w.is_empty())
        .collect();
    let (last, before) = words.split_last()?;
    let latin = ["bis", "ter", "quater", "quinquies"].contains(last);
    let whole = match before.last() {
        Some(before) if latin => format!("{before}{last}"),
        _ => (*last).to_owned(),
    };
    // A word alone is none: `ANNEX`.
    let counts =
        whole.contains(|c: char| c.is_ascii_digit()) || whole.len() <= 2 || roman_value(&whole).is_some();
    Some(whole).filter(|n| counts && good(n))
}

/// Whether a pinpoint can hold the number.
fn good(number: &str) -> bool {
    Segment::new(SegmentKind::Article, number).is_ok()
}

#[cfg(test)]
mod tests {
    use super::printed;

    #[test]
    fn numbers_are_taken_from_what_is_printed() {
        for (num, number) in [
            ("Article 2", Some("2")),
            ("(a)", Some("a")),
            ("1.", Some("1")),
            ("CHAPTER VII", Some("VII")),
            ("Art. 8 bis", Some("8bis")),
            ("2.1", Some("2.1")),
            ("—", None),
            ("ANNEX", None),
        ] {
            assert_eq!(printed(num).as_deref(), number, "{num}");
        }
    }
}
