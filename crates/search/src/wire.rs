//! The stored form of an entry: one compact JSON object, private to this crate and to its format version.

mod sentence;

use model::{Class, Kind, Label, PassageId, Pinpoint, Span};
use serde::{Deserialize, Serialize};

use crate::entry::{Citing, Entry, Layer};

#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    id: String,
    n: u64,
    d: usize,
    kind: String,
    layer: String,
    title: String,
    short: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    heading: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    context: Vec<String>,
    #[serde(skip_serializing_if = "str::is_empty", default)]
    chapeau: std::borrow::Cow<'a, str>,
    #[serde(skip_serializing_if = "str::is_empty", default)]
    text: std::borrow::Cow<'a, str>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    words: Vec<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    mark: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    span: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    parent: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    children: Vec<String>,
    class: String,
    passage: bool,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    gist: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    notes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    context_gist: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    labels: Vec<String>,
    #[serde(skip_serializing_if = "str::is_empty", default)]
    label_words: std::borrow::Cow<'a, str>,
    #[serde(skip_serializing_if = "str::is_empty", default)]
    broader_words: std::borrow::Cow<'a, str>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    cites: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    sentences: Vec<sentence::Stored>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    language: Option<String>,
}

/// The stored form of `entry`.
pub(crate) fn encode(entry: &Entry) -> Result<String, serde_json::Error> {
    let written = |p: &Pinpoint| p.to_string();
    serde_json::to_string(&Stored {
        id: entry.id.to_string(),
        n: entry.ordinal,
        d: entry.depth,
        kind: entry.kind.as_str().to_owned(),
        layer: entry.layer.as_str().to_owned(),
        title: entry.title.clone(),
        short: entry.short.clone(),
        date: entry.date.clone(),
        heading: entry.heading.clone(),
        context: entry.context.clone(),
        chapeau: entry.chapeau.as_str().into(),
        text: entry.text.as_str().into(),
        words: entry.words.iter().map(|s| (s.start(), s.end())).collect(),
        mark: entry.mark.clone(),
        span: entry.span.map(|s| (s.start(), s.end())),
        parent: entry.parent.as_ref().map(written),
        children: entry.children.iter().map(written).collect(),
        class: entry.class.as_str().to_owned(),
        passage: entry.passage,
        gist: entry.gist.clone(),
        notes: entry.notes.clone(),
        context_gist: entry.context_gist.clone(),
        labels: entry.labels.iter().map(ToString::to_string).collect(),
        label_words: entry.label_words.as_str().into(),
        broader_words: entry.broader_words.as_str().into(),
        cites: entry.cites.clone(),
        sentences: entry.sentences.iter().map(sentence::encode).collect(),
        language: entry.language.clone(),
    })
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
        title: s.title,
        short: s.short,
        date: s.date,
        heading: s.heading,
        context: s.context,
        chapeau: s.chapeau.into_owned(),
        text: s.text.into_owned(),
        words: s.words.into_iter().map(|(a, b)| Span::new(a, b)).collect(),
        mark: s.mark,
        span: s.span.map(|(a, b)| Span::new(a, b)),
        parent: s.parent.as_ref().map(place).transpose()?,
        children: s.children.iter().map(place).collect::<Result<_, _>>()?,
        class: class(&s.class).ok_or_else(|| format!("`{}` is no class", s.class))?,
        passage: s.passage,
        gist: s.gist,
        notes: s.notes,
        context_gist: s.context_gist,
        labels: s
            .labels
            .iter()
            .map(|l| Label::new(l))
            .collect::<Result<_, _>>()
            .map_err(|e| e.to_string())?,
        label_words: s.label_words.into_owned(),
        broader_words: s.broader_words.into_owned(),
        cites: s.cites,
        sentences: s.sentences.into_iter().map(sentence::decode).collect::<Result<_, _>>()?,
        language: s.language,
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
    sentences: Vec<sentence::Stored>,
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
