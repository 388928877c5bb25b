//! Bodies and courts, and the nouns by which they and instruments call other works: checked once all tables are read, since
//! what is meant may stand in any of them.

use std::collections::BTreeMap;

use model::{AuthorityId, Body, Call, Catalogue, Organ};

use super::names::fold;
use table::{At, Fields, Sheet};

/// A work that a call means, and where that stands.
struct Meant<'s, 't> {
    sheet: &'s Sheet<'t>,
    at: usize,
    key: &'static str,
    id: AuthorityId,
}

/// Every body and every call met so far.
#[derive(Default)]
pub(super) struct Bodies<'s, 't> {
    bodies: Vec<Body>,
    /// Where each name of a body stands, by the folded name.
    names: BTreeMap<String, (&'s str, usize)>,
    meant: Vec<Meant<'s, 't>>,
}

impl<'s, 't> Bodies<'s, 't> {
    /// Takes in a body; reports a name that another has.
    pub(super) fn add(&mut self, sheet: &'s Sheet<'t>, fields: &Fields<'s, 't>) {
        let names = fields.strings("names");
        if names.is_empty() {
            fields.fault_at(fields.at(), "names", "missing or empty");
        }
        for name in &names {
            let here = (sheet.path().to_str().unwrap_or_default(), sheet.line(name.at));
            if let Some((path, line)) = self.names.insert(fold(&name.value), here) {
                let message = format!("`{}` names another body already: {path}:{line}", name.value);
                fields.fault_at(name.at, "names", message);
            }
        }
        let applies = calls(fields, "applies");
        self.mean(sheet, "body.applies", &applies);
        let own = works(fields, "own");
        self.named(sheet, "body.own", &own);
        let body = Body {
            names: names.into_iter().map(|name| name.value).collect(),
            organ: fields.word("organ", &Organ::ALL.map(|organ| (organ.as_str(), organ))),
            applies: applies.into_iter().map(|call| call.value).collect(),
            own: own.into_iter().map(|id| id.value).next(),
            marks: fields.texts("marks").iter().map(|mark| mark.to_lowercase()).collect(),
        };
        fields.finish();
        self.bodies.push(body);
    }

    /// Takes in the works that the calls at these places mean.
    pub(super) fn mean(&mut self, sheet: &'s Sheet<'t>, key: &'static str, calls: &[At<Call>]) {
        for call in calls {
            let meant = call.value.means.iter().cloned();
            self.meant.extend(meant.map(|id| Meant { sheet, at: call.at, key, id }));
        }
    }

    /// Takes in works that are named at these places.
    pub(super) fn named(&mut self, sheet: &'s Sheet<'t>, key: &'static str, works: &[At<AuthorityId>]) {
        self.meant.extend(works.iter().map(|id| Meant { sheet, at: id.at, key, id: id.value.clone() }));
    }

    /// The bodies; reports every call that means nothing in `catalogue`.
    pub(super) fn check(self, catalogue: &Catalogue) -> Vec<Body> {
        for Meant { sheet, at, key, id } in self.meant {
            if catalogue.get(&id).is_none() {
                let hint = table::hint(id.as_str(), catalogue.iter().map(|a| a.id.as_str()));
                sheet.fault(at, key, format!("there is no authority `{id}`{hint}"));
            }
        }
        self.bodies
    }
}

/// A list of calls, each with where it stands.
pub(super) fn calls(fields: &Fields<'_, '_>, key: &'static str) -> Vec<At<Call>> {
    let read = |call: &Fields<'_, '_>| {
        let noun = call.required("noun", call.string("noun"));
        let means = call.strings("means");
        if means.is_empty() {
            call.fault_at(call.at(), "means", "missing or empty");
        }
        let means = ids(call, "means", means).into_iter().map(|id| id.value).collect();
        call.finish();
        Some(At { at: call.at(), value: Call { noun: noun?, means } })
    };
    fields.tables(key).iter().filter_map(read).collect()
}

/// A list of works, each with where it stands.
pub(super) fn works(fields: &Fields<'_, '_>, key: &'static str) -> Vec<At<AuthorityId>> {
    ids(fields, key, fields.strings(key))
}

fn ids(fields: &Fields<'_, '_>, key: &'static str, names: Vec<At<String>>) -> Vec<At<AuthorityId>> {
    let parse = |name: At<String>| match name.value.parse::<AuthorityId>() {
        Ok(value) => Some(At { at: name.at, value }),
        Err(e) => {
            fields.fault_at(name.at, key, e.to_string());
            None
        }
    };
    names.into_iter().filter_map(parse).collect()
}
