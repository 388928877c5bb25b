//! What stands around a citation and tells what it means, where nothing before it does: a body named near it, or the full
//! name that follows in the same paragraph.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use model::{Kind, Pinpoint, Segment, SegmentKind, Span};

use super::meaning::one_of;
use super::{Meaning, Resolver};
use crate::found::{Found, Who};
use crate::names::{Body, Index, Names};
use crate::scan;
use crate::words;

/// So many citations further on are looked at.
const AHEAD: usize = 8;
/// So many bytes back a body may be named.
const BACK: usize = 600;
/// So many citations back and further on the same place is looked for.
pub(super) const SAME: usize = 200;
/// So many decisions of one court make a text one about that court's law.
const FEWEST_DECISIONS: usize = 3;

impl Resolver<'_> {
    /// The one of `all` that a later citation of the same paragraph names in full: "Arvonia asked for more (Arvonia, Appeal
    /// Judgment, para 5)".
    pub(super) fn named_later(&self, i: usize, all: &[Index]) -> Option<Index> {
        self.later(i).filter_map(|found| self.named_by_data(found)).find(|one| all.contains(one))
    }

    /// The one of `all` that the note called right behind `found` names.
    pub(super) fn named_in_note(&self, found: &Found, all: &[Index]) -> Option<Index> {
        let number = words::note_called(self.text, found.span.end())?;
        let named = self.reading.meant_by_note(number).iter().filter_map(|&j| self.found.get(j)?.as_ref());
        named.filter_map(|of| self.named_by_data(of)).find(|one| all.contains(one))
    }

    /// Of decisions in one case, the one of the chamber that the sentence speaks of: "as the Trial Chamber explained in Arvonia".
    pub(super) fn of_chamber(&self, all: &[Index], span: Span) -> Option<Index> {
        const CHAMBERS: [(&str, &str); 3] = [
            ("Pre-Trial Chamber", "confirmation"),
            ("Appeals Chamber", "appeal"),
            ("Trial Chamber", "trial"),
        ];
        const SHORT: [(&str, &str); 2] = [("(AC)", "appeal"), ("(TC)", "trial")];
        let raw = span.of(self.text).unwrap_or_default();
        let at = span.start();
        let before = self.text.get(words::sentence(self.text, at)..at)?;
        let rest = self.text.get(span.end()..).unwrap_or_default();
        let after = rest.strip_prefix(", where the ").or_else(|| rest.strip_prefix(", in which the "));
        let last = |(chamber, _): &&(&str, &str)| before.rfind(chamber);
        let told = CHAMBERS.iter().filter(|c| last(c).is_some()).max_by_key(|c| last(c));
        let next =
            || CHAMBERS.iter().find(|(chamber, _)| after.is_some_and(|rest| rest.starts_with(chamber)));
        let short = || SHORT.iter().find(|(chamber, _)| raw.contains(chamber));
        let (_, decision) = short().or_else(next).or(told)?;
        let one = |decision: &str| {
            let names = |i: Index| self.names.authority(i).into_iter().flat_map(|a| a.names());
            let named = |i: &&Index| names(**i).any(|name| name.to_lowercase().contains(decision));
            let mut of = all.iter().filter(named);
            let one = of.next().copied()?;
            of.next().is_none().then_some(one)
        };
        // An interlocutory decision on appeal is no appeal judgment.
        one(&format!("{decision} judg"))
            .or_else(|| one(&format!("{decision}s judg")))
            .or_else(|| one(decision))
    }

    /// The one work that a citation names by a name of its own, or by one that it shares and data.
    fn named_by_data(&self, found: &Found) -> Option<Index> {
        match found.who.as_slice() {
            [Who::Shared { all: of, .. } | Who::Named(of)] => {
                <[Index; 1]>::try_from(self.told_by_data(found, of)).ok().map(|[one]| one)
            }
            _ => None,
        }
    }

    /// The first instrument named after a place of the same paragraph, if it can have the place: "It breaches Article 2(4),
    /// and no exception of the Fog Charter fits".
    pub(super) fn place_of_later(&self, i: usize, places: &[Pinpoint]) -> Option<Index> {
        self.later(i).filter_map(named_alone).next().filter(|&one| self.fits(one, places))
    }

    /// What a place means that nothing before leads to: the instrument of a body named near it, one that is named later, or
    /// the constitution of a state whose statute was cited.
    pub(super) fn unled(&self, i: usize, found: &Found, places: &[Pinpoint]) -> Option<Index> {
        let can = |one: &Index| self.fits(*one, places) && places.iter().all(|p| self.prints(*one, p));
        let charter =
            || self.bodies_before(found.span.start(), BACK, |body| self.names.applied_by(body, "charter"));
        let later = || self.place_of_later(i, places);
        let elsewhere = || {
            let named = self.further(i).filter(|f| f.places.as_slice() == places);
            named.filter_map(named_alone).next()
        };
        let statute = self.constitution(places, None);
        let led =
            statute.or_else(|| charter().filter(can)).or_else(|| later().filter(can)).or_else(elsewhere);
        led.or_else(|| self.home.1.filter(can)).or_else(|| self.forums_own().filter(can))
    }

    /// The constitution of the state whose statute was cited before, in the paragraph at `here` where that is given: beside the
    /// War Powers Resolution "Article II" is the constitution's, if nothing nearer can have it.
    pub(super) fn constitution(&self, places: &[Pinpoint], here: Option<u32>) -> Option<Index> {
        if !places.iter().all(roman_article) {
            return None;
        }
        let mut near = self
            .antecedents
            .nearest()
            .take(AHEAD)
            .take_while(|a| here.is_none_or(|here| a.paragraph == here));
        let one = near.find_map(|a| match a.meaning {
            Meaning::Known(one) if self.names.authority(one)?.kind == Kind::Statute => {
                self.names.applied_by(self.names.body_of(one)?, "constitution")
            }
            _ => None,
        })?;
        self.fits(one, places).then_some(one)
    }

    /// Of works that share a name, the one that the text gives it to later: "the 1911 Convention" before its note says which.
    pub(super) fn given_later(&self, i: usize, found: &Found, all: &[Index]) -> Option<Index> {
        let raw = found.span.of(self.text)?;
        let later = self
            .given
            .iter()
            .filter(|(_, given)| *given > i)
            .find(|(name, _)| self.text.get(name.clone()).is_some_and(|name| raw.ends_with(name)))?;
        let later = self.found.get(later.1)?.as_ref()?;
        named_alone(later).filter(|one| all.contains(one))
    }

    /// Whether an instrument counts its articles with the numerals of a place: long treaties whose articles have Arabic
    /// numbers have no "Article II".
    pub(super) fn prints(&self, index: Index, place: &Pinpoint) -> bool {
        const LONG: u32 = 40;
        let Some(authority) = self.names.authority(index).filter(|_| roman_article(place)) else {
            return true;
        };
        let arabic = authority.articles.is_some_and(|count| count >= LONG);
        !arabic || authority.roman.contains(&SegmentKind::Article)
    }

    /// Whether a work is likely to have paragraphs so high: judgments are, resolutions are not.
    pub(super) fn reaches(&self, antecedent: &super::Antecedent, place: &Pinpoint) -> bool {
        const MOST_OPERATIVE: u32 = 100;
        let first = place.first();
        let number = first.number.as_deref().filter(|_| first.kind == SegmentKind::Paragraph);
        let high = number.and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n > MOST_OPERATIVE);
        let short = |one: Index| {
            let kind = self.names.authority(one).map(|a| a.kind);
            matches!(kind, Some(Kind::Resolution | Kind::Declaration | Kind::Treaty | Kind::Ilc))
        };
        !(high && matches!(antecedent.meaning, Meaning::Known(one) if short(one)))
    }

    /// The instrument of which just these places were cited before, where the paragraph at `here` names none that can have
    /// them: "Article 51’s requirement", pages after "Article 51 of the Charter". Several articles in a row are known again
    /// even where it does.
    pub(super) fn cited_so(&self, i: usize, places: &[Pinpoint], here: u32) -> Option<Index> {
        let near = |a: &super::Antecedent| {
            a.paragraph == here && matches!(a.meaning, Meaning::Known(one) if self.fits(one, places))
        };
        if places.len() < 2 && self.antecedents.nearest().any(near) {
            return None;
        }
        let before = self.found.get(..i)?.iter().enumerate().rev().take(SAME);
        let known = |j| match self.meanings.of(j) {
            [Meaning::Known(one)] => Some(*one),
            _ => None,
        };
        let whole = |found: &Option<Found>| found.as_ref().is_some_and(|f| f.places.as_slice() == places);
        let same = before.clone().filter(|(_, found)| whole(found)).find_map(|(j, _)| known(j));
        // "Article 2" after "Article 2(4) of the Charter".
        let article = places.first()?.first();
        let alike = |p: &Pinpoint| p.first().kind == article.kind && p.first().number == article.number;
        let part = |found: &Option<Found>| found.as_ref().is_some_and(|f| f.places.iter().any(alike));
        same.or_else(|| {
            let mut of = before.filter(|(_, found)| part(found)).filter_map(|(j, _)| known(j));
            of.next().filter(|_| places.len() == 1)
        })
    }

    /// The citations that follow, as far as they are looked at.
    fn further(&self, i: usize) -> impl Iterator<Item = &Found> {
        self.found.iter().skip(i + 1).take(SAME).flatten()
    }

    /// Which of two that were cited together "the former’s" and "the latter’s" before a place at `at` mean.
    pub(super) fn one_of_pair(&self, at: usize) -> Option<Index> {
        let head = self.text.get(..at)?.trim_end();
        let head = head.strip_suffix("’s").or_else(|| head.strip_suffix("'s"))?;
        let latter = head.ends_with(" latter");
        if !latter && !head.ends_with(" former") {
            return None;
        }
        let mut named = self.antecedents.nearest().skip_while(|a| !a.joined);
        let (second, first) = (named.next()?, named.next()?);
        match (if latter { second } else { first }).meaning {
            Meaning::Known(one) => Some(one),
            _ => None,
        }
    }

    /// The instrument of the body whose possessive stands before a place at `at`: "NATO’s Article 5".
    pub(super) fn of_owner(&self, at: usize, places: &[Pinpoint]) -> Option<Index> {
        let head = self.text.get(..at)?.trim_end();
        if !head.ends_with("’s") && !head.ends_with("'s") {
            return None;
        }
        let (_, body) = words::body_before(self.text, at, at.saturating_sub(BACK / 8), self.names)?;
        let nouns = ["treaty", "charter", "convention", "covenant", "statute", "constitution"];
        nouns.iter().filter_map(|noun| self.names.applied_by(body, noun)).find(|one| self.fits(*one, places))
    }

    /// Whether a decision, whose paragraphs are cited by number, was cited in the paragraph at `here`.
    pub(super) fn decision_in(&self, here: u32) -> bool {
        let decision = |one: Index| {
            self.names.authority(one).is_some_and(|a| a.pinpoints.contains(&SegmentKind::Paragraph))
        };
        self.antecedents.nearest().take_while(|a| a.paragraph == here).any(|a| {
            matches!(a.meaning, Meaning::Known(one) if decision(one))
                || matches!(a.meaning, Meaning::Unknown { case: true, .. })
        })
    }

    /// The commentary to an article instead of it, where the words between the citation before and this one speak of that:
    /// "Article 49(3) is cautious, and so is the commentary (para. 9)".
    pub(super) fn commented(&self, above: Pinpoint, found: &Found) -> Pinpoint {
        const NEAR: usize = 160;
        let last = self.last.and_then(|last| self.found.get(last)?.as_ref()).map(|last| last.span.end());
        let between =
            last.and_then(|end| self.text.get(end..found.span.start())).filter(|gap| gap.len() <= NEAR);
        let said = between.is_some_and(|gap| gap.contains("commentary") && !gap.contains('\n'));
        match Pinpoint::new(
            above
                .segments()
                .iter()
                .take(1)
                .cloned()
                .chain([Segment::bare(SegmentKind::Commentary)])
                .collect(),
        ) {
            Ok(place) if said && above.first().kind == SegmentKind::Article => place,
            _ => above,
        }
    }

    /// The two works named last that go by a noun: "both Conventions".
    pub(super) fn both(&self, noun: &str) -> Vec<Meaning> {
        let noun = noun.strip_suffix('s').unwrap_or(noun);
        let goes_by =
            |one: Index| self.names.authority(one).is_some_and(|a| a.generic.iter().any(|g| g == noun));
        let named =
            self.antecedents.nearest().filter(|a| matches!(a.meaning, Meaning::Known(one) if goes_by(one)));
        let mut two: Vec<Meaning> = named.take(2).map(|a| a.meaning.clone()).collect();
        two.reverse();
        if two.len() == 2 { two } else { Vec::new() }
    }

    /// The decision cited last in the paragraph at `here` or the one before it.
    pub(super) fn decision_before(&self, here: u32, places: &[Pinpoint]) -> Option<Index> {
        let near = self.antecedents.nearest().take_while(|a| here.saturating_sub(a.paragraph) <= 1);
        let mut decisions = near.filter_map(|a| match a.meaning {
            Meaning::Known(one)
                if self.names.authority(one)?.kind == Kind::Case && self.fits(one, places) =>
            {
                Some(one)
            }
            _ => None,
        });
        decisions.next()
    }

    /// The instrument that the court applies, and calls by `noun`, whose decisions the text cites by far most: in a judgment
    /// on jurisdiction "the Statute" is that of the court.
    pub(super) fn home_applies(&self, of: &[Index], noun: &str) -> Option<Index> {
        let court = self.home.0.as_deref();
        let commented = self.home.1.filter(|one| of.contains(one) && self.goes_by(*one, noun));
        if commented.is_some() {
            return commented;
        }
        let index = self.names.applied(court?, noun)?;
        of.contains(&index).then_some(index)
    }

    /// Whether an instrument goes by a head noun.
    fn goes_by(&self, index: Index, noun: &str) -> bool {
        let generic = self.names.authority(index).map(|a| &a.generic);
        generic.is_some_and(|all| all.iter().any(|g| g.eq_ignore_ascii_case(noun)))
    }

    /// The protocol to the instrument that the text is about, where it is said without it: after general comments on a
    /// covenant "the Optional Protocol" is that to the covenant.
    pub(super) fn home_protocol(&self, of: &[Index], noun: &str, places: &[Pinpoint]) -> Option<Index> {
        let protocols = self.names.protocols(self.home.1?);
        let fitting = || of.iter().copied().filter(|one| protocols.contains(one) && self.fits(*one, places));
        // The second one is said to be that.
        let plain = |one: &Index| {
            self.names.authority(*one).is_some_and(|a| a.title.to_lowercase().starts_with(noun))
        };
        match fitting().count() {
            1 => fitting().next(),
            _ => fitting().find(plain),
        }
    }

    /// What a name given in the text means here. "that Convention" is not the one that was given the name "Convention" but the
    /// one named last, and "the 1969 Convention" is the one of that year.
    pub(super) fn by_alias(&self, found: &Found, given: usize) -> Vec<Meaning> {
        let mut meanings = self.meanings.of(given).to_vec();
        // A note is read where it is called, which may be before the name is given.
        if meanings.is_empty()
            && let Some(Some(later)) = self.found.get(given)
        {
            meanings = match later.who.as_slice() {
                [Who::Named(all)] => vec![one_of(self.told_by_data(later, all))],
                [Who::Unknown { name, case }] => vec![self.unlisted(later, name, *case)],
                _ => meanings,
            };
        }
        let [Meaning::Known(index)] = meanings.as_slice() else { return meanings };
        let raw = found.span.of(self.text).unwrap_or_default();
        let year = words::year(raw, 0).and_then(|end| raw.get(..end));
        let dated = |one: Index| self.names.authority(one).and_then(|a| a.date.as_deref());
        let of_year = |one: Index| year.is_some_and(|y| dated(one).is_some_and(|d| d.starts_with(y)));
        if year.is_none() || of_year(*index) {
            return meanings;
        }
        let noun = raw.rsplit(' ').next().unwrap_or_default();
        let goes_by =
            |one: &Index| self.names.authority(*one).is_some_and(|a| a.generic.iter().any(|g| g == noun));
        let mut named = self.antecedents.nearest().filter_map(|a| match a.meaning {
            Meaning::Known(one) => Some(one),
            _ => None,
        });
        named.find(|one| of_year(*one) && goes_by(one)).map_or(meanings, |one| vec![Meaning::Known(one)])
    }

    /// The protocol of an instrument that its title only points at: "Optional Protocol to the Convention, concerning the
    /// Settlement of Disputes".
    pub(super) fn protocol_of(&self, raw: &str, at: usize) -> Option<Index> {
        let (head, rest) = raw.split_once(" to the ")?;
        let noun = rest.split([' ', ',']).next()?;
        let points =
            head.ends_with("Protocol") && matches!(noun, "Convention" | "Covenant" | "Treaty" | "Agreement");
        // "Protocol to the Convention on Fog" has a title of its own.
        let titled = rest
            .get(noun.len()..)?
            .split_whitespace()
            .next()
            .is_some_and(|w| matches!(w, "on" | "for" | "against"));
        if !points || titled {
            return None;
        }
        let named = self.antecedents.nearest().find_map(|a| match a.meaning {
            Meaning::Known(one) => {
                let by = self.names.authority(one)?;
                by.generic.iter().any(|g| g == noun).then_some(one)
            }
            _ => None,
        });
        let parent = self.given(noun, at).or(named)?;
        let protocols: Vec<Index> = self.names.protocols(parent);
        match protocols.as_slice() {
            [one] => Some(*one),
            many => self.told_by_words(raw, many),
        }
    }

    /// The protocol to an instrument named before that is told by its year alone: "as amended by the Protocol of 2005".
    pub(super) fn protocol_of_year(&self, raw: &str) -> Option<Index> {
        const NEAREST: usize = 4;
        let year = raw.strip_prefix("Protocol of ").or_else(|| raw.strip_suffix(" Protocol"))?;
        if words::year(year, 0) != Some(year.len()) {
            return None;
        }
        let dated = |one: &Index| {
            let date = self.names.authority(*one).and_then(|a| a.date.as_deref());
            date.is_some_and(|date| date.starts_with(year))
        };
        let named = self.antecedents.nearest().take(NEAREST).filter_map(|a| match a.meaning {
            Meaning::Known(one) => Some(one),
            _ => None,
        });
        let mut of = named.flat_map(|one| self.names.protocols(one)).filter(dated);
        let one = of.next()?;
        of.all(|other| other == one).then_some(one)
    }

    /// The work that the text gave a name to before `at`.
    fn given(&self, name: &str, at: usize) -> Option<Index> {
        let defined = self.given.iter().take_while(|(given, _)| given.start < at);
        let (_, by) = defined.filter(|(given, _)| self.text.get(given.clone()) == Some(name)).last()?;
        match self.meanings.of(*by) {
            [Meaning::Known(one)] => Some(*one),
            _ => None,
        }
    }

    /// The citations that follow in the same paragraph, in the order of reading.
    fn later(&self, i: usize) -> impl Iterator<Item = &Found> {
        let here = self.reading.paragraph(i);
        let near = self.found.iter().enumerate().skip(i + 1).take(AHEAD);
        near.take_while(move |(j, _)| self.reading.paragraph(*j) == here)
            .filter_map(|(_, found)| found.as_ref())
    }

    /// The instrument that a body named not far before acts under and calls by `noun`: after "the Security Council", "the
    /// Charter" is that of the United Nations.
    pub(super) fn body_applies(&self, of: &[Index], noun: &str, at: usize) -> Option<Index> {
        self.bodies_before(at, BACK, |body| self.names.applied_by(body, noun).filter(|one| of.contains(one)))
    }

    /// Of works that share a name, those of the body named before them in the sentence: "the Committee against Fog explained
    /// it in general comment No. 2".
    pub(super) fn of_body_before(&self, all: &[Index], at: usize) -> Option<Index> {
        let head = self.text.get(at.saturating_sub(BACK)..at).unwrap_or_default();
        let sentence = head.rfind(['\n', ';']).map_or(head.len(), |stop| head.len() - stop);
        let of = |body: Body| {
            let mut of = all.iter().copied().filter(|&i| self.names.body_of(i) == Some(body));
            let one = of.next()?;
            of.next().is_none().then_some(one)
        };
        self.bodies_before(at, sentence.min(BACK / 2), of)
    }

    /// The first answer for the bodies named within so many bytes before `at`, the nearest first.
    fn bodies_before(&self, at: usize, back: usize, of: impl Fn(Body) -> Option<Index>) -> Option<Index> {
        let floor = scan::boundary(self.text, at.saturating_sub(back));
        let head = self.text.get(floor..at)?;
        // The names of bodies begin with a capital, and with one of the alphabet's.
        let capitals = head.bytes().enumerate().rev().filter(|(_, b)| b.is_ascii_uppercase());
        capitals.map(|(i, _)| floor + i).find_map(|start| {
            let begins = !scan::alnum_before(self.text, start);
            let (end, body) = begins.then(|| self.names.body_at(self.text, start)).flatten()?;
            (end <= at).then(|| of(body)).flatten()
        })
    }
}

/// The names that a text gives to works, each with the position of the citation it is given to.
pub(super) fn given(found: &[Found]) -> Vec<(Range<usize>, usize)> {
    let of = |(i, one): (usize, &Found)| {
        one.aliases().iter().map(move |name| (name.clone(), i)).collect::<Vec<_>>()
    };
    found.iter().enumerate().flat_map(of).take(SAME).collect()
}

/// The works that a text names by names of their own.
pub(super) fn named(found: &[Found]) -> BTreeSet<Index> {
    found.iter().filter_map(named_alone).collect()
}

/// The court whose decisions a text cites most, and the instrument that most of its comments are about.
pub(super) fn home(found: &[Found], names: &Names) -> (Option<String>, Option<Index>) {
    let (mut courts, mut subjects) = (BTreeMap::new(), BTreeMap::new());
    for one in found.iter().take(SAME).filter_map(named_alone) {
        let Some(authority) = names.authority(one) else { continue };
        match (authority.kind, authority.court.as_deref(), authority.about.first()) {
            (Kind::Case, Some(court), _) => *courts.entry(court).or_insert(0) += 1,
            (Kind::Comment, _, Some(about)) => *subjects.entry(about).or_insert(0) += 1,
            _ => {}
        }
    }
    let court = foremost(courts, FEWEST_DECISIONS).map(str::to_owned);
    (court, foremost(subjects, 1).and_then(|about| names.index(about)))
}

/// What was counted most often, at least so many times and twice as often as all else together.
fn foremost<K: Ord>(counts: BTreeMap<K, usize>, least: usize) -> Option<K> {
    let all: usize = counts.values().sum();
    let (most, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count >= least && count * 3 >= all * 2).then_some(most)
}

/// The one work that a citation names by a name of its own.
fn named_alone(found: &Found) -> Option<Index> {
    match found.who.as_slice() {
        [Who::Named(of)] => <[Index; 1]>::try_from(of.clone()).ok().map(|[one]| one),
        _ => None,
    }
}

/// Whether a place is an article with a Roman number.
fn roman_article(place: &Pinpoint) -> bool {
    let first = place.first();
    let number = first.number.as_deref().filter(|_| first.kind == SegmentKind::Article);
    number.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_uppercase()) && model::roman_value(n).is_some())
}
