//! Citations in a house style: references in, notes out, and citations of passages.
#![expect(clippy::disallowed_methods, reason = "the edge: reads the styles")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use cite::{Named, Names};
use ingest::Manifest;
use model::{Authority, AuthorityId, Held, PassageId, Pinpoint, Run};
use style::{Position, Style, Styles, Work};

use crate::error::DeskError;
use crate::{Desk, starter};

/// The style that is taken where neither the question nor the manifest names one.
const USUAL: &str = "oscola";

/// Citations in a house style, one note each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Styled {
    /// The style's name.
    pub style: String,
    /// The style in words.
    pub title: String,
    /// In the order of the question.
    pub notes: Vec<StyledNote>,
}

/// One citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyledNote {
    /// The number of the note.
    pub number: usize,
    /// What was asked for.
    pub reference: String,
    /// What it cites.
    pub authority: AuthorityId,
    /// The places cited; none for the whole.
    pub places: Vec<Pinpoint>,
    /// Where it stands: `full`, `later`, `again`.
    pub position: &'static str,
    /// Whether the corpus holds the text.
    pub held: bool,
    /// The words, closed.
    pub runs: Vec<Run>,
    /// On what the form rests: a rule whose text was read, or `unverified`.
    pub basis: String,
    /// Where the full form is written: a line of a table, or a CSL file and its type of work.
    pub form: String,
}

/// A style that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleRow {
    /// Its name.
    pub name: String,
    /// Which style it is, in words.
    pub title: String,
    /// The CSL file that writes the forms of what appears in print or on the web.
    pub csl: Option<String>,
    /// Whether it is taken where none is named.
    pub usual: bool,
}

/// What a reference names.
#[derive(Clone, Debug)]
pub(crate) struct Referred {
    pub(crate) authority: Authority,
    pub(crate) places: Vec<Pinpoint>,
}

/// Everything that citing in a style needs, read once.
pub(crate) struct Stylist {
    styles: Styles,
    name: String,
    names: Arc<Names>,
    authors: BTreeMap<AuthorityId, Vec<String>>,
}

impl Stylist {
    /// The style, which was looked for when this was made.
    pub(crate) fn style(&self) -> Result<&Style, DeskError> {
        self.styles.get(&self.name).ok_or_else(|| DeskError::NoSuchValue {
            what: "style",
            given: self.name.clone(),
            allowed: self.styles.iter().map(|s| s.name().to_owned()).collect(),
        })
    }

    /// That the style's CSL file was sound, where a form was wanted of it.
    pub(crate) fn settled(&self) -> Result<(), DeskError> {
        match self.style()?.fault() {
            Some(error) => Err(error.clone().into()),
            None => Ok(()),
        }
    }

    /// An authority as a style wants it.
    pub(crate) fn work<'a>(&'a self, authority: &'a Authority) -> Work<'a> {
        Work { authority, authors: self.authors.get(&authority.id).map_or(&[], Vec::as_slice) }
    }

    pub(crate) fn authority(&self, id: &AuthorityId) -> Option<&Authority> {
        self.names.catalogue().get(id)
    }

    /// The authority and the places that a reference names.
    pub(crate) fn refer(&self, text: &str) -> Result<Referred, DeskError> {
        let near = |ids: &[AuthorityId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        let unknown = |near| DeskError::NoReference { text: text.to_owned(), near };
        let Some(reference) = cite::reference(text, &self.names) else {
            return Err(unknown(near(&self.names.near(text))));
        };
        match reference.authority {
            Named::One(id) => match self.authority(&id) {
                Some(authority) => Ok(Referred { authority: authority.clone(), places: reference.places }),
                None => Err(unknown(Vec::new())),
            },
            Named::Ambiguous(ids) => {
                Err(DeskError::Refused(format!("several fit `{text}`: {}", near(&ids).join(", "))))
            }
            Named::Unknown { near: ids, .. } => Err(unknown(near(&ids))),
            Named::Nothing => Err(DeskError::Refused(format!("`{text}` names a place, but of what"))),
        }
    }
}

impl Desk {
    /// The citations of references, one note each, in their order: full, later, right after one another, as the style has
    /// them. `later` asks for the form of a citation whose authority stands in full in that note. Without `style` the
    /// manifest's is taken, else OSCOLA.
    ///
    /// # Errors
    /// When a style or table is faulty, there is no such style, or a reference names no authority.
    pub fn style(
        &self,
        references: &[String],
        style: Option<&str>,
        later: Option<usize>,
    ) -> Result<Styled, DeskError> {
        let stylist = self.stylist(style)?;
        let referred: Vec<Referred> =
            references.iter().map(|r| stylist.refer(r)).collect::<Result<_, _>>()?;
        let style = stylist.style()?;
        let works: Vec<(Work<'_>, &[Pinpoint])> =
            referred.iter().map(|r| (stylist.work(&r.authority), r.places.as_slice())).collect();
        let made = match later {
            None => style::notes(style, &works, 1),
            Some(note) => {
                let later = |(i, (work, places)): (usize, &(Work<'_>, &[Pinpoint]))| {
                    style::note(style, *work, places, Position::Later { note }, note + 1 + i)
                };
                works.iter().enumerate().map(later).collect()
            }
        };
        stylist.settled()?;
        let opened = self.opened()?;
        let notes = made.into_iter().zip(references).zip(&referred).map(|((note, asked), referred)| {
            let id = &referred.authority.id;
            StyledNote {
                number: note.number,
                reference: asked.clone(),
                authority: id.clone(),
                places: referred.places.clone(),
                position: match note.position {
                    Position::Full { .. } => "full",
                    Position::Later { .. } | Position::Short => "later",
                    Position::Again { .. } => "again",
                },
                held: opened.holds(id),
                runs: note.runs,
                basis: note.basis,
                form: note.form,
            }
        });
        Ok(Styled { style: style.name().to_owned(), title: style.title().to_owned(), notes: notes.collect() })
    }

    /// The full citations of passages, in their order, as [`Desk::style`] makes them.
    ///
    /// # Errors
    /// As for [`Desk::style`].
    pub fn style_passages(&self, ids: &[PassageId], style: Option<&str>) -> Result<Vec<Vec<Run>>, DeskError> {
        let stylist = self.stylist(style)?;
        let style = stylist.style()?;
        let full = Position::Full { defines: false };
        let cited = ids
            .iter()
            .map(|id| match stylist.authority(id.document()) {
                Some(authority) => style.cite(stylist.work(authority), &[id.pinpoint().clone()], full).runs,
                None => vec![Run::plain(id.to_string())],
            })
            .collect();
        stylist.settled()?;
        Ok(cited)
    }

    /// The styles of the corpus, by name.
    ///
    /// # Errors
    /// When a style or the manifest is faulty.
    pub fn style_rows(&self) -> Result<Vec<StyleRow>, DeskError> {
        let manifest = Manifest::load(&self.root)?;
        let usual = manifest.style().unwrap_or(USUAL);
        let row = |style: &Style| StyleRow {
            name: style.name().to_owned(),
            title: style.title().to_owned(),
            csl: style.csl_file(),
            usual: style.name() == usual,
        };
        Ok(self.styles()?.iter().map(row).collect())
    }

    /// The styles and everything they need; the style that is asked for is there.
    pub(crate) fn stylist(&self, style: Option<&str>) -> Result<Stylist, DeskError> {
        let manifest = Manifest::load(&self.root)?;
        let name = style.or(manifest.style()).unwrap_or(USUAL).to_owned();
        let authors = manifest.all().map(|e| (e.id().clone(), e.meta.authors.clone())).collect();
        let stylist = Stylist { styles: self.styles()?, name, names: self.own_names()?, authors };
        stylist.style()?;
        Ok(stylist)
    }

    /// The styles of the corpus; those the program comes with where it has none.
    fn styles(&self) -> Result<Styles, DeskError> {
        let folder = self.root.join("corpus/styles");
        let mut paths: Vec<PathBuf> =
            fs::read_dir(&folder).into_iter().flatten().filter_map(|f| Some(f.ok()?.path())).collect();
        // Tables, and what they may name beside them.
        paths.retain(|p| {
            p.extension().is_some_and(|e| ["toml", "csl", "xml"].iter().any(|known| e == *known))
        });
        paths.sort();
        let files: Vec<(PathBuf, String)> =
            if !paths.iter().any(|p| p.extension().is_some_and(|e| e == "toml")) {
                starter::styles()
            } else {
                let read = |p: PathBuf| match fs::read_to_string(&p) {
                    Ok(text) => Ok((p, text)),
                    Err(cause) => Err(DeskError::read(&p, cause)),
                };
                paths.into_iter().map(read).collect::<Result<_, _>>()?
            };
        Ok(Styles::parse(files.iter().map(|(path, text)| (path.as_path(), text.as_str())))?)
    }
}
