//! The Markdown of pandoc: citations are keys (`[@un-charter, art. 51]`), so that pandoc sets them in any style of CSL. The
//! keys are the ids of the authorities, which are those of an exported bibliography too.

use super::markdown::{Flavour, body};
use crate::brief::Brief;

/// The whole brief, with the metadata block that pandoc reads.
pub(super) fn render(brief: &Brief) -> String {
    let mut out = String::from("---\n");
    if let Some(title) = &brief.title {
        out.push_str(&format!("title: \"{}\"\n", title.replace('\\', "\\\\").replace('"', "\\\"")));
    }
    if !brief.language.is_empty() {
        out.push_str(&format!("lang: {}\n", brief.language));
    }
    out.push_str("link-citations: true\n---\n\n");
    out.push_str(&body(brief, Flavour::Pandoc));
    out
}

/// The same without the metadata.
pub(super) fn fragment(brief: &Brief) -> String {
    body(brief, Flavour::Pandoc)
}
