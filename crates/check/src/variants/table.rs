//! The table and its form.

use std::fmt;

use model::{AuthorityId, Pinpoint};

/// What sets the two readings apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VariantKind {
    /// The same words, spelt otherwise.
    Spelling,
    /// Both readings occur in official prints.
    Reading,
    /// The held text is misprinted.
    Misprint,
    /// The other print is misprinted, and its readers quote it.
    Slip,
}

impl VariantKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Spelling, Self::Reading, Self::Misprint, Self::Slip];

    /// The written form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Spelling => "spelling",
            Self::Reading => "reading",
            Self::Misprint => "misprint",
            Self::Slip => "slip",
        }
    }
}

/// A variant reading or misprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The held document.
    pub document: AuthorityId,
    /// Where the words stand, or a place above.
    pub place: Pinpoint,
    /// The words as the held text prints them.
    pub held: String,
    /// The other reading.
    pub other: String,
    /// The print that has the other reading.
    pub whose: String,
    /// What sets them apart.
    pub kind: VariantKind,
}

/// Why a table is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariantsError {
    /// The file, as the caller named it.
    pub path: String,
    /// The line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for VariantsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.reason)
    }
}

impl std::error::Error for VariantsError {}

/// Known variants, of any number of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variants {
    rows: Vec<Variant>,
}

impl Variants {
    /// No variants.
    pub fn none() -> Self {
        Self::default()
    }

    /// Reads the table of one document. `path` names the file, whose stem is the document's id.
    ///
    /// # Errors
    /// When the file is not named after a document, a line has not five columns, a pinpoint or kind is not one, a
    /// reading has no words, or the two are the same.
    pub fn parse(path: &str, text: &str) -> Result<Self, VariantsError> {
        let fail = |line: usize, reason: String| VariantsError { path: path.to_owned(), line, reason };
        let stem = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let stem = stem.strip_suffix(".tsv").unwrap_or(stem);
        let document = AuthorityId::new(stem).map_err(|e| fail(0, format!("no document's id: {e}")))?;
        let mut rows = Vec::new();
        for (i, line) in text.lines().enumerate() {
            let line = line.trim_end_matches('\r');
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            rows.push(row(&document, line).map_err(|reason| fail(i + 1, reason))?);
        }
        Ok(Self { rows })
    }

    /// Adds the rows of another table.
    pub fn extend(&mut self, other: Self) {
        self.rows.extend(other.rows);
    }

    /// Every row.
    pub fn rows(&self) -> &[Variant] {
        &self.rows
    }

    /// The misprints that stand at `place` of `document`, below it, or in words that may reach into it.
    pub fn misprints_in<'v>(
        &'v self,
        document: &AuthorityId,
        place: &Pinpoint,
    ) -> impl Iterator<Item = &'v Variant> + use<'v> {
        let (document, place) = (document.clone(), place.clone());
        self.rows.iter().filter(move |v| {
            v.kind == VariantKind::Misprint
                && v.document == document
                && (place.within(&v.place) || v.place.within(&place))
        })
    }
}

fn row(document: &AuthorityId, line: &str) -> Result<Variant, String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[place, held, other, whose, kind] = columns.as_slice() else {
        return Err(format!("{} columns instead of five (place, held, other, whose, kind)", columns.len()));
    };
    let place = place.parse().map_err(|e| format!("no place: {e}"))?;
    let kind = VariantKind::ALL.into_iter().find(|k| k.as_str() == kind);
    let kind = kind.ok_or_else(|| "the kind is spelling, reading, misprint or slip".to_owned())?;
    for reading in [held, other] {
        if !reading.contains(char::is_alphanumeric) {
            return Err(format!("`{reading}` has no words: take a neighbouring word into both readings"));
        }
    }
    if held == other {
        return Err("both readings are the same".to_owned());
    }
    Ok(Variant {
        document: document.clone(),
        place,
        held: held.to_owned(),
        other: other.to_owned(),
        whose: whose.to_owned(),
        kind,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read() {
        let text = "# lights\nart-1/para-2\tpar of the lamp\tpart of the lamp\tthe signed text\tmisprint\n";
        let variants = Variants::parse("corpus/variants/lights-1901.tsv", text).unwrap();
        let [row] = variants.rows() else { panic!("one row") };
        assert_eq!((row.document.as_str(), row.kind), ("lights-1901", VariantKind::Misprint));
        let found = |place: &str| variants.misprints_in(&row.document, &place.parse().unwrap()).count();
        assert_eq!(
            (found("art-1"), found("art-1/para-2"), found("art-1/para-2/pt-a"), found("art-2")),
            (1, 1, 1, 0)
        );
    }

    #[test]
    fn a_bad_line_is_named() {
        for (text, line, reason) in [
            ("art-1\ta\tb\tc", 1, "4 columns"),
            ("\n?\ta\tb\tc\treading", 2, "no place"),
            ("art-1\ta\tb\tc\tother", 1, "the kind"),
            ("art-1\t\tb\tc\treading", 1, "no words"),
            ("art-1\tb\tb\tc\treading", 1, "the same"),
        ] {
            let error = Variants::parse("lights.tsv", text).unwrap_err();
            assert_eq!(error.line, line, "{text:?}");
            assert!(error.to_string().contains(reason), "{text:?}: {error}");
        }
        assert!(Variants::parse("Not an id.tsv", "").is_err());
    }
}
