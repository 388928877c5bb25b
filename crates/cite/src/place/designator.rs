//! The words and signs that announce a place: "Article", "paras.", "¶", "§§".

use model::SegmentKind;

use crate::scan;

/// A word or sign that announces a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Designator {
    /// What it counts.
    pub(crate) kind: SegmentKind,
    /// Whether several numbers may follow without the word being repeated.
    pub(crate) plural: bool,
    /// Whether it is too short to announce a place by itself; it counts only beside a name or inside a place.
    pub(crate) weak: bool,
    /// Whether the paragraph it counts is one of the preamble.
    pub(crate) preambular: bool,
    /// First byte after it, its full stop included.
    pub(crate) end: usize,
}

/// How far a kind of place lies from the top of an instrument; a place may only hold places of higher rank.
pub(crate) const fn rank(kind: SegmentKind) -> u8 {
    use SegmentKind as K;
    match kind {
        K::Annex | K::Schedule => 0,
        K::Part | K::Title => 1,
        K::Chapter => 2,
        K::Section | K::Division | K::Table => 3,
        K::Article | K::Rule | K::Principle | K::Preamble => 4,
        K::Commentary | K::Page => 5,
        K::Paragraph | K::Par | K::Recital => 6,
        K::Point => 7,
        K::Subpoint => 8,
        K::Footnote | K::Sentence => 9,
    }
}

/// Whether the kind orders the text without being part of an article's own number: chapters, parts, titles.
pub(crate) const fn structural(kind: SegmentKind) -> bool {
    use SegmentKind as K;
    matches!(kind, K::Part | K::Title | K::Chapter | K::Section | K::Division)
}

/// The designator at `at`, if there is one.
pub(crate) fn designator(text: &str, at: usize) -> Option<Designator> {
    let bytes = text.as_bytes();
    if bytes.get(at) == Some(&0xC2) {
        return sign(bytes, at);
    }
    let mut end = scan::letters(bytes, at);
    if end == at || end - at > 14 || scan::alnum_before(text, at) && !glue(text, at, end) {
        return None;
    }
    let mut word = [0u8; 16];
    let mut len = copy_lower(bytes.get(at..end)?, &mut word, 0);
    if &word[..len] == b"sub" {
        let dashed = end + scan::dash(bytes, end);
        let stop = scan::letters(bytes, dashed);
        if stop == dashed || stop - dashed > 11 {
            return None;
        }
        len = copy_lower(bytes.get(dashed..stop)?, &mut word, len);
        end = stop;
    }
    if let Some(preambular) = lead(&word[..len]) {
        // One of them stands before a paragraph: a row of them is no designator, however long it is.
        let next = scan::space(bytes, end);
        let row = bytes
            .get(next..scan::letters(bytes, next))
            .is_some_and(|w| lead(&w.to_ascii_lowercase()).is_some());
        if row {
            return None;
        }
        let mut inner = designator(text, next)?;
        inner.preambular = preambular;
        return (inner.kind == SegmentKind::Paragraph).then_some(inner);
    }
    let (kind, plural, weak) = named(&word[..len])?;
    if bytes.get(end) == Some(&b'.') && abbreviation(&word[..len]) {
        end += 1;
    }
    // A letter right after the word, other than a Roman number after a stop, belongs to another word.
    (!scan::alnum(text, end)
        || bytes.get(end).is_some_and(u8::is_ascii_digit)
        || bytes.get(end - 1) == Some(&b'.'))
    .then_some(Designator { kind, plural, weak, preambular: false, end })
}

/// Whether `word` is one that stands before "paragraph", and then whether that is one of the preamble.
fn lead(word: &[u8]) -> Option<bool> {
    match word {
        b"preambular" => Some(true),
        b"operative" => Some(false),
        _ => None,
    }
}

fn copy_lower(from: &[u8], to: &mut [u8; 16], at: usize) -> usize {
    let mut len = at;
    for (slot, byte) in to.iter_mut().skip(at).zip(from) {
        *slot = byte.to_ascii_lowercase();
        len += 1;
    }
    len
}

/// Whether the designator at `at..end` may follow a word without a space: a lost link or footnote leaves
/// "Activitiespara. 195". Only an abbreviation with its full stop and a number is taken for one.
fn glue(text: &str, at: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let lower = bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    lower && bytes.get(end) == Some(&b'.') && {
        let number = scan::space(bytes, end + 1);
        bytes.get(number).is_some_and(u8::is_ascii_digit)
    }
}

/// `¶`, `¶¶`, `§`, `§§`.
fn sign(bytes: &[u8], at: usize) -> Option<Designator> {
    let kind = match bytes.get(at + 1) {
        Some(0xB6) => SegmentKind::Paragraph,
        Some(0xA7) => SegmentKind::Section,
        _ => return None,
    };
    let here = bytes.get(at..at + 2)?;
    let mut end = at + 2;
    let next = scan::space(bytes, end);
    let plural = bytes.get(next..next + 2) == Some(here);
    if plural {
        end = next + 2;
    }
    Some(Designator { kind, plural, weak: false, preambular: false, end })
}

/// Whether a full stop after the word is its own and not the sentence's.
fn abbreviation(word: &[u8]) -> bool {
    let cut = word.strip_suffix(b"s").filter(|w| !w.is_empty()).unwrap_or(word);
    matches!(
        cut,
        b"art"
            | b"artt"
            | b"para"
            | b"par"
            | b"subpara"
            | b"subsec"
            | b"lit"
            | b"litt"
            | b"p"
            | b"pp"
            | b"pg"
            | b"ch"
            | b"chap"
            | b"pt"
            | b"sec"
            | b"sect"
            | b"s"
            | b"sched"
            | b"pmbl"
            | b"cmt"
            | b"fn"
            | b"n"
            | b"nn"
            | b"cl"
            | b"r"
            | b"rr"
    )
}

/// Kind, whether plural, whether weak.
fn named(word: &[u8]) -> Option<(SegmentKind, bool, bool)> {
    use SegmentKind as K;
    Some(match word {
        b"article" | b"art" => (K::Article, false, false),
        b"articles" | b"arts" | b"artt" => (K::Article, true, false),
        b"paragraph" | b"para" | b"paragraphe" => (K::Paragraph, false, false),
        b"paragraphs" | b"paras" | b"paragraphes" => (K::Paragraph, true, false),
        // "OP5" of a resolution.
        b"op" | b"ops" => (K::Paragraph, false, false),
        b"par" => (K::Paragraph, false, true),
        b"pars" => (K::Paragraph, true, true),
        b"subparagraph" | b"subpara" | b"subsection" | b"subsec" => (K::Point, false, false),
        b"subparagraphs" | b"subparas" | b"subsections" => (K::Point, true, false),
        b"point" | b"lit" | b"litt" | b"letter" | b"clause" | b"cl" | b"item" => (K::Point, false, true),
        b"points" | b"letters" | b"clauses" | b"cls" | b"items" => (K::Point, true, true),
        b"rule" => (K::Rule, false, false),
        b"rules" => (K::Rule, true, false),
        b"r" => (K::Rule, false, true),
        b"rr" => (K::Rule, true, true),
        b"principle" => (K::Principle, false, false),
        b"principles" => (K::Principle, true, false),
        b"page" | b"p" | b"pg" => (K::Page, false, false),
        b"pages" | b"pp" => (K::Page, true, false),
        b"chapter" | b"ch" | b"chap" => (K::Chapter, false, false),
        b"chapters" | b"chs" | b"chaps" => (K::Chapter, true, false),
        b"part" => (K::Part, false, false),
        b"parts" => (K::Part, true, false),
        b"pt" => (K::Part, false, true),
        b"section" | b"sec" | b"sect" => (K::Section, false, false),
        b"sections" | b"secs" => (K::Section, true, false),
        b"s" => (K::Section, false, true),
        b"ss" => (K::Section, true, true),
        b"title" => (K::Title, false, true),
        b"annex" | b"annexe" => (K::Annex, false, false),
        b"annexes" => (K::Annex, true, false),
        b"schedule" | b"sched" => (K::Schedule, false, false),
        b"schedules" => (K::Schedule, true, false),
        b"table" => (K::Table, false, true),
        b"tables" => (K::Table, true, true),
        b"recital" => (K::Recital, false, false),
        b"recitals" => (K::Recital, true, false),
        b"preamble" | b"pmbl" => (K::Preamble, false, false),
        b"commentary" | b"cmt" => (K::Commentary, false, true),
        b"footnote" | b"fn" | b"n" => (K::Footnote, false, true),
        b"footnotes" | b"fns" | b"nn" => (K::Footnote, true, true),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_signs_and_their_ends() {
        for (text, kind, plural, end) in [
            ("Article 2", "art", false, 7),
            ("ARTS. 2", "art", true, 5),
            ("art9", "art", false, 3),
            ("¶ 206", "para", false, 2),
            ("¶¶ 3", "para", true, 4),
            ("§ 12", "sec", false, 2),
            ("sub-paragraph (a)", "pt", false, 13),
            ("subparas (a)", "pt", true, 8),
            ("preambular paragraph 3", "para", false, 20),
        ] {
            let d = designator(text, 0).unwrap();
            assert_eq!((d.kind.slug(), d.plural, d.end), (kind, plural, end), "{text}");
        }
        for no in ["artful 2", "party", "parable", "particle", "©", "article5x"] {
            let d = designator(no, 0);
            assert!(d.is_none() || no == "article5x", "{no}");
        }
    }
}
