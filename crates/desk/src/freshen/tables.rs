//! The tables that a lawyer edits beside the documents: variant readings, spellings, terms of one meaning.
#![expect(clippy::disallowed_methods, reason = "the edge: reads tables")]

use std::fs;

use check::Variants;
use search::{Folding, Thesaurus};

use crate::Desk;
use crate::error::DeskError;

impl Desk {
    /// The known variant readings of the held prints, of every document that has a table of them.
    pub(crate) fn variants(&self) -> Result<Variants, DeskError> {
        let folder = self.root.join("corpus/variants");
        let Ok(listed) = fs::read_dir(&folder) else { return Ok(Variants::none()) };
        let mut names: Vec<String> = listed.filter_map(|f| f.ok()?.file_name().into_string().ok()).collect();
        names.retain(|n| n.ends_with(".tsv"));
        names.sort();
        let mut out = Variants::none();
        for name in names {
            let path = folder.join(&name);
            let text = fs::read_to_string(&path).map_err(|e| DeskError::read(&path, e))?;
            out.extend(Variants::parse(&format!("corpus/variants/{name}"), &text)?);
        }
        Ok(out)
    }

    /// The spellings that count as one. A corpus without the table folds nothing.
    pub(crate) fn folding(&self) -> Result<Folding, DeskError> {
        let path = self.root.join("corpus/folding.tsv");
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Folding::parse(&text, "corpus/folding.tsv")?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Folding::none()),
            Err(error) => Err(DeskError::read(&path, error)),
        }
    }

    /// The terms of one meaning. A corpus without the file has none.
    pub(crate) fn read_thesaurus(&self) -> Result<Option<Thesaurus>, DeskError> {
        let path = self.root.join("corpus/thesaurus.tsv");
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(Thesaurus::parse(&text, "corpus/thesaurus.tsv")?)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(DeskError::read(&path, error)),
        }
    }
}
