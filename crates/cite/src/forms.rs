//! The forms of citation: each gives its anchors to the automaton and reads what stands around a hit.

/// What a hit of the automaton may begin or belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Anchor {
    /// A word or sign for a place.
    Place,
    /// The head noun of a treaty or declaration.
    Treaty,
    /// "v." between the parties of a case.
    Versus,
    /// A document symbol of the United Nations.
    Symbol,
    /// A word for a resolution.
    Resolution,
    /// A series of reports or treaties.
    Series,
    /// "ibid." and its kin.
    Back,
    /// A word that stands for a work without naming it.
    Vague,
    /// A Markdown footnote.
    Note,
}

/// The anchors of every form, in lower case.
pub(crate) const ANCHORS: &[(Anchor, &[&str])] = &[(
    Anchor::Place,
    &[
        "article",
        "articles",
        "art.",
        "art ",
        "art\u{a0}",
        "arts",
        "paragraph",
        "paragraphs",
        "para",
        "paras",
        "subpara",
        "sub-para",
        "¶",
        "§",
        "rule",
        "rules",
        "principle",
        "principles",
        "p.",
        "pp.",
        "p ",
        "pp ",
        "page",
        "pages",
        "chapter",
        "chapters",
        "section",
        "sections",
        "annex",
        "preamble",
        "preambular",
        "operative para",
        "recital",
        "recitals",
        "part ",
        "parts ",
    ],
)];
