//! Marks that belong together.

use model::Span;

use super::marks::{Mark, marks};
use crate::draft::{Draft, Markup};
use crate::layout::{Layout, Paragraph, Role};
use crate::quotation::{Quotation, QuoteKind};

/// Quotations within quotations, at most.
const DEEPEST: usize = 16;

/// A quotation that is open.
struct Open {
    sign: char,
    /// Where the words of the paragraph at hand begin.
    from: usize,
    /// What stands in earlier paragraphs.
    pieces: Vec<Span>,
}

/// The quotations between marks.
pub(super) fn inline(draft: &Draft<'_>, layout: &Layout) -> Vec<Quotation> {
    let mut skip: Vec<Span> = layout.opaque.clone();
    skip.extend(layout.calls.iter().map(|c| c.span));
    skip.sort_unstable();
    let mut out = Vec::new();
    let mut carried: Option<Open> = None;
    for (i, paragraph) in layout.paragraphs.iter().enumerate() {
        let next = layout.paragraphs.get(i + 1).filter(|n| goes_on(paragraph, n));
        let heir = next.and_then(|n| first_sign(draft, n.span));
        carried = pairs(draft, paragraph.span, &skip, carried, heir, &mut out);
    }
    for call in &layout.calls {
        // An inline note is a text of its own.
        if let Some(note) = layout.notes.get(call.note).filter(|n| call.span.contains(n.body)) {
            pairs(draft, note.body, &layout.opaque, None, None, &mut out);
        }
    }
    out
}

/// Whether a quotation may go on from one paragraph to the next.
fn goes_on(one: &Paragraph, next: &Paragraph) -> bool {
    match (one.role, next.role) {
        (Role::Prose | Role::Item, Role::Prose | Role::Item) => true,
        (a, b) => a == b && a != Role::Heading,
    }
}

/// The sign that a paragraph begins with.
fn first_sign(draft: &Draft<'_>, span: Span) -> Option<char> {
    let text = span.of(draft.text)?;
    match draft.markup {
        Markup::Markdown => text.chars().find(|c| !matches!(c, '*' | '_')),
        Markup::Plain => text.chars().next(),
    }
}

/// What closes a quotation that `sign` opened.
fn closers(sign: char) -> &'static [char] {
    match sign {
        '“' => &['”', '“'],
        '„' => &['“', '”', '‟'],
        '”' => &['”'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '‹' => &['›'],
        '‘' => &['’'],
        '‚' => &['‘', '’', '‛'],
        '"' => &['"'],
        '\'' => &['\''],
        '「' => &['」'],
        '『' => &['』'],
        _ => &[],
    }
}

const fn is_single(sign: char) -> bool {
    matches!(sign, '‘' | '’' | '\'' | '‚')
}

/// What comes after a mark, looked up from behind: whether a mark that surely closes stands before the next that opens.
struct Ahead {
    /// For a closing single mark: a strong one follows before the next opening one.
    strong: Vec<bool>,
    /// For a straight double mark: the next one can only close.
    closing: Vec<bool>,
}

impl Ahead {
    fn new(marks: &[Mark]) -> Self {
        let (mut strong, mut closing) = (vec![false; marks.len()], vec![false; marks.len()]);
        let (mut curly, mut straight, mut double) = (false, false, false);
        for (i, mark) in marks.iter().enumerate().rev() {
            strong[i] = if mark.sign == '\'' { straight } else { curly };
            closing[i] = double;
            let closes = mark.may_close() && !mark.is_apostrophe() && !mark.is_weak();
            match mark.sign {
                '‘' if mark.may_open() => curly = false,
                '’' if closes => curly = true,
                '\'' if mark.may_open() && !mark.is_apostrophe() => straight = false,
                '\'' if closes => straight = true,
                '"' => double = mark.may_close() && !mark.may_open(),
                _ => {}
            }
        }
        Self { strong, closing }
    }
}

/// The quotations of one paragraph; what goes on in the next one, which begins with `heir`, is handed back.
fn pairs(
    draft: &Draft<'_>,
    span: Span,
    skip: &[Span],
    carried: Option<Open>,
    heir: Option<char>,
    out: &mut Vec<Quotation>,
) -> Option<Open> {
    let marks = marks(draft, span, skip);
    let ahead = Ahead::new(&marks);
    let mut open: Vec<Open> = Vec::new();
    let mut rest = marks.iter().enumerate();
    if let Some(mut before) = carried
        && let Some((_, mark)) = rest.next()
    {
        before.from = mark.span.end();
        open.push(before);
    }
    for (i, mark) in rest {
        let weak_ends = ahead.strong[i]
            || heir.is_some_and(|h| is_single(h) && open.first().is_some_and(|o| o.sign == h));
        if let Some(at) = closed(&open, mark, weak_ends, ahead.closing[i]) {
            open.truncate(at + 1);
            if let Some(one) = open.pop() {
                out.extend(finish(draft.text, one, mark.span.start()));
            }
        } else if opened(&open, mark) && open.len() < DEEPEST {
            open.push(Open { sign: mark.sign, from: mark.span.end(), pieces: Vec::new() });
        }
    }
    let heir = heir?;
    let at = open.iter().position(|o| o.sign == heir)?;
    let mut one = open.swap_remove(at);
    one.pieces.push(Span::new(one.from, span.end()));
    Some(one)
}

/// Position of the open quotation that `mark` closes.
fn closed(open: &[Open], mark: &Mark, strong_ahead: bool, closing_ahead: bool) -> Option<usize> {
    let at = open.iter().rposition(|o| closers(o.sign).contains(&mark.sign))?;
    let one = open.get(at)?;
    let single = is_single(one.sign);
    // An apostrophe in an inner quotation does not close the outer one.
    if single && open.get(at + 1..).is_some_and(|inner| inner.iter().any(|o| !is_single(o.sign))) {
        return None;
    }
    let closes = match mark.sign {
        // Opening marks that close in some languages, or by a slip.
        '“' | '»' if one.sign == mark.sign || one.sign == '“' => mark.may_close() && !mark.may_open(),
        '‘' | '“' | '«' | '»' | '」' | '』' | '›' => true,
        '”' | '‟' => true,
        '"' => mark.may_close() && !(mark.follows_figure() && closing_ahead),
        _ => mark.may_close() && !mark.is_apostrophe() && !(mark.is_weak() && strong_ahead),
    };
    closes.then_some(at)
}

/// Whether `mark` opens a quotation.
fn opened(open: &[Open], mark: &Mark) -> bool {
    match mark.sign {
        '“' | '„' | '«' | '‹' | '「' | '『' => true,
        '‚' | '”' | '»' | '"' => mark.may_open(),
        '‘' => mark.may_open() && !mark.is_apostrophe(),
        '\'' => mark.may_open() && !mark.is_apostrophe() && open.last().is_none_or(|o| o.sign != '\''),
        _ => false,
    }
}

/// The finished quotation; none where there are no words.
fn finish(text: &str, open: Open, end: usize) -> Option<Quotation> {
    let mut pieces = open.pieces;
    pieces.push(Span::new(open.from, end));
    let pieces: Vec<Span> = pieces.into_iter().filter_map(|p| trimmed(text, p)).collect();
    let span = pieces.iter().copied().reduce(Span::cover)?;
    let words = span.of(text)?.contains(char::is_alphanumeric);
    // Rock 'n' roll.
    if is_single(open.sign) && matches!(span.of(text), Some("n" | "N")) {
        return None;
    }
    words.then_some(Quotation { span, pieces, kind: QuoteKind::Inline, within: None })
}

/// The span without white space at its ends; `None` where nothing is left.
pub(super) fn trimmed(text: &str, span: Span) -> Option<Span> {
    let inner = span.of(text)?;
    let start = span.start() + inner.len() - inner.trim_start().len();
    let end = start + inner.trim().len();
    (start < end).then_some(Span::new(start, end))
}
