//! Lists of authorities for reference managers and typesetters. Keys are the ids of the authorities, so that they stay what
//! they are however often a list is made.

mod bibtex;
mod csl;
mod ris;
#[cfg(test)]
mod tests;

use crate::item::{Item, Work};

/// A format of bibliographies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bibliography {
    /// BibTeX, with the entry types of its standard styles.
    Bibtex,
    /// BibLaTeX, with its legal entry types.
    Biblatex,
    /// RIS.
    Ris,
    /// CSL-JSON.
    CslJson,
}

/// The works as a bibliography, in their order, ending in a newline. What the table of authorities does not know is left
/// out.
pub fn bibliography(works: &[Work<'_>], format: Bibliography) -> String {
    let items: Vec<Item<'_>> = works.iter().map(|w| Item::new(*w)).collect();
    match format {
        Bibliography::Bibtex => items.iter().map(bibtex::bibtex).collect::<Vec<_>>().join("\n"),
        Bibliography::Biblatex => items.iter().map(bibtex::biblatex).collect::<Vec<_>>().join("\n"),
        Bibliography::Ris => items.iter().map(ris::record).collect::<Vec<_>>().join("\n"),
        Bibliography::CslJson => csl::list(&items),
    }
}
