//! The bodies and courts whose names stand before a title: "UN", "Human Rights Committee", "ECtHR".

use std::collections::BTreeMap;

use model::Catalogue;

/// A body or court, by the order in which it became known.
pub(crate) type Body = u16;

/// Every name of a body, those that only the catalogue knows included.
pub(crate) fn all(catalogue: &Catalogue) -> Vec<(Body, String)> {
    let mut known: BTreeMap<String, Body> = BTreeMap::new();
    for (body, one) in (0..).zip(catalogue.bodies()) {
        for name in &one.names {
            known.insert(name.clone(), body);
        }
    }
    let mut next = catalogue.bodies().len() as Body;
    for authority in catalogue.iter() {
        for name in authority.body.iter().chain(&authority.court) {
            known.entry(name.clone()).or_insert_with(|| {
                next = next.saturating_add(1);
                next
            });
        }
    }
    known.into_iter().map(|(name, body)| (body, name)).collect()
}
