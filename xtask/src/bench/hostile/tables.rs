//! Tables and files of other programs made to slow their readers down.

use std::path::{Path, PathBuf};

use model::{AuthorityId, Folding};

use style::{Position, Styles, Work};

use super::texts::{Text, inside, unit};

/// A table, and what reads it.
pub(super) struct Table {
    pub(super) text: Text,
    /// What is refused counts as read.
    pub(super) read: fn(&str),
}

const DOCUMENT: &str = "[[document]]\nid = \"lamps-№\"\ntitle = \"Lamps №\"\nkind = \"treaty\"\ndate = \"1931\"\nlanguages = [\"en\"]\n\
rights = \"none\"\n[document.edition]\ntext_of = \"a print\"\n[document.source]\nfile = \"lamps-№.md\"\nsha256 = \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"\nbytes = 0\nby_hand = \"it lies here\"\n\
[document.reader]\nformat = \"markdown\"\nstructure = \"articles\"\n\n";

const fn table(text: Text, read: fn(&str)) -> Table {
    Table { text, read }
}

pub(super) const TABLES: &[Table] = &[
    table(unit("manifest: documents", DOCUMENT), manifest),
    table(unit("manifest: open tables", "[[document]]\n"), manifest),
    table(unit("manifest: keys", "a№ = 1\n"), manifest),
    table(unit("manifest: one key", "a = 1\n"), manifest),
    table(unit("manifest: open lists", "["), manifest),
    table(inside("manifest: lists in lists", "a = ", "[", ""), manifest),
    table(inside("manifest: dots", "a", ".a", " = 1"), manifest),
    table(inside("manifest: a long text", "a = \"", "lamp ", "\""), manifest),
    table(
        unit(
            "authorities: entries",
            "[[authority]]\nid = \"lamp-№\"\ntitle = \"Lamp №\"\nkind = \"treaty\"\n\n",
        ),
        authorities,
    ),
    table(
        unit(
            "authorities: one title",
            "[[authority]]\nid = \"lamp-№\"\ntitle = \"Lamp\"\nkind = \"treaty\"\n\n",
        ),
        authorities,
    ),
    table(
        unit(
            "authorities: one id",
            "[[authority]]\nid = \"lamp\"\ntitle = \"Lamp №\"\nkind = \"treaty\"\n\n",
        ),
        authorities,
    ),
    table(
        inside(
            "authorities: names",
            "[[authority]]\nid = \"lamp\"\ntitle = \"Lamp\"\nkind = \"treaty\"\naliases = [",
            "\"Lamp №\",",
            "]\n",
        ),
        authorities,
    ),
    table(unit("digest: entries", "## art-№\nThe lamp is lit.\n\n"), digest),
    table(unit("digest: one entry", "## art-1\nThe lamp is lit.\n\n"), digest),
    table(inside("digest: notes", "## art-1\nThe lamp is lit.\n\n", "- note: the lamp №\n", ""), digest),
    table(inside("digest: labels", "## art-1\nThe lamp is lit.\n\n- labels: a", ", a№", "\n"), digest),
    table(inside("digest: a long gist", "## art-1\n", "The lamp is lit. ", "\n"), digest),
    table(unit("folding: words", "word\tlamp№\tlantern№\n"), folding),
    table(unit("folding: chains", "word\tlamp№\tlamp№7\n"), folding),
    table(unit("folding: roots", "root\tlam№\tlan№\n"), folding),
    table(unit("folding: suffixes", "suffix\t№a\t№b\n"), folding),
    table(unit("folding: tabs", "\t"), folding),
    table(unit("thesaurus: terms", "lamp №; light №\tlantern №\n"), thesaurus),
    table(inside("thesaurus: one line", "lamp", "; lantern №", "\n"), thesaurus),
    table(unit("thesaurus: one term", "lamp\tlantern №\n"), thesaurus),
    table(unit("thesaurus: tabs", "\t"), thesaurus),
    table(unit("variants: rows", "art-№\tlamp\tlantern\tother prints\treading\n"), variants),
    table(unit("variants: one row", "art-1\tlamp\tlantern\tother prints\treading\n"), variants),
    table(unit("weights: rows", "self-defence\town:lamp№\t1.5\n"), weights),
    table(unit("weights: tabs", "\t"), weights),
    table(unit("baseline: rows", "draft.md\tquote-altered\t0123456789abcdef\tthe words\n"), baseline),
    table(unit("numbering: rows", "№\t0\t5\ttext\tart-1\n"), numbering),
    table(unit("annotations: open objects", "{\"a\":"), annotations),
    table(unit("annotations: open lists", "["), annotations),
    table(
        inside(
            "annotations: items",
            "{\"type\":\"AnnotationPage\",\"items\":[",
            "{\"type\":\"Annotation\",\"id\":\"a№\",\"body\":{\"value\":\"lamp\",\"purpose\":\"tagging\"},\"target\":{\"source\":\"lights\"}},",
            "{}]}",
        ),
        annotations,
    ),
    table(
        inside(
            "annotations: lines",
            "{\"type\":\"Annotation\",\"id\":\"a\"}\n",
            "{\"type\":\"Annotation\",\"id\":\"a№\"}\n",
            "",
        ),
        annotations,
    ),
    table(unit("style: keys", "a№ = \"{title}\"\n"), style),
    table(inside("style: a long template", "[forms]\ntreaty = \"", "{title}< ({date})>", "\"\n"), style),
    table(inside("style: open brackets", "[forms]\ntreaty = \"", "<", "\"\n"), style),
    table(unit("csl: open groups", "<group>"), csl),
    table(inside("csl: groups in groups", CSL, "<group>", ""), csl),
    table(
        inside(
            "csl: macros",
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\">",
            "<macro name=\"a№\"><text macro=\"a№7\"/></macro>",
            "</style>",
        ),
        csl,
    ),
    table(inside("csl: texts", CSL, "<text variable=\"title\"/>", "</layout></citation></style>"), csl),
];

const CSL: &str =
    "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"note\" version=\"1.0\"><citation><layout>";

fn manifest(text: &str) {
    drop(ingest::Manifest::parse(text, Path::new("corpus.toml")));
}

fn authorities(text: &str) {
    if let Ok(catalogue) = ingest::parse_catalogue(&[(PathBuf::from("a.toml"), text.to_owned())]) {
        drop(cite::Names::new(catalogue));
    }
}

fn digest(text: &str) {
    if let Ok(id) = AuthorityId::new("lamps")
        && let Ok(digest) = ingest::parse_digest(text, Path::new("lamps.md"), &id)
    {
        drop(ingest::repeats(&digest, "Every harbour shows a light to every ship that asks for shelter."));
    }
}

fn folding(text: &str) {
    drop(Folding::parse(text, "folding.tsv"));
}

fn thesaurus(text: &str) {
    drop(search::Thesaurus::parse(text, "thesaurus.tsv"));
}

fn variants(text: &str) {
    drop(check::Variants::parse("corpus/variants/lights.tsv", text));
}

fn weights(text: &str) {
    drop(doctrine::Weights::parse(text, Path::new("weights.tsv")));
}

fn baseline(text: &str) {
    drop(check::Baseline::parse(text));
}

fn numbering(text: &str) {
    drop(ingest::NumberingTable::parse(text));
}

fn annotations(text: &str) {
    drop(exchange::read_annotations(text));
}

fn style(text: &str) {
    drop(style::Style::parse(Path::new("lamp.toml"), text));
}

const TABLE: &str = "title = \"Lamp\"\nbasis = \"its own\"\nlike = \"oscola\"\ncsl = \"lamp.csl\"\n";
const OSCOLA: &str = include_str!("../../../../corpus/styles/oscola.toml");
const OWN: &str = include_str!("../../../../corpus/styles/oscola.csl");
const BOOK: &str = "[[authority]]\nid = \"lamp-book\"\ntitle = \"Of Lamps\"\nkind = \"book\"\ndate = \"1931\"\nauthors = [\"Marsh, Ada\"]\n";

/// A CSL file is read when a book is cited.
fn csl(text: &str) {
    let files = [("oscola.toml", OSCOLA), ("oscola.csl", OWN), ("lamp.toml", TABLE), ("lamp.csl", text)];
    let Ok(styles) = Styles::parse(files.map(|(path, text)| (Path::new(path), text))) else { return };
    let Ok(books) = ingest::parse_catalogue(&[(PathBuf::from("a.toml"), BOOK.to_owned())]) else { return };
    if let (Some(style), Some(authority)) = (styles.get("lamp"), books.iter().next()) {
        let work = Work { authority, authors: &[] };
        drop(style.cite(work, &[], Position::Full { defines: true }));
    }
}
