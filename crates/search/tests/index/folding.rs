//! The folding table of the starter corpus, as searches feel it.

use search::{Filters, Folding, Index, Page, Query, Writer};

use crate::corpus::{Corpus, options, passage};

const TABLE: &str = include_str!("../../../../corpus/folding.tsv");

/// Words that must find each other.
const ALIKE: [(&str, &str); 28] = [
    ("self-defense", "self-defence"),
    ("selfdefence", "self defence"),
    ("organization", "organisations"),
    ("recognizing", "recognised"),
    ("analyse", "analyzed"),
    ("labor", "labour"),
    ("harboured", "harbored"),
    ("honourable", "honorable"),
    ("licence", "license"),
    ("offence", "offense"),
    ("centre", "center"),
    ("judgement", "judgment"),
    ("fulfil", "fulfill"),
    ("fulfilment", "fulfillment"),
    ("travelling", "traveling"),
    ("programme", "program"),
    ("co-operation", "cooperation"),
    ("co-ordinate", "coordinate"),
    ("re-establish", "reestablish"),
    ("non-State", "nonstate"),
    ("noninternational", "non-international"),
    ("counter-measures", "countermeasures"),
    ("cease-fire", "ceasefire"),
    ("seabed", "sea-bed"),
    ("airspace", "air space"),
    ("transhipment", "trans-shipment"),
    ("enquiry", "inquiry"),
    ("ius cogens", "jus cogens"),
];

/// Words that must not.
const UNLIKE: [(&str, &str); 6] = [
    ("organ", "organization"),
    ("exercise", "exorcise"),
    ("laboratory", "labour"),
    ("size", "sis"),
    ("operation", "co-operation"),
    ("cause", "case"),
];

#[test]
fn the_table_is_sound_and_of_some_size() {
    assert!(Folding::parse(TABLE, "folding.tsv").unwrap().len() >= 200);
}

#[test]
fn variants_find_each_other_and_strangers_do_not() {
    let folding = Folding::parse(TABLE, "folding.tsv").unwrap();
    let pairs: Vec<(&str, &str, usize)> = ALIKE
        .iter()
        .flat_map(|&(a, b)| [(a, b, 1), (b, a, 1)])
        .chain(UNLIKE.iter().flat_map(|&(a, b)| [(a, b, 0), (b, a, 0)]))
        .collect();
    let corpus = Corpus::new();
    let writer = Writer::open(corpus.path(), &folding, options()).unwrap();
    for (n, (word, _, _)) in pairs.iter().enumerate() {
        let id = format!("doc-{n}");
        writer.replace(&id.parse().unwrap(), &[passage(&format!("{id}#par-1"), 0, word)]).unwrap();
    }
    writer.commit("").unwrap();
    let index = Index::open(corpus.path(), &folding).unwrap();
    for (n, (word, other, found)) in pairs.iter().enumerate() {
        let filters = Filters { documents: vec![format!("doc-{n}").parse().unwrap()], ..Filters::default() };
        let hits = index.search(&Query::phrase(other).unwrap(), &filters, Page::default()).unwrap();
        assert_eq!(hits.total, *found, "`{other}` in `{word}`");
    }
}
