//! What names mean that several works share, and the head nouns of their titles: "the Convention", "Arvonia v. Belmark".

use std::ops::Range;

use model::{Kind, Pinpoint};

use super::antecedent::Antecedent;
use super::meaning::{MOST_CANDIDATES, one_of};
use super::{Meaning, Resolver};
use crate::find::of_body;
use crate::forms::treaty;
use crate::found::Found;
use crate::names::{Body, Index};
use crate::place::structural;

impl Resolver<'_> {
    /// What a shared name means that what came before it does not settle: the work of the body named in the sentence, or
    /// the one that is named in full later in the paragraph.
    pub(super) fn settled(&self, i: usize, found: &Found, meant: Vec<Meaning>) -> Vec<Meaning> {
        let [Meaning::Ambiguous(all)] = meant.as_slice() else { return meant };
        let one = self
            .of_body_before(all, found.span.start())
            .or_else(|| self.given_later(i, found, all))
            .or_else(|| self.named_later(i, all))
            .or_else(|| self.named_in_note(found, all))
            .or_else(|| self.of_chamber(all, found.span))
            .or_else(|| self.named_anywhere(all));
        one.map_or(meant, |one| vec![Meaning::Known(one)])
    }

    /// The one of `all` that the text names by a name of its own, be it in a note below. Of decisions with one name each may be
    /// meant.
    fn named_anywhere(&self, all: &[Index]) -> Option<Index> {
        let decision = |&i: &Index| self.names.authority(i).is_some_and(|a| a.kind == Kind::Case);
        if all.iter().any(decision) {
            return None;
        }
        let mut of = all.iter().filter(|one| self.named.contains(one));
        let one = of.next().copied()?;
        of.next().is_none().then_some(one)
    }

    /// What a head noun means that nothing named before goes by: the instrument of a body named near it, or
    /// the one whose landmark the place is.
    pub(super) fn applied(
        &self,
        meant: Option<Meaning>,
        found: &Found,
        of: &[Index],
        head: &Range<usize>,
        places: &[Pinpoint],
    ) -> Option<Meaning> {
        if self.own.is_some() || matches!(meant, Some(Meaning::Known(_) | Meaning::Unknown { .. })) {
            return meant;
        }
        let noun = self.text.get(head.clone()).unwrap_or_default().to_lowercase();
        // "Article 8 bis of the Statute": few instruments have a place with such a number.
        let inserted = |p: &Pinpoint| {
            p.first()
                .number
                .as_deref()
                .is_some_and(|n| ["bis", "ter", "quater"].iter().any(|s| n.ends_with(s)))
        };
        if !places.is_empty() && places.iter().all(inserted) {
            let mut known = of.iter().filter(|&&i| places.iter().all(|p| self.marked(i, p)));
            if let (Some(one), None) = (known.next(), known.next()) {
                return Some(Meaning::Known(*one));
            }
        }
        // Without a place only a noun that few instruments go by is looked after.
        let few = ["charter", "statute", "covenant", "optional protocol"];
        if places.is_empty() && !few.contains(&noun.as_str()) {
            return meant;
        }
        let home = || match noun.contains("protocol") {
            true => self.home_protocol(of, &noun, places),
            false => self.home_applies(of, &noun),
        };
        let one =
            self.body_applies(of, &noun, head.start).or_else(home).filter(|&one| self.fits(one, places));
        let told = || {
            let told = self.landmarks_near(found.span, places);
            <[Index; 1]>::try_from(told).ok().map(|[one]| one).filter(|one| of.contains(one))
        };
        let others = || of.iter().any(|one| self.named.contains(one));
        let first = || self.principal(of).filter(|&one| self.fits(one, places) && !others());
        let forum = || self.forums(&noun).filter(|one| of.contains(one) && self.fits(*one, places));
        one.or_else(told).or_else(forum).or_else(first).map(Meaning::Known).or(meant)
    }

    /// Of works that share a name, the one that is meant where nothing tells another.
    pub(super) fn principal(&self, all: &[Index]) -> Option<Index> {
        let mut of = all.iter().filter(|&&i| self.names.authority(i).is_some_and(|a| a.principal));
        let one = of.next().copied()?;
        of.next().is_none().then_some(one)
    }

    /// A name that several share: the one named before, where just one was.
    pub(super) fn shared(
        &self,
        all: &[Index],
        plural: bool,
        body: Option<Body>,
        places: &[Pinpoint],
    ) -> Vec<Meaning> {
        let of = of_body(self.names, all, body);
        if plural && of.len() > 1 {
            return of.into_iter().map(Meaning::Known).collect();
        }
        let fitting: Vec<Index> = of.iter().copied().filter(|&i| self.fits(i, places)).collect();
        let of = if fitting.is_empty() { of } else { fitting };
        let named: Vec<Index> = of
            .iter()
            .copied()
            .filter(|i| self.antecedents.nearest().any(|a| a.meaning == Meaning::Known(*i)))
            .collect();
        match named.as_slice() {
            [one] => vec![Meaning::Known(*one)],
            [] => vec![self.of_forum(&of).or_else(|| self.principal(&of)).map_or(one_of(of), Meaning::Known)],
            // Of twin decisions the one named last.
            _ => {
                let last =
                    self.antecedents.pick(|a| matches!(a.meaning, Meaning::Known(i) if named.contains(&i)));
                let decisions =
                    named.iter().all(|&i| self.names.authority(i).is_some_and(|a| a.kind == Kind::Case));
                vec![last.filter(|_| decisions).unwrap_or_else(|| one_of(of))]
            }
        }
    }

    /// "the Convention": the nearest antecedent that goes by that noun and can have the place.
    pub(super) fn generic(
        &self,
        found: &Found,
        of: &[Index],
        head: &Range<usize>,
        body: Option<Body>,
        places: &[Pinpoint],
    ) -> Option<Meaning> {
        let noun = self.text.get(head.clone()).unwrap_or_default().to_lowercase();
        let one_word = !noun.contains(char::is_whitespace);
        if body.is_some()
            && let [one] = of_body(self.names, of, body).as_slice()
            && of.len() > 1
        {
            return Some(Meaning::Known(*one));
        }
        let goes_by = |a: &Antecedent| match &a.meaning {
            Meaning::Known(index) => of.contains(index) && self.fits(*index, places),
            Meaning::Ambiguous(all) => all.iter().any(|i| of.contains(i)),
            Meaning::Unknown { name, case } => !case && one_word && heads(name, &noun),
            Meaning::Lost => false,
        };
        // In a protocol "the Convention" is the one that its title names, whatever else was cited.
        if let Some(index) = self.above.filter(|i| of.contains(i) && self.fits(*i, places))
            && !self.pointed(head.start)
        {
            return Some(Meaning::Known(index));
        }
        // In an instrument that goes by the noun itself, "the Convention" is another one only where that was named in the same
        // article.
        let own = self.own.is_some_and(|own| of.contains(&own)) && !self.pointed(head.start);
        let goes_by = |a: &Antecedent| (!own || a.paragraph >= self.since) && goes_by(a);
        if let Some(index) = self.possessor(found, &noun, head.start).filter(|i| of.contains(i)) {
            return Some(Meaning::Known(index));
        }
        if let Some(index) = self.courts_own(of, &noun, goes_by).filter(|&i| self.fits(i, places)) {
            return Some(Meaning::Known(index));
        }
        match self.antecedents.pick(goes_by) {
            // "the Fog Conventions", then "the Second Convention": of those meant, the one that goes by it.
            Some(Meaning::Ambiguous(all)) => {
                let narrowed: Vec<Index> = all.iter().copied().filter(|i| of.contains(i)).collect();
                return Some(one_of(if narrowed.is_empty() { all } else { narrowed }));
            }
            Some(meaning) => return Some(meaning),
            None => {}
        }
        if let Some(own) = self.own
            && of.contains(&own)
        {
            return (!found.places.is_empty()).then_some(Meaning::Known(own));
        }
        // "Part IV of the Manual" is one of the manual that was named, though it is not cited by parts.
        if places.iter().all(|p| structural(p.first().kind)) && !places.is_empty() {
            let named = |a: &Antecedent| matches!(a.meaning, Meaning::Known(index) if of.contains(&index));
            if let Some(meaning) = self.antecedents.pick(named) {
                return Some(meaning);
            }
        }
        let fitting: Vec<Index> = of.iter().copied().filter(|&i| self.fits(i, places)).collect();
        let meant: Vec<Index> = fitting.iter().copied().filter(|i| self.meant.contains(i)).collect();
        let fitting = if meant.is_empty() { fitting } else { meant };
        match fitting.len() {
            _ if found.places.is_empty() => None,
            1..=MOST_CANDIDATES => Some(one_of(fitting)),
            _ => Some(Meaning::Lost),
        }
    }
}

/// Whether `noun` (in lower case) is the head noun of a title: of "Additional Protocol to the Fog Convention", only
/// "protocol".
fn heads(title: &str, noun: &str) -> bool {
    let mut words = title.split_whitespace().map(str::to_lowercase).peekable();
    let head = |w: &String| treaty::HEADS.contains(&w.as_str());
    let Some(mut found) = words.by_ref().find(head) else {
        return title.split_whitespace().any(|w| w.to_lowercase() == noun);
    };
    // "the Covenant Protocol"
    while let Some(next) = words.next_if(head) {
        found = next;
    }
    found == noun
}
