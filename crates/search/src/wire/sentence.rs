//! The stored form of a sentence that cites.

use model::{AuthorityId, Citation, Form, Signal, Span, Status, Target};
use serde::{Deserialize, Serialize};

use crate::entry::{Cited, Sentence};

#[derive(Serialize, Deserialize)]
pub(super) struct Stored {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    n: Option<usize>,
    s: (usize, usize),
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    parts: Vec<(usize, usize)>,
    t: String,
    #[serde(skip_serializing_if = "String::is_empty", default)]
    open: String,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    notes: Vec<String>,
    c: Vec<StoredCitation>,
}

#[derive(Serialize, Deserialize)]
struct StoredCitation {
    s: (usize, usize),
    t: String,
    f: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    sig: Option<String>,
    to: Vec<StoredTarget>,
}

/// With an authority: what is meant. Without: its candidates where it is ambiguous, its name where it is unknown, nothing
/// where the text does not say.
#[derive(Serialize, Deserialize)]
struct StoredTarget {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    a: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    p: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    name: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    any: Vec<String>,
}

fn pair(span: Span) -> (usize, usize) {
    (span.start(), span.end())
}

pub(super) fn encode(sentence: &Sentence) -> Stored {
    Stored {
        n: sentence.number,
        s: pair(sentence.span),
        parts: sentence.spans.iter().copied().map(pair).collect(),
        t: sentence.text.clone(),
        open: sentence.chapeau.clone(),
        notes: sentence.notes.clone(),
        c: sentence.citations.iter().map(citation).collect(),
    }
}

fn citation(cited: &Cited) -> StoredCitation {
    let c = &cited.citation;
    StoredCitation {
        s: pair(c.span),
        t: cited.text.clone(),
        f: c.form.as_str().to_owned(),
        sig: c.signal.map(|s| s.as_str().to_owned()),
        to: c.targets.iter().map(target).collect(),
    }
}

fn target(target: &Target) -> StoredTarget {
    let any = match &target.status {
        Status::Ambiguous(all) => all.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    StoredTarget {
        a: target.authority.as_ref().map(ToString::to_string),
        p: target.place.as_ref().map(ToString::to_string),
        name: target.name.as_deref().filter(|_| target.authority.is_none()).map(str::to_owned),
        any,
    }
}

pub(super) fn decode(stored: Stored) -> Result<Sentence, String> {
    let span = |(a, b)| Span::new(a, b);
    Ok(Sentence {
        number: stored.n,
        span: span(stored.s),
        spans: stored.parts.into_iter().map(span).collect(),
        text: stored.t,
        chapeau: stored.open,
        notes: stored.notes,
        citations: stored.c.into_iter().map(cited).collect::<Result<_, _>>()?,
    })
}

fn cited(stored: StoredCitation) -> Result<Cited, String> {
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
    Ok(Cited { text: stored.t, citation })
}

fn meant(stored: StoredTarget) -> Result<Target, String> {
    let id = |text: &String| AuthorityId::new(text).map_err(|e| e.to_string());
    let authority = stored.a.as_ref().map(id).transpose()?;
    let place = stored.p.map(|p| p.parse().map_err(|e: model::ParseError| e.to_string())).transpose()?;
    let status = match (&authority, stored.any.as_slice(), &stored.name) {
        (Some(_), ..) => Status::Unheld,
        (None, [], None) => Status::Dangling,
        (None, [], Some(_)) => Status::Unknown,
        (None, any, _) => Status::Ambiguous(any.iter().map(id).collect::<Result<_, _>>()?),
    };
    Ok(Target { authority, name: stored.name.map(Into::into), place, status })
}
