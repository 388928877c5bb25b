//! The members of a list and what lies below each: numbers, ranges, bracketed levels, named subdivisions, and the
//! places that carry no number (preambles, commentaries, lone annexes).

use model::{Segment, SegmentKind};

use super::designator::{Designator, designator, rank, structural};
use super::number::{self, complete, forward, range_sign};
use super::{Broken, DEEPEST, Grammar, MOST, Path, Step};
use crate::scan;
use crate::words;

/// How far back an open bracket around a place is looked for, in bytes.
const AROUND: usize = 160;

impl Grammar<'_> {
    /// The numbers after a designator, with the places above them in front.
    pub(super) fn listed(&self, head: Designator, above: &[Segment], depth: u8) -> Step<(Vec<Path>, usize)> {
        match head.kind {
            SegmentKind::Preamble => return self.preamble(head, above, depth),
            SegmentKind::Commentary => return self.commentary(head, above, depth),
            _ => {}
        }
        let mut prefix = above.to_vec();
        let mut kind = head.kind;
        if head.preambular || (kind == SegmentKind::Paragraph && ends_in(&prefix, SegmentKind::Preamble)) {
            kind = SegmentKind::Recital;
        }
        if kind == SegmentKind::Recital && !ends_in(&prefix, SegmentKind::Preamble) {
            prefix.push(Segment::bare(SegmentKind::Preamble));
        }
        let at = scan::space(self.bytes(), head.end);
        // "subparagraph 7 (a)" is a paragraph and its point.
        if kind == SegmentKind::Point && !ends_in(&prefix, SegmentKind::Paragraph) && self.pointed_below(at) {
            kind = SegmentKind::Paragraph;
        }
        let Some((mut paths, mut end)) = self.item(at, kind, &prefix, depth)? else {
            return match kind {
                SegmentKind::Annex if !head.plural && depth < DEEPEST && prefix.is_empty() => {
                    self.lone_annex(head, depth)
                }
                _ => Ok(None),
            };
        };
        while paths.len() < MOST
            && let Some((next, and)) = self.conjunction(end)
        {
            let Some((more, stop)) = self.sibling(next, and, head, kind, &prefix, &paths, depth)? else {
                break;
            };
            paths.extend(more);
            end = stop;
        }
        Ok(Some((paths, end)))
    }

    /// A further member of a list: "(d)", "51", "5–7".
    #[expect(clippy::too_many_arguments, reason = "the state of one list, used in one place")]
    fn sibling(
        &self,
        at: usize,
        and: bool,
        head: Designator,
        kind: SegmentKind,
        prefix: &[Segment],
        paths: &[Path],
        depth: u8,
    ) -> Step<(Vec<Path>, usize)> {
        if self.bytes().get(at) == Some(&b'(') {
            let Some(last) = paths.last().filter(|p| p.len() > prefix.len() + 1) else { return Ok(None) };
            let Some((members, end)) = number::bracketed(self.text, at) else { return Ok(None) };
            // The number right after the word for it is a level of the list only where it stands in brackets itself.
            let first = scan::space(self.bytes(), head.end);
            let lowest = prefix.len() + usize::from(self.bytes().get(first) != Some(&b'('));
            let deeper = self.bytes().get(end) == Some(&b'(') && self.place_like(end);
            let Some(at) = number::level(last, lowest, &members, deeper) else { return Ok(None) };
            let (Some(level), Some(above)) = (last.get(at), last.get(..at)) else { return Ok(None) };
            return self.spread(above, level.kind, members, end, depth).map(Some);
        }
        if let Some((path, stop)) = self.half_sibling(at, paths.last()) {
            return self.levels(path, stop, depth).map(Some);
        }
        let Some((number, stop)) = number::number(self.text, at, kind) else { return Ok(None) };
        // "§§ 189–191, 24 February 2005"
        if words::date(self.text, at).is_some() {
            return Ok(None);
        }
        let joined = head.plural || (and && (self.abbreviated(head) || self.leads_on(stop)));
        let year = number.len() == 4
            && number.bytes().all(|b| b.is_ascii_digit())
            && !matches!(kind, SegmentKind::Page | SegmentKind::Section);
        let lone_letter = number.len() == 1 && !number.as_bytes()[0].is_ascii_digit() && !head.plural;
        if !joined || year || lone_letter || !self.ends_clean(stop) {
            return Ok(None);
        }
        self.item(at, kind, prefix, depth)
    }

    /// A further point without an opening bracket, in the order of the alphabet: "paragraph 2 b) and c)".
    fn half_sibling(&self, at: usize, last: Option<&Path>) -> Option<(Path, usize)> {
        let (letter, stop) = self.half(at)?;
        let (before, above) = last?.split_last()?;
        let number = before.number.as_deref().filter(|n| n.len() == 1)?;
        let follows = before.kind == SegmentKind::Point && number.as_bytes()[0].is_ascii_lowercase();
        let point = Segment::new(SegmentKind::Point, letter).ok()?;
        (follows && number < letter).then(|| ([above, &[point]].concat(), stop))
    }

    /// Whether figures at `at` have a letter after them that is a point: "7 a)", "7 (a)".
    fn pointed_below(&self, at: usize) -> bool {
        let bytes = self.bytes();
        let end = scan::digits(bytes, at);
        let next = scan::space(bytes, end);
        let open = usize::from(bytes.get(next) == Some(&b'('));
        let letter = bytes.get(next + open).is_some_and(u8::is_ascii_lowercase);
        end > at && letter && next + open > end && bytes.get(next + open + 1) == Some(&b')')
    }

    /// Whether a designator is an abbreviation or a sign, which often has no plural: "art. 4 and 5".
    fn abbreviated(&self, head: Designator) -> bool {
        matches!(self.bytes().get(head.end.wrapping_sub(1)), Some(b'.' | 0xA7 | 0xB6))
    }

    /// Whether a name or the end of the citation follows a number: "Article 6 and 7 ECHR".
    fn leads_on(&self, end: usize) -> bool {
        let bytes = self.bytes();
        let at = scan::space(bytes, end);
        let named = bytes.get(at).is_some_and(u8::is_ascii_uppercase) && at > end;
        named
            || scan::any_word(self.text, at, &["of"]).is_some()
            || matches!(bytes.get(end), Some(b'(' | b')' | b';'))
    }

    /// Whether a number in a list ends like one: not before a unit or a noun ("2 and 30 members").
    fn ends_clean(&self, end: usize) -> bool {
        let bytes = self.bytes();
        if !matches!(bytes.get(end), Some(b' ')) || !bytes.get(end + 1).is_some_and(u8::is_ascii_lowercase) {
            return true;
        }
        let stop = scan::letters(bytes, end + 1);
        let word = self.text.get(end + 1..stop).unwrap_or_default();
        !matches!(
            word,
            "members"
                | "states"
                | "days"
                | "months"
                | "years"
                | "votes"
                | "others"
                | "percent"
                | "times"
                | "more"
        )
    }

    /// One member of a list with everything below it.
    fn item(&self, at: usize, kind: SegmentKind, prefix: &[Segment], depth: u8) -> Step<(Vec<Path>, usize)> {
        // Emphasis around a number, as in `Article *5*`, is Markdown of old conversions and not supported; brackets
        // around it are: "paragraph (1)".
        let bracket_first =
            matches!(kind, SegmentKind::Paragraph | SegmentKind::Point | SegmentKind::Subpoint);
        if bracket_first && self.bytes().get(at) == Some(&b'(') {
            let Some((members, end)) = number::bracketed(self.text, at) else { return Ok(None) };
            return self.spread(prefix, kind, members, end, depth).map(Some);
        }
        let Some((number, mut end)) = number::number(self.text, at, kind) else { return Ok(None) };
        if self.pronoun(&number, at, end) {
            return Ok(None);
        }
        // "(a)" and "a)" after a word for a point.
        if kind == SegmentKind::Point && self.bytes().get(end) == Some(&b')') {
            end += 1;
        }
        let Some(segments) = number::segments(kind, &number) else { return Ok(None) };
        let mut path = prefix.to_vec();
        path.extend(segments);
        if let Some((point, stop)) = self.dotted(end, path.last().map(|s| s.kind)) {
            path.push(point);
            end = stop;
        }
        if let Some(next) = range_sign(self.text, end)
            && let Some((last, stop)) = self.range_end(next, kind, &number)
        {
            let Some(tail) = path.pop() else { return Ok(None) };
            path.push(tail.to(&last).map_err(|_| Broken)?);
            if kind == SegmentKind::Page
                && let Some((child, _)) =
                    self.child(stop, kind).filter(|(c, _)| c.kind == SegmentKind::Paragraph)
            {
                // Where pages and paragraphs are given, the paragraphs are the place.
                return self.listed(child, prefix, depth + 1);
            }
            return self.after_range(path, stop).map(Some);
        }
        self.levels(path, end, depth).map(Some)
    }

    /// "article I wrote": the pronoun, not the numeral of "Article I".
    fn pronoun(&self, number: &str, start: usize, end: usize) -> bool {
        let word = words::word_start(self.text, words::back_over_space(self.text, start, 0), 0);
        if number != "I" || words::capital(self.text, word) {
            return false;
        }
        let at = scan::space(self.bytes(), end);
        at > end
            && self.bytes().get(at).is_some_and(u8::is_ascii_lowercase)
            && designator(self.text, at).is_none()
            && scan::any_word(
                self.text,
                at,
                &["of", "and", "or", "to", "in", "para", "paragraph", "on", "is", "shall"],
            )
            .is_none()
    }

    /// The last number of a range whose first is `from`, after its sign; the designator may be repeated.
    fn range_end(&self, at: usize, kind: SegmentKind, from: &str) -> Option<(String, usize)> {
        let at = match designator(self.text, at) {
            Some(d) if d.kind == kind => scan::space(self.bytes(), d.end),
            _ => at,
        };
        let (last, end) = number::number(self.text, at, kind)?;
        let last = complete(from, &last);
        (forward(from, &last) && self.ends_clean(end)).then_some((last, end))
    }

    /// A range of places cannot be divided further; what tries to is not understood.
    fn after_range(&self, path: Path, end: usize) -> Result<(Vec<Path>, usize), Broken> {
        if self.bytes().get(end) == Some(&b'(') && number::bracketed(self.text, end).is_some() {
            return Err(Broken);
        }
        Ok((vec![path], end))
    }

    /// The bracketed levels and named subdivisions after a path.
    fn levels(&self, path: Path, end: usize, depth: u8) -> Result<(Vec<Path>, usize), Broken> {
        if depth > DEEPEST {
            return Err(Broken);
        }
        let kind = path.last().map_or(SegmentKind::Article, |s| s.kind);
        let open = scan::space(self.bytes(), end);
        if self.bytes().get(open) == Some(&b'(') && number::below(kind, "1").is_some() {
            if let Some((members, stop)) = number::bracketed(self.text, open) {
                let sign = members.first().map(|(m, _)| m.as_str()).unwrap_or_default();
                let Some(level) = number::below(kind, sign) else { return Err(Broken) };
                return self.spread(&path, level, members, stop, depth + 1);
            }
            if open == end && self.place_like(open) {
                return Err(Broken);
            }
        }
        if let Some((point, stop)) = self.half_bracketed(end, kind) {
            let mut path = path;
            let Some(level) = number::below(kind, point) else { return Err(Broken) };
            path.push(Segment::new(level, point).map_err(|_| Broken)?);
            return self.levels(path, stop, depth + 1);
        }
        if let Some(next) = range_sign(self.text, end)
            && path.len() > 1
            && matches!(self.bytes().get(end.wrapping_sub(1)), Some(b')'))
            && number::number(self.text, next, SegmentKind::Article).is_some_and(|(n, stop)| {
                n.as_bytes()[0].is_ascii_digit() && self.bytes().get(stop) != Some(&b'.')
            })
            && scan::dash(self.bytes(), scan::space(self.bytes(), end)) > 0
        {
            // "31(1)–33(2)" runs over levels; a pinpoint cannot say that.
            return Err(Broken);
        }
        if let Some(section) = self.section_below(end, &path)
            && let Some(found) = self.listed(section, &path, depth + 1)?
        {
            return Ok(found);
        }
        if let Some((child, _)) = self.child(end, kind)
            && let Some((paths, stop)) = self.descend(child, &path, depth)?
        {
            return Ok((paths, stop));
        }
        Ok((vec![path], end))
    }

    /// The word for a section after an article with a Roman number, as constitutions and statutes of banks count: "Article I,
    /// Section 8".
    fn section_below(&self, end: usize, path: &[Segment]) -> Option<Designator> {
        let article = path.last().filter(|s| s.kind == SegmentKind::Article && s.to.is_none())?;
        let number = article.number.as_deref()?;
        let roman = number.bytes().all(|b| b.is_ascii_uppercase()) && model::roman_value(number).is_some();
        let spaced = scan::space(self.bytes(), end);
        let comma = usize::from(self.bytes().get(spaced) == Some(&b','));
        let at = scan::space(self.bytes(), spaced + comma);
        let found = designator(self.text, at).filter(|d| d.kind == SegmentKind::Section && !d.weak)?;
        let sign = self.bytes().get(at) == Some(&0xC2);
        (roman && at > end && !sign).then_some(found)
    }

    /// A point as French-style printing has it, without an opening bracket: "paragraph 2 f)". The closing one is left to a
    /// bracket that stands open around the place.
    fn half_bracketed(&self, end: usize, above: SegmentKind) -> Option<(&str, usize)> {
        let at = scan::space(self.bytes(), end);
        let below = match above {
            SegmentKind::Paragraph | SegmentKind::Article => true,
            SegmentKind::Point | SegmentKind::Subpoint => {
                self.bytes().get(end.wrapping_sub(1)) == Some(&b')')
            }
            _ => false,
        };
        if at > end && below { self.half(at) } else { None }
    }

    /// A letter and its closing bracket at `at`.
    fn half(&self, at: usize) -> Option<(&str, usize)> {
        let bytes = self.bytes();
        if !bytes.get(at).is_some_and(u8::is_ascii_lowercase) || bytes.get(at + 1) != Some(&b')') {
            return None;
        }
        let line = bytes.get(at.saturating_sub(AROUND)..at)?.rsplit(|b| *b == b'\n').next()?;
        let depth = line.iter().fold(0usize, |depth, b| match b {
            b'(' => depth + 1,
            b')' => depth.saturating_sub(1),
            _ => depth,
        });
        Some((self.text.get(at..at + 1)?, at + 2 - usize::from(depth > 0)))
    }

    /// A point after a full stop, as in "paragraph 1.f", "Article 8.2.h".
    fn dotted(&self, end: usize, above: Option<SegmentKind>) -> Option<(Segment, usize)> {
        let bytes = self.bytes();
        let letter = bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_lowercase);
        // "Article 5.e.g." has lost its space.
        let stop = bytes.get(end + 2) == Some(&b'.') && scan::alnum(self.text, end + 3);
        if !letter || stop || scan::alnum(self.text, end + 2) {
            return None;
        }
        let level = above.filter(|k| matches!(k, SegmentKind::Article | SegmentKind::Paragraph));
        let point = Segment::new(number::below(level?, "a")?, self.text.get(end + 1..end + 2)?).ok()?;
        Some((point, end + 2))
    }

    fn descend(&self, child: Designator, path: &[Segment], depth: u8) -> Step<(Vec<Path>, usize)> {
        let above = match path.last().map(|s| s.kind) {
            // Where page and paragraph are given, the paragraph is the place.
            Some(SegmentKind::Page) if child.kind == SegmentKind::Paragraph => &path[..path.len() - 1],
            // Chapters order the text; an article's number does not depend on them.
            Some(kind) if structural(kind) && rank(child.kind) == rank(SegmentKind::Article) => {
                &path[..path.len() - 1]
            }
            _ => path,
        };
        self.listed(child, above, depth + 1)
    }

    /// The designator of a subdivision at `end`, after a comma or a space: ", paragraph 4", " § 3".
    fn child(&self, end: usize, above: SegmentKind) -> Option<(Designator, usize)> {
        let bytes = self.bytes();
        let spaced = scan::space(bytes, end);
        let at = match bytes.get(spaced) {
            Some(b',') => scan::space(bytes, spaced + 1),
            _ => spaced,
        };
        // "annex V, at para 3": nothing in an annex is a page.
        let at = match above {
            SegmentKind::Annex | SegmentKind::Schedule => {
                scan::word(self.text, at, "at").map_or(at, |end| scan::space(bytes, end))
            }
            _ => at,
        };
        let mut found = designator(self.text, at)?;
        // The Strasbourg court writes an article's paragraphs with a section sign.
        if found.kind == SegmentKind::Section && matches!(above, SegmentKind::Article | SegmentKind::Page) {
            if bytes.get(at) != Some(&0xC2) {
                return None;
            }
            found.kind = SegmentKind::Paragraph;
        }
        if found.kind == SegmentKind::Footnote && !matches!(above, SegmentKind::Page | SegmentKind::Paragraph)
        {
            return None;
        }
        let deeper = rank(found.kind) > rank(above)
            || (above == SegmentKind::Point && found.kind == SegmentKind::Point)
            || (matches!(above, SegmentKind::Paragraph | SegmentKind::Point)
                && found.kind == SegmentKind::Commentary);
        if found.kind == SegmentKind::Paragraph && at > spaced && self.subject(found) {
            return None;
        }
        // A preamble or page after an article belongs to something else.
        let fits = match found.kind {
            SegmentKind::Page => false,
            SegmentKind::Recital => above == SegmentKind::Preamble,
            _ => true,
        };
        if above == SegmentKind::Point && found.kind == SegmentKind::Point {
            found.kind = SegmentKind::Subpoint;
        }
        (deeper && fits).then_some((found, at))
    }

    /// Paths for the members of a bracketed level, the last of which may go deeper.
    fn spread(
        &self,
        above: &[Segment],
        kind: SegmentKind,
        members: number::Members,
        end: usize,
        depth: u8,
    ) -> Result<(Vec<Path>, usize), Broken> {
        let mut paths = Vec::new();
        let single = members.len() == 1;
        for (from, to) in members {
            let mut segment = Segment::new(kind, &from).map_err(|_| Broken)?;
            if let Some(to) = to {
                if !forward(&from, &to) {
                    return Err(Broken);
                }
                segment = segment.to(&to).map_err(|_| Broken)?;
            }
            let mut path = above.to_vec();
            path.push(segment);
            paths.push(path);
        }
        match paths.pop() {
            Some(path) if single && path.last().is_some_and(|s| s.to.is_none()) => {
                self.levels(path, end, depth)
            }
            Some(path) if single => self.after_range(path, end),
            Some(path) => {
                paths.push(path);
                Ok((paths, end))
            }
            None => Err(Broken),
        }
    }

    /// "preamble", with its recitals.
    fn preamble(&self, head: Designator, above: &[Segment], depth: u8) -> Step<(Vec<Path>, usize)> {
        let mut path = above.to_vec();
        path.push(Segment::bare(SegmentKind::Preamble));
        if let Some((child, _)) = self.child(head.end, SegmentKind::Preamble)
            && matches!(child.kind, SegmentKind::Recital | SegmentKind::Paragraph)
            && let Some(found) = self.listed(child, &path, depth + 1)?
        {
            return Ok(Some(found));
        }
        Ok(Some((vec![path], head.end)))
    }

    /// "commentary", with its paragraphs: "commentary para 4", "commentary (4)", "cmt 4".
    fn commentary(&self, head: Designator, above: &[Segment], depth: u8) -> Step<(Vec<Path>, usize)> {
        if above.is_empty() {
            return Ok(None);
        }
        let mut path = above.to_vec();
        path.push(Segment::bare(SegmentKind::Commentary));
        let at = scan::space(self.bytes(), head.end);
        if let Some((_, end)) = number::number(self.text, at, SegmentKind::Paragraph)
            && !scan::alnum(self.text, end)
        {
            return self.item(at, SegmentKind::Paragraph, &path, depth + 1);
        }
        self.levels(path, head.end, depth + 1).map(Some)
    }

    /// An annex without a number, which counts only with a place in it: "annex, art 2".
    fn lone_annex(&self, head: Designator, depth: u8) -> Step<(Vec<Path>, usize)> {
        let path = vec![Segment::bare(SegmentKind::Annex)];
        match self.child(head.end, SegmentKind::Annex) {
            Some((child, _)) => self.listed(child, &path, depth + 1),
            None => Ok(None),
        }
    }
}

fn ends_in(path: &[Segment], kind: SegmentKind) -> bool {
    path.last().is_some_and(|s| s.kind == kind)
}
