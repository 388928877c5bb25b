//! The stored form of a sentence that cites.

use std::borrow::Cow;

use model::{AuthorityId, Citation, Form, Signal, Span, Status, Target};
use serde::{Deserialize, Serialize};

use crate::entry::{Cited, Sentence};

#[derive(Serialize, Deserialize)]
pub(super) struct Stored<'a> {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    n: Option<usize>,
    s: (usize, usize),
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    parts: Vec<(usize, usize)>,
    t: Cow<'a, str>,
    #[serde(skip_serializing_if = "str::is_empty", default)]
    open: Cow<'a, str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty", default)]
    notes: Cow<'a, [String]>,
    c: Vec<StoredCitation<'a>>,
}

#[derive(Serialize, Deserialize)]
struct StoredCitation<'a> {
    s: (usize, usize),
    t: Cow<'a, str>,
    f: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    sig: Option<Cow<'a, str>>,
    to: Vec<StoredTarget<'a>>,
}

/// With an authority: what is meant. Without: its candidates where it is ambiguous, its name where it is unknown, nothing
/// where the text does not say.
#[derive(Serialize, Deserialize)]
struct StoredTarget<'a> {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    a: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    p: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    any: Vec<Cow<'a, str>>,
}

fn pair(span: Span) -> (usize, usize) {
    (span.start(), span.end())
}

pub(super) fn encode(sentence: &Sentence) -> Stored<'_> {
    Stored {
        n: sentence.number,
        s: pair(sentence.span),
        parts: sentence.spans.iter().copied().map(pair).collect(),
        t: sentence.text.as_str().into(),
        open: sentence.chapeau.as_str().into(),
        notes: sentence.notes.as_slice().into(),
        c: sentence.citations.iter().map(citation).collect(),
    }
}

fn citation(cited: &Cited) -> StoredCitation<'_> {
    let c = &cited.citation;
    StoredCitation {
        s: pair(c.span),
        t: cited.text.as_str().into(),
        f: c.form.as_str().into(),
        sig: c.signal.map(|s| s.as_str().into()),
        to: c.targets.iter().map(target).collect(),
    }
}

fn target(target: &Target) -> StoredTarget<'_> {
    let any = match &target.status {
        Status::Ambiguous(all) => all.iter().map(|id| id.as_str().into()).collect(),
        _ => Vec::new(),
    };
    StoredTarget {
        a: target.authority.as_ref().map(|id| id.as_str().into()),
        p: target.place.as_ref().map(ToString::to_string),
        name: target.name.as_deref().filter(|_| target.authority.is_none()).map(Into::into),
        any,
    }
}

pub(super) fn decode(stored: Stored<'_>) -> Result<Sentence, String> {
    let span = |(a, b)| Span::new(a, b);
    Ok(Sentence {
        number: stored.n,
        span: span(stored.s),
        spans: stored.parts.into_iter().map(span).collect(),
        text: stored.t.into_owned(),
        chapeau: stored.open.into_owned(),
        notes: stored.notes.into_owned(),
        citations: stored.c.into_iter().map(cited).collect::<Result<_, _>>()?,
    })
}

fn cited(stored: StoredCitation<'_>) -> Result<Cited, String> {
    const FORMS: [Form; 5] = [Form::Pinpoint, Form::Mention, Form::Bare, Form::Back, Form::Dangling];
    const SIGNALS: [Signal; 6] =
        [Signal::See, Signal::SeeEg, Signal::Cf, Signal::Contra, Signal::Accord, Signal::ButSee];
    let form = FORMS.into_iter().find(|f| f.as_str() == stored.f);
    let citation = Citation {
        span: Span::new(stored.s.0, stored.s.1),
        form: form.ok_or_else(|| format!("`{}` is no form of citation", stored.f))?,
        signal: stored.sig.and_then(|written| SIGNALS.into_iter().find(|s| s.as_str() == written)),
        targets: stored.to.into_iter().map(meant).collect::<Result<_, _>>()?,
    };
    Ok(Cited { text: stored.t.into_owned(), citation })
}

fn meant(stored: StoredTarget<'_>) -> Result<Target, String> {
    let id = |text: &Cow<'_, str>| AuthorityId::new(text).map_err(|e| e.to_string());
    let authority = stored.a.as_ref().map(id).transpose()?;
    let place = stored.p.map(|p| p.parse().map_err(|e: model::ParseError| e.to_string())).transpose()?;
    let status = match (&authority, stored.any.as_slice(), &stored.name) {
        (Some(_), ..) => Status::Unheld,
        (None, [], None) => Status::Dangling,
        (None, [], Some(_)) => Status::Unknown,
        (None, any, _) => Status::Ambiguous(any.iter().map(id).collect::<Result<_, _>>()?),
    };
    Ok(Target { authority, name: stored.name.map(|name| name.as_ref().into()), place, status })
}
