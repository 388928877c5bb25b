//! Citations of an invented world, found and resolved.

mod own;

use model::{AuthorityId, Held, Lookup, PassageId, Pinpoint, Status};

use super::{Context, cites};
use crate::look_up;
use crate::names::Names;
use crate::samples;

/// Holds the Harbour Lights Convention, whose article 40 has no paragraph 9.
struct Shelf;

impl Held for Shelf {
    fn holds(&self, authority: &AuthorityId) -> bool {
        authority.as_str() == "harbour-lights"
    }

    fn look_up(&self, authority: &AuthorityId, place: &Pinpoint) -> Lookup {
        match (self.holds(authority), place.to_string().as_str()) {
            (false, _) => Lookup::Unheld,
            (true, "art-40/para-9" | "art-40/para-2/pt-1") => Lookup::NoSuchPlace,
            (true, _) => Lookup::Found(vec![PassageId::new(authority.clone(), place.clone())]),
        }
    }
}

/// Each citation as `words => form targets`, in one line each.
fn show_in(text: &str, context: &Context) -> Vec<String> {
    let names = Names::new(samples::catalogue());
    let found = cites(text, &names, context, &Shelf);
    let target = |t: &model::Target| {
        let who = match (&t.authority, &t.status) {
            (Some(id), _) => id.to_string(),
            (None, Status::Ambiguous(all)) => {
                format!("?{}", all.iter().map(AuthorityId::as_str).collect::<Vec<_>>().join("|"))
            }
            (None, Status::Unknown) => format!("!{}", t.name.as_deref().unwrap_or_default()),
            (None, _) => "-".to_owned(),
        };
        t.place.as_ref().map_or(who.clone(), |p| format!("{who}#{p}"))
    };
    let line = |c: &model::Citation| {
        let targets = c.targets.iter().map(target).collect::<Vec<_>>().join(" ");
        format!("{} => {} {targets}", c.span.of(text).unwrap(), c.form.as_str())
    };
    found.iter().map(line).collect()
}

fn show(text: &str) -> Vec<String> {
    show_in(text, &Context::default())
}

#[track_caller]
fn check(text: &str, want: &[&str]) {
    assert_eq!(show(text), want, "{text}");
}

#[test]
fn place_and_name_in_either_order() {
    check(
        "Article 2(4) of the Harbour Lights Convention binds.",
        &["Article 2(4) of the Harbour Lights Convention => pinpoint harbour-lights#art-2/para-4"],
    );
    check(
        "the Harbour Lights Convention, art 2(4), binds",
        &["Harbour Lights Convention, art 2(4) => pinpoint harbour-lights#art-2/para-4"],
    );
    check(
        "art 5 HLC and HLC 6(1)",
        &["art 5 HLC => pinpoint harbour-lights#art-5", "HLC 6(1) => pinpoint harbour-lights#art-6/para-1"],
    );
    check(
        "the Charter of Ports’ Article 51",
        &["Charter of Ports’ Article 51 => pinpoint up-charter#art-51"],
    );
    check(
        "Under the HLC, Article 6 of the UP Charter is moot.",
        &["HLC => mention harbour-lights", "Article 6 of the UP Charter => pinpoint up-charter#art-6"],
    );
}

#[test]
fn several_targets_share_a_citation() {
    check(
        "Articles 4 and 21 of the HLC",
        &["Articles 4 and 21 of the HLC => pinpoint harbour-lights#art-4 harbour-lights#art-21"],
    );
    check(
        "common Article 1 of the HLC and the Buoys Convention",
        &[
            "common Article 1 of the HLC and the Buoys Convention => pinpoint harbour-lights#art-1 buoys#art-1",
        ],
    );
    check(
        "Article 4 of the HLC and Article 5 of the UP Charter",
        &[
            "Article 4 of the HLC => pinpoint harbour-lights#art-4",
            "Article 5 of the UP Charter => pinpoint up-charter#art-5",
        ],
    );
}

#[test]
fn a_bare_place_goes_to_the_nearest_that_can_have_it() {
    check(
        "The UP Charter and then the HLC. Article 51 says more (art 9).",
        &[
            "UP Charter => mention up-charter",
            "HLC => mention harbour-lights",
            "Article 51 => bare up-charter#art-51",
            "art 9 => bare up-charter#art-9",
        ],
    );
    check(
        "In Lighthouse Keepers, the court read the HLC otherwise (¶ 206).",
        &[
            "Lighthouse Keepers => mention keepers",
            "HLC => mention harbour-lights",
            "¶ 206 => bare keepers#para-206",
        ],
    );
    check(
        "The HLC and the Buoys Convention agree (art 3).",
        &[
            "HLC => mention harbour-lights",
            "Buoys Convention => mention buoys",
            "art 3 => bare ?harbour-lights|buoys#art-3",
        ],
    );
    check("Article 5 stands alone.", &["Article 5 => bare -#art-5"]);
}

#[test]
fn head_nouns_and_aliases_mean_what_was_named() {
    check(
        "The HLC entered into force. The Convention is old; Article 3 of the Convention is older.",
        &[
            "HLC => mention harbour-lights",
            "Convention => mention harbour-lights",
            "Article 3 of the Convention => pinpoint harbour-lights#art-3",
        ],
    );
    check(
        "The Treaty on Fog Banks (hereinafter ‘Fog Treaty’) is new. Article 3 of the Fog Treaty differs.",
        &[
            "Treaty on Fog Banks (hereinafter ‘Fog Treaty’) => mention !Treaty on Fog Banks",
            "Article 3 of the Fog Treaty => pinpoint !Treaty on Fog Banks#art-3",
        ],
    );
    check(
        "The Buoys Convention (BuCo) applies. BuCo art 4. The BuCo is short.",
        &[
            "Buoys Convention (BuCo) => mention buoys",
            "BuCo art 4 => pinpoint buoys#art-4",
            "BuCo => mention buoys",
        ],
    );
    check("The Convention is mentioned before anything.", &[]);
}

#[test]
fn names_that_several_share_stay_open_until_one_was_named() {
    check("The Lights Treaty, art 3.", &["Lights Treaty, art 3 => pinpoint ?harbour-lights|buoys#art-3"]);
    check(
        "The Buoys Convention is a Lights Treaty; Lights Treaty art 3.",
        &[
            "Buoys Convention => mention buoys",
            "Lights Treaty => mention buoys",
            "Lights Treaty art 3 => pinpoint buoys#art-3",
        ],
    );
}

#[test]
fn references_back_follow_their_antecedent_or_nothing() {
    check(
        "See HLC art 5. Ibid, art 6. Id. art 7.",
        &[
            "HLC art 5 => pinpoint harbour-lights#art-5",
            "Ibid, art 6 => back harbour-lights#art-6",
            "Id. art 7 => back harbour-lights#art-7",
        ],
    );
    check("Ibid, art 6.", &["Ibid, art 6 => dangling -#art-6"]);
    check(
        "Arvonia v. Skerry, para 3. Ibid, para 4.",
        &[
            "Arvonia v. Skerry, para 3 => pinpoint !Arvonia v. Skerry#para-3",
            "Ibid, para 4 => back !Arvonia v. Skerry#para-4",
        ],
    );
    let notes = "Text.[^1] More.[^2] Last.[^3]\n\n[^1]: HLC art 5.\n[^2]: J Keeper, Lamps (2001).\n[^3]: ibid 7; HLC (n 1) art 9; above n 1, art 8.\n";
    check(
        notes,
        &[
            "HLC art 5 => pinpoint harbour-lights#art-5",
            "ibid 7 => back -#p-7",
            "HLC (n 1) art 9 => back harbour-lights#art-9",
            "above n 1, art 8 => back harbour-lights#art-8",
        ],
    );
}

#[test]
fn footnotes_are_read_where_they_are_called() {
    let text = "The UP Charter governs.[^1] Then the HLC came.\n\n[^1]: See art 30.\n";
    check(
        text,
        &[
            "UP Charter => mention up-charter",
            "HLC => mention harbour-lights",
            "art 30 => bare up-charter#art-30",
        ],
    );
}

#[test]
fn the_data_of_a_citation_belong_to_it() {
    check(
        "Convention on the Lights of Harbours (adopted 1 May 1911, entered into force 2 June 1912) 998 UNTS 171 (HLC) art 9(1)",
        &[
            "Convention on the Lights of Harbours (adopted 1 May 1911, entered into force 2 June 1912) 998 UNTS 171 (HLC) art 9(1) => pinpoint harbour-lights#art-9/para-1",
        ],
    );
    check(
        "Lighthouse Keepers (Arvonia v Belmark) (Merits) [1986] ICJ Rep 14, paras 190, 195.",
        &[
            "Lighthouse Keepers (Arvonia v Belmark) (Merits) [1986] ICJ Rep 14, paras 190, 195 => pinpoint keepers#para-190 keepers#para-195",
        ],
    );
    check(
        "Lighthouse Keepers, Judgment, 1986 I.C.J. 14, ¶ 195 (June 27).",
        &["Lighthouse Keepers, Judgment, 1986 I.C.J. 14, ¶ 195 (June 27) => pinpoint keepers#para-195"],
    );
    check(
        "Keepers of Light (Arv. v. Belm.), I.C.J. Reports 1986, p. 14",
        &["Keepers of Light (Arv. v. Belm.), I.C.J. Reports 1986, p. 14 => mention keepers"],
    );
    check("998 U.N.T.S. 171", &["998 U.N.T.S. 171 => bare harbour-lights"]);
}

#[test]
fn resolutions_and_symbols_are_one_work() {
    check(
        "G.A. Res. 9999 (XXV), principle 1; A/RES/9999 (XXV); UNSC Res 8888 (2031) para 2",
        &[
            "G.A. Res. 9999 (XXV), principle 1 => pinpoint fog-declaration#prin-1",
            "A/RES/9999 (XXV) => mention fog-declaration",
            "UNSC Res 8888 (2031) para 2 => pinpoint !UNSC Res 8888 (2031)#para-2",
        ],
    );
}

#[test]
fn what_is_not_in_the_table_is_unknown_by_its_name() {
    check(
        "Article 3 of the Montreal Beacon Convention; art 5 TFBL; Article 12 of the Penal Code of Arvonia",
        &[
            "Article 3 of the Montreal Beacon Convention => pinpoint !Montreal Beacon Convention#art-3",
            "art 5 TFBL => pinpoint !TFBL#art-5",
            "Article 12 of the Penal Code of Arvonia => pinpoint !Penal Code of Arvonia#art-12",
        ],
    );
}

#[test]
fn a_link_on_the_words_is_evidence() {
    check(
        "The HLC is old, but [Article 3 of the Convention](https://example.org/buoys) is older.",
        &["HLC => mention harbour-lights", "Article 3 of the Convention => pinpoint buoys#art-3"],
    );
}

#[test]
fn commentaries_have_places_of_their_own() {
    check(
        "the commentary to article 20 of the HLC, para 4, and HLC art 20, commentary para 5",
        &[
            "commentary to article 20 of the HLC, para 4 => pinpoint harbour-lights#art-20/comm/para-4",
            "HLC art 20, commentary para 5 => pinpoint harbour-lights#art-20/comm/para-5",
        ],
    );
}

#[test]
fn a_paragraph_of_an_unread_work_is_not_given_to_another() {
    check(
        "Lighthouse Keepers settles it. But see Judge Lamp, Dissenting Opinion, para 12.",
        &["Lighthouse Keepers => mention keepers"],
    );
}

#[test]
fn no_citations() {
    for text in [
        "In this article I argue that the author of this article errs.",
        "See para 5 below. Part II of this article discusses lamps.",
        "The harbour lights convention of keepers met. The Convention delegates danced.",
        "A piece of rope; here we are; he has argued.",
        "article 5 of his memoir",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_protocol_brings_the_convention_in_its_title_to_mind() {
    check(
        "The Protocol to the Harbour Lights Convention follows article 3 of the Convention.",
        &[
            "Protocol to the Harbour Lights Convention => mention !Protocol to the Harbour Lights Convention",
            "article 3 of the Convention => pinpoint harbour-lights#art-3",
        ],
    );
    check(
        "Under the HLC, the Additional Protocol to the Fog Convention binds; article 3 of the Convention is older.",
        &[
            "HLC => mention harbour-lights",
            "Additional Protocol to the Fog Convention => mention !Additional Protocol to the Fog Convention",
            "article 3 of the Convention => pinpoint !Fog Convention#art-3",
        ],
    );
    check(
        "The HLC was signed. States party to the above-mentioned Convention met.",
        &["HLC => mention harbour-lights", "Convention => mention harbour-lights"],
    );
}

#[test]
fn places_joined_by_and_without_a_name_are_citations_of_their_own() {
    check(
        "The HLC: art 2 and art 3 and art 4 say so.",
        &[
            "HLC => mention harbour-lights",
            "art 2 => bare harbour-lights#art-2",
            "art 3 => bare harbour-lights#art-3",
            "art 4 => bare harbour-lights#art-4",
        ],
    );
}

#[test]
fn a_name_announced_outside_brackets_is_one() {
    check(
        "[Convention on the Lights of Harbours](x.md), hereinafter referred to as the Lamp Treaty. Then the UP Charter. Article 9 of the Lamp Treaty.",
        &[
            "Convention on the Lights of Harbours => mention harbour-lights",
            "UP Charter => mention up-charter",
            "Article 9 of the Lamp Treaty => pinpoint harbour-lights#art-9",
        ],
    );
}

#[test]
fn what_a_text_is_known_to_mean_settles_a_noun_and_no_bare_place() {
    let text = "Article 4 comes first. Article 3 of the Convention binds, and so does Article 5.";
    assert!(show(text)[1].starts_with("Article 3 of the Convention => pinpoint ?"), "{:?}", show(text));
    let context = Context { meant: AuthorityId::new("buoys").into_iter().collect(), ..Context::default() };
    assert_eq!(
        show_in(text, &context),
        [
            "Article 4 => bare -#art-4",
            "Article 3 of the Convention => pinpoint buoys#art-3",
            "Article 5 => bare buoys#art-5",
        ]
    );
}

#[test]
fn a_link_or_emphasis_may_end_between_a_place_and_its_work() {
    check(
        "[Article 3](https://example.org/a) of the Buoys Convention, and *art 40(2)* of the Harbour Lights Convention.",
        &[
            "Article 3](https://example.org/a) of the Buoys Convention => pinpoint buoys#art-3",
            "*art 40(2)* of the Harbour Lights Convention => pinpoint harbour-lights#art-40/para-2",
        ],
    );
}

#[test]
fn the_author_of_an_essay_stands_for_it() {
    check(
        "An essay by Anna Wick, “Going by Fog in Another Port”, is known. Wick asks why. Some doubt it (Wick). I met Wick once.",
        &[
            "Going by Fog in Another Port => mention wick-2025",
            "Wick => mention wick-2025",
            "Wick => mention wick-2025",
        ],
    );
    check("I met Wick once, and nobody (Wick) read the essay.", &[]);
}
