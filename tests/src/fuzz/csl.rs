//! The CSL files that journals publish.

use std::path::Path;
use std::sync::OnceLock;

use model::Authority;
use style::{Position, Styles, Work};

use super::{Target, seeds};
use crate::section::suite;

/// What stands in them.
const CSL: &[&str] = &[
    "<group delimiter=\", \">",
    "</group>",
    "<choose>",
    "</choose>",
    "<if type=\"book\">",
    "<if is-numeric=\"edition\">",
    "<else>",
    "<text variable=\"title\"/>",
    "<text variable=\"title\" text-case=\"title\"/>",
    "<text variable=\"page-first\" strip-periods=\"true\"/>",
    "<text macro=\"author\"/>",
    "<text term=\"editor\" form=\"verb-short\" plural=\"true\"/>",
    "<text value=\"\" quotes=\"true\"/>",
    "<number variable=\"edition\" form=\"long-ordinal\"/>",
    "<number variable=\"page\" form=\"roman\"/>",
    "<label variable=\"locator\" plural=\"always\"/>",
    "<label variable=\"number-of-pages\"/>",
    "<names variable=\"author editor\"/>",
    "<name et-al-min=\"1\" et-al-use-first=\"0\" et-al-use-last=\"true\"/>",
    "<name form=\"count\"/>",
    "<substitute>",
    "<date variable=\"issued\" form=\"text\" date-parts=\"year\"/>",
    "<date-part name=\"day\" form=\"ordinal\"/>",
    "<date-part name=\"month\" form=\"short\"/>",
    " near-note-distance=\"-1\"",
    " page-range-format=\"minimal\"",
    " initialize-with=\"\"",
    " font-variant=\"small-caps\"",
    " display=\"block\"",
    " prefix=\".\"",
    " suffix=\"\u{a0}\"",
    " delimiter=\"\"",
    "&amp;",
    "&#0;",
    "<!--",
    "<![CDATA[",
];

const TABLE: &str = "title = \"Lamp\"\nbasis = \"its own\"\nlike = \"oscola\"\ncsl = \"lamp.csl\"\n";

pub(super) const TARGETS: &[Target] =
    &[Target { name: "csl", dear: 2, seeds: seeds::csl, signs: CSL, holds: csl }];

/// The works of the suite.
fn works() -> &'static [Authority] {
    static ALL: OnceLock<Vec<Authority>> = OnceLock::new();
    ALL.get_or_init(|| {
        let path = suite().join("style/invented.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        ingest::parse_catalogue(&[(path, text)]).unwrap().into_parts().0
    })
}

fn csl(bytes: &[u8], choice: u64) {
    let text = String::from_utf8_lossy(bytes);
    let folder = suite().join("../../corpus/styles");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let (oscola, own) = (read("oscola.toml"), read("oscola.csl"));
    let files = [("oscola.toml", &*oscola), ("oscola.csl", &own), ("lamp.toml", TABLE), ("lamp.csl", &text)];
    let styles = Styles::parse(files.map(|(path, text)| (Path::new(path), text))).unwrap();
    let style = styles.get("lamp").unwrap();
    let place = ["p-7", "p-7..9", "para-3", "ch-IV"][choice as usize % 4].parse().unwrap();
    for authority in works() {
        let work = Work { authority, authors: &[] };
        let cited = style.cite(work, std::slice::from_ref(&place), Position::Full { defines: true });
        assert!(!style::plain(&cited.runs).is_empty(), "a work is never cited by nothing");
    }
    if let Some(error) = style.fault() {
        assert!(error.faults.iter().all(|f| f.line > 0 && !f.message.is_empty()));
        assert!(!error.to_string().contains("breaks on it"), "{error}");
    }
}
