//! Citations against gold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ingest::Manifest;
use model::Target;

use super::gold::{self, GoldCitation};
use super::{Evaluation, Tally, score};
use crate::Desk;
use crate::citing::CitedRow;
use crate::error::DeskError;

/// A citation of the gold or of ours, or both where they meet.
struct Unit {
    wanted: Option<String>,
    found: Option<String>,
}

/// How much two stretches must have in common, as a share of what they cover together.
const OVERLAP: f64 = 0.5;

impl Desk {
    /// Scores the citations of the texts that `files` judge. One is right where it covers more than half of what the two
    /// cover together and means the same targets, whatever its form. Lost links (`dangling`) are a row of their own.
    ///
    /// # Errors
    /// When gold is faulty, or names a document whose text is not here.
    pub fn eval_cites(&self, files: &[PathBuf], folder: &Path) -> Result<Evaluation, DeskError> {
        let mut records: Vec<GoldCitation> = Vec::new();
        for path in files {
            records.extend(gold::citations(&path.display().to_string(), &gold::text(&folder.join(path))?)?);
        }
        let docs: BTreeSet<String> = records.iter().map(|r| r.doc.clone()).collect();
        let mut units = Vec::new();
        let mut exact = 0;
        for doc in docs {
            let rows = self.cites_of(&doc, folder)?;
            let mut used = vec![false; rows.len()];
            for record in records.iter().filter(|r| r.doc == doc) {
                let share = |row: &CitedRow| overlap(record.span, row);
                let fits = |(i, row): &(usize, &CitedRow)| {
                    !used[*i] && share(row) >= OVERLAP && same(&record.targets, &row.citation.targets)
                };
                let mut best: Option<(usize, f64)> = None;
                for (i, row) in rows.iter().enumerate().filter(fits) {
                    if best.is_none_or(|(_, most)| share(row) > most) {
                        best = Some((i, share(row)));
                    }
                }
                let wanted = Some(record.form.clone());
                let found = best.map(|(i, _)| {
                    used[i] = true;
                    let span = rows[i].citation.span;
                    exact += usize::from((span.start(), span.end()) == record.span);
                    rows[i].citation.form.as_str().to_owned()
                });
                units.push(Unit { wanted, found });
            }
            let extra = rows.iter().zip(&used).filter(|(_, used)| !**used);
            units.extend(
                extra.map(|(row, _)| Unit {
                    wanted: None,
                    found: Some(row.citation.form.as_str().to_owned()),
                }),
            );
        }
        Ok(table(&units, exact, records.len()))
    }

    fn cites_of(&self, doc: &str, folder: &Path) -> Result<Vec<CitedRow>, DeskError> {
        let manifest = Manifest::load(&self.root)?;
        let bytes = match manifest.documents().find(|e| e.id().as_str() == doc) {
            Some(entry) => self.raw(entry)?,
            None => gold::text(&folder.join(doc))?,
        };
        Ok(self.cites(doc, bytes.as_bytes(), None)?.rows)
    }
}

fn table(units: &[Unit], exact: usize, wanted: usize) -> Evaluation {
    const LOST: &str = "dangling";
    let forms: BTreeSet<&String> = units.iter().flat_map(|u| u.wanted.iter().chain(&u.found)).collect();
    // A citation that is found counts for the form of the gold; one that is not, for its own.
    let tally = |u: &Unit, counts: &dyn Fn(&str) -> bool| {
        let form = |f: &Option<String>| usize::from(f.as_deref().is_some_and(counts));
        let both = u.wanted.is_some() && u.found.is_some();
        Tally { right: if both { form(&u.found) } else { 0 }, found: form(&u.found), wanted: form(&u.wanted) }
    };
    let of = |form: &str| -> Vec<Tally> {
        let as_gold = |u: &Unit| match (&u.wanted, &u.found) {
            (Some(wanted), Some(_)) if wanted == form => Tally { right: 1, found: 1, wanted: 1 },
            (Some(_), Some(_)) => Tally::default(),
            _ => tally(u, &|f| f == form),
        };
        units.iter().map(as_gold).collect()
    };
    let mut forms_right: BTreeMap<bool, usize> = BTreeMap::new();
    for unit in units {
        if let (Some(wanted), Some(found)) = (&unit.wanted, &unit.found) {
            *forms_right.entry(wanted == found).or_default() += 1;
        }
    }
    let count = |right: bool| forms_right.get(&right).copied().unwrap_or(0);
    let whole: Vec<Tally> = units.iter().map(|u| tally(u, &|f| f != LOST)).collect();
    Evaluation {
        subject: "cites",
        unit: "citations",
        units: units.len(),
        rows: forms.iter().map(|form| score(form, &of(form))).collect(),
        overall: vec![score("all but dangling", &whole)],
        remarks: vec![
            format!("{exact} of {wanted} spans exact"),
            format!("{} of {} forms right", count(true), count(true) + count(false)),
        ],
    }
}

/// What two stretches have in common, as a share of what they cover together.
fn overlap(gold: (usize, usize), row: &CitedRow) -> f64 {
    let span = row.citation.span;
    let common = gold.1.min(span.end()).saturating_sub(gold.0.max(span.start()));
    if common == 0 {
        return 0.0;
    }
    common as f64 / (gold.1.max(span.end()) - gold.0.min(span.start())) as f64
}

/// Whether the targets are the same, in whatever order.
fn same(gold: &[(Option<String>, Option<String>)], ours: &[Target]) -> bool {
    let own = |t: &Target| {
        (t.authority.as_ref().map(ToString::to_string), t.place.as_ref().map(ToString::to_string))
    };
    let mut ours: Vec<_> = ours.iter().map(own).collect();
    let mut gold = gold.to_vec();
    ours.sort();
    gold.sort();
    ours == gold
}
