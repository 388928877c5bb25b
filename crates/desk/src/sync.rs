//! Bringing the pinned sources in.

use std::path::PathBuf;

use ingest::{Manifest, SyncOptions};

pub use ingest::{FileReport, Outcome, Progress as SyncProgress, SyncReport};

use crate::Desk;
use crate::error::DeskError;

/// How to sync.
#[derive(Clone, Debug)]
pub struct SyncRequest {
    /// Take files from this folder alone, matched by hash.
    pub from: Option<PathBuf>,
    /// Look into this folder before going to the network.
    pub mirror: Option<PathBuf>,
    /// Change nothing, only report.
    pub check: bool,
    /// How many files at once.
    pub jobs: usize,
}

impl Desk {
    /// Brings the pinned files of every document and witness to `corpus/sources`.
    ///
    /// # Errors
    /// When the manifest is faulty or a folder cannot be used. What fails with one file is in the report.
    pub fn sync(&self, request: &SyncRequest, progress: &dyn SyncProgress) -> Result<SyncReport, DeskError> {
        let manifest = Manifest::load(&self.root)?;
        let options = SyncOptions {
            from: request.from.clone(),
            mirror: request.mirror.clone(),
            check_only: request.check,
            jobs: request.jobs,
            ..SyncOptions::default()
        };
        let folder = Manifest::sources(&self.root);
        Ok(ingest::sync(manifest.all(), &folder, &options, progress)?)
    }
}
