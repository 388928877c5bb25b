//! Places inside a work, as typed paths: `art-9/para-1/pt-c`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::ids::ParseError;
use crate::number::Number;
use crate::numeral::roman_value;

macro_rules! segment_kinds {
    ($($(#[$doc:meta])* $name:ident = $slug:literal, $short:literal, $plural:literal;)*) => {
        /// What a segment of a pinpoint counts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum SegmentKind {
            $($(#[$doc])* $name,)*
        }

        impl SegmentKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word used in ids.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)* }
            }

            /// The word used before a number in running text: `art`, `para`.
            pub const fn short(self) -> &'static str {
                match self { $(Self::$name => $short,)* }
            }

            /// The word used before several numbers: `arts`, `paras`.
            pub const fn plural(self) -> &'static str {
                match self { $(Self::$name => $plural,)* }
            }
        }
    };
}

segment_kinds! {
    /// The preamble; carries no number.
    Preamble = "pre", "preamble", "preamble";
    /// A recital of the preamble.
    Recital = "recital", "recital", "recitals";
    /// A part.
    Part = "part", "pt", "pts";
    /// A title (of a treaty or code).
    Title = "title", "title", "titles";
    /// A chapter.
    Chapter = "ch", "ch", "chs";
    /// A section.
    Section = "sec", "s", "ss";
    /// A division or subsection of a section.
    Division = "div", "div", "divs";
    /// An article.
    Article = "art", "art", "arts";
    /// A numbered paragraph.
    Paragraph = "para", "para", "paras";
    /// A point: (a), (1), a.
    Point = "pt", "point", "points";
    /// A point inside a point: (i).
    Subpoint = "subpt", "subpoint", "subpoints";
    /// An annex.
    Annex = "annex", "annex", "annexes";
    /// A schedule.
    Schedule = "sched", "sch", "schs";
    /// A table.
    Table = "table", "table", "tables";
    /// A rule.
    Rule = "rule", "rule", "rules";
    /// A principle.
    Principle = "prin", "principle", "principles";
    /// A page.
    Page = "p", "p", "pp";
    /// A footnote.
    Footnote = "fn", "fn", "fns";
    /// A commentary; carries no number.
    Commentary = "comm", "commentary", "commentaries";
    /// A paragraph of an essay, by its ordinal.
    Par = "par", "para", "paras";
    /// A sentence of an essay's paragraph, by its ordinal.
    Sentence = "s", "sentence", "sentences";
}

impl SegmentKind {
    /// The kind whose slug is `text`.
    pub fn from_slug(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|k| k.slug() == text)
    }

    /// Whether the kind may stand without a number.
    const fn bare(self) -> bool {
        matches!(self, Self::Preamble | Self::Commentary | Self::Annex | Self::Schedule | Self::Title)
    }
}

/// One step of a pinpoint: a kind, its number as the instrument prints it, and, in a range, the last number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    /// What is counted.
    pub kind: SegmentKind,
    /// The number as printed (`2`, `VII`, `8bis`, `c`), `None` for a preamble or a lone annex.
    pub number: Option<Number>,
    /// The last member of a range; only in the last segment of a pinpoint.
    pub to: Option<Number>,
}

impl Segment {
    /// `kind` with `number`. A number is letters, digits and inner full stops.
    ///
    /// # Errors
    /// When the number is empty or holds other characters.
    pub fn new(kind: SegmentKind, number: &str) -> Result<Self, ParseError> {
        check_number(number)?;
        Ok(Self { kind, number: Some(number.into()), to: None })
    }

    /// A kind that stands without a number: the preamble, a lone annex.
    pub const fn bare(kind: SegmentKind) -> Self {
        Self { kind, number: None, to: None }
    }

    /// The same segment stretched to a range that ends with `to`.
    ///
    /// # Errors
    /// As for [`Segment::new`].
    pub fn to(mut self, to: &str) -> Result<Self, ParseError> {
        check_number(to)?;
        self.to = Some(to.into());
        Ok(self)
    }

    /// Whether both mean the same place, whatever numerals they are written in: `ch-VII` and `ch-7`, `art-8bis`
    /// and `art-8BIS`. Letters of points are not numerals: `pt-c` is not `pt-100`.
    pub fn same(&self, other: &Self) -> bool {
        self.kind == other.kind
            && same_number(self.kind, self.number.as_deref(), other.number.as_deref())
            && same_number(self.kind, self.to.as_deref(), other.to.as_deref())
    }
}

fn check_number(number: &str) -> Result<(), ParseError> {
    let good = |part: &str| !part.is_empty() && part.chars().all(char::is_alphanumeric);
    if number.split('.').all(good) {
        Ok(())
    } else {
        Err(ParseError::new(number, "a number is made of letters and digits"))
    }
}

fn same_number(kind: SegmentKind, a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return a == b };
    if a.eq_ignore_ascii_case(b) {
        return !matches!(kind, SegmentKind::Point | SegmentKind::Subpoint) || a == b;
    }
    // Points are lettered and subpoints are roman already; everything else may be counted in either numerals.
    if matches!(kind, SegmentKind::Point) {
        return false;
    }
    let value = |t: &str| t.parse::<u32>().ok().or_else(|| roman_value(t));
    value(a).is_some_and(|v| value(b) == Some(v))
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.slug())?;
        for (joined, number) in [("-", &self.number), ("..", &self.to)] {
            if let Some(number) = number {
                f.write_str(joined)?;
                f.write_str(number)?;
            }
        }
        Ok(())
    }
}

impl FromStr for Segment {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let (slug, numbers) = match text.split_once('-') {
            Some((slug, numbers)) => (slug, Some(numbers)),
            None => (text, None),
        };
        let Some(kind) = SegmentKind::from_slug(slug) else {
            return Err(ParseError::new(text, "no such kind of place (art, para, pt, ch, …)"));
        };
        match numbers {
            None if kind.bare() => Ok(Self::bare(kind)),
            None => Err(ParseError::new(text, "a number is missing after the kind of place")),
            Some(numbers) => match numbers.split_once("..") {
                Some((from, to)) => Self::new(kind, from)?.to(to),
                None => Self::new(kind, numbers),
            },
        }
    }
}

/// A place in a work: segments from the outermost in. Never empty; only the last may be a range.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pinpoint(Path);

/// A path of one segment, as most are, needs no room of its own. One segment is never kept as several.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Path {
    One(Segment),
    Several(Box<[Segment]>),
}

impl Pinpoint {
    /// A place of one segment.
    pub const fn of(segment: Segment) -> Self {
        Self(Path::One(segment))
    }

    /// The path made of `segments`.
    ///
    /// # Errors
    /// When there are none, or a range stands before the last.
    pub fn new(segments: Vec<Segment>) -> Result<Self, ParseError> {
        match segments.split_last() {
            None => Err(ParseError::new("", "a place is missing")),
            Some((_, before)) if before.iter().any(|s| s.to.is_some()) => {
                let written = Self::kept(segments).to_string();
                Err(ParseError::new(&written, "only the last part of a place can be a range"))
            }
            Some(_) => Ok(Self::kept(segments)),
        }
    }

    /// The path of `segments`, of which there is at least one.
    fn kept(segments: Vec<Segment>) -> Self {
        match <[Segment; 1]>::try_from(segments) {
            Ok([one]) => Self::of(one),
            Err(segments) => Self(Path::Several(segments.into_boxed_slice())),
        }
    }

    /// The segments, outermost first.
    pub fn segments(&self) -> &[Segment] {
        match &self.0 {
            Path::One(segment) => std::slice::from_ref(segment),
            Path::Several(segments) => segments,
        }
    }

    /// The innermost segment.
    pub fn last(&self) -> &Segment {
        match &self.0 {
            Path::One(segment) => segment,
            // The constructors refuse an empty path, so there is a last segment.
            Path::Several(segments) => &segments[segments.len() - 1],
        }
    }

    /// The first segment.
    pub fn first(&self) -> &Segment {
        &self.segments()[0]
    }

    /// The place one level up, `None` at the outermost.
    pub fn parent(&self) -> Option<Self> {
        let (_, above) = self.segments().split_last()?;
        (!above.is_empty()).then(|| Self::kept(above.to_vec()))
    }

    /// The place one level down. A range has no places below it: it is cut to its first member.
    pub fn child(&self, segment: Segment) -> Self {
        let mut segments = Vec::with_capacity(self.segments().len() + 1);
        segments.extend_from_slice(self.segments());
        if let Some(last) = segments.last_mut() {
            last.to = None;
        }
        segments.push(segment);
        Self(Path::Several(segments.into_boxed_slice()))
    }

    /// Whether this is `other` or lies below it. A range as `other` does not count.
    pub fn within(&self, other: &Self) -> bool {
        let (own, above) = (self.segments(), other.segments());
        own.len() >= above.len() && own.iter().zip(above).all(|(a, b)| a.same(b))
    }

    /// Whether both mean the same place, whatever numerals they are written in.
    pub fn same(&self, other: &Self) -> bool {
        self.segments().len() == other.segments().len() && self.within(other)
    }

    /// Whether the last segment is a range.
    pub fn is_range(&self) -> bool {
        self.last().to.is_some()
    }

    /// The place as a lawyer writes it: `art 9(1)(c)`, `ch VII`, `arts 20–25`, `paras 15–17`.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        let mut before = None;
        for segment in self.segments() {
            plain_segment(&mut out, segment, before);
            before = Some(segment.kind);
        }
        out
    }
}

fn plain_segment(out: &mut String, segment: &Segment, before: Option<SegmentKind>) {
    use SegmentKind as K;
    let range = |number: &str| match &segment.to {
        Some(to) => format!("{number}–{to}"),
        None => number.to_owned(),
    };
    let number = segment.number.as_deref().unwrap_or_default();
    let bracketed = matches!(
        (before, segment.kind),
        (Some(K::Article | K::Rule | K::Principle | K::Section), K::Paragraph)
            | (Some(K::Article | K::Paragraph | K::Rule | K::Principle | K::Section), K::Point)
            | (Some(K::Point | K::Paragraph | K::Article), K::Subpoint)
    );
    if bracketed {
        match &segment.to {
            Some(to) => out.push_str(&format!("({number})–({to})")),
            None => out.push_str(&format!("({number})")),
        }
        return;
    }
    if !out.is_empty() {
        out.push_str(if matches!(before, Some(K::Preamble)) { ", " } else { " " });
    }
    out.push_str(if segment.to.is_some() { segment.kind.plural() } else { segment.kind.short() });
    if segment.number.is_some() {
        out.push(' ');
        out.push_str(&range(number));
    }
}

impl Ord for Pinpoint {
    fn cmp(&self, other: &Self) -> Ordering {
        self.segments().cmp(other.segments())
    }
}

impl PartialOrd for Pinpoint {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Pinpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, segment) in self.segments().iter().enumerate() {
            if at > 0 {
                f.write_str("/")?;
            }
            segment.fmt(f)?;
        }
        Ok(())
    }
}

impl FromStr for Pinpoint {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::new(text.split('/').map(str::parse).collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> Pinpoint {
        text.parse().unwrap()
    }

    #[test]
    fn places_print_what_they_parse_and_read_as_a_lawyer_writes_them() {
        for (id, plain) in [
            ("art-2/para-4", "art 2(4)"),
            ("art-9/para-1/pt-c", "art 9(1)(c)"),
            ("art-3/para-1/pt-a/subpt-iv", "art 3(1)(a)(iv)"),
            ("art-1/pt-a/subpt-ii", "art 1(a)(ii)"),
            ("art-20..25", "arts 20–25"),
            ("art-2/para-1..3", "art 2(1)–(3)"),
            ("para-206", "para 206"),
            ("p-21..22", "pp 21–22"),
            ("ch-VII", "ch VII"),
            ("pre", "preamble"),
            ("pre/recital-3", "preamble, recital 3"),
            ("annex-I/art-2/para-1", "annex I art 2(1)"),
            ("art-20/comm/para-4", "art 20 commentary para 4"),
            ("rule-37", "rule 37"),
            ("prin-9", "principle 9"),
            ("art-8bis", "art 8bis"),
            ("par-14/s-2", "para 14 sentence 2"),
        ] {
            assert_eq!(place(id).to_string(), id);
            assert_eq!(place(id).plain(), plain);
        }
    }

    #[test]
    fn malformed_places_are_refused() {
        for bad in [
            "",
            "art",
            "art-",
            "art-2/",
            "/art-2",
            "article-2",
            "art-1..2/para-1",
            "art-2-3",
            "art-(2)",
            "art-1..",
            "art-.1",
        ] {
            assert!(bad.parse::<Pinpoint>().is_err(), "{bad}");
        }
    }

    #[test]
    fn numerals_do_not_matter_but_letters_do() {
        assert!(place("ch-VII").same(&place("ch-7")));
        assert!(place("art-II").same(&place("art-2")));
        assert!(!place("pt-c").same(&place("pt-100")));
        assert!(!place("art-2").same(&place("art-22")));
        assert!(place("art-II/para-1").within(&place("art-2")));
        assert!(!place("art-22").within(&place("art-2")));
    }

    #[test]
    fn places_are_ordered_by_their_segments() {
        let mut places = ["art-2/para-1", "art-2", "art-1..3", "art-1/pt-a", "art-1"].map(place);
        places.sort();
        assert_eq!(
            places.map(|p| p.to_string()),
            ["art-1", "art-1/pt-a", "art-1..3", "art-2", "art-2/para-1"]
        );
    }

    #[test]
    fn up_and_down() {
        assert_eq!(place("art-2/para-4").parent(), Some(place("art-2")));
        assert_eq!(place("art-2").parent(), None);
        assert_eq!(
            place("art-2").child(Segment::new(SegmentKind::Paragraph, "4").unwrap()),
            place("art-2/para-4")
        );
    }
}
