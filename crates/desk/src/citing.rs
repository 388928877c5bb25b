//! The citations of a text.

use cite::{Context, Names};
use model::{Citation, Lines, Position, Status, Target};

use crate::Desk;
use crate::error::DeskError;

/// The citations of a text.
#[derive(Clone, Debug)]
pub struct Cited {
    /// The text's name, as given.
    pub file: String,
    /// In the order of the text.
    pub rows: Vec<CitedRow>,
}

/// One citation.
#[derive(Clone, Debug)]
pub struct CitedRow {
    /// The citation.
    pub citation: Citation,
    /// Its words, as they stand.
    pub text: String,
    /// Where it stands.
    pub position: Position,
    /// What it means, in words, a line a target.
    pub targets: Vec<String>,
}

impl Desk {
    /// The citations of a text, each with what it means. `own` says which authority the text is, so that its own
    /// places are understood; otherwise it is read as an essay.
    ///
    /// # Errors
    /// When a table is faulty, or the text is no UTF-8.
    pub fn cites(&self, file: &str, bytes: &[u8], own: Option<&str>) -> Result<Cited, DeskError> {
        let opened = self.opened()?;
        let text = std::str::from_utf8(bytes).map_err(|e| {
            DeskError::Refused(format!("{file}: no UTF-8 at byte {}; save it as UTF-8", e.valid_up_to()))
        })?;
        let names = Names::new(&self.catalogue()?);
        let own = match own {
            Some(name) => Some(self.known_authority(name)?.id),
            None => None,
        };
        let context = Context { own, ..Context::default() };
        let citations = cite::cites(text, &names, &context, opened);
        let lines = Lines::new(text);
        let row = |citation: Citation| CitedRow {
            text: citation.span.of(text).unwrap_or_default().to_owned(),
            position: lines.position(citation.span.start()),
            targets: citation.targets.iter().map(told).collect(),
            citation,
        };
        Ok(Cited { file: file.to_owned(), rows: citations.into_iter().map(row).collect() })
    }
}

/// A target in words.
fn told(target: &Target) -> String {
    let name = target.name.as_deref().unwrap_or("?");
    let place = target.place.as_ref().map(|p| format!(", {}", p.plain())).unwrap_or_default();
    match &target.status {
        Status::Resolved(nodes) => {
            let ids: Vec<String> = nodes.iter().map(ToString::to_string).collect();
            format!("→ {}", ids.join(", "))
        }
        Status::Ambiguous(candidates) => {
            let ids: Vec<String> = candidates.iter().map(ToString::to_string).collect();
            format!("ambiguous: {}{place}", ids.join(", "))
        }
        Status::Dangling => format!("dangling: the text does not say what it points at{place}"),
        status => format!("{}: {name}{place}", status.as_str()),
    }
}
