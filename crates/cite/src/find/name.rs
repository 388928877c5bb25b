//! Names of the table and of the text where they stand, and what about them makes a citation.

use std::ops::Range;

use model::Kind;

use super::{Name, Scan};
use crate::fold;
use crate::forms::treaty;
use crate::found::Who;
use crate::names::{Entry, Hit, Index};
use crate::place;
use crate::reference::main_kind;
use crate::scan;
use crate::tail::{self, Head, Tail};
use crate::words;

/// Nouns that, in the plural, mean each of the works that share a name; "Rules" and "Principles" are one work.
const PLURALS: [&str; 12] = [
    "conventions",
    "protocols",
    "covenants",
    "treaties",
    "charters",
    "agreements",
    "declarations",
    "statutes",
    "pacts",
    "cases",
    "resolutions",
    "opinions",
];

/// Ordinals that a name may begin with.
pub(super) const ORDINALS: [&str; 4] = ["first", "second", "third", "fourth"];

impl<'t> Scan<'t> {
    pub(super) fn tail(&self, name: &Name) -> Tail {
        let of = match &name.who {
            Who::Named(of) => of.as_slice(),
            _ => &[],
        };
        let head = Head {
            names: self.names,
            of,
            case: name.case,
            number: name.number,
            printed: matches!(name.who, Who::Page { .. }),
            year: self.year(name),
        };
        let mut out = tail::tail(self.text, name.end, head, |end| self.connected(end).is_some());
        if out.end == name.end
            && let Some(end) = self.about(name)
        {
            out = tail::tail(self.text, end, head, |end| self.connected(end).is_some());
        }
        // "general comment No. 31 (2004) on the nature of …, paragraph 12"
        if out.end > name.end
            && out.places.is_none()
            && out.bare.is_empty()
            && out.aliases.is_empty()
            && let Some(end) = self.about(&Name { end: out.end, ..name.clone() })
        {
            out = tail::tail(self.text, end, head, |end| self.connected(end).is_some());
        }
        if out.end == name.end
            && let Some(end) = self.noun_after(name)
        {
            let further = tail::tail(self.text, end, head, |end| self.connected(end).is_some());
            if further.end > end {
                out = further;
            }
        }
        out
    }

    /// The end of a noun for a decision in small letters after the name of a case: "the Arvonia judgment, para 5".
    fn noun_after(&self, name: &Name) -> Option<usize> {
        const NOUNS: [&str; 9] = [
            "advisory opinion",
            "award",
            "case",
            "decision",
            "judgment",
            "judgement",
            "opinion",
            "order",
            "ruling",
        ];
        let at = scan::space(self.bytes(), name.end);
        // "ARSIWA Commentary, art 31, para 5"
        if let Who::Named(of) = &name.who
            && self.have_commentary(of)
            && let Some(end) = scan::any_word(self.text, at, &["commentary", "commentaries"])
            && self.bytes().get(end) == Some(&b',')
        {
            return Some(end);
        }
        let small = name.case && at > name.end && self.bytes().get(at).is_some_and(u8::is_ascii_lowercase);
        if small { scan::any_word(self.text, at, &NOUNS) } else { None }
    }

    /// The year that may stand after a title as part of it: the work's own, or any where the work is not known.
    pub(super) fn year(&self, name: &Name) -> Option<&str> {
        match &name.who {
            Who::Named(of) => of.iter().find_map(|&i| self.names.authority(i)?.date.as_deref()?.get(..4)),
            Who::Unknown { case: false, .. } => Some(""),
            _ => None,
        }
    }

    /// The longest name that begins exactly at `at`.
    pub(super) fn name_at(&self, at: usize, floor: usize) -> Option<Name> {
        // "that Convention" is the one named last, whatever was given the name "Convention".
        let alias =
            self.alias_at(at).filter(|(end, ..)| !self.pointed_head(at, *end) && !self.modifies(at, *end));
        let hit = self.names.at_within(self.text, at, self.own).or_else(|| self.counted(at));
        if let Some((end, found, author)) = alias
            && hit.as_ref().is_none_or(|h| h.end <= end)
        {
            let case = match self.out.get(found).and_then(|f| f.who.first()) {
                Some(Who::Unknown { case, .. }) => *case,
                Some(Who::Named(of)) => of.iter().any(|&i| self.is_case(i)),
                _ => false,
            };
            let name = Name::plain(at..end, Who::Alias(found), case);
            return Some(Name { doubtful: author, ..name });
        }
        // "14 U.S.C. § 522" is a place in the code, whose points may follow.
        let hit = self.longer(at, hit?);
        if self.text.get(at..hit.end).is_some_and(|name| name.contains('§')) {
            return None;
        }
        if let Some(own) = self.own
            && let called = self.names.called(hit.entry, own)
            && !called.is_empty()
        {
            let who = match called.as_slice() {
                [_] => Who::Named(called),
                _ => Who::Shared { all: called, plural: true, body: None },
            };
            return Some(Name::plain(at..hit.end, who, false));
        }
        let end = self.without_noun(at, hit.end + self.closing_bracket(at, hit.end));
        let certain = !hit.entry.named.is_empty();
        if !certain {
            // "Vienna Convention on Fog" is not one of the Vienna Conventions of the table, nor is "Fog Convention"
            // the Convention.
            let head = last_word(self.text, at, end);
            let noun = self.text.get(head.clone()).unwrap_or_default().to_lowercase();
            if treaty::HEADS.contains(&noun.as_str())
                && let Some(title) = treaty::title(self.text, head, floor.max(at.saturating_sub(120)))
                && (title.range.end > end || title.range.start < at)
                && (title.right || hit.entry.shared.is_empty())
            {
                return None;
            }
        }
        let plural = self.text.get(at..end).is_some_and(|name| {
            name.split(|c: char| !c.is_alphabetic()).any(|w| PLURALS.contains(&w.to_lowercase().as_str()))
        });
        let who = who(hit.entry, at..end, plural);
        let first = hit.entry.all().next().and_then(|i| self.names.authority(i));
        let case = first.is_some_and(|a| matches!(a.kind, Kind::Case | Kind::Comment));
        let number = first
            .filter(|a| matches!(a.kind, Kind::Treaty | Kind::Declaration | Kind::Ilc))
            .and_then(main_kind);
        let own = matches!(who, Who::Generic { .. }) && self.this_before(at);
        let who = if own { Who::Own } else { who };
        let one_word = self.text.get(at..end).is_some_and(|n| !n.contains(' '));
        let decision =
            first.is_some_and(|a| matches!(a.kind, Kind::Case | Kind::Manual | Kind::Essay | Kind::Document));
        let word = one_word && self.text.get(at..end).is_some_and(|n| n.contains(char::is_lowercase));
        // "Judge Keeper" is a person, whatever else goes by the name.
        if decision && word && self.person(at) {
            return None;
        }
        let manual = |&i: &Index| self.names.authority(i).is_some_and(|a| a.kind == Kind::Manual);
        let manual = decision && hit.entry.generic.iter().any(manual) && self.determined(at);
        let again = manual && self.named_before(&hit.entry.generic);
        let again = again || word && self.party_again(at, end, hit.entry);
        let shared_case = decision && word && !certain && !again;
        let both = hit.entry.named.iter().any(|i| hit.entry.shared.contains(i));
        let common = hit.entry.common && !self.determined(at);
        Some(Name {
            start: at,
            end,
            who,
            case,
            number,
            body: None,
            doubtful: both || shared_case || common,
            pointed: false,
        })
    }

    /// Whether the title of a person stands before `at`.
    fn person(&self, at: usize) -> bool {
        const TITLES: [&str; 10] =
            ["Judge", "Judges", "Justice", "Professor", "Prof.", "Mr", "Mr.", "Ms", "Dr", "Dr."];
        let gap = words::back_over_space(self.text, at, 0);
        let title = words::word_start(self.text, gap, 0);
        gap < at && self.text.get(title..gap).is_some_and(|w| TITLES.contains(&w))
    }

    /// A name whose ordinal is written small: "the first Additional Protocol".
    fn counted(&self, at: usize) -> Option<Hit<'t>> {
        let small = self.bytes().get(at).is_some_and(u8::is_ascii_lowercase);
        let end = small.then(|| scan::any_word(self.text, at, &ORDINALS)).flatten()?;
        let next = scan::space(self.bytes(), end);
        if next == end || !words::capital(self.text, next) {
            return None;
        }
        self.names.at_any_case(self.text, at).filter(|hit| hit.end > next)
    }

    /// Where such a name begins, if the rest of it begins at `at`.
    pub(super) fn counted_before(&self, at: usize) -> Option<usize> {
        let gap = words::back_over_space(self.text, at, self.free);
        let from = words::word_start(self.text, gap, self.free);
        let ordinal = self.text.get(from..gap).is_some_and(|word| ORDINALS.contains(&word));
        (ordinal && gap < at && self.counted(from).is_some()).then_some(from)
    }

    /// The end of a name without a noun for a decision in small letters, where it is a name without it as well: "the
    /// Nicaragua judgment".
    fn without_noun(&self, at: usize, end: usize) -> usize {
        const NOUNS: [&str; 8] =
            ["case", "cases", "judgment", "judgement", "decision", "opinion", "ruling", "award"];
        let noun = words::word_start(self.text, end, at);
        if !self.text.get(noun..end).is_some_and(|w| NOUNS.contains(&w)) {
            return end;
        }
        let bare = words::back_over_space(self.text, noun, at);
        if self.names.at(self.text.get(..bare).unwrap_or_default(), at).is_some_and(|hit| hit.end == bare) {
            return bare;
        }
        end
    }

    /// Whether an authority is cited as cases are, by paragraphs in square brackets.
    fn is_case(&self, index: Index) -> bool {
        self.names.authority(index).is_some_and(|a| matches!(a.kind, Kind::Case | Kind::Comment))
    }

    /// Length of the bracket that closes one opened inside a name: "… (Merits" and ")".
    pub(super) fn closing_bracket(&self, at: usize, end: usize) -> usize {
        let raw = self.text.get(at..end).unwrap_or_default();
        let open = raw.matches('(').count() > raw.matches(')').count();
        usize::from(open && self.bytes().get(end) == Some(&b')'))
    }

    /// A name that begins inside `hit` and reaches further: "1911 UP Lights Convention" holds the name of a body, but
    /// what follows it is a title.
    pub(super) fn longer(&self, at: usize, hit: Hit<'t>) -> Hit<'t> {
        let mut from = at;
        for _ in 0..4 {
            let Some(word) = fold::word(self.text, from) else { break };
            let Some(gap) = fold::gap(self.text, word.end, word.as_bytes().len()) else { break };
            if gap.stop || gap.end >= hit.end {
                break;
            }
            from = gap.end;
            if let Some(inner) = self.names.at(self.text, from)
                && inner.end > hit.end
                && !inner.entry.named.is_empty()
            {
                return inner;
            }
        }
        hit
    }

    /// A name that was given in this text before `at` and stands there.
    pub(super) fn alias_at(&self, at: usize) -> Option<(usize, usize, bool)> {
        let mut best: Option<(usize, usize, bool)> = None;
        for alias in self.aliases.iter().filter(|a| a.name.end <= at) {
            let name = self.text.get(alias.name.clone())?;
            let end = at + name.len();
            // A heading in capitals: "ARTICLE 5 OF THE CONVENTION".
            let shouted = |here: &str| !here.contains(char::is_lowercase) && here.eq_ignore_ascii_case(name);
            let fits = self.text.get(at..end).is_some_and(|here| here == name || shouted(here))
                && !scan::alnum(self.text, end);
            if fits && best.is_none_or(|(e, ..)| e <= end) {
                best = Some((end, alias.found, alias.author));
            }
        }
        best
    }

    /// Whether a lone head noun only modifies another name: "the Convention Daily".
    fn modifies(&self, at: usize, end: usize) -> bool {
        let noun = self.text.get(at..end).unwrap_or_default();
        let head = |word: &str| treaty::HEADS.iter().any(|h| word.eq_ignore_ascii_case(h));
        let next = scan::space(self.bytes(), end);
        let word = self.text.get(next..words::word_end(self.text, next)).unwrap_or_default();
        let name =
            words::capital(self.text, next) && word.len() > 2 && word.chars().skip(1).all(char::is_lowercase);
        let name = name && !head(word) && words::month(self.text, next).is_none();
        head(noun) && next > end && name && place::designator(self.text, next).is_none()
    }

    /// Whether a lone head noun is pointed at: "that Convention".
    fn pointed_head(&self, at: usize, end: usize) -> bool {
        let noun = self.text.get(at..end).unwrap_or_default();
        let head = treaty::HEADS.iter().any(|h| noun.eq_ignore_ascii_case(h));
        let gap = words::back_over_space(self.text, at, 0);
        let word = self.text.get(words::word_start(self.text, gap, 0)..gap).unwrap_or_default();
        head && ["that", "said", "same", "latter"].iter().any(|w| word.eq_ignore_ascii_case(w))
    }

    /// Whether "this" or "the present" stands before `at`.
    pub(super) fn this_before(&self, at: usize) -> bool {
        let gap = words::back_over_space(self.text, at, 0);
        let from = words::word_start(self.text, gap, 0);
        gap < at
            && self
                .text
                .get(from..gap)
                .is_some_and(|w| ["this", "present"].iter().any(|t| w.eq_ignore_ascii_case(t)))
    }

    /// Whether an article or pronoun that points at something known stands before `at`.
    pub(super) fn determined(&self, at: usize) -> bool {
        const POINTERS: [&str; 12] = [
            "the",
            "that",
            "said",
            "same",
            "its",
            "whose",
            "latter",
            "aforementioned",
            "aforesaid",
            "above-mentioned",
            "abovementioned",
            "mentioned",
        ];
        let gap = words::back_over_space(self.text, at, 0);
        let gap = self.text.get(..gap).map_or(gap, |h| h.trim_end_matches(['“', '‘', '"']).len());
        let gap = words::back_over_space(self.text, gap, 0);
        let from = words::word_start(self.text, gap, 0);
        let here = self.text.get(from..gap).unwrap_or_default();
        gap < at && POINTERS.iter().any(|p| here.eq_ignore_ascii_case(p))
    }

    pub(super) fn sentence_start(&self, at: usize) -> bool {
        let head = self.text.get(..at).unwrap_or_default();
        let head =
            head.get(head.len().saturating_sub(8)..).unwrap_or(head).trim_end_matches([' ', '*', '_', '(']);
        head.is_empty() || head.ends_with(['.', '\n', ';', '(', '?', '!'])
    }

    /// "General Comment 77 on the right to moor": words that say what the work is about, as its title does.
    pub(super) fn about(&self, name: &Name) -> Option<usize> {
        let Who::Named(of) = &name.who else { return None };
        let [index] = of.as_slice() else { return None };
        let title = fold::words(&self.names.authority(*index)?.title);
        let at = scan::space(self.bytes(), name.end);
        let from = scan::any_word(
            self.text,
            at,
            &["on", "concerning", "regarding", "relating to", "against", "for"],
        )?;
        let mut end = None;
        let mut at = scan::space(self.bytes(), from);
        for _ in 0..24 {
            let Some(word) = fold::word(self.text, at) else { break };
            let small = words::small(&String::from_utf8_lossy(word.as_bytes()));
            if !small {
                if !title.iter().any(|(t, _)| t.as_bytes() == word.as_bytes()) {
                    break;
                }
                end = Some(word.end);
            }
            let next = scan::space(self.bytes(), word.end);
            if next == word.end {
                break;
            }
            at = next;
        }
        end
    }
}

/// What the words of `entry` mean.
fn who(entry: &Entry, range: Range<usize>, plural: bool) -> Who {
    if !entry.named.is_empty() {
        Who::Named(entry.named.clone())
    } else if !entry.shared.is_empty() {
        Who::Shared { all: entry.shared.clone(), plural, body: None }
    } else {
        Who::Generic { of: entry.generic.clone(), head: range, body: None }
    }
}

/// The last word of `text` between `from` and `to`.
fn last_word(text: &str, from: usize, to: usize) -> Range<usize> {
    words::word_start(text, to, from)..to
}
