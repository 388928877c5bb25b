//! The citations of an instrument in its own text, and what is held of it.

use model::{AuthorityId, Lookup, PassageId, Pinpoint};

use super::{Context, Shelf, check, cites, look_up, samples, show, show_in};
use crate::names::Names;

#[test]
fn an_instrument_cites_itself() {
    let context = Context {
        own: Some(AuthorityId::new("harbour-lights").unwrap()),
        own_place: Some("art-7/para-2".parse().unwrap()),
        ..Context::default()
    };
    let text = "Under paragraph 1 of this article and article 3, paragraph 1, subparagraph (b) and the UP Charter, \
                Article 51 of the UP Charter, Article 9 of this Convention, this Convention and article 4.";
    assert_eq!(
        show_in(text, &context),
        [
            "paragraph 1 of this article => bare harbour-lights#art-7/para-1",
            "article 3, paragraph 1, subparagraph (b) => bare harbour-lights#art-3/para-1/pt-b",
            "UP Charter => mention up-charter",
            "Article 51 of the UP Charter => pinpoint up-charter#art-51",
            "Article 9 of this Convention => bare harbour-lights#art-9",
            "article 4 => bare harbour-lights#art-4",
        ]
    );
}

#[test]
fn statuses_come_from_what_is_held() {
    let names = Names::new(samples::catalogue());
    let statuses = |text: &str| -> Vec<&'static str> {
        let found = cites(text, &names, &Context::default(), &Shelf);
        found.iter().flat_map(|c| &c.targets).map(|t| t.status.as_str()).collect()
    };
    assert_eq!(
        statuses("HLC; HLC art 2; HLC art 40(9); UP Charter"),
        ["document", "resolved", "no-such-place", "unheld"]
    );
}

#[test]
fn an_instrument_names_others_behind_its_places() {
    let own = Context { own: AuthorityId::new("up-charter").ok(), own_place: None, ..Context::default() };
    assert_eq!(
        show_in("Articles 3, 5 and 6 and other relevant provisions of the Lights Convention bind.", &own),
        [
            "Articles 3, 5 and 6 and other relevant provisions of the Lights Convention => pinpoint harbour-lights#art-3 \
             harbour-lights#art-5 harbour-lights#art-6"
        ]
    );
    assert_eq!(show_in("Article 110\nThe present Charter shall be signed.\n", &own), [] as [&str; 0]);
    let annexed = "## Annex II\n\n### Article 3\n\nUnder paragraph 1 and article 4 of this Annex.\n";
    assert_eq!(
        show_in(annexed, &own),
        [
            "paragraph 1 => bare up-charter#annex-II/art-3/para-1",
            "article 4 of this Annex => bare up-charter#annex-II/art-4"
        ]
    );
    let numbered = "## Article 3\n\n1. Lamps.\n\n(a) Of iron.\n\n2.Buoys.\n\n(b) Those of subparagraph (a), and paragraph 1.\n";
    assert_eq!(
        show_in(numbered, &own),
        [
            "subparagraph (a) => bare up-charter#art-3/para-2/pt-a",
            "paragraph 1 => bare up-charter#art-3/para-1"
        ]
    );
}

#[test]
fn an_instrument_calls_others_by_names_of_its_own() {
    let text = "The Conventions bind. Article 3 of the Conventions applies, and so does Article 4.";
    let own =
        Context { own: Some(AuthorityId::new("up-charter").unwrap()), own_place: None, ..Context::default() };
    assert_eq!(
        show_in(text, &own),
        [
            "Conventions => mention harbour-lights buoys",
            "Article 3 of the Conventions => pinpoint harbour-lights#art-3 buoys#art-3",
            "Article 4 => bare up-charter#art-4",
        ]
    );
    assert!(show(text).iter().all(|line| !line.starts_with("Conventions =>")));
}

#[test]
fn the_one_annex_of_a_work_cited_before_needs_no_number() {
    check(
        "Article 2 of the Harbour Lights Convention. Ibid annex. See ibid.",
        &[
            "Article 2 of the Harbour Lights Convention => pinpoint harbour-lights#art-2",
            "Ibid annex => back harbour-lights#annex",
            "ibid. => back harbour-lights",
        ],
    );
}

#[test]
fn an_annex_is_shared_by_the_articles_after_it() {
    let own = Context {
        own: AuthorityId::new("harbour-lights").ok(),
        own_place: "art-7/para-2".parse().ok(),
        ..Context::default()
    };
    assert_eq!(
        show_in("See Annex III, article 13, article 15, paragraph 1, and article 17.", &own),
        [
            "Annex III, article 13 => bare harbour-lights#annex-III/art-13",
            "article 15, paragraph 1 => bare harbour-lights#annex-III/art-15/para-1",
            "article 17 => bare harbour-lights#annex-III/art-17",
        ]
    );
    assert_eq!(
        show_in("See article 13 of Annex III and article 17.", &own),
        [
            "article 13 of Annex III => bare harbour-lights#annex-III/art-13",
            "article 17 => bare harbour-lights#art-17",
        ]
    );
}

#[test]
fn a_point_of_this_article_lies_in_the_paragraph() {
    let own = Context {
        own: AuthorityId::new("harbour-lights").ok(),
        own_place: "art-7/para-2".parse().ok(),
        ..Context::default()
    };
    assert_eq!(
        show_in("Under subparagraph (a) of this article lamps burn.", &own),
        ["subparagraph (a) of this article => bare harbour-lights#art-7/para-2/pt-a"]
    );
}

#[test]
fn a_figure_printed_for_a_small_l_is_looked_up_as_the_letter() {
    let place: Pinpoint = "art-40/para-2/pt-1".parse().unwrap();
    let id = AuthorityId::new("harbour-lights").unwrap();
    let letter: Pinpoint = "art-40/para-2/pt-l".parse().unwrap();
    assert_eq!(look_up(&Shelf, &id, &place), Lookup::Found(vec![PassageId::new(id.clone(), letter)]));
}
