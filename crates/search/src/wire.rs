//! The stored form of an entry: one compact JSON object, private to this crate and to its format version.

mod sentence;

use std::borrow::Cow;

use model::{Class, Kind, Label, PassageId, Pinpoint, Span};
use serde::{Deserialize, Serialize, ser::Error as _};

use crate::entry::{Citing, Entry, Layer};

#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    id: Cow<'a, str>,
    n: u64,
    d: usize,
    kind: Cow<'a, str>,
    layer: Cow<'a, str>,
    title: Cow<'a, str>,
    short: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    date: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    heading: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    context: Cow<'a, [String]>,
    #[serde(skip_serializing_if = "str::is_empty", default)]
    chapeau: Cow<'a, str>,
    #[serde(skip_serializing_if = "str::is_empty", default)]
    text: Cow<'a, str>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    words: Vec<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    mark: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    span: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    parent: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    children: Vec<String>,
    class: Cow<'a, str>,
    passage: bool,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    gist: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    notes: Cow<'a, [String]>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    context_gist: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    labels: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "str::is_empty", default)]
    label_words: Cow<'a, str>,
    #[serde(skip_serializing_if = "str::is_empty", default)]
    broader_words: Cow<'a, str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    cites: Cow<'a, [String]>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    sentences: Vec<sentence::Stored<'a>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    language: Option<Cow<'a, str>>,
}

/// Room for what an entry has beside its words.
const OTHER: usize = 512;

/// The stored form of `entry`, whose id is written `id`.
pub(crate) fn encode(entry: &Entry, id: &str) -> Result<String, serde_json::Error> {
    let written = |p: &Pinpoint| p.to_string();
    let mut out = Vec::with_capacity(entry.text.len() + entry.chapeau.len() + entry.title.len() + OTHER);
    let stored = Stored {
        id: id.into(),
        n: entry.ordinal,
        d: entry.depth,
        kind: entry.kind.as_str().into(),
        layer: entry.layer.as_str().into(),
        title: entry.title.as_str().into(),
        short: entry.short.as_str().into(),
        date: optional(entry.date.as_ref()),
        heading: optional(entry.heading.as_ref()),
        context: entry.context.as_slice().into(),
        chapeau: entry.chapeau.as_str().into(),
        text: entry.text.as_str().into(),
        words: entry.words.iter().map(|s| (s.start(), s.end())).collect(),
        mark: optional(entry.mark.as_ref()),
        span: entry.span.map(|s| (s.start(), s.end())),
        parent: entry.parent.as_ref().map(written),
        children: entry.children.iter().map(written).collect(),
        class: entry.class.as_str().into(),
        passage: entry.passage,
        gist: optional(entry.gist.as_ref()),
        notes: entry.notes.as_slice().into(),
        context_gist: optional(entry.context_gist.as_ref()),
        labels: entry.labels.iter().map(|label| label.as_str().into()).collect(),
        label_words: entry.label_words.as_str().into(),
        broader_words: entry.broader_words.as_str().into(),
        cites: entry.cites.as_slice().into(),
        sentences: entry.sentences.iter().map(sentence::encode).collect(),
        language: optional(entry.language.as_ref()),
    };
    serde_json::to_writer(&mut out, &stored)?;
    String::from_utf8(out).map_err(serde_json::Error::custom)
}

fn optional(text: Option<&String>) -> Option<Cow<'_, str>> {
    text.map(|text| text.as_str().into())
}

/// The entry behind a stored form; the error says which part is not what this format writes.
pub(crate) fn decode(json: &str) -> Result<Entry, String> {
    let s: Stored<'_> = serde_json::from_str(json).map_err(|e| e.to_string())?;
    let place = |t: &String| t.parse::<Pinpoint>().map_err(|e| e.to_string());
    Ok(Entry {
        id: s.id.parse::<PassageId>().map_err(|e| e.to_string())?,
        ordinal: s.n,
        depth: s.d,
        kind: s.kind.parse::<Kind>().map_err(|e| e.to_string())?,
        layer: Layer::from_slug(&s.layer).ok_or_else(|| format!("`{}` is no layer", s.layer))?,
        title: s.title.into_owned(),
        short: s.short.into_owned(),
        date: s.date.map(Cow::into_owned),
        heading: s.heading.map(Cow::into_owned),
        context: s.context.into_owned(),
        chapeau: s.chapeau.into_owned(),
        text: s.text.into_owned(),
        words: s.words.into_iter().map(|(a, b)| Span::new(a, b)).collect(),
        mark: s.mark.map(Cow::into_owned),
        span: s.span.map(|(a, b)| Span::new(a, b)),
        parent: s.parent.as_ref().map(place).transpose()?,
        children: s.children.iter().map(place).collect::<Result<_, _>>()?,
        class: class(&s.class).ok_or_else(|| format!("`{}` is no class", s.class))?,
        passage: s.passage,
        gist: s.gist.map(Cow::into_owned),
        notes: s.notes.into_owned(),
        context_gist: s.context_gist.map(Cow::into_owned),
        labels: s
            .labels
            .iter()
            .map(|l| Label::new(l))
            .collect::<Result<_, _>>()
            .map_err(|e| e.to_string())?,
        label_words: s.label_words.into_owned(),
        broader_words: s.broader_words.into_owned(),
        cites: s.cites.into_owned(),
        sentences: s.sentences.into_iter().map(sentence::decode).collect::<Result<_, _>>()?,
        language: s.language.map(Cow::into_owned),
    })
}

/// The digest of the entry behind a stored form, which is not read any further.
pub(crate) fn gist(json: &str) -> Result<Option<String>, serde_json::Error> {
    #[derive(Deserialize)]
    struct Said {
        #[serde(default)]
        gist: Option<String>,
    }
    serde_json::from_str::<Said>(json).map(|said| said.gist)
}

#[derive(Deserialize)]
struct StoredCiting {
    id: String,
    n: u64,
    title: String,
    #[serde(default)]
    heading: Option<String>,
    #[serde(default)]
    sentences: Vec<sentence::Stored<'static>>,
}

/// What a stored form says of how its node cites. The rest is passed over: of most nodes that is most of it.
pub(crate) fn decode_citing(json: &str) -> Result<Citing, String> {
    let s: StoredCiting = serde_json::from_str(json).map_err(|e| e.to_string())?;
    Ok(Citing {
        id: s.id.parse::<PassageId>().map_err(|e| e.to_string())?,
        ordinal: s.n,
        title: s.title,
        heading: s.heading,
        sentences: s.sentences.into_iter().map(sentence::decode).collect::<Result<_, _>>()?,
    })
}

/// The class written `text`.
pub(crate) fn class(text: &str) -> Option<Class> {
    [Class::Preamble, Class::Operative, Class::Annex].into_iter().find(|c| c.as_str() == text)
}
