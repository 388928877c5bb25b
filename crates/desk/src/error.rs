//! What can go wrong at the desk, each with a way out where one is known.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::briefing::DraftFault;

/// Why a question could not be answered.
#[derive(Debug, Error)]
pub enum DeskError {
    /// No corpus at or above a folder.
    #[error("no corpus in {} or any folder above it", .0.display())]
    NoCorpus(PathBuf),
    /// The folder that was named holds no corpus.
    #[error("{} holds no corpus/corpus.toml", .0.display())]
    NoCorpusAt(PathBuf),
    /// A new corpus would overwrite an old one.
    #[error("there is a corpus in {} already", .0.display())]
    CorpusExists(PathBuf),
    /// The manifest or a table is faulty: every fault with file, line and key.
    #[error(transparent)]
    Table(#[from] ingest::TableError),
    /// A source could not be read.
    #[error("{id}: {cause}")]
    Read {
        /// The document.
        id: String,
        /// Why.
        cause: ingest::ReadError,
    },
    /// The table of spellings is faulty.
    #[error(transparent)]
    Folding(#[from] search::FoldingError),
    /// The thesaurus is faulty.
    #[error(transparent)]
    Thesaurus(#[from] search::ThesaurusError),
    /// A table of variant readings is faulty.
    #[error(transparent)]
    Variants(#[from] check::VariantsError),
    /// The taxonomy of doctrines is faulty.
    #[error(transparent)]
    Doctrines(#[from] doctrine::RulesError),
    /// A citation style is faulty.
    #[error(transparent)]
    Style(#[from] style::StyleError),
    /// The weights of the tagger are faulty.
    #[error(transparent)]
    Weights(#[from] doctrine::WeightsError),
    /// Annotations could not be read.
    #[error("{file}: {cause}")]
    Annotations {
        /// The file.
        file: String,
        /// Why.
        cause: exchange::AnnotationsError,
    },
    /// A sync could not begin.
    #[error(transparent)]
    Sync(#[from] ingest::SyncError),
    /// The index refused.
    #[error(transparent)]
    Search(#[from] search::SearchError),
    /// A file could not be read or written.
    #[error("cannot {action} {}: {cause}", path.display())]
    Io {
        /// `read`, `write`.
        action: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// A name that means no document, with those that come near.
    #[error("no document is called `{name}`")]
    NoSuchDocument {
        /// What was asked for.
        name: String,
        /// Near names.
        near: Vec<String>,
    },
    /// A reference that cannot be understood.
    #[error("`{text}` is no reference that can be understood")]
    NoReference {
        /// What was asked for.
        text: String,
        /// Near names.
        near: Vec<String>,
    },
    /// A value that a filter or option does not take.
    #[error("{what} `{given}` does not exist")]
    NoSuchValue {
        /// What kind of value: "kind", "layer", "rule".
        what: &'static str,
        /// What was given.
        given: String,
        /// What may be given.
        allowed: Vec<String>,
    },
    /// Directives of a draft that do not resolve, in the order of the draft.
    #[error("{}", of_draft(file, faults))]
    Draft {
        /// The draft.
        file: String,
        /// What is wrong in it; never empty.
        faults: Vec<DraftFault>,
    },
    /// Something asked for cannot be done: what and why.
    #[error("{0}")]
    Refused(String),
}

/// Faults of a draft, a line each, with what to do about each.
fn of_draft(file: &str, faults: &[DraftFault]) -> String {
    let told = |fault: &DraftFault| {
        let help = if fault.help.is_empty() { String::new() } else { format!("\n  help: {}", fault.help) };
        format!("{file}:{}:{}: {}{help}", fault.line, fault.column, fault.message)
    };
    let count = match faults.len() {
        1 => "one directive does not resolve".to_owned(),
        n => format!("{n} directives do not resolve"),
    };
    let lines: Vec<String> = faults.iter().map(told).collect();
    format!("{count}\n{}", lines.join("\n"))
}

impl DeskError {
    pub(crate) fn read(path: &Path, cause: io::Error) -> Self {
        Self::Io { action: "read", path: path.to_owned(), cause }
    }

    pub(crate) fn write(path: &Path, cause: io::Error) -> Self {
        Self::Io { action: "write", path: path.to_owned(), cause }
    }

    /// The whole message: a query that does not parse is shown with a mark under the fault.
    pub fn told(&self) -> String {
        match self {
            Self::Search(search::SearchError::Query(error)) => error.render(),
            error => error.to_string(),
        }
    }

    /// What to do about it, where that is known.
    pub fn hint(&self) -> Option<String> {
        let meant = |near: &[String]| match near {
            [] => None,
            near => Some(format!("did you mean {}?", near.join(", "))),
        };
        match self {
            Self::NoCorpus(_) => Some("`corpus init` lays one out here, `--corpus DIR` names one".to_owned()),
            Self::NoCorpusAt(_) => Some("name the folder that holds `corpus/corpus.toml`".to_owned()),
            Self::CorpusExists(_) => Some("nothing was changed; choose another folder".to_owned()),
            Self::NoSuchDocument { near, .. } => {
                meant(near).or_else(|| Some("`corpus documents` lists them".to_owned()))
            }
            Self::NoReference { near, .. } => meant(near)
                .or_else(|| Some("write it as `un-charter#art-51` or as `UN Charter art 51`".to_owned())),
            Self::NoSuchValue { given, allowed, .. } => {
                let names = allowed.iter().map(String::as_str);
                match nearest(given, names).as_slice() {
                    [] => Some(format!("there are: {}", allowed.join(", "))),
                    near => meant(near),
                }
            }
            Self::Search(error) if error.wants_rebuild() => {
                Some("`corpus index --full` builds it".to_owned())
            }
            Self::Search(search::SearchError::Write { .. }) => {
                Some("is the disk full? the last good index stays in use".to_owned())
            }
            _ => None,
        }
    }
}

/// The names that come nearest to `given`, best first, at most three; none where nothing comes near.
pub(crate) fn nearest<'n>(given: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let given = given.to_lowercase();
    let mut scored: Vec<(f64, &str)> = names
        .map(|name| (strsim::jaro_winkler(&given, &name.to_lowercase()), name))
        .filter(|(score, _)| *score > 0.84)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_come_best_first() {
        assert_eq!(nearest("un-chartr", ["arsiwa", "un-charter"].into_iter()), ["un-charter"]);
        assert!(nearest("zzz", ["arsiwa"].into_iter()).is_empty());
    }
}
