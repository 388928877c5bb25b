//! Paragraphs counted in words: "its third and fourth paragraphs", "the first paragraph of Article 5".

use model::{Pinpoint, Segment, SegmentKind};

use super::{Grammar, Places, designator};
use crate::scan;
use crate::words;

const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// The paragraphs counted in words whose noun begins at `at`, not before `floor`: only where "its" before them or an article
/// behind them says that they are those of a provision.
pub(crate) fn ordinal(text: &str, at: usize, floor: usize) -> Option<Places> {
    let bytes = text.as_bytes();
    let noun = designator(text, at).filter(|d| d.kind == SegmentKind::Paragraph)?;
    let (mut start, mut counted) = (at, Vec::new());
    for _ in 0..8 {
        let gap = words::back_over_space(text, start, floor);
        let head = text.get(floor..gap)?;
        let gap = floor + head.strip_suffix(',').unwrap_or(head).len();
        let from = words::word_start(text, gap, floor);
        let word = text.get(from..gap)?;
        match ORDINALS.iter().position(|o| *o == word) {
            Some(place) => {
                counted.push(place + 1);
                start = from;
            }
            None if matches!(word, "and" | "or") && !counted.is_empty() => start = from,
            None => break,
        }
    }
    counted.reverse();
    if counted.is_empty() || !text.get(start..)?.starts_with(ORDINALS.get(counted.first()? - 1)?) {
        return None;
    }
    let list =
        counted.iter().map(|n| Segment::new(SegmentKind::Paragraph, &n.to_string()).ok().map(Pinpoint::of));
    let list: Vec<Pinpoint> = list.collect::<Option<_>>()?;
    let of = scan::word(text, scan::space(bytes, noun.end), "of").map(|end| scan::space(bytes, end));
    let outer = of.and_then(|of| {
        let first = designator(text, of).filter(|d| d.kind == SegmentKind::Article)?;
        let found = Grammar { text, start: of }.places(first, 1).ok().flatten()?;
        (found.list.len() == 1 && found.within.is_none()).then_some(found)
    });
    if let Some(outer) = outer {
        let above = outer.list.first()?;
        let below = |p: &Pinpoint| above.child(p.first().clone());
        return Some(Places { start, end: outer.end, list: list.iter().map(below).collect(), within: None });
    }
    let gap = words::back_over_space(text, start, 0);
    let its =
        text.get(words::word_start(text, gap, 0)..gap).is_some_and(|w| matches!(w, "its" | "Its" | "whose"));
    its.then_some(Places { start, end: noun.end, list, within: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_counted_in_words_where_an_article_is_meant() {
        for (text, want) in [
            ("in its third and fourth paragraphs.", Some("its|third and fourth paragraphs|para-3 para-4")),
            ("the second paragraph of Article 5 of", Some("the|second paragraph of Article 5|art-5/para-2")),
            ("in the second paragraph of the letter", None),
            ("the third paragraph says", None),
        ] {
            let found = ordinal(text, text.find("paragraph").unwrap(), 0).map(|p| {
                let list: Vec<String> = p.list.iter().map(ToString::to_string).collect();
                let before = text[..p.start].split_whitespace().last().unwrap_or_default();
                format!("{before}|{}|{}", &text[p.start..p.end], list.join(" "))
            });
            assert_eq!(found.as_deref(), want, "{text}");
        }
    }
}
