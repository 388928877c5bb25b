//! The signs that may be quotation marks, and what stands on either side of them.

use model::Span;

use crate::draft::{Draft, Markup};

/// A sign that may be a quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The sign, or the backslash before it, or the entity that stands for it.
    pub(super) span: Span,
    /// The sign that it is or stands for.
    pub(super) sign: char,
    /// What stands before it, signs of emphasis passed over.
    before: Option<char>,
    /// What stands after it, signs of emphasis passed over.
    after: Option<char>,
    /// What stands after that.
    beyond: Option<char>,
}

/// Entities that stand for marks.
const ENTITIES: &[(&str, char)] = &[
    ("&quot;", '"'),
    ("&ldquo;", '“'),
    ("&rdquo;", '”'),
    ("&lsquo;", '‘'),
    ("&rsquo;", '’'),
    ("&laquo;", '«'),
    ("&raquo;", '»'),
    ("&bdquo;", '„'),
    ("&sbquo;", '‚'),
    ("&apos;", '\''),
    ("&#39;", '\''),
    ("&#34;", '"'),
];

const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

/// Whether `c` is a mark that can open a quotation.
pub(crate) const fn opens(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '„' | '‘' | '‚' | '«' | '‹' | '「' | '『')
}

/// Whether `c` is a mark that can close a quotation.
pub(crate) const fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | '」' | '』')
}

/// The marks in `span`, what lies in `skip` (ascending, disjoint) passed over.
pub(super) fn marks(draft: &Draft<'_>, span: Span, skip: &[Span]) -> Vec<Mark> {
    let Some(text) = span.of(draft.text) else { return Vec::new() };
    let markdown = draft.markup == Markup::Markdown;
    let emphasis = |c: char| markdown && matches!(c, '*' | '_' | '~');
    let mut skip = skip[skip.partition_point(|s| s.end() <= span.start())..].iter().peekable();
    let mut out = Vec::new();
    let mut before: Option<char> = None;
    let mut done = span.start();
    for (i, c) in text.char_indices() {
        let at = span.start() + i;
        while skip.peek().is_some_and(|s| s.end() <= at) {
            skip.next();
        }
        if let Some(hidden) = skip.peek()
            && hidden.start() <= at
        {
            // Code and addresses stand for a word; tags and calls for nothing.
            if at == hidden.start() && matches!(c, '`' | 'h' | 'w') {
                before = Some(c);
            }
            continue;
        }
        if at < done {
            continue;
        }
        let rest = &text[i..];
        let (sign, length) = match c {
            '\\' if markdown && rest[1..].starts_with(['"', '\'']) => (rest[1..].chars().next(), 2),
            '&' if markdown => {
                let entity = ENTITIES.iter().find(|(name, _)| rest.starts_with(name));
                (entity.map(|&(_, sign)| sign), entity.map_or(1, |(name, _)| name.len()))
            }
            _ => (Some(c).filter(|&c| is_mark(c)), c.len_utf8()),
        };
        if let Some(sign) = sign {
            let mut following = rest[length..].chars().filter(|&c| !emphasis(c));
            let (after, beyond) = (following.next(), following.next());
            out.push(Mark { span: Span::new(at, at + length), sign, before, after, beyond });
            done = at + length;
            before = Some(sign);
        } else if !emphasis(c) {
            before = Some(c);
        }
    }
    out
}

impl Mark {
    /// Whether a quotation may open here, by what stands around it.
    pub(super) fn may_open(&self) -> bool {
        let boundary = self.before.is_none_or(|c| {
            c.is_whitespace()
                || opens(c)
                || matches!(
                    c,
                    '(' | '[' | '{' | '<' | '—' | '–' | '-' | '/' | '=' | '|' | '…' | ':' | '¿' | '¡' | '>'
                )
        });
        boundary
            && self.after.is_some_and(|c| {
                !c.is_whitespace() && !matches!(c, ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}')
            })
    }

    /// Whether a quotation may end here, by what stands around it.
    pub(super) fn may_close(&self) -> bool {
        let ended = self.before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '[' | '{'));
        ended && self.after.is_none_or(|c| !c.is_alphanumeric())
    }

    /// Whether this is an apostrophe whatever stands open: `keeper's`, `'90s`, `'tis`, `l’«`.
    pub(super) fn is_apostrophe(&self) -> bool {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let elided = self.after.is_some_and(|c| matches!(c, '«' | '“' | '„'));
        let decade = !word(self.before)
            && self.after.is_some_and(|c| c.is_ascii_digit())
            && self.beyond.is_some_and(|c| c.is_ascii_digit() || c == 's');
        (word(self.before) && (word(self.after) || elided))
            || (self.sign != '‘' && decade && self.spaced_before())
    }

    fn spaced_before(&self) -> bool {
        self.before.is_none_or(char::is_whitespace)
    }

    /// Whether the closing mark may as well be the apostrophe of a plural or a sign for feet or minutes: the sentence goes
    /// on after it.
    pub(super) fn is_weak(&self) -> bool {
        let plural = self.before.is_some_and(|c| matches!(c, 's' | 'S' | 'z' | 'x') || c.is_ascii_digit());
        let goes_on =
            self.after.is_some_and(char::is_whitespace) && self.beyond.is_some_and(char::is_alphanumeric);
        plural && goes_on
    }

    /// Whether the sign may stand for inches or seconds.
    pub(super) fn follows_figure(&self) -> bool {
        self.before.is_some_and(|c| c.is_ascii_digit()) && self.after.is_some_and(char::is_whitespace)
    }
}
