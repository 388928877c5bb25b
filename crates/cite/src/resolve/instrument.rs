//! What titles and bodies tell of the instrument that a noun means: the convention of a protocol, the statute of a court, the
//! charter of a council.

use model::{Kind, Pinpoint, SegmentKind, Span};

use super::antecedent::Antecedent;
use super::{Meaning, Resolver, cut, joined, written};
use crate::found::{Found, Who};
use crate::names::Index;
use crate::place::{Within, structural};
use crate::scan;
use crate::words;

/// A body may stand so many bytes before "its Statute".
const POSSESSOR: usize = 200;

impl Resolver<'_> {
    /// The instrument that the title of a protocol holds: after "the Additional Protocol to the Fog Convention", "the
    /// Convention" is the Fog Convention.
    pub(super) fn parent(&self, found: &Found) -> Option<Meaning> {
        let name = match found.who.as_slice() {
            [Who::Unknown { name, case: false }] => name.clone(),
            [Who::Named(_)] => found.span.start()..found.span.end(),
            _ => return None,
        };
        let raw = self.text.get(name.clone())?;
        let (head, inner) = raw.split_once(" to the ")?;
        if !["rotocol", "nnex", "mendment"].iter().any(|noun| head.contains(noun)) {
            return None;
        }
        let at = name.start + raw.len() - inner.len();
        if let Some(hit) = self.names.at(self.text, at).filter(|hit| hit.end <= name.end) {
            return <[Index; 1]>::try_from(hit.entry.named.clone()).ok().map(|[index]| Meaning::Known(index));
        }
        let unknown = matches!(found.who.as_slice(), [Who::Unknown { .. }]) && inner.contains(' ');
        unknown.then(|| Meaning::Unknown { name: written(self.text, Span::new(at, name.end)), case: false })
    }

    /// The instrument of a body that "its" points at: after "The ICC follows in", "its Statute" is that of the ICC.
    pub(super) fn possessor(&self, found: &Found, noun: &str, head: usize) -> Option<Index> {
        let gap = words::back_over_space(self.text, head, 0);
        let before = words::word_start(self.text, gap, 0);
        if !self.text.get(before..gap)?.eq_ignore_ascii_case("its") {
            return None;
        }
        let start = found.span.start().min(before);
        let from = scan::boundary(self.text, start.saturating_sub(POSSESSOR));
        let near = self.text.get(from..start)?;
        let sentence = near.rfind(['.', '\n', ';']).map_or(from, |at| from + at + 1);
        let starts = (sentence..start).filter(|&at| {
            self.text.is_char_boundary(at)
                && words::capital(self.text, at)
                && !scan::alnum_before(self.text, at)
        });
        let bodies = starts.filter_map(|at| self.names.body_at(self.text, at));
        self.names.applied_by(bodies.last()?.1, noun)
    }

    /// Whether a noun is pointed at by more than an article, so that it is what was named last: "that Convention".
    pub(super) fn pointed(&self, head: usize) -> bool {
        let gap = words::back_over_space(self.text, head, 0);
        let word = self.text.get(words::word_start(self.text, gap, 0)..gap).unwrap_or_default();
        ["that", "said", "latter", "same", "aforementioned", "aforesaid"]
            .iter()
            .any(|w| word.eq_ignore_ascii_case(w))
    }

    /// The instrument that a court applies, where a decision of it is nearer than anything that goes by the noun: after a
    /// judgment of the Strasbourg court, "the Convention" is the European one.
    pub(super) fn courts_own(
        &self,
        of: &[Index],
        noun: &str,
        goes_by: impl Fn(&Antecedent) -> bool,
    ) -> Option<Index> {
        let nearer = self.antecedents.nearest().take_while(|a| !goes_by(a));
        let court = nearer
            .filter_map(|a| match a.meaning {
                Meaning::Known(index) => self.names.authority(index),
                _ => None,
            })
            .find(|a| a.kind == Kind::Case)?
            .court
            .as_deref()?;
        let index = self.names.applied(court, noun)?;
        // Beside a statute named in the same paragraph that of another court, which nothing names, is not meant.
        let named =
            noun == "statute" && !self.named.contains(&index) && self.antecedents.nearest().any(&goes_by);
        (of.contains(&index) && !named).then_some(index)
    }

    /// The instrument that the body behind the nearest work acts under, where that alone can have the places: after a
    /// resolution of the Security Council, "Chapter VII" is one of the Charter.
    pub(super) fn constituent(&self, places: &[Pinpoint]) -> Option<Index> {
        let nearest = self.antecedents.nearest().find_map(|a| match a.meaning {
            Meaning::Known(index) => Some(index),
            _ => None,
        })?;
        let authority = self.names.authority(nearest)?;
        if self.fits(nearest, places) || authority.kind != Kind::Resolution {
            return None;
        }
        let index = self.names.applied(authority.body.as_deref()?, "charter")?;
        self.fits(index, places).then_some(index)
    }

    /// A place of the instrument these words stand in.
    pub(super) fn own_bare(&self, found: &Found, places: &mut Vec<Pinpoint>) -> Option<()> {
        let within = match found.within {
            Some(Within::This(kind)) => {
                let own = self.own_place.as_ref()?;
                let above = cut(own, kind)?;
                // In an article with paragraphs "subparagraph (a) of this article" is the paragraph's.
                let point = kind == SegmentKind::Article
                    && places.iter().all(|p| p.first().kind == SegmentKind::Point);
                Some(cut(own, SegmentKind::Paragraph).filter(|_| point).unwrap_or(above))
            }
            Some(Within::Same(_)) => None,
            None => match places.first()?.first().kind {
                SegmentKind::Paragraph => Some(cut(self.own_place.as_ref()?, SegmentKind::Article)?),
                SegmentKind::Point => {
                    let own = self.own_place.as_ref()?;
                    Some(cut(own, SegmentKind::Paragraph).or_else(|| cut(own, SegmentKind::Article))?)
                }
                SegmentKind::Page => return None,
                kind => self.division_above(kind),
            },
        };
        if let Some(above) = within {
            *places = places.iter().filter_map(|p| joined(&above, p)).collect();
        }
        (!places.is_empty()).then_some(())
    }

    /// What lies above the section or chapter that these words stand in, where those are counted anew within each part:
    /// another "section 2" is one of the same part.
    fn division_above(&self, kind: SegmentKind) -> Option<Pinpoint> {
        let here = self.division.as_ref().filter(|_| structural(kind))?;
        let at = here.segments().iter().position(|s| s.kind == kind).filter(|at| *at > 0)?;
        Pinpoint::new(here.segments().get(..at)?.to_vec()).ok()
    }
}
