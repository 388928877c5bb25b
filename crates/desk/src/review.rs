//! What is wrong with the sources, and how two prints of one text differ.
#![expect(clippy::disallowed_methods, reason = "the edge: reads sources")]

use std::collections::BTreeMap;
use std::fs;

use ingest::{Manifest, Vocabulary};
use model::{AuthorityId, DigestEntry, Document, Lines, Noted, Position, Span, Topic};
use rayon::prelude::*;

use crate::error::{DeskError, nearest};
use crate::{Desk, anchoring};

/// One finding of the extraction lint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LintFinding {
    /// Path of the file below `corpus/sources`, or of the digest, `corpus/digests/…`.
    pub file: String,
    /// The document or witness.
    pub document: String,
    /// The rule.
    pub rule: &'static str,
    /// Where, in bytes of the file.
    pub span: Span,
    /// The same for people.
    pub position: Position,
    /// The innermost node that it stands in.
    pub id: Option<String>,
    /// What was seen.
    pub message: String,
}

/// What the lint found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LintReport {
    /// Texts looked at.
    pub files: usize,
    /// What was found, by text and place.
    pub findings: Vec<LintFinding>,
    /// Texts that were asked for and are not here.
    pub not_here: Vec<String>,
}

impl LintReport {
    /// How many findings each rule has, in the order of the rules.
    pub fn counts(&self) -> Vec<(&'static str, usize)> {
        let count = |rule: &'static str| (rule, self.findings.iter().filter(|f| f.rule == rule).count());
        Topic::ALL.iter().map(|t| count(t.as_str())).filter(|(_, n)| *n > 0).collect()
    }
}

/// A difference between two prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The provision.
    pub place: String,
    /// A word before it.
    pub before: String,
    /// The words of the first print; empty where it has none.
    pub a: String,
    /// The words of the second.
    pub b: String,
    /// A word after it.
    pub after: String,
    /// Where the words stand in the first file; where there are none, the point at which they would.
    pub span_a: Span,
    /// The same in the second.
    pub span_b: Span,
}

/// Two prints, compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collated {
    /// Id of the first print.
    pub a: String,
    /// Id of the second.
    pub b: String,
    /// Provisions that both have.
    pub compared: usize,
    /// Where they differ, in the order of the first.
    pub differences: Vec<Difference>,
    /// Provisions that only one has: the place, and which.
    pub alone: Vec<(String, String)>,
}

impl Desk {
    /// Looks the sources over: those named, or all that are here. `rules` restricts the findings.
    ///
    /// # Errors
    /// When a name or rule does not exist, a table is faulty, or a source cannot be read at all.
    pub fn lint(&self, names: &[String], rules: &[String]) -> Result<LintReport, DeskError> {
        let known = || Topic::ALL.iter().map(|t| t.as_str());
        if let Some(bad) = rules.iter().find(|r| !known().any(|k| k == r.as_str())) {
            let allowed = known().map(str::to_owned).collect();
            return Err(DeskError::NoSuchValue { what: "rule", given: bad.clone(), allowed });
        }
        let manifest = Manifest::load(&self.root)?;
        let wanted: Vec<&ingest::Entry> = match names {
            [] => manifest.all().collect(),
            names => names.iter().map(|n| text(&manifest, n)).collect::<Result<_, _>>()?,
        };
        let here = |e: &ingest::Entry| Manifest::sources(&self.root).join(&e.source.file).is_file();
        // The vocabulary comes from every document that is here, so that one text's words can judge another's.
        let read = |e: &ingest::Entry| Ok((e.id().clone(), self.read_entry(e)?));
        let all: Vec<&ingest::Entry> = manifest.all().filter(|e| here(e)).collect();
        let texts: BTreeMap<AuthorityId, Noted<Document>> =
            all.par_iter().map(|e| read(e)).collect::<Result<Vec<_>, DeskError>>()?.into_iter().collect();
        let vocabulary = Vocabulary::from_documents(texts.values().map(|n| &n.value));
        let mut report = LintReport::default();
        let (here, missing): (Vec<&ingest::Entry>, Vec<_>) = wanted.into_iter().partition(|e| here(e));
        report.not_here = missing.iter().map(|e| e.id().to_string()).collect();
        report.files = here.len();
        let found: Vec<Vec<LintFinding>> = here
            .par_iter()
            .map(|e| match texts.get(e.id()) {
                Some(noted) => self.lint_one(e, noted, &vocabulary),
                None => Ok(Vec::new()),
            })
            .collect::<Result<_, _>>()?;
        report.findings = found.into_iter().flatten().collect();
        if !rules.is_empty() {
            report.findings.retain(|f| rules.iter().any(|r| r == f.rule));
        }
        Ok(report)
    }

    fn lint_one(
        &self,
        entry: &ingest::Entry,
        noted: &Noted<Document>,
        vocabulary: &Vocabulary,
    ) -> Result<Vec<LintFinding>, DeskError> {
        let raw = self.raw(entry)?;
        let lines = Lines::new(&raw);
        let notes = ingest::lint(noted, &raw, &entry.options, vocabulary);
        let finding = |note: model::Note| LintFinding {
            file: entry.source.file.clone(),
            document: entry.id().to_string(),
            rule: note.topic.as_str(),
            span: note.span,
            position: lines.position(note.span.start()),
            id: innermost(&noted.value, note.span),
            message: note.message,
        };
        let mut found: Vec<LintFinding> = notes.into_iter().map(finding).collect();
        found.extend(self.lint_digest(entry, &noted.value)?);
        Ok(found)
    }

    /// What the digest of a document takes over from it, word for word, and what it says of words that have moved or
    /// changed. Second prints have no digest.
    fn lint_digest(&self, entry: &ingest::Entry, document: &Document) -> Result<Vec<LintFinding>, DeskError> {
        let Some(digest) = self.digest(entry.id())? else { return Ok(Vec::new()) };
        let file = format!("corpus/digests/{}.md", entry.id());
        let path = self.root.join(&file);
        let text = fs::read_to_string(&path).map_err(|e| DeskError::read(&path, e))?;
        let lines = Lines::new(&text);
        let source: Vec<String> = document.nodes.iter().map(model::Node::own_text).collect();
        let finding = |repeat: ingest::Repeat| {
            let whole = digest.at(&repeat.place).map_or(Span::new(0, 0), |e| e.span);
            // Words that run over the end of a line are told by their entry.
            let within = whole.of(&text).and_then(|t| t.find(&repeat.words));
            let span = within
                .map_or(whole, |at| Span::new(whole.start() + at, whole.start() + at + repeat.words.len()));
            LintFinding {
                file: file.clone(),
                document: entry.id().to_string(),
                rule: Topic::DigestRepeat.as_str(),
                span,
                position: lines.position(span.start()),
                id: Some(format!("{}#{}", entry.id(), repeat.place)),
                message: format!("eight or more words of the source in a row: “{}”", repeat.words),
            }
        };
        let strayed = |said: &DigestEntry| {
            let strayed = anchoring::strayed(document, said)?;
            // The line of the anchor, not the word in a note.
            let at = said.span.of(&text).and_then(|t| t.rfind("anchor:")).unwrap_or_default();
            let at = said.span.start() + at;
            Some(LintFinding {
                file: file.clone(),
                document: entry.id().to_string(),
                rule: Topic::NoteAnchor.as_str(),
                span: Span::new(at, at.max(said.span.end())),
                position: lines.position(at),
                id: Some(format!("{}#{}", entry.id(), said.place)),
                message: strayed.told(said),
            })
        };
        let repeats = ingest::repeats(&digest, &source.join("\n")).into_iter().map(finding);
        Ok(repeats.chain(digest.entries.iter().filter_map(strayed)).collect())
    }

    /// The file of a text, as it lies on disk. Readers refuse what is no UTF-8, so nothing is lost here.
    pub(crate) fn raw(&self, entry: &ingest::Entry) -> Result<String, DeskError> {
        let path = Manifest::sources(&self.root).join(&entry.source.file);
        let bytes = fs::read(&path).map_err(|e| DeskError::read(&path, e))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Compares two prints of one text; without `b`, a document with its second print.
    ///
    /// # Errors
    /// When a name means no text, or a text is not here.
    pub fn collate(&self, a: &str, b: Option<&str>) -> Result<Collated, DeskError> {
        let manifest = Manifest::load(&self.root)?;
        let first = text(&manifest, a)?;
        let second = match b {
            Some(b) => text(&manifest, b)?,
            None => first.witnesses.first().ok_or_else(|| {
                DeskError::Refused(format!("{} has no second print; name the other text", first.id()))
            })?,
        };
        let (one, two) = (self.read_entry(first)?.value, self.read_entry(second)?.value);
        let (raw_one, raw_two) = (self.raw(first)?, self.raw(second)?);
        let collation = ingest::collate(
            &ingest::Print { document: &one, raw: &raw_one },
            &ingest::Print { document: &two, raw: &raw_two },
        );
        let difference = |d: ingest::Difference| Difference {
            place: d.place.to_string(),
            before: d.before,
            span_a: d.a.span,
            a: d.a.words,
            span_b: d.b.span,
            b: d.b.words,
            after: d.after,
        };
        let whose = |in_first: bool| if in_first { first.id() } else { second.id() };
        let alone =
            collation.alone.iter().map(|a| (a.place.to_string(), whose(a.in_first).to_string())).collect();
        Ok(Collated {
            a: first.id().to_string(),
            b: second.id().to_string(),
            compared: collation.compared,
            differences: collation.differences.into_iter().map(difference).collect(),
            alone,
        })
    }
}

/// The manifest entry of a document or witness, by id or title.
fn text<'m>(manifest: &'m Manifest, name: &str) -> Result<&'m ingest::Entry, DeskError> {
    let same = |a: &str| a.eq_ignore_ascii_case(name);
    let by_title = |e: &&ingest::Entry| same(&e.meta.title) || e.meta.short.iter().any(|s| same(s));
    let found =
        manifest.all().find(|e| same(e.id().as_str())).or_else(|| manifest.documents().find(by_title));
    found.ok_or_else(|| DeskError::NoSuchDocument {
        name: name.to_owned(),
        near: nearest(name, manifest.all().map(|e| e.id().as_str())),
    })
}

/// The id of the innermost node that holds the beginning of `span`.
fn innermost(document: &Document, span: Span) -> Option<String> {
    let holds = |n: &&model::Node| n.span.start() <= span.start() && span.start() < n.span.end();
    let node = document.nodes.iter().filter(holds).min_by_key(|n| n.span.len())?;
    Some(document.id(node).to_string())
}
