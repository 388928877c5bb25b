//! What can be cited, as the index keeps it: the tables of authorities, and what the manifest says of the documents. Reading
//! them from there takes a fraction of the time that reading and checking the files takes. What is kept holds as long as
//! the files look untouched.

use std::path::Path;

use ingest::Manifest;
use model::{
    Authority, AuthorityId, Basis, Body, Call, Catalogue, Datum, DatumKind, Kind, Landmark, Meta, Organ,
    Pinpoint, SegmentKind,
};
use search::{Index, Writer};
use serde::{Deserialize, Serialize};

use crate::error::DeskError;
use crate::intake::bare;
use crate::state::{self, Inputs};

/// Name of the record of the tables.
const AUTHORITIES: &str = "authorities";

/// Name of the record of the documents.
const DOCUMENTS: &str = "documents";

/// Name that the titles of all authorities share.
const TITLE: &str = "title";

/// Where the tables lie below the root.
const FOLDER: &str = "corpus/authorities/";

/// The manifest.
const MANIFEST: &str = "corpus/corpus.toml";

/// Name of the record of the files that another was read from.
fn files(name: &str) -> String {
    format!("{name}:files")
}

/// Name of the record of an authority's title.
fn titled(id: &str) -> String {
    format!("{TITLE}:{id}")
}

/// What is kept of the tables.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    authorities: Vec<KeptAuthority>,
    bodies: Vec<KeptBody>,
}

/// What is kept of a document: id, title, short titles, kind, date, number of articles.
type KeptDocument = (String, String, Vec<String>, String, Option<String>, Option<u32>);

/// The files that the record `name` of `index` was read from, if they look untouched since.
fn unchanged(index: &Index, root: &Path, name: &str) -> Option<Inputs> {
    let inputs: Inputs = serde_json::from_str(&index.record(&files(name)).ok().flatten()?).ok()?;
    state::untouched(&inputs, root).then_some(inputs)
}

/// Whether the tables below `root` look untouched since `index` was made.
pub(crate) fn holds(index: &Index, root: &Path) -> bool {
    unchanged(index, root, AUTHORITIES).is_some_and(|inputs| {
        let mut present = state::tables(root).into_iter().filter(|path| path.starts_with(FOLDER));
        present.all(|path| inputs.contains_key(&path))
    })
}

/// The catalogue of the tables below `root`, if `index` keeps it and the tables look untouched since.
pub(crate) fn of(index: &Index, root: &Path) -> Option<Catalogue> {
    if !holds(index, root) {
        return None;
    }
    let kept: Kept = serde_json::from_str(&index.record(AUTHORITIES).ok().flatten()?).ok()?;
    let authorities = kept.authorities.into_iter().map(KeptAuthority::into_authority);
    let bodies = kept.bodies.into_iter().map(KeptBody::into_body);
    Some(Catalogue::new(authorities.collect::<Option<_>>()?).with_bodies(bodies.collect::<Option<_>>()?))
}

/// The title of an authority of the tables, as they were when `index` was made.
pub(crate) fn title(index: &Index, id: &AuthorityId) -> Option<String> {
    index.record(&titled(id.as_str())).ok().flatten()
}

/// What the manifest below `root` says of its documents, as far as they can be cited, if `index` keeps it and the manifest
/// looks untouched since.
pub(crate) fn documents(index: &Index, root: &Path) -> Option<Vec<Meta>> {
    unchanged(index, root, DOCUMENTS)?;
    let kept: Vec<KeptDocument> = serde_json::from_str(&index.record(DOCUMENTS).ok().flatten()?).ok()?;
    let meta = |(id, title, short, kind, date, articles_total): KeptDocument| {
        let id = AuthorityId::new(&id).ok()?;
        Some(Meta { short, kind: kind.parse().ok()?, date, articles_total, ..bare(id, &title) })
    };
    kept.into_iter().map(meta).collect()
}

impl Kept {
    /// What is kept of `catalogue`.
    pub(crate) fn of(catalogue: &Catalogue) -> Self {
        Self {
            authorities: catalogue.iter().map(KeptAuthority::of).collect(),
            bodies: catalogue.bodies().iter().map(KeptBody::of).collect(),
        }
    }

    /// Keeps it, as read from those of `inputs` that are its tables, in an index that is being written.
    pub(crate) fn keep(&self, writer: &Writer, inputs: &Inputs) -> Result<(), DeskError> {
        writer.record(&[AUTHORITIES], &state::written(self)?)?;
        keep_files(writer, AUTHORITIES, inputs, |path| path.starts_with(FOLDER))?;
        writer.forget(TITLE);
        for KeptAuthority { id, title, .. } in &self.authorities {
            writer.record(&[&titled(id), TITLE], title)?;
        }
        Ok(())
    }
}

/// Keeps what `manifest`, one of `inputs`, says of its documents in an index that is being written.
pub(crate) fn keep_documents(writer: &Writer, inputs: &Inputs, manifest: &Manifest) -> Result<(), DeskError> {
    let kept = |meta: &Meta| -> KeptDocument {
        let Meta { id, title, short, kind, date, articles_total, .. } = meta.clone();
        (id.to_string(), title, short, kind.to_string(), date, articles_total)
    };
    let kept: Vec<KeptDocument> = manifest.metas().map(kept).collect();
    writer.record(&[DOCUMENTS], &state::written(&kept)?)?;
    keep_files(writer, DOCUMENTS, inputs, |path| path == MANIFEST)
}

/// Keeps the stamps of the files that the record `name` was read from.
fn keep_files(
    writer: &Writer,
    name: &str,
    inputs: &Inputs,
    read: impl Fn(&String) -> bool,
) -> Result<(), DeskError> {
    let files_read: Inputs =
        inputs.iter().filter(|(path, _)| read(path)).map(|(p, s)| (p.clone(), s.clone())).collect();
    Ok(writer.record(&[&files(name)], &state::written(&files_read)?)?)
}

/// Whether the manifest is another file in one of these than in the other.
pub(crate) fn other_manifest(before: &Inputs, now: &Inputs) -> bool {
    before.get(MANIFEST) != now.get(MANIFEST)
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    landmarks: Vec<KeptLandmark>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    principal: bool,
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    own: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    marks: Vec<String>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct KeptLandmark {
    at: Vec<String>,
    words: Vec<String>,
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
            landmarks: known.landmarks.into_iter().map(KeptLandmark::of).collect(),
            principal: known.principal,
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
            landmarks: self.landmarks.into_iter().map(KeptLandmark::into_landmark).collect::<Option<_>>()?,
            principal: self.principal,
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

impl KeptLandmark {
    fn of(landmark: Landmark) -> Self {
        Self { at: landmark.at.iter().map(ToString::to_string).collect(), words: landmark.words }
    }

    fn into_landmark(self) -> Option<Landmark> {
        let at = self.at.iter().map(|place| place.parse::<Pinpoint>().ok()).collect::<Option<_>>()?;
        Some(Landmark { at, words: self.words })
    }
}

impl KeptBody {
    fn of(body: &Body) -> Self {
        Self {
            names: body.names.clone(),
            organ: body.organ.map(|organ| organ.as_str().to_owned()),
            applies: body.applies.iter().map(KeptCall::of).collect(),
            own: body.own.as_ref().map(ToString::to_string),
            marks: body.marks.clone(),
        }
    }

    fn into_body(self) -> Option<Body> {
        let applies = self.applies.into_iter().map(KeptCall::into_call).collect::<Option<_>>()?;
        let organ = match self.organ {
            Some(name) => Some(Organ::ALL.into_iter().find(|organ| organ.as_str() == name)?),
            None => None,
        };
        let own = match self.own {
            Some(id) => Some(AuthorityId::new(&id).ok()?),
            None => None,
        };
        Some(Body { names: self.names, organ, applies, own, marks: self.marks })
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
