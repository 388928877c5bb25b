//! The pinpoint grammar: places in every typography, lists and ranges included.
//!
//! A place that is not wholly understood is not returned as a shorter one: "§ 1983 note" gives nothing.

mod designator;
mod list;
mod number;
mod ordinal;
mod subject;

use model::{Pinpoint, Segment, SegmentKind};

use crate::scan;
pub(crate) use designator::{Designator, designator, rank, structural};
pub(crate) use number::complete;
pub(crate) use ordinal::ordinal;

/// Places that stand together, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// First byte of the expression.
    pub start: usize,
    /// First byte after it.
    pub end: usize,
    /// The places in the order of the text, each as deep as it is written.
    pub list: Vec<Pinpoint>,
    /// What the places lie below, where the text says so without a number.
    pub within: Option<Within>,
}

/// "of this article", "of that paragraph": a place above, named by pointing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// The one these words stand in: "this article", "the present article".
    This(SegmentKind),
    /// The one named last: "that article", "the same paragraph".
    Same(SegmentKind),
}

/// The places that begin at byte `at` of `text` with a word or sign for a place ("Article", "¶"). `None` where
/// there are none or where they are not wholly understood. Takes time linear in the length of the expression.
pub fn places(text: &str, at: usize) -> Option<Places> {
    let first = designator(text, at)?;
    Grammar { text, start: at }.places(first, 0).ok().flatten()
}

/// The first of the places at byte `at`, as far as its own word for a place reaches: of "article 5 and articles 28 to
/// 32" the one article.
pub(crate) fn one(text: &str, at: usize) -> Option<Places> {
    let grammar = Grammar { text, start: at };
    let (paths, end, within) = grammar.group(designator(text, at)?, 0).ok().flatten()?;
    let list: Option<Vec<Pinpoint>> = paths.into_iter().map(|p| Pinpoint::new(p).ok()).collect();
    Some(Places { start: at, end: grammar.finish(end).ok()?, list: list.filter(|l| !l.is_empty())?, within })
}

/// "commentary to article 20, para 4" at byte `at`: the places of the articles, in their commentary.
pub(crate) fn commentary(text: &str, at: usize) -> Option<Places> {
    commentary_below(text, at, 0)
}

/// The same below so many places that say what they lie in.
fn commentary_below(text: &str, at: usize, depth: u8) -> Option<Places> {
    let bytes = text.as_bytes();
    let word = scan::any_word(text, at, &["commentary", "commentaries"])?;
    let mut next = scan::any_word(text, scan::space(bytes, word), &["to", "on", "of"])?;
    next = scan::space(bytes, next);
    for filler in ["the", "draft"] {
        next = scan::word(text, next, filler).map_or(next, |end| scan::space(bytes, end));
    }
    let first =
        designator(text, next).filter(|d| matches!(d.kind, SegmentKind::Article | SegmentKind::Rule))?;
    let found = Grammar { text, start: next }.places(first, depth).ok().flatten()?;
    // A paragraph in brackets is the article's, one with a word for it the commentary's.
    let worded = text.get(next..found.end).is_some_and(|raw| raw.contains("para") || raw.contains('¶'));
    let inside = |place: &Pinpoint| {
        let mut segments = place.segments().to_vec();
        let last =
            segments.last().is_some_and(|s| worded && s.kind == SegmentKind::Paragraph && segments.len() > 1);
        segments.insert(segments.len() - usize::from(last), Segment::bare(SegmentKind::Commentary));
        Pinpoint::new(segments).ok()
    };
    let list: Option<Vec<Pinpoint>> = found.list.iter().map(inside).collect();
    Some(Places { start: at, list: list?, ..found })
}

/// The places that begin at byte `at` with a number of `kind`, without a word for it: "ICCPR 6(1)".
pub(crate) fn numbered(text: &str, at: usize, kind: SegmentKind) -> Option<Places> {
    let first = Designator { kind, plural: true, weak: false, preambular: false, end: at };
    Grammar { text, start: at }.places(first, 0).ok().flatten()
}

/// The places of a later expression below what encloses the place before it, where both end in the same kind: after "Annex
/// III, article 13" the "article 17" of "and article 17" is the annex's too. `None` where nothing encloses it.
pub(crate) fn carried(before: &Pinpoint, list: &[Pinpoint]) -> Option<Vec<Pinpoint>> {
    let paths: Vec<Path> = list.iter().map(|p| p.segments().to_vec()).collect();
    let shared = enclosing(before.segments(), &paths)?;
    paths.iter().map(|path| Pinpoint::new([shared, path].concat()).ok()).collect()
}

/// What stands above the segment of `before` that counts the kind all of `paths` begin with.
fn enclosing<'p>(before: &'p [Segment], paths: &[Path]) -> Option<&'p [Segment]> {
    let kind = paths.first()?.first()?.kind;
    let alike = paths.iter().all(|path| path.first().is_some_and(|s| s.kind == kind));
    let at = before.iter().position(|s| s.kind == kind).filter(|at| alike && *at > 0)?;
    before.get(..at)
}

/// What stands there is a place, but not one that is understood.
struct Broken;

type Step<T> = Result<Option<T>, Broken>;
type Path = Vec<Segment>;

/// Most places that one expression may give; an enumeration beyond it is no citation.
const MOST: usize = 256;
/// Deepest nesting of "of" and of brackets.
const DEEPEST: u8 = 6;

struct Grammar<'t> {
    text: &'t str,
    /// Where the expression begins.
    start: usize,
}

impl Grammar<'_> {
    fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// `depth` counts the places that these are said to hold, so that what nests without end is given up.
    fn places(&self, first: Designator, depth: u8) -> Step<Places> {
        let Some((mut paths, mut end, mut within)) = self.group(first, depth)? else { return Ok(None) };
        let mut head = first.kind;
        // "art 2 and art 3", "Articles 2(4) and 51, and Article 55": one expression.
        while let Some(next) = self.another(end)
            && paths.len() < MOST
            && within.is_none()
            && let Ok(Some((more, stop, inner))) = self.group(next, depth)
        {
            // Of places written from the outside in, the next one shares what is outside.
            let above = paths.last().filter(|p| p.first().is_some_and(|s| s.kind == head));
            let shared = above.and_then(|p| enclosing(p, &more)).filter(|shared| {
                inner.is_none() && !(shared.iter().any(|s| rank(s.kind) == 0) && self.owned(stop))
            });
            match shared.map(<[Segment]>::to_vec) {
                Some(shared) => {
                    paths.extend(more.into_iter().map(|path| [shared.as_slice(), &path].concat()));
                }
                None => {
                    head = next.kind;
                    paths.extend(more);
                }
            }
            end = stop;
            within = inner;
        }
        let end = self.finish(end)?;
        let list: Option<Vec<Pinpoint>> = paths.into_iter().map(|p| Pinpoint::new(p).ok()).collect();
        Ok(list.filter(|l| !l.is_empty() && l.len() <= MOST).map(|list| Places {
            start: self.start,
            end,
            list,
            within,
        }))
    }

    /// A repeated designator after "and": only of the kinds that head a citation.
    fn another(&self, end: usize) -> Option<Designator> {
        let next = self.conjunction(end).filter(|(_, and)| *and)?.0;
        designator(self.text, next).filter(|d| !d.weak && !matches!(d.kind, SegmentKind::Preamble))
    }

    /// Whether "of" and a work follow the places that end at `end`: "article 17 of the Convention".
    fn owned(&self, end: usize) -> bool {
        let spaced = scan::space(self.bytes(), end);
        let comma = usize::from(self.bytes().get(spaced) == Some(&b','));
        scan::any_word(self.text, scan::space(self.bytes(), spaced + comma), &["of", "in", "to"]).is_some()
    }

    /// One designator with its list, and the places it says they lie in.
    fn group(&self, head: Designator, depth: u8) -> Step<(Vec<Path>, usize, Option<Within>)> {
        if depth > DEEPEST {
            return Err(Broken);
        }
        let Some((paths, end)) = self.listed(head, &[], depth)? else { return Ok(None) };
        let Some((outer, stop)) = self.of(end, head.kind, depth) else { return Ok(Some((paths, end, None))) };
        match outer {
            Outer::Within(within) => Ok(Some((paths, stop, Some(within)))),
            Outer::Commentary(above) => Ok(Some((nest(above, paths)?, stop, None))),
            Outer::Place(outer) => {
                let Ok(Some((above, stop, within))) = self.group(outer, depth + 1) else {
                    return Ok(Some((paths, end, None)));
                };
                Ok(Some((nest(above, paths)?, stop, within)))
            }
        }
    }

    /// "of article 2", "of this article" at `end`, above places of `kind`.
    fn of(&self, end: usize, kind: SegmentKind, depth: u8) -> Option<(Outer, usize)> {
        let spaced = scan::space(self.bytes(), end);
        let comma = if self.bytes().get(spaced) == Some(&b',') { spaced + 1 } else { end };
        let at = scan::space(self.bytes(), comma);
        let inside = scan::word(self.text, at, "in").is_some();
        let at = scan::any_word(self.text, at, &["of", "in", "under", "to"])?;
        let mut at = scan::space(self.bytes(), at);
        let here: &[&str] = &["this", "the present"];
        let same: &[&str] = &["that", "the same", "the said", "such", "the aforesaid", "the above-mentioned"];
        let pointing = scan::any_word(self.text, at, here)
            .map(|end| (true, end))
            .or_else(|| scan::any_word(self.text, at, same).map(|end| (false, end)));
        if let Some((this, stop)) = pointing {
            let at = scan::space(self.bytes(), stop);
            let outer = designator(self.text, at).filter(|d| !d.plural && rank(d.kind) < rank(kind))?;
            if self.listed(outer, &[], DEEPEST).is_ok_and(|found| found.is_some()) {
                return None;
            }
            let within = if this { Within::This(outer.kind) } else { Within::Same(outer.kind) };
            return Some((Outer::Within(within), outer.end));
        }
        if let Some(end) = scan::word(self.text, at, "the") {
            at = scan::space(self.bytes(), end);
        }
        // "Chapter 1, paragraph 3, of its Annex"
        if let Some(end) = scan::word(self.text, at, "its") {
            let annex = designator(self.text, scan::space(self.bytes(), end))
                .filter(|d| d.kind == SegmentKind::Annex && !d.plural)?;
            return Some((Outer::Commentary(vec![vec![Segment::bare(SegmentKind::Annex)]]), annex.end));
        }
        if kind == SegmentKind::Paragraph
            && let Some(found) = commentary_below(self.text, at, depth + 1)
        {
            let above = found.list.iter().map(|p| p.segments().to_vec()).collect();
            return Some((Outer::Commentary(above), found.end));
        }
        let outer = designator(self.text, at).filter(|d| !d.weak && rank(d.kind) < rank(kind))?;
        if inside && self.authors_own(outer) {
            return None;
        }
        Some((Outer::Place(outer), outer.end))
    }

    /// A sign that parts the members of a list: the position after it, and whether it says "and".
    fn conjunction(&self, end: usize) -> Option<(usize, bool)> {
        let bytes = self.bytes();
        let mut at = scan::space(bytes, end);
        let comma = bytes.get(at) == Some(&b',');
        if comma {
            at = scan::space(bytes, at + 1);
        }
        if bytes.get(at) == Some(&b'&') {
            return Some((scan::space(bytes, at + 1), true));
        }
        if (at > end || comma)
            && let Some(stop) = scan::any_word(self.text, at, &["and/or", "and", "or", "as well as"])
        {
            return Some((scan::space(bytes, stop), true));
        }
        comma.then_some((at, false))
    }

    /// Whether the bracket at `at` holds something short that looks like the number of a place.
    fn place_like(&self, at: usize) -> bool {
        let inner = self.bytes().get(at + 1..).unwrap_or_default();
        let close = inner.iter().take(8).position(|&b| b == b')');
        let digit = inner.first().is_some_and(u8::is_ascii_digit);
        close.is_some_and(|n| n <= 3 || (digit && n <= 6)) && !inner.iter().take(4).all(u8::is_ascii_digit)
    }

    /// The end of ", first sentence", which no pinpoint of an instrument expresses.
    fn sentence(&self, end: usize) -> Option<usize> {
        let at = scan::space(self.bytes(), end);
        let at = if self.bytes().get(at) == Some(&b',') { scan::space(self.bytes(), at + 1) } else { at };
        let ordinal = scan::any_word(self.text, at, &["first", "second", "third", "fourth", "last"])?;
        scan::any_word(self.text, scan::space(self.bytes(), ordinal), &["sentence", "clause"])
    }

    /// What may follow the last place: takes in "ff." and "et seq.", refuses a designator that changes its meaning.
    fn finish(&self, end: usize) -> Result<usize, Broken> {
        let bytes = self.bytes();
        let end = self.sentence(end).unwrap_or(end);
        if scan::alnum(self.text, end) && !bytes.get(end).is_some_and(u8::is_ascii_uppercase) {
            return Err(Broken);
        }
        let next = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if matches!(bytes.get(end), Some(b'/')) && next {
            return Err(Broken);
        }
        let at = scan::space(bytes, end);
        if at > end
            && (scan::word(self.text, at, "note").is_some() || scan::word(self.text, at, "nt").is_some())
        {
            return Err(Broken);
        }
        if at > end || scan::letters(bytes, end) > end {
            let open = scan::any_word(self.text, at, &["et seq", "et seqq", "ff", "f"]);
            // "paragraph 2 f)" has a point.
            let point = |stop: usize| stop == at + 1 && bytes.get(stop) == Some(&b')');
            if let Some(stop) = open.filter(|stop| !point(*stop)) {
                return Ok(if bytes.get(stop) == Some(&b'.') { stop + 1 } else { stop });
            }
        }
        Ok(end)
    }
}

/// What stands after "of".
enum Outer {
    Place(Designator),
    Within(Within),
    Commentary(Vec<Path>),
}

/// Puts `paths` below each path of `above`, leaving out chapters above articles.
fn nest(above: Vec<Path>, paths: Vec<Path>) -> Result<Vec<Path>, Broken> {
    if above.len() * paths.len() > MOST {
        return Err(Broken);
    }
    let mut out = Vec::with_capacity(above.len() * paths.len());
    for up in &above {
        if up.iter().any(|s| s.to.is_some()) {
            return Err(Broken);
        }
        for path in &paths {
            let article = path.first().is_some_and(|s| rank(s.kind) == rank(SegmentKind::Article));
            let mut whole: Path = up.iter().filter(|s| !(article && structural(s.kind))).cloned().collect();
            // "paragraph 3 of the preamble" is a recital; "(b) of paragraph 1 (a)" goes one deeper.
            for segment in path {
                let mut segment = segment.clone();
                match (whole.last().map(|s| s.kind), segment.kind) {
                    (Some(SegmentKind::Preamble), SegmentKind::Paragraph) => {
                        segment.kind = SegmentKind::Recital
                    }
                    (Some(SegmentKind::Preamble), SegmentKind::Preamble) => continue,
                    (Some(SegmentKind::Point), SegmentKind::Point) => segment.kind = SegmentKind::Subpoint,
                    _ => {}
                }
                whole.push(segment);
            }
            out.push(whole);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> Option<(String, &str)> {
        let p = places(text, 0)?;
        let list = p.list.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        Some((list, &text[p.end..]))
    }

    #[test]
    fn every_typography_gives_the_same_places() {
        for (text, want, rest) in [
            ("art 9(1)(c)", "art-9/para-1/pt-c", ""),
            ("Article 2, paragraph 4", "art-2/para-4", ""),
            ("Art. 2 (4)", "art-2/para-4", ""),
            ("Art.\u{a0}2\u{a0}(4) of", "art-2/para-4", " of"),
            ("Arts. 4 and 5(2)", "art-4 art-5/para-2", ""),
            ("Articles 2(4) and 51 of", "art-2/para-4 art-51", " of"),
            ("Articles 2, 3 and 5–7", "art-2 art-3 art-5..7", ""),
            ("arts 31–33", "art-31..33", ""),
            ("arts 31-3", "art-31..33", ""),
            ("Articles 39 to 42", "art-39..42", ""),
            ("¶ 206)", "para-206", ")"),
            ("¶¶ 3-5", "para-3..5", ""),
            ("paras. 15-17", "para-15..17", ""),
            ("paras 190, 195-6 and 201", "para-190 para-195..196 para-201", ""),
            ("para 4 of article 2", "art-2/para-4", ""),
            ("article 3, paragraph 1 (a)", "art-3/para-1/pt-a", ""),
            ("article 2, paragraphs 1 and 2, of", "art-2/para-1 art-2/para-2", ", of"),
            ("subparagraph (b) (ii) of paragraph 1 of article 4", "art-4/para-1/pt-b/subpt-ii", ""),
            ("Rule 37", "rule-37", ""),
            ("Principle 9", "prin-9", ""),
            ("pp. 21–22", "p-21..22", ""),
            ("p. 21-22", "p-21..22", ""),
            ("p. 103, para. 195", "para-195", ""),
            ("Chapter VII", "ch-VII", ""),
            ("Article 39 of Chapter VII", "art-39", ""),
            ("§ 12", "sec-12", ""),
            ("Article 6 § 1", "art-6/para-1", ""),
            ("Article 6 §§ 1 and 3 (d)", "art-6/para-1 art-6/para-3/pt-d", ""),
            ("preamble, recital 3", "pre/recital-3", ""),
            ("pmbl., recital 3", "pre/recital-3", ""),
            ("annex V, at para 3", "annex-V/para-3", ""),
            ("annex, at para 3", "annex/para-3", ""),
            ("preambular paragraph 3", "pre/recital-3", ""),
            ("paragraph 3 of the preamble", "pre/recital-3", ""),
            ("annex I, art 2", "annex-I/art-2", ""),
            ("annex I art 2(1)", "annex-I/art-2/para-1", ""),
            ("article 2 of Annex I", "annex-I/art-2", ""),
            ("art 20, commentary para 4", "art-20/comm/para-4", ""),
            ("art 20, commentary (4)", "art-20/comm/para-4", ""),
            ("art 20 cmt. 4", "art-20/comm/para-4", ""),
            ("art 8 bis", "art-8bis", ""),
            ("Article 2bis", "art-2bis", ""),
            ("Article II(3)", "art-II/para-3", ""),
            ("arts 9(1)(a)–(c)", "art-9/para-1/pt-a..c", ""),
            ("art 9(1)(a) and (c)", "art-9/para-1/pt-a art-9/para-1/pt-c", ""),
            ("art 2(1)-(3)", "art-2/para-1..3", ""),
            ("Article 21.3", "art-21/para-3", ""),
            ("para. 7.54.", "para-7.54", "."),
            ("Article 5.", "art-5", "."),
            ("Article 51 and Article 2(4) of", "art-51 art-2/para-4", " of"),
            ("paras 190 ff", "para-190", ""),
            ("p. 12, fn 3", "p-12/fn-3", ""),
            ("Article 2 (1945)", "art-2", " (1945)"),
            ("articles 10 and 11, and", "art-10 art-11", ", and"),
            ("operative paragraph 4", "para-4", ""),
            ("Annex III, article 13 and article 17", "annex-III/art-13 annex-III/art-17", ""),
            (
                "Annex III, article 13 and article 17, paragraph 1 (c)",
                "annex-III/art-13 annex-III/art-17/para-1/pt-c",
                "",
            ),
            ("Annex III, article 13, and article 17 of the", "annex-III/art-13 art-17", " of the"),
            ("Annex III, article 13, and Annex IV, article 2", "annex-III/art-13 annex-IV/art-2", ""),
            ("Annex III, article 13, and article 2 of Annex IV", "annex-III/art-13 annex-IV/art-2", ""),
            ("article 13 of Annex III and article 17", "annex-III/art-13 art-17", ""),
            ("Part II, section 3, and section 4", "part-II/sec-3 part-II/sec-4", ""),
            ("article 8, paragraph 2, and paragraph 4", "art-8/para-2 art-8/para-4", ""),
            ("article 8, paragraph 2, and paragraph 4 of article 9", "art-8/para-2 art-9/para-4", ""),
            ("article 8, paragraph 2 b) and c)", "art-8/para-2/pt-b art-8/para-2/pt-c", ""),
            ("paragraph 2 b), c) or d) of", "para-2/pt-b para-2/pt-c para-2/pt-d", " of"),
            ("paragraph 2 b) and a) a thing", "para-2/pt-b", " and a) a thing"),
            ("subparagraph b) (i) a)", "pt-b/subpt-i/subpt-a", ""),
            ("subparagraph 7 a) (ii)", "para-7/pt-a/subpt-ii", ""),
            ("subparagraphs (g)(i) and (n)(iii)", "pt-g/subpt-i pt-n/subpt-iii", ""),
            ("subparagraphs (g)(i) and (v)", "pt-g/subpt-i pt-g/subpt-v", ""),
            ("subparagraphs (h)(i) and (i)(ii)", "pt-h/subpt-i pt-i/subpt-ii", ""),
            ("art 7(1)(a)(i) and (c)", "art-7/para-1/pt-a/subpt-i art-7/para-1/pt-c", ""),
            ("art 7(1)(a) and (2)(b)", "art-7/para-1/pt-a art-7/para-2/pt-b", ""),
            ("paragraph 1.f of Article 48", "art-48/para-1/pt-f", ""),
            ("Article 8.2.h of", "art-8/para-2/pt-h", " of"),
            ("Article 4.a.", "art-4/pt-a", "."),
            ("art. 4 and 5", "art-4 art-5", ""),
            ("§§ 189–191, 24 February 2005", "sec-189..191", ", 24 February 2005"),
        ] {
            assert_eq!(show(text), Some((want.to_owned(), rest)), "{text}");
        }
    }

    #[test]
    fn a_paragraph_that_is_the_subject_after_an_opening_phrase_stands_by_itself() {
        let show = |text: &str| {
            let at = text.find("article").unwrap();
            places(text, at).unwrap().list.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        for (text, want) in [
            ("In cases under articles 4, 5 or 6, paragraph 2 does not apply", "art-4 art-5 art-6"),
            ("2. Subject to article 6, paragraph 2 shall apply.", "art-6"),
            ("Lamps burn. Under article 6, paragraph 2, lamps shall burn.", "art-6/para-2"),
            ("Here article 6, paragraph 2 shall apply.", "art-6/para-2"),
            ("In this case, the rule of article 6, paragraph 2 does not apply", "art-6/para-2"),
            ("In the case where the rule of article 6, paragraph 2 does not apply", "art-6/para-2"),
        ] {
            assert_eq!(show(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_not_cut_short() {
        for no in [
            "§ 1983 note",
            "article I wrote",
            "art 31(1)–33(2)",
            "art 2(4)(94xx)",
            "article the",
            "art 3/4",
            "Articles",
            "preparatory",
            "arts 9(2)–4(2)",
            "art 21st",
        ] {
            assert_eq!(show(no), None, "{no}");
        }
    }

    #[test]
    fn pointing_words_are_kept() {
        let p = places("subparagraph (b) (ii) of paragraph 1 of this article", 0).unwrap();
        assert_eq!(p.within, Some(Within::This(SegmentKind::Article)));
        assert_eq!(p.list[0].to_string(), "para-1/pt-b/subpt-ii");
        let p = places("paragraph 2 of that Article,", 0).unwrap();
        assert_eq!((p.within, p.end), (Some(Within::Same(SegmentKind::Article)), 27));
    }

    #[test]
    fn a_number_alone_takes_its_kind_from_the_caller() {
        let p = numbered("6(1), 7", 0, SegmentKind::Article).unwrap();
        assert_eq!(p.list.iter().map(ToString::to_string).collect::<Vec<_>>(), ["art-6/para-1", "art-7"]);
    }

    #[test]
    fn deep_and_endless_input_ends() {
        let many = format!("art 1{}", "(1)".repeat(100_000));
        assert!(places(&many, 0).is_none());
        let list = format!("arts {}", "1, ".repeat(100_000));
        assert!(places(&list, 0).is_none_or(|p| p.list.len() <= MOST));
        let chain = "para 1 of ".repeat(10_000);
        let _ = places(&chain, 0);
        let commentaries = "para 1 of the commentary to art 2 and ".repeat(100_000);
        let _ = places(&commentaries, 0);
        let leading = format!("{}paragraph 1", "preambular ".repeat(100_000));
        assert!(places(&leading, 0).is_none());
    }
}
