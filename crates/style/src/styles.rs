//! The styles of a corpus, and what they take from each other and from CSL files.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use table::{Fault, hint};

use crate::csl::Csl;
use crate::parse::StyleError;
use crate::sheet::{Positions, Style};

/// The styles of a corpus, by name.
#[derive(Clone, Debug, Default)]
pub struct Styles(BTreeMap<String, Style>);

/// A file: its path and its text.
type File<'f> = (&'f Path, &'f str);

impl Styles {
    /// Reads and checks all styles, given as pairs of path and text: tables (`.toml`), and beside them the CSL files (`.csl`)
    /// and files of their words (`.xml`) that tables name; those are not read before a work is cited that needs them. A
    /// style that is `like` another takes from that one whatever it does not say itself of positions and of CSL.
    ///
    /// # Errors
    /// Everything that is wrong in the tables.
    pub fn parse<'f>(files: impl IntoIterator<Item = (&'f Path, &'f str)>) -> Result<Self, StyleError> {
        let mut faults = Vec::new();
        let mut styles = BTreeMap::new();
        let mut paths: BTreeMap<String, &Path> = BTreeMap::new();
        let mut beside: BTreeMap<String, File<'f>> = BTreeMap::new();
        for (path, text) in files {
            if path.extension().is_some_and(|e| e != "toml") {
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
                beside.extend(name.map(|name| (name, (path, text))));
                continue;
            }
            match Style::parse(path, text) {
                Ok(style) => {
                    paths.insert(style.name.clone(), path);
                    styles.insert(style.name.clone(), style);
                }
                Err(error) => faults.extend(error.faults),
            }
        }
        if !faults.is_empty() {
            return Err(StyleError { faults });
        }
        let path = |name: &str| paths.get(name).copied().unwrap_or(Path::new(""));
        for style in styles.values_mut() {
            match outside(style, path(&style.name), &beside) {
                Ok(csl) => style.csl = csl,
                Err(fault) => faults.push(fault),
            }
        }
        let complete = styles.clone();
        for style in styles.values_mut() {
            let Some((line, like)) = style.like.clone() else { continue };
            match complete.get(&like).filter(|s| s.like.is_none()) {
                Some(parent) => inherit(style, parent),
                None => {
                    let message = format!("no style `{like}` stands on its own feet");
                    faults.push(fault(path(&style.name), line, "like", message));
                }
            }
        }
        if faults.is_empty() {
            faults.extend(styles.values().filter_map(|style| lacking(style, path(&style.name))));
        }
        if faults.is_empty() { Ok(Self(styles)) } else { Err(StyleError { faults }) }
    }

    /// The style of this name.
    pub fn get(&self, name: &str) -> Option<&Style> {
        self.0.get(name)
    }

    /// Every style, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Style> {
        self.0.values()
    }
}

fn fault(path: &Path, line: usize, key: &str, message: String) -> Fault {
    Fault { path: path.to_owned(), line, key: key.to_owned(), message }
}

/// The CSL file that a style names.
fn outside(
    style: &Style,
    path: &Path,
    beside: &BTreeMap<String, File<'_>>,
) -> Result<Option<Arc<Csl>>, Fault> {
    let find = |key: &str, named: &Option<(usize, String)>| match named {
        None => Ok(None),
        Some((line, name)) => match beside.get(name) {
            Some(file) => Ok(Some(*file)),
            None => {
                let hint = hint(name, beside.keys().map(String::as_str));
                let message = format!("there is no file `{name}` beside this one{hint}; put it there");
                Err(fault(path, *line, key, message))
            }
        },
    };
    let words = find("locale", &style.locale_named)?;
    let csl = find("csl", &style.csl_named)?;
    Ok(csl.map(|(path, text)| Arc::new(Csl::new(path, text, words))))
}

fn inherit(style: &mut Style, parent: &Style) {
    let own = std::mem::replace(style, parent.clone());
    style.name = own.name;
    style.title = own.title;
    style.basis = own.basis;
    style.like = own.like;
    for form in &mut style.forms {
        form.basis.clear();
    }
    if own.positions != Positions::default() {
        style.positions = own.positions;
        style.forms.iter_mut().for_each(|form| form.positions = Positions::default());
    }
    if own.csl.is_some() {
        style.csl_named = own.csl_named;
        style.csl = own.csl;
    }
}

/// A form without the file that it needs, or a file without a form.
fn lacking(style: &Style, path: &Path) -> Option<Fault> {
    let asks = style.forms.iter().find(|form| form.csl.is_some());
    match (asks, &style.csl, &style.csl_named) {
        (Some(form), None, _) => {
            let kind = form.csl.as_deref().unwrap_or_default();
            let message = format!(
                "missing: the form of {} is left to a CSL file (`{kind}`); name one that lies beside this file",
                form.origin
            );
            Some(fault(path, 1, "csl", message))
        }
        (None, Some(_), Some((line, name))) => {
            let message = format!(
                "no form leaves anything to `{name}`; give one a CSL type in place of `full`: csl = \"article-journal\""
            );
            Some(fault(path, *line, "csl", message))
        }
        _ => None,
    }
}
