//! What the prose that is trained on cites.

use std::collections::BTreeMap;
use std::path::Path;

use cite::{Context, Names};
use doctrine::Cited;
use ingest::Manifest;
use model::{AuthorityId, Citation, Document, Held, Kind, Lookup, NodeIx, Pinpoint, Span};

/// Nothing is held: it matters what is cited, not whether it is here.
struct Nothing;

impl Held for Nothing {
    fn holds(&self, _: &AuthorityId) -> bool {
        false
    }

    fn look_up(&self, _: &AuthorityId, _: &Pinpoint) -> Lookup {
        Lookup::Unheld
    }
}

/// What can be cited.
pub(super) fn names(root: &Path) -> Result<Names, String> {
    let manifest = Manifest::load(root).map_err(|e| e.to_string())?;
    let catalogue = ingest::load_catalogue(&root.join("corpus/authorities")).map_err(|e| e.to_string())?;
    Ok(Names::new(ingest::with_documents(catalogue, manifest.metas())))
}

/// What each passage of the essays cites. An essay is read as one text, since a reference back may reach far. Citations in
/// instruments do not count as evidence, so they are left alone.
pub(super) fn essays(
    documents: &BTreeMap<AuthorityId, Document>,
    names: &Names,
) -> BTreeMap<(AuthorityId, NodeIx), Vec<Cited>> {
    let mut out: BTreeMap<(AuthorityId, NodeIx), Vec<Cited>> = BTreeMap::new();
    for (id, document) in documents.iter().filter(|(_, d)| d.meta.kind == Kind::Essay) {
        let mut joined = String::new();
        let mut places = Vec::new();
        for (i, node) in document.nodes.iter().enumerate() {
            let start = joined.len();
            joined.push_str(&node.own_text());
            places.push((Span::new(start, joined.len()), NodeIx(i)));
            joined.push_str("\n\n");
        }
        for citation in cite::cites(&joined, names, &Context::default(), &Nothing) {
            if let Some((_, ix)) = places.iter().find(|(span, _)| span.contains(citation.span)) {
                out.entry((id.clone(), *ix)).or_default().extend(cited(&citation, &joined));
            }
        }
    }
    out
}

/// What a text of its own cites.
pub(super) fn alone(text: &str, names: &Names) -> Vec<Cited> {
    let citations = cite::cites(text, names, &Context::default(), &Nothing);
    citations.iter().flat_map(|c| cited(c, text)).collect()
}

fn cited(citation: &Citation, text: &str) -> Vec<Cited> {
    let words = citation.span.of(text).unwrap_or_default();
    let targets = citation.targets.iter().filter_map(|t| {
        Some(Cited { authority: t.authority.clone()?, place: t.place.clone(), words: words.to_owned() })
    });
    targets.collect()
}
