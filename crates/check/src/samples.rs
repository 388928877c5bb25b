//! An invented library for the tests of this crate.

use std::sync::Arc;

use model::{AuthorityId, Citation, Form, PassageId, Pinpoint, Span, Status, Target};

use crate::source::{Place, SourceText, Texts};

/// The provisions of two invented instruments.
const PROVISIONS: [(&str, &str); 6] = [
    ("lights#art-1/para-1", "Each State shall keep its harbour lights burning from dusk to dawn."),
    ("lights#art-1/para-2", "A light may be put out only where the keeper is in peril of life."),
    ("lights#art-2", "No State may hinder a keeper who tends the light of another State."),
    ("wrecks#art-1", "Every wreck that endangers passing ships shall be marked by the coastal State."),
    ("wrecks#art-2", "The cost of marking a wreck is borne by the owner of the ship."),
    ("wrecks#art-3", "No State may hinder those who mark a wreck."),
];

/// The library.
pub(crate) struct Library;

/// The id of an invented authority.
pub(crate) fn id(name: &str) -> AuthorityId {
    AuthorityId::new(name).unwrap()
}

fn passages() -> impl Iterator<Item = (PassageId, &'static str)> {
    PROVISIONS.iter().map(|(id, text)| (id.parse().unwrap(), *text))
}

impl Texts for Library {
    fn words(&self, authority: &AuthorityId, place: Option<&Pinpoint>) -> Option<Arc<SourceText>> {
        let mut out = SourceText::default();
        for (at, (node, text)) in passages().enumerate() {
            let inside = place.is_none_or(|p| node.pinpoint().within(p));
            if node.document() == authority && inside {
                out.push(text, false, node, Span::new(at * 1000, at * 1000 + text.len()));
            }
        }
        (!out.text.is_empty()).then(|| Arc::new(out))
    }

    fn places(&self, words: &str, limit: usize) -> Vec<Place> {
        let asked: Vec<&str> = words.split_whitespace().collect();
        let share = |text: &str| {
            let has = asked.iter().filter(|w| text.contains(**w)).count();
            f64::from(u32::try_from(has).unwrap()) / f64::from(u32::try_from(asked.len().max(1)).unwrap())
        };
        let mut all: Vec<Place> = passages().map(|(node, text)| Place { node, share: share(text) }).collect();
        all.sort_by(|a, b| b.share.total_cmp(&a.share));
        all.truncate(limit);
        all
    }

    fn title(&self, authority: &AuthorityId) -> String {
        format!("the {authority} treaty")
    }

    fn lacks(&self, _authority: &AuthorityId, place: &Pinpoint) -> bool {
        place.to_string().starts_with("annex")
    }

    fn named_by(&self, authority: &AuthorityId, noun: &str) -> Option<Vec<AuthorityId>> {
        match noun {
            "commentary" => Some(vec![id("lights-commentary")]),
            _ if authority.as_str() == "lantern-case" => None,
            _ => Some(Vec::new()),
        }
    }

    fn is_name(&self, words: &str) -> bool {
        words == "Convention on the Lights of Harbours and the Keepers of Them"
    }

    fn near(&self, name: &str) -> Vec<String> {
        if name == "Light Treaty" { vec!["Lights Treaty".to_owned()] } else { Vec::new() }
    }
}

/// A target in an authority; what becomes of it is found out here.
pub(crate) fn target(authority: &str, place: Option<&str>) -> Target {
    let authority = id(authority);
    let place: Option<Pinpoint> = place.map(|p| p.parse().unwrap());
    let held = Library.words(&authority, None).is_some();
    let status = match &place {
        _ if !held => Status::Unheld,
        None => Status::Document,
        Some(place) if Library.words(&authority, Some(place)).is_some() => {
            Status::Resolved(vec![PassageId::new(authority.clone(), place.clone())])
        }
        Some(place) if Library.lacks(&authority, place) => Status::NotInThisText,
        Some(_) => Status::NoSuchPlace,
    };
    Target { authority: Some(authority), name: None, place, status }
}

/// A citation of one target.
pub(crate) fn citation(span: Span, target: Target) -> Citation {
    Citation { span, form: Form::Pinpoint, signal: None, targets: vec![target] }
}
