//! The forms of citation: each gives its anchors to the automaton and reads what stands around a hit.

pub(crate) mod author;
pub(crate) mod back;
pub(crate) mod case;
pub(crate) mod literature;
pub(crate) mod opinion;
pub(crate) mod series;
pub(crate) mod symbol;
pub(crate) mod treaty;
pub(crate) mod vague;

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
    /// A word that is a place with a number behind it and a work otherwise: "article".
    PlaceOrVague,
    /// A number that is known as a place without a word for it; behind the end of "in", which might be a note.
    Number,
    /// A part of an instrument, which is too common a word in small letters.
    Part,
    /// "draft" before an article, or at the head of a title.
    Draft,
    /// What the name of a periodical or of a publisher has.
    Literature,
    /// "opinion on", "opinion of", which may describe an opinion without its name.
    Opinion,
}

/// The anchors of every form: in lower case, but for series, which are looked for just as they stand here.
pub(crate) const ANCHORS: &[(Anchor, &[&str])] = &[
    (
        Anchor::Place,
        &[
            "articles",
            "art.",
            "art ",
            "art\u{a0}",
            "art1",
            "art2",
            "art3",
            "art4",
            "art5",
            "art6",
            "art7",
            "art8",
            "art9",
            "arts",
            "paragraph",
            "paragraphs",
            "para",
            "paras",
            "subparagraph",
            "subparagraphs",
            "subpara",
            "sub-paragraph",
            "sub-paragraphs",
            "sub-para",
            "¶",
            "§",
            "rule",
            "rules",
            "principle",
            "principles",
            "p.",
            "pp.",
            "page ",
            "pages ",
            "chapter",
            "chapters",
            "section",
            "sections",
            "annex",
            "preamble",
            "preambular",
            "operative para",
            "op1",
            "op2",
            "op3",
            "op4",
            "op5",
            "op6",
            "op7",
            "op8",
            "op9",
            "recital",
            "recitals",
            "commentary to",
            "commentary on",
            "commentaries to",
        ],
    ),
    (Anchor::PlaceOrVague, &["article"]),
    (Anchor::Number, &["2(4)", "2(7)", "n 2(4)", "n 2(7)"]),
    (Anchor::Part, &["part ", "parts ", "part\u{a0}"]),
    (Anchor::Draft, &["draft article"]),
    (
        Anchor::Literature,
        &[
            "L. Rev.",
            "L.J. ",
            "Int’l L. ",
            "Int'l L. ",
            "L.Q. ",
            "L.Q.R. ",
            "Law Review ",
            "Law Journal ",
            "Law Quarterly Review ",
            "Journal of International",
            "Journal of Conflict",
            "Yearbook of ",
            "Y.B. Int",
            "EJIL ",
            "AJIL ",
            "ICLQ ",
            "BYIL ",
            "BYBIL ",
            "LJIL ",
            "JICJ ",
            "IRRC ",
            "Review of the Red Cross ",
            "OUP",
            "CUP",
            "Oxford University Press",
            "Cambridge University Press",
            "Hart ",
            "Brill ",
            "Routledge ",
            "Martinus Nijhoff",
            "Edward Elgar ",
            "Clarendon Press",
        ],
    ),
    (
        Anchor::Opinion,
        &[
            "opinion on",
            "opinion about",
            "opinion of",
            "separate opinion",
            "dissenting opinion",
            "individual opinion",
            "concurring opinion",
            "declaration of judge",
        ],
    ),
    (Anchor::Treaty, treaty::HEADS),
    (
        Anchor::Versus,
        &[" v. ", " v ", " vs. ", " vs ", "\u{a0}v. ", " v.\u{a0}", "\u{a0}v.\u{a0}", "* v. *", "* v *"],
    ),
    (
        Anchor::Symbol,
        &[
            "a/", "s/", "e/", "ccpr/", "cat/", "cedaw/", "crc/", "cerd/", "hri/", "st/", "unep/", "fccc/",
            "ecli:",
        ],
    ),
    (Anchor::Resolution, &["resolution", "resolutions", "res.", "res ", "unscr", "ungar", "scr "]),
    (
        Anchor::Series,
        &[
            "ICJ", "I.C.J.", "UNTS", "U.N.T.S.", "U.S. 1", "U.S. 2", "U.S. 3", "U.S. 4", "U.S. 5", "U.S. 6",
            "U.S. 7", "U.S. 8", "U.S. 9",
        ],
    ),
    (
        Anchor::Back,
        &[
            "ibid",
            "ibidem",
            "id.",
            "supra",
            "op. cit",
            "op cit",
            "above n",
            "above note",
            "n 1",
            "n 2",
            "n 3",
            "n 4",
            "n 5",
            "n 6",
            "n 7",
            "n 8",
            "n 9",
            "note 1",
            "note 2",
            "note 3",
            "note 4",
            "note 5",
            "note 6",
            "note 7",
            "note 8",
            "note 9",
        ],
    ),
    (
        Anchor::Vague,
        &[
            "here",
            "piece",
            "post",
            "essay",
            "collection",
            "paper",
            "op-ed",
            "has ",
            "have ",
            "has\u{a0}",
            "have\u{a0}",
        ],
    ),
    (Anchor::Vague, author::ANCHORS),
];

/// The words and signs at which a citation without a listed name may begin, or that it holds.
pub fn anchors() -> impl Iterator<Item = &'static str> {
    ANCHORS.iter().flat_map(|(_, words)| words.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_anchor_stands_twice() {
        let mut all: Vec<&str> = anchors().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
