//! What the checker says about a draft.

use std::fmt;
use std::ops::Range;

use model::{AuthorityId, Pinpoint, Span};

use crate::rules::Rule;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something to know: not checked, or harmless.
    Note,
    /// Something to look at.
    Warning,
    /// Something to mend.
    Error,
}

impl Severity {
    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A work, or a place in it, as the draft or the checker names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The authority; `None` where the table has none for it.
    pub authority: Option<AuthorityId>,
    /// The place in it.
    pub place: Option<Pinpoint>,
}

/// Where the words stand in truth, and how they read there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The held text.
    pub authority: AuthorityId,
    /// The place in it.
    pub place: Pinpoint,
    /// Its words.
    pub text: String,
}

/// A place in the draft that a finding points at, within or beside its span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where in the draft; empty where words are missing.
    pub span: Span,
    /// What is to be said there; may be empty.
    pub label: String,
}

/// Words of a source, to be shown below the draft's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facing {
    /// Whose, as a lawyer cites it: "UN Charter, art 51".
    pub cite: String,
    /// The words.
    pub text: String,
    /// The words that differ: byte ranges of `text`, ascending and disjoint.
    pub marks: Vec<Range<usize>>,
}

/// One thing the checker says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule it comes from.
    pub rule: &'static Rule,
    /// How grave.
    pub severity: Severity,
    /// The quotation or the citation, in bytes of the draft.
    pub span: Span,
    /// What is so, as a fact, in one sentence without full stop.
    pub message: String,
    /// What can be done about it.
    pub help: Option<String>,
    /// How the source reads.
    pub expected: Option<String>,
    /// How the draft reads.
    pub found: Option<String>,
    /// What the draft names as the source.
    pub target: Option<Spot>,
    /// Where the words stand.
    pub suggestion: Option<Suggestion>,
    /// The faults themselves; where there are none, the whole span is meant.
    pub marks: Vec<Mark>,
    /// The source's words beside it.
    pub facing: Option<Facing>,
    /// The citation whose place may be put right, with the place as cited and as it should be.
    pub replace: Option<Replace>,
    /// What the finding is known by, wherever it moves in the draft: see [`crate::Baseline`].
    pub key: u64,
}

/// A place in a citation that may be put right without touching a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replace {
    /// The citation.
    pub citation: Span,
    /// The place as cited.
    pub from: Pinpoint,
    /// The place where the words stand.
    pub to: Pinpoint,
}

impl Finding {
    /// A finding of `rule` with its own severity and nothing but a message.
    pub(crate) fn new(rule: &'static Rule, span: Span, message: String) -> Self {
        Self {
            rule,
            severity: rule.severity,
            span,
            message,
            help: None,
            expected: None,
            found: None,
            target: None,
            suggestion: None,
            marks: Vec::new(),
            facing: None,
            replace: None,
            key: 0,
        }
    }
}

/// What became of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Word for word what the source says.
    Verbatim,
    /// Differs only in ways that the quotation marks, in spelling, or by a known variant of the print.
    Marked,
    /// Differs without a mark.
    Altered,
    /// The words stand in another place than the one cited.
    Misplaced,
    /// The words stand in no held text.
    NotFound,
    /// Not checked: the source is not held.
    Unheld,
    /// No source is given and none was found.
    Unattributed,
}

impl Verdict {
    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Marked => "marked",
            Self::Altered => "altered",
            Self::Misplaced => "misplaced",
            Self::NotFound => "not-found",
            Self::Unheld => "unheld",
            Self::Unattributed => "unattributed",
        }
    }

    /// Whether the words were laid beside a source and stand there.
    pub const fn is_clean(self) -> bool {
        matches!(self, Self::Verbatim | Self::Marked)
    }
}

/// Where a held text has the words of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The held text.
    pub document: AuthorityId,
    /// The narrowest place that holds the words.
    pub place: Pinpoint,
    /// The raw bytes of the source file, from the first quoted word to the last.
    pub span: Span,
}

/// A quotation with its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The quoted text in the draft.
    pub span: Span,
    /// What became of it.
    pub verdict: Verdict,
    /// The source that it is given to; `None` where none is given and none was found.
    pub attributed: Option<Spot>,
    /// Where the words stand.
    pub source: Option<Standing>,
}

/// How many of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Citations in the draft.
    pub citations: usize,
    /// Quotations in the draft.
    pub quotations: usize,
    /// Quotations that were laid beside a held text.
    pub compared: usize,
    /// Quotations whose source is not held.
    pub unheld: usize,
    /// Quotations to which no source is given and for which none was found.
    pub unattributed: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are notes.
    pub notes: usize,
    /// Findings that a comment in the draft keeps back.
    pub allowed: usize,
    /// Findings that the baseline keeps back.
    pub known: usize,
}

impl Summary {
    /// The sum of two.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            citations: self.citations + other.citations,
            quotations: self.quotations + other.quotations,
            compared: self.compared + other.compared,
            unheld: self.unheld + other.unheld,
            unattributed: self.unattributed + other.unattributed,
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            notes: self.notes + other.notes,
            allowed: self.allowed + other.allowed,
            known: self.known + other.known,
        }
    }
}

/// What a check came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// In the order of the draft.
    pub findings: Vec<Finding>,
    /// In the order of the draft.
    pub quotations: Vec<Checked>,
    /// The counts.
    pub summary: Summary,
}
