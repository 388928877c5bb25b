//! The names that CSL 1.0.2 gives to variables.

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Words or a number.
    Words,
    /// Names of people or institutions.
    Names,
    /// A date.
    Date,
}

#[rustfmt::skip]
const WORDS: &[&str] = &[
    "abstract", "annote", "archive", "archive-place", "archive_collection", "archive_location", "authority",
    "call-number", "chapter-number", "citation-key", "citation-label", "citation-number", "collection-number",
    "collection-title", "container-title", "container-title-short", "dimensions", "division", "DOI", "edition", "event",
    "event-place", "event-title", "first-reference-note-number", "genre", "ISBN", "ISSN", "issue", "jurisdiction",
    "keyword", "language", "license", "locator", "medium", "note", "number", "number-of-pages", "number-of-volumes",
    "original-publisher", "original-publisher-place", "original-title", "page", "page-first", "part-number", "part-title",
    "PMCID", "PMID", "printing-number", "publisher", "publisher-place", "references", "reviewed-genre", "reviewed-title",
    "scale", "section", "source", "status", "supplement-number", "title", "title-short", "URL", "version", "volume",
    "volume-title", "year-suffix",
];

#[rustfmt::skip]
const NAMES: &[&str] = &[
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator",
    "director", "editor", "editor-translator", "editorial-director", "executive-producer", "guest", "host", "illustrator",
    "interviewer", "narrator", "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author",
    "script-writer", "series-creator", "translator",
];

const DATES: &[&str] = &["accessed", "available-date", "event-date", "issued", "original-date", "submitted"];

/// What the variable of this name holds; `None` where CSL has none.
pub(super) fn sort(variable: &str) -> Option<Sort> {
    if WORDS.contains(&variable) {
        Some(Sort::Words)
    } else if NAMES.contains(&variable) {
        Some(Sort::Names)
    } else {
        DATES.contains(&variable).then_some(Sort::Date)
    }
}

/// Every variable.
pub(super) fn variables() -> impl Iterator<Item = &'static str> {
    WORDS.iter().chain(NAMES).chain(DATES).copied()
}
