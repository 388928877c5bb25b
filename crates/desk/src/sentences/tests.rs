//! Where sentences end: each text with `|` at the ends that are wanted.

use model::Span;

use super::sentences;

#[test]
fn sentences_end_where_a_reader_ends_them() {
    for marked in [
        "Lamps burn. |Ships pass.",
        "See art. 2 and paras. 3 to 5. |It binds all.",
        "The case is Keeper v. Pilot. |It was lost.",
        "The U.N. Charter says so. |The Council agreed.",
        "This binds the U.S. |The keepers know it.",
        "It left the U.N. Charter alone.",
        "J. B. Lamp wrote it. |Others read it.",
        "It names the pilot, e.g. Lamp. |It says more.",
        "Lamps, oil, etc. |The rest is wind.",
        "On Sept. 4 the lamp went out. |On Oct. 5 it burned.",
        "Under No. 12 it is so. |No. |It is not.",
        "He said “it burns.” |Nobody answered.",
        "He asked “why?” and went. |She stayed!",
        "They agreed (so they said). |They sailed.",
        "The lamp burns. (Lights Convention, art. 2) |Nobody doubts it.",
        "The keeper said “it burns.” (para. 3). |Nobody doubts it.",
        "It burns. (The keeper has said so. Twice.) |Nobody doubts it.",
        "The keeper (he was old. He slept.) let it go out. |It was dark.",
        "It burns. |(2) The keeper shall tell. |(3) Others shall hear.",
        "1. The lamp shall burn. |2. It shall be bright.",
        "Article 5. The lamp shall burn. |It shall be bright.",
        "He wrote that “the lamp … The keeper … slept.” |It was dark.",
        "He wrote: “The lamp . . . burned. . . . |The keeper slept.” |It was dark.",
        "He stopped... |The lamp was out.",
        "“[T]he lamp burns.” |“[T]he keeper sleeps.”",
        "It burns.[^1] |It smokes.[2] |It is out.¹² |It is cold.",
        "It is a lamp.12 |The keeper knows.",
        "It has 3.5 wicks. |12 ships saw it.",
        "See Doc. A/55/10, Rev. 2. |It is plain.",
        "*It burns.* |**Nobody doubts it.**",
        "It is the state of the art. |The keeper is proud.",
        "See, inter alia, Lamp et al. |The rest is silence.",
        "See ibid., para. 4. |See id. at 7.",
        "All of it burns",
        "It burns. …",
    ] {
        let text = marked.replace('|', "");
        let wanted: Vec<&str> = marked.split('|').map(str::trim).collect();
        let found: Vec<&str> = sentences(&text, &[]).iter().filter_map(|s| s.of(&text)).collect();
        assert_eq!(found, wanted);
    }
}

#[test]
fn no_sentence_ends_within_a_citation() {
    let text = "It follows Keeper & Co. The Hague. Nobody doubts it.";
    let citation = Span::new(11, 33);
    assert_eq!(citation.of(text), Some("Keeper & Co. The Hague"));
    assert_eq!(sentences(text, &[citation]).len(), 2);
}

#[test]
fn odd_texts_do_no_harm() {
    let brackets = "(".repeat(100_000);
    let stops = ". ".repeat(100_000);
    let arts = "art. ".repeat(100_000);
    for text in ["", " ", "...", "…", "?!", "(", ")", "(.", "a.", ".a", "[^", &brackets, &stops, &arts] {
        for span in sentences(text, &[]) {
            assert!(span.of(text).is_some());
        }
    }
}
