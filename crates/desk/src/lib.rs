//! The front door: opens a corpus and its index and has one method per question. Programs on top of it translate,
//! call and print; nothing else.

mod anchoring;
mod annotating;
mod answer;
mod authorities;
mod briefing;
mod catalogue;
mod checking;
mod citing;
mod claims;
mod entries;
mod error;
mod eval;
mod exporting;
mod freshen;
mod graph;
mod importing;
mod intake;
mod inventory;
mod labels;
mod language;
mod links;
mod look;
mod outline;
mod reading;
mod reference;
mod replacing;
mod review;
mod root;
mod searching;
mod sentences;
mod starter;
mod state;
mod styling;
mod sync;
mod tabled;
mod tally;
mod whereabouts;
pub mod wire;
mod xml;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use search::Index;

pub use annotating::{AnnotateRequest, Annotated};
pub use answer::{Answer, Hit, Line, Passage, Shown, SourceRef};
pub use authorities::{AuthorityRow, written_datum};
pub use brief::{Format as BriefFormat, render as render_brief};
pub use briefing::{BriefRequest, BriefSetting, Briefed, DraftFault, Grouping, brief_format};
pub use check::{
    Baseline, Checked, Facing, Finding, FoldingTable, Level, Mark, RULES, Report, Rule, Severity, Summary,
    Treatment, Verdict,
};
pub use checking::{
    CheckLevel, CheckRequest, CheckedDraft, DraftFile, Fixed, Rewritten, check_rule, folding_table,
    summary as check_summary,
};
pub use citing::{Cited, CitedRow};
pub use claims::{CitedBy, Claim, Claims, Link, Relation};
pub use doctrine::Explanation;
pub use error::DeskError;
pub use eval::{Evaluation, Measure, Score};
pub use exchange::{Bibliography, Engine, index_config};
pub use exporting::{AkomaNtoso, Exported, Wanted};
pub use freshen::{Freshness, IndexProgress, IndexRequest, Indexed, Look};
pub use graph::{Graph, GraphEdge, GraphNode, GraphRequest};
pub use importing::{Imported, LeftOut};
pub use intake::{AddFolderRequest, AddRequest, Added, AddedFile, AddedFolder, Skipped};
pub use inventory::{Inventory, Remarks};
pub use labels::{DoctrineRow, GivenLabel, Labelled, LabelledPassage};
pub use outline::{DocumentRow, Outline, OutlineRow};
pub use replacing::replace_file;
pub use review::{Collated, LintFinding, LintReport};
pub use root::find_root;
pub use search::{Facets, Layer, Sort, Why};
pub use searching::{KwicLine, KwicOrder, KwicRequest, Request};
pub use starter::{Start, init};
pub use style::{html as citation_html, markdown as citation_markdown, plain as citation_text};
pub use styling::{StyleRow, Styled, StyledNote};
pub use sync::{FileReport, Outcome, SyncProgress, SyncReport, SyncRequest};
pub use whereabouts::{Difference, Whereabout, Whereabouts};
pub use xml::xml_text;

use crate::state::Record;

/// An open corpus. Opening reads nothing; each question reads what it needs.
#[derive(Debug)]
pub struct Desk {
    root: PathBuf,
    opened: OnceLock<Opened>,
}

/// The index, with the records of the documents that were asked for.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) index: Index,
    records: Mutex<BTreeMap<String, Option<Arc<Record>>>>,
    /// What references at a prompt may name, read when first needed.
    names: OnceLock<Arc<cite::Names>>,
    /// What may stand for words of a query, read when first needed.
    thesaurus: OnceLock<Option<Arc<search::Thesaurus>>>,
    /// Whether the tables of authorities look untouched since the index was made.
    tables_hold: OnceLock<bool>,
}

impl Opened {
    pub(crate) fn new(index: Index) -> Self {
        Self {
            index,
            records: Mutex::default(),
            names: OnceLock::new(),
            thesaurus: OnceLock::new(),
            tables_hold: OnceLock::new(),
        }
    }
}

impl Desk {
    /// The corpus whose root (the folder that holds `corpus/corpus.toml`) is `root`.
    ///
    /// # Errors
    /// When there is no manifest there.
    pub fn open(root: &Path) -> Result<Self, DeskError> {
        Ok(Self { root: find_root(Some(root), root)?, opened: OnceLock::new() })
    }

    /// The folder that holds `corpus/` and `index/`.
    pub fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn index_folder(&self) -> PathBuf {
        self.root.join("index")
    }

    /// The index, opened once.
    pub(crate) fn opened(&self) -> Result<&Opened, DeskError> {
        if let Some(opened) = self.opened.get() {
            return Ok(opened);
        }
        let index = Index::open(&self.index_folder(), &self.folding()?)?;
        Ok(self.opened.get_or_init(|| Opened::new(index)))
    }

    /// Reads every file of the index and compares check sums. Slow; for those who suspect the disk.
    ///
    /// # Errors
    /// When there is no index, or a file of it is damaged.
    pub fn verify(&self) -> Result<(), DeskError> {
        Ok(Index::verify(&self.index_folder())?)
    }

    /// Whether there is an index that can answer.
    pub fn has_index(&self) -> bool {
        self.opened().is_ok()
    }
}
