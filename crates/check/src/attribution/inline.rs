//! Quotations in running text.

use model::Span;

use super::cues::{self, Says};
use super::joint::Joint;
use super::scene::{Cited, Scene};
use super::{Candidate, words_in};
use crate::quotation::{Attribution, By, QuoteKind};

/// A phrase of so many words is a term unless the words around it say otherwise.
pub(super) const TERM: usize = 3;
/// A quotation of more words belongs to a citation of its sentence even if nothing says so.
pub(super) const LONG: usize = 8;

/// The citations that a quotation between marks may hang on. `previous` is the quotation before with what became of it.
pub(super) fn candidates(
    scene: &Scene<'_>,
    at: usize,
    previous: Option<(usize, Option<Attribution>)>,
) -> Vec<Candidate> {
    let span = scene.quotations[at].span;
    let note = scene.layout.note_at(span.start());
    let (before, after) = scene.around(span);
    let size: usize =
        scene.quotations[at].pieces.iter().map(|p| words_in(scene.slice(p.start(), p.end()))).sum();
    let lead = scene.slice(before.start(), before.end());
    if lead.trim_end().ends_with("so-called") {
        return Vec::new();
    }
    let here = Here { scene, at, span, note, before, after, size };
    let mut out = Vec::new();
    let right_after = scene.after(span.end());
    if let Some(citation) = right_after.cited {
        // "See also" does not take the place of the work that is named before.
        let signalled = scene.citations.get(citation).is_some_and(|c| c.signal.is_some());
        out.push(Candidate { citation, by: By::Follows, rank: if signalled { 35 } else { 10 } });
    }
    if scene.in_heading(span.start()) {
        return out;
    }
    let pieces = &scene.quotations[at].pieces;
    for gap in pieces.windows(2).map(|p| Span::new(p[0].end(), p[1].start())) {
        let cited = scene.cited_in(gap, note).next();
        out.extend(cited.map(|c| Candidate { citation: c.index, by: By::Introduces, rank: 12 }));
    }
    if words_in(lead) == 0 {
        out.extend(super::block::led_to(scene, span.start(), note));
    }
    let told = here.teller_after();
    if told.is_none() {
        out.extend(here.introduced(previous));
    }
    if let Some(citation) = right_after.note.and_then(|n| scene.of_note(n)) {
        let rank = here.footnote_rank(citation, &out);
        out.push(Candidate { citation, by: By::Footnote, rank });
    }
    out.extend(here.followed());
    out.extend(here.sentence_after());
    out.extend(here.noted());
    // A note that gives other literature has the source, though it is not known.
    let literature = right_after.note.is_some_and(|n| scene.is_literature(n));
    if told.is_some() || literature {
        return out;
    }
    if out.is_empty() {
        out.extend(here.shared(previous));
    }
    if out.is_empty() {
        out.extend(here.nearest());
    }
    if out.is_empty() {
        out.extend(here.antecedent());
    }
    out
}

/// A quotation and its surroundings.
pub(super) struct Here<'a, 's> {
    pub(super) scene: &'a Scene<'s>,
    at: usize,
    pub(super) span: Span,
    note: Option<usize>,
    pub(super) before: Span,
    pub(super) after: Span,
    pub(super) size: usize,
}

impl Here<'_, '_> {
    /// The quotation that ends last before this one in the same sentence.
    fn neighbour(&self, previous: Option<(usize, Option<Attribution>)>) -> Option<Span> {
        let span = self.scene.quotations[previous?.0].span;
        (span.end() > self.before.start() && span.end() <= self.span.start()).then_some(span)
    }

    /// The citation before that leads up to the quotation.
    fn introduced(&self, previous: Option<(usize, Option<Attribution>)>) -> Option<Candidate> {
        let neighbour = self.neighbour(previous);
        for cited in self.scene.cited_in(self.before, self.note).rev() {
            if !self.is_free(cited) || neighbour.is_some_and(|n| n.end() > cited.span.end()) {
                return None;
            }
            match self.joint(cited) {
                Some(Joint::Tight) => {
                    return Some(Candidate { citation: cited.index, by: By::Introduces, rank: 24 });
                }
                Some(Joint::Loose) => {
                    return Some(Candidate { citation: cited.index, by: By::Introduces, rank: 30 });
                }
                None if self.is_aside(cited) => {}
                None => return None,
            }
        }
        None
    }

    /// Whether the citation is not that of a quotation before, nor named only to be set against.
    fn is_free(&self, cited: &Cited) -> bool {
        self.scene
            .owner(cited.index)
            .is_none_or(|o| self.scene.quotations[o].span.start() >= self.span.start())
    }

    /// Whether another citation before this one may still be meant: this one is an aside.
    fn is_aside(&self, cited: &Cited) -> bool {
        let lead = self.scene.slice(self.before.start(), cited.span.start());
        let words: Vec<&str> = lead.split_whitespace().rev().take(3).collect();
        lead.trim_end().ends_with(['(', '['])
            || words.iter().any(|w| cues::contrasts(w) || cues::concerns(w) || cues::plain(w) == "with")
    }

    /// How sure the footnote called at the quotation is, beside the citation that introduces it.
    fn footnote_rank(&self, note: usize, found: &[Candidate]) -> u8 {
        let scene = self.scene;
        let introduced = found.iter().find(|c| c.by == By::Introduces && scene.has_place(c.citation));
        let signalled = scene.citations.get(note).is_some_and(|c| c.signal.is_some());
        match introduced {
            Some(c) if !scene.same_work(c.citation, note) && (signalled || !scene.has_place(note)) => 50,
            _ => 20,
        }
    }

    /// The citation after the quotation in the same sentence.
    fn followed(&self) -> Option<Candidate> {
        let scene = self.scene;
        let cited = scene.cited_in(self.after, self.note).next()?;
        let between = scene.slice(self.span.end(), cited.span.start());
        if self.next_quotation().is_some_and(|n| n < cited.span.start()) || !scene.may_source(cited.index) {
            return None;
        }
        let candidate = |rank| Some(Candidate { citation: cited.index, by: By::Follows, rank });
        let words: Vec<&str> =
            between.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).collect();
        let outside = between.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ';');
        let open = between.rfind(['(', '[']).map(|i| (i, words_in(&between[i..])));
        if let Some((open, lead)) = open
            && lead <= 5
            && !between[open..].contains([')', ']'])
        {
            let gap = words_in(&between[..open]);
            let clauses =
                between[..open].trim_start_matches(|c: char| !c.is_alphanumeric()).contains([',', ';', ':']);
            let near = if self.size <= TERM { gap <= 6 && !clauses } else { gap <= 12 || self.size > LONG };
            return if near { candidate(70) } else { None };
        }
        if outside.contains(';') || words.len() > 8 || !words.iter().all(|w| cues::links(w)) {
            return None;
        }
        let says = |w: &&str| cues::verb(w) == Says::Words;
        let tail = scene.slice(cited.span.end(), self.after.end());
        let spoken = tail.split_whitespace().take(5).any(|w| cues::verb(w) != Says::Nothing || w == "it");
        if words.is_empty() {
            let apart = between.contains([',', '—', '–', ':', '-', '[']);
            return if spoken || (apart && words_in(tail) <= 4) { candidate(40) } else { None };
        }
        if words.len() <= 3 || words.iter().any(says) { candidate(25) } else { candidate(40) }
    }

    /// Where the next quotation begins.
    fn next_quotation(&self) -> Option<usize> {
        let all = self.scene.quotations;
        let next = all.partition_point(|q| q.span.start() < self.span.end());
        all.get(next).map(|q| q.span.start())
    }

    /// The citation that makes up the sentence after.
    fn sentence_after(&self) -> Option<Candidate> {
        let end = self.scene.holder(self.span.start()).end();
        if self.size <= TERM && words_in(self.scene.slice(self.after.start(), self.after.end())) > 4 {
            return None;
        }
        let citation = self.scene.citation_sentence(self.after.end(), end, self.note)?;
        Some(Candidate { citation, by: By::Follows, rank: 60 })
    }

    /// The footnote at the end of the sentence or the clause.
    fn noted(&self) -> Option<Candidate> {
        let to = self.next_quotation().unwrap_or(usize::MAX).min(self.after.end() + 12);
        let call = self.scene.layout.calls_in(Span::new(self.span.end(), to.max(self.span.end()))).first()?;
        let gap = words_in(self.scene.slice(self.span.end(), call.span.start()));
        if self.size <= TERM && gap > 2 {
            return None;
        }
        let citation = self.scene.of_note(call.note)?;
        Some(Candidate { citation, by: By::Footnote, rank: 80 })
    }

    /// What the quotation before in the same sentence hangs on, if this one goes on from it.
    fn shared(&self, previous: Option<(usize, Option<Attribution>)>) -> Option<Candidate> {
        let neighbour = self.neighbour(previous)?;
        let given = previous?.1?;
        let gap = self.scene.slice(neighbour.end(), self.span.start());
        let cited_between =
            self.scene.cited_in(Span::new(neighbour.end(), self.span.start()), self.note).next();
        let words: Vec<&str> = gap.split_whitespace().collect();
        let turns = words
            .iter()
            .any(|w| cues::speaker(w) || matches!(cues::plain(w).as_str(), "while" | "whereas" | "although"));
        let apart = gap.trim_start_matches(|c: char| !c.is_alphanumeric() && c != ';').contains(';');
        let own_verb = words.iter().any(|w| cues::verb(w) != Says::Nothing);
        let near = words.len() <= if own_verb || self.size > TERM { 10 } else { 4 };
        (near && !turns && !apart && cited_between.is_none()).then_some(Candidate {
            citation: given.citation,
            by: given.by,
            rank: 50,
        })
    }

    /// For a quotation of some length: the nearest citation of the sentence.
    fn nearest(&self) -> Option<Candidate> {
        if self.size <= LONG {
            return None;
        }
        let before = self.scene.cited_in(self.before, self.note).next_back().filter(|c| {
            let between = self.scene.slice(c.span.end(), self.span.start());
            let lead = self.scene.slice(self.before.start(), c.span.start());
            let about = lead.split_whitespace().rev().find(|w| !matches!(*w, "the" | "a" | "an"));
            let about =
                about.is_some_and(|w| cues::contrasts(w) || cues::concerns(w) || matches!(w, "of" | "on"));
            let words: Vec<&str> = between.split_whitespace().collect();
            self.is_free(c) && !about && !self.is_told(c, &words) && !self.is_spoken_of(c, &words)
        });
        let after = self.scene.cited_in(self.after, self.note).next().filter(|c| {
            let between = self.scene.slice(self.span.end(), c.span.start());
            let words: Vec<&str> = between.split_whitespace().collect();
            let about =
                words.iter().rev().find(|w| !cues::points(w)).is_some_and(|w| matches!(*w, "of" | "on"));
            self.scene.may_source(c.index)
                && (!about || words.len() < 2)
                && !self.is_told(c, &words)
                && !words.iter().any(|w| cues::contrasts(w) || cues::concerns(w))
        });
        let (cited, by) = match (before, after) {
            (Some(b), Some(a)) if a.span.start() - self.span.end() < self.span.start() - b.span.end() => {
                (a, By::Follows)
            }
            (Some(b), _) => (b, By::Introduces),
            (None, Some(a)) => (a, By::Follows),
            (None, None) => return None,
        };
        Some(Candidate { citation: cited.index, by, rank: 90 })
    }

    /// "It provides that …": the citation of the sentences before.
    fn antecedent(&self) -> Option<Candidate> {
        let pieces = &self.scene.quotations[self.at].pieces;
        // Where the author's words interrupt the quotation, they tell who speaks.
        let told = match pieces.get(..2) {
            Some([one, next]) => Span::new(one.end(), next.start()),
            _ => self.before,
        };
        let lead = self.scene.unquoted(told);
        let citation = antecedent(self.scene, &lead, self.before.start(), self.note, self.size)?;
        Some(Candidate { citation, by: By::Introduces, rank: 100 })
    }
}

/// The citation that the subject of `lead`, the words before a quotation of `size` words, stands for; it is looked for
/// before `from`.
pub(super) fn antecedent(
    scene: &Scene<'_>,
    lead: &str,
    from: usize,
    note: Option<usize>,
    size: usize,
) -> Option<usize> {
    let words: Vec<&str> = lead.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).collect();
    // "My grandmother had a saying".
    let noun = |at: usize| at.checked_sub(1).is_some_and(|before| cues::is_noun(words[before], words[at]));
    let verb = (0..words.len()).rfind(|&at| cues::verb(words[at]) != Says::Nothing && !noun(at));
    // "Under that article, ‘no lamp …’".
    let grounded = size > TERM
        && words.len() <= 4
        && words.first().is_some_and(|w| cues::grounds(w))
        && words.last().is_some_and(|w| cues::source(w));
    let verb = if grounded { words.len() - 1 } else { verb? };
    if words.iter().any(|w| cues::speaker(w)) || (size <= TERM && words.len() - verb > 6) {
        return None;
    }
    if let Some(name) = cues::teller(&words) {
        let name = cues::plain(name);
        let by = |c: &usize| scene.is_by(*c, &name);
        return earlier(scene, from, note).into_iter().find(by);
    }
    let subject = words[..verb].iter().rev().take(12).chain(words[verb..].iter().take(4));
    let mut wanted = None;
    for word in subject {
        let plain = cues::plain(word);
        wanted = match plain.as_str() {
            "he" | "she" | "we" | "i" | "they" | "court" | "tribunal" | "judges" | "commission"
            | "committee" | "chamber" | "author" | "authors" | "panel" | "judgment" | "judgement" => {
                Some(true)
            }
            "it" | "text" | "document" | "sentence" | "passage" | "paragraph" | "definition" | "comment"
            | "commentary" | "report" | "memorandum" | "memo" | "this" | "which" => None.or(wanted),
            p if cues::source(p) => Some(false),
            _ => continue,
        };
        // "Article 3 is, in her words, …": not the Article's.
        let others = words.windows(2).any(|w| cues::owns(w[0]) && cues::verb(w[1]) == Says::Sense)
            || words.get(verb).is_some_and(|w| cues::personal(w));
        let earlier = earlier(scene, from, note);
        let mut fitting = earlier.into_iter().filter(|&c| {
            let voiced = scene.is_voiced(c);
            (voiced || !others) && wanted.is_none_or(|wanted| voiced == wanted)
        });
        return fitting.next();
    }
    None
}

/// The citations before `from`, the last first: those of its paragraph, else those of the paragraph before.
fn earlier(scene: &Scene<'_>, from: usize, note: Option<usize>) -> Vec<usize> {
    let own = scene.holder(from);
    let listed = |range: Span| -> Vec<usize> {
        scene
            .cited_in(range, note)
            .rev()
            .filter(|c| scene.may_source(c.index))
            .take(4)
            .map(|c| c.index)
            .collect()
    };
    let here = listed(Span::new(own.start(), from));
    if !here.is_empty() || note.is_some() {
        return here;
    }
    let before = scene.layout.paragraph_at(own.start()).and_then(|i| i.checked_sub(1));
    match before.and_then(|i| scene.layout.paragraphs.get(i)) {
        Some(p) if matches!(p.role, crate::layout::Role::Prose | crate::layout::Role::Item) => listed(p.span),
        _ => Vec::new(),
    }
}

/// Gives a phrase that hangs on nothing what the next one hangs on, where the two are joined: "on behalf of" or "with the
/// help of" (para 5).
pub(super) fn share_backwards(scene: &Scene<'_>, out: &mut [Option<Attribution>]) {
    for i in (1..out.len()).rev() {
        let (Some(given), None) = (out[i], out[i - 1]) else { continue };
        let (one, next) = (&scene.quotations[i - 1], &scene.quotations[i]);
        let both = one.kind == QuoteKind::Inline
            && next.kind == QuoteKind::Inline
            && one.within.is_none()
            && next.within.is_none();
        if !both
            || one.span.end() > next.span.start()
            || !matches!(given.by, By::Follows | By::Frames | By::Footnote)
        {
            continue;
        }
        let gap = scene.slice(one.span.end(), next.span.start());
        let words: Vec<String> = gap.split_whitespace().map(cues::plain).filter(|w| !w.is_empty()).collect();
        let turns = gap.split_whitespace().any(|w| cues::speaker(w) || cues::verb(w) != Says::Nothing);
        let joined = words.len() <= 3 && !turns && !gap.contains([';', '.', '(']);
        let same = scene.sentence(one.span.start()) == scene.sentence(next.span.start());
        if joined && same && !scene.is_title(one.span) && !gap.contains('\n') {
            out[i - 1] = Some(given);
        }
    }
}
