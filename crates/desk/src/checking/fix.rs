//! Rewriting a draft: places that are wrong and typographic slips, never a word. Nothing is written here; what would change
//! is returned, and the citation that results must mean what the checker says, or it is left alone.

use cite::Names;
use model::{Pinpoint, Span, Status};

use super::CheckedDraft;
use crate::error::DeskError;
use crate::{Desk, Opened};

/// One change to a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// The bytes replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A draft with its changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// In the order of the draft.
    pub changes: Vec<Rewritten>,
    /// The draft afterwards.
    pub text: String,
}

impl Desk {
    /// What can be put right in a checked draft.
    ///
    /// # Errors
    /// When a table cannot be read.
    pub fn fix(&self, draft: &CheckedDraft) -> Result<Fixed, DeskError> {
        let opened = self.opened()?;
        let names = Names::new(self.catalogue()?);
        let mut changes: Vec<Rewritten> = Vec::new();
        for replace in draft.report.findings.iter().filter_map(|f| f.replace.as_ref()) {
            let Some(old) = replace.citation.of(&draft.text) else { continue };
            let Some(new) = replaced(old, &replace.from, &replace.to) else { continue };
            let change = Rewritten { span: replace.citation, text: new };
            let apart = changes.iter().all(|c| apart(c.span, change.span));
            // Another quotation that hangs on the same citation may be right where it is.
            let used = draft.report.quotations.iter().any(|q| {
                let at = |s: &check::Spot| s.place.as_ref().is_some_and(|p| p.within(&replace.from));
                q.verdict.is_clean()
                    && near(q.span, replace.citation, &draft.text)
                    && q.attributed.as_ref().is_some_and(at)
            });
            if apart && !used && self.means(opened, &draft.text, &change, &replace.to, &names)? {
                changes.push(change);
            }
        }
        for quotation in draft.report.quotations.iter().filter(|q| q.verdict.is_clean()) {
            changes.extend(slips(&draft.text, quotation.span));
        }
        changes.sort_by_key(|c| c.span);
        changes.dedup_by(|b, a| !apart(a.span, b.span));
        let text = applied(&draft.text, &changes);
        Ok(Fixed { changes, text })
    }
}

impl Desk {
    /// Whether the changed citation is one that means `place`.
    fn means(
        &self,
        opened: &Opened,
        text: &str,
        change: &Rewritten,
        place: &Pinpoint,
        names: &Names,
    ) -> Result<bool, DeskError> {
        let changed = applied(text, std::slice::from_ref(change));
        let citations = self.citations(opened, &changed, names, None)?;
        let at = citations.iter().filter(|c| c.span.start() == change.span.start());
        Ok(at.flat_map(|c| &c.targets).any(
            |t| matches!(&t.status, Status::Resolved(nodes) if nodes.iter().any(|n| n.pinpoint() == place)),
        ))
    }
}

fn apart(a: Span, b: Span) -> bool {
    a.end() <= b.start() || b.end() <= a.start()
}

/// Whether a quotation and a citation stand in one paragraph.
fn near(quotation: Span, citation: Span, text: &str) -> bool {
    let between = quotation.end().min(citation.end())..quotation.start().max(citation.start());
    text.get(between).is_none_or(|t| !t.contains("\n\n"))
}

fn applied(text: &str, changes: &[Rewritten]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for change in changes {
        out.push_str(text.get(at..change.span.start()).unwrap_or_default());
        out.push_str(&change.text);
        at = change.span.end();
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The numbers of a place, in order.
fn numbers(place: &Pinpoint) -> Option<Vec<&str>> {
    place.segments().iter().map(|s| s.number.as_deref().filter(|_| s.to.is_none())).collect()
}

/// A citation with the numbers of one place put in the stead of another's, in its own style; `None` where its style cannot
/// say the new place.
fn replaced(citation: &str, from: &Pinpoint, to: &Pinpoint) -> Option<String> {
    let kinds = |p: &Pinpoint| p.segments().iter().map(|s| s.kind).collect::<Vec<_>>();
    let (old, new) = (numbers(from)?, numbers(to)?);
    let ranges = found(citation, &old)?;
    if kinds(from) == kinds(to) {
        let mut out = citation.to_owned();
        for (range, number) in ranges.iter().zip(&new).rev() {
            out.replace_range(range.clone(), number);
        }
        return Some(out);
    }
    // Another depth can be written where the numbers stand in brackets, one after the other: 2(4).
    if from.first().kind != to.first().kind {
        return None;
    }
    let (first, last) = (ranges.first()?, ranges.last()?);
    let mut end = last.end;
    if ranges.len() > 1 {
        let between = ranges.windows(2).map(|pair| citation.get(pair[0].end..pair[1].start));
        let bracketed = between.clone().all(|b| b.is_some_and(|b| matches!(b.trim(), "(" | ")(" | ") (")));
        if !bracketed || !citation.get(end..)?.starts_with(')') {
            return None;
        }
        end += 1;
    }
    let (top, below) = new.split_first()?;
    let below: String = below.iter().map(|n| format!("({n})")).collect();
    Some(format!("{}{top}{below}{}", citation.get(..first.start)?, citation.get(end..)?))
}

/// Where the numbers stand in a citation, one after the other, each as a word of its own; `None` where they can be
/// found in two ways, so that it is not sure which is meant.
fn found(citation: &str, numbers: &[&str]) -> Option<Vec<std::ops::Range<usize>>> {
    let mut words: Vec<std::ops::Range<usize>> = Vec::new();
    for (i, c) in citation.char_indices() {
        match words.last_mut() {
            Some(last) if c.is_alphanumeric() && last.end == i => last.end = i + c.len_utf8(),
            _ if c.is_alphanumeric() => words.push(i..i + c.len_utf8()),
            _ => {}
        }
    }
    let is = |range: &std::ops::Range<usize>, number: &str| {
        citation.get(range.clone()).is_some_and(|w| w.eq_ignore_ascii_case(number))
    };
    let run = |from: usize| {
        let mut rest = words[from..].iter();
        let found: Option<Vec<_>> = numbers.iter().map(|n| rest.find(|w| is(w, n)).cloned()).collect();
        found.filter(|f| f.first() == words.get(from))
    };
    let mut runs = (0..words.len()).filter_map(run);
    let first = runs.next()?;
    runs.next().is_none().then_some(first)
}

/// Slips of typing within a quotation that is right: soft hyphens, ligatures, two spaces for one, zero-width characters.
fn slips(text: &str, span: Span) -> Vec<Rewritten> {
    let Some(words) = span.of(text) else { return Vec::new() };
    let mut out = Vec::new();
    let mut spaces: Option<usize> = None;
    for (i, c) in words.char_indices() {
        let at = span.start() + i;
        let instead = match c {
            '\u{ad}' | '\u{200b}' | '\u{feff}' => Some(""),
            'ﬀ' => Some("ff"),
            'ﬁ' => Some("fi"),
            'ﬂ' => Some("fl"),
            'ﬃ' => Some("ffi"),
            'ﬄ' => Some("ffl"),
            _ => None,
        };
        if let Some(instead) = instead {
            out.push(Rewritten { span: Span::new(at, at + c.len_utf8()), text: instead.to_owned() });
        }
        if c == ' ' {
            spaces.get_or_insert(at);
        } else if let Some(from) = spaces.take() {
            // Spaces at the beginning of a line are layout.
            let line = text.get(..from).is_some_and(|t| t.ends_with('\n') || t.is_empty());
            if at - from > 1 && !line && c != '\n' {
                out.push(Rewritten { span: Span::new(from, at), text: " ".to_owned() });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_rewritten_in_the_style_of_the_citation() {
        let new = |citation: &str, from: &str, to: &str| {
            replaced(citation, &from.parse().unwrap(), &to.parse().unwrap())
        };
        for (citation, from, to, wanted) in [
            (
                "Article 2(1) of the Lights Convention",
                "art-2/para-1",
                "art-2/para-2",
                "Article 2(2) of the Lights Convention",
            ),
            ("Article 2, paragraph 1,", "art-2/para-1", "art-4/para-2", "Article 4, paragraph 2,"),
            ("Lights Convention art 3", "art-3", "art-4/para-1", "Lights Convention art 4(1)"),
            ("art 2(2)(a) LC", "art-2/para-2/pt-a", "art-3", "art 3 LC"),
        ] {
            assert_eq!(new(citation, from, to).as_deref(), Some(wanted));
        }
        assert_eq!(new("Article 2, paragraph 1", "art-2/para-1", "art-3"), None);
        assert_eq!(new("Protocol 2, art 2", "art-2", "art-3"), None);
        assert_eq!(new("arts 2–4", "art-2..4", "art-3"), None);
    }

    #[test]
    fn slips_are_mended_and_layout_is_left() {
        let text = "“of\u{ad}fer  the ﬁre\n    of lamps”";
        let changes = slips(text, Span::new(0, text.len()));
        assert_eq!(applied(text, &changes), "“offer the fire\n    of lamps”");
    }
}
