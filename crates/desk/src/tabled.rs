//! The tables of authorities as the index keeps them: reading them from there takes a fraction of the time that reading and
//! checking the files takes. What is kept holds as long as the files look untouched.

use std::path::Path;

use model::{
    Authority, AuthorityId, Basis, Body, Call, Catalogue, Datum, DatumKind, Kind, Organ, SegmentKind,
};
use search::{Index, Writer};
use serde::{Deserialize, Serialize};

use crate::error::DeskError;
use crate::state::{self, Inputs};

/// Name of the record.
const AUTHORITIES: &str = "authorities";

/// Where the tables lie below the root.
const FOLDER: &str = "corpus/authorities/";

/// What is kept.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    /// The files that it was read from.
    inputs: Inputs,
    authorities: Vec<KeptAuthority>,
    bodies: Vec<KeptBody>,
}

/// The catalogue of the tables below `root`, if `index` keeps it and the tables look untouched since.
pub(crate) fn of(index: &Index, root: &Path) -> Option<Catalogue> {
    let text = index.record(AUTHORITIES).ok().flatten()?;
    let kept: Kept = serde_json::from_str(&text).ok()?;
    let mut present = state::tables(root).into_iter().filter(|path| path.starts_with(FOLDER));
    if !present.all(|path| kept.inputs.contains_key(&path)) || !state::untouched(&kept.inputs, root) {
        return None;
    }
    let authorities = kept.authorities.into_iter().map(KeptAuthority::into_authority);
    let bodies = kept.bodies.into_iter().map(KeptBody::into_body);
    Some(Catalogue::new(authorities.collect::<Option<_>>()?).with_bodies(bodies.collect::<Option<_>>()?))
}

/// Keeps `catalogue`, as read from those of `inputs` that are its tables, in an index that is being written.
pub(crate) fn keep(writer: &Writer, inputs: &Inputs, catalogue: &Catalogue) -> Result<(), DeskError> {
    let kept = Kept {
        inputs: of_tables(inputs),
        authorities: catalogue.iter().map(KeptAuthority::of).collect(),
        bodies: catalogue.bodies().iter().map(KeptBody::of).collect(),
    };
    Ok(writer.record(&[AUTHORITIES], &state::written(&kept)?)?)
}

/// Those of `inputs` that are tables of authorities.
pub(crate) fn of_tables(inputs: &Inputs) -> Inputs {
    inputs.iter().filter(|(path, _)| path.starts_with(FOLDER)).map(|(p, s)| (p.clone(), s.clone())).collect()
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KeptAuthority {
    id: String,
    title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    short: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    generic: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ambiguous: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    common: Vec<String>,
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pinpoints: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    roman: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    calls: Vec<KeptCall>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    about: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    articles: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    court: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parties: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    cite: Vec<KeptDatum>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KeptDatum {
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    volume: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    basis: String,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KeptBody {
    names: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organ: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    applies: Vec<KeptCall>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KeptCall {
    noun: String,
    means: Vec<String>,
}

fn slugs(kinds: &[SegmentKind]) -> Vec<String> {
    kinds.iter().map(|kind| kind.slug().to_owned()).collect()
}

fn kinds(slugs: &[String]) -> Option<Vec<SegmentKind>> {
    slugs.iter().map(|slug| SegmentKind::from_slug(slug)).collect()
}

impl KeptAuthority {
    fn of(authority: &Authority) -> Self {
        let known = authority.clone();
        Self {
            id: known.id.to_string(),
            title: known.title,
            short: known.short,
            aliases: known.aliases,
            generic: known.generic,
            ambiguous: known.ambiguous,
            common: known.common,
            kind: known.kind.to_string(),
            date: known.date,
            pinpoints: slugs(&known.pinpoints),
            roman: slugs(&known.roman),
            calls: known.calls.iter().map(KeptCall::of).collect(),
            about: known.about.iter().map(ToString::to_string).collect(),
            articles: known.articles,
            court: known.court,
            body: known.body,
            parties: known.parties,
            cite: known.cite.into_iter().map(KeptDatum::of).collect(),
            url: known.url,
        }
    }

    fn into_authority(self) -> Option<Authority> {
        Some(Authority {
            id: AuthorityId::new(&self.id).ok()?,
            title: self.title,
            short: self.short,
            aliases: self.aliases,
            generic: self.generic,
            ambiguous: self.ambiguous,
            common: self.common,
            kind: self.kind.parse::<Kind>().ok()?,
            date: self.date,
            pinpoints: kinds(&self.pinpoints)?,
            roman: kinds(&self.roman)?,
            calls: self.calls.into_iter().map(KeptCall::into_call).collect::<Option<_>>()?,
            about: self.about.iter().map(|id| AuthorityId::new(id).ok()).collect::<Option<_>>()?,
            articles: self.articles,
            court: self.court,
            body: self.body,
            parties: self.parties,
            cite: self.cite.into_iter().map(KeptDatum::into_datum).collect::<Option<_>>()?,
            url: self.url,
        })
    }
}

impl KeptDatum {
    fn of(datum: Datum) -> Self {
        let Datum { kind, volume, year, page, value, date, basis } = datum;
        Self { kind: kind.0, volume, year, page, value, date, basis: basis.as_str().to_owned() }
    }

    fn into_datum(self) -> Option<Datum> {
        let Self { kind, volume, year, page, value, date, basis } = self;
        let all = [Basis::Held, Basis::Shared, Basis::Recall];
        let basis = all.into_iter().find(|b| b.as_str() == basis)?;
        Some(Datum { kind: DatumKind(kind), volume, year, page, value, date, basis })
    }
}

impl KeptBody {
    fn of(body: &Body) -> Self {
        Self {
            names: body.names.clone(),
            organ: body.organ.map(|organ| organ.as_str().to_owned()),
            applies: body.applies.iter().map(KeptCall::of).collect(),
        }
    }

    fn into_body(self) -> Option<Body> {
        let applies = self.applies.into_iter().map(KeptCall::into_call).collect::<Option<_>>()?;
        let organ = match self.organ {
            Some(name) => Some(Organ::ALL.into_iter().find(|organ| organ.as_str() == name)?),
            None => None,
        };
        Some(Body { names: self.names, organ, applies })
    }
}

impl KeptCall {
    fn of(call: &Call) -> Self {
        Self { noun: call.noun.clone(), means: call.means.iter().map(ToString::to_string).collect() }
    }

    fn into_call(self) -> Option<Call> {
        let means = self.means.iter().map(|id| AuthorityId::new(id).ok()).collect::<Option<_>>()?;
        Some(Call { noun: self.noun, means })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_come_back_as_they_were() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/authorities");
        let catalogue = ingest::load_catalogue(&folder).unwrap();
        for authority in catalogue.iter() {
            let text = serde_json::to_string(&KeptAuthority::of(authority)).unwrap();
            let kept: KeptAuthority = serde_json::from_str(&text).unwrap();
            assert_eq!(kept.into_authority().as_ref(), Some(authority));
        }
        for body in catalogue.bodies() {
            assert_eq!(KeptBody::of(body).into_body().as_ref(), Some(body));
        }
    }
}
