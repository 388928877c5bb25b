//! Drafts made to slow the checker down, and the corpus that they cite.

use std::path::Path;

use desk::{AddRequest, Desk, IndexRequest, Start};

use super::texts::{Text, inside, unit};

/// What the drafts cite.
pub(super) const TITLE: &str = "Convention on the Lights of Harbours";

pub(super) const DRAFTS: &[Text] = &[
    unit("opening quotation marks", "“"),
    unit("closing quotation marks", "”"),
    unit("straight quotation marks", "\""),
    unit("straight marks and words", "\"a "),
    unit("single quotation marks", "‘"),
    unit("apostrophes", "a’ "),
    unit("marks of two kinds", "“‘"),
    unit("guillemets", "«a» "),
    unit("quotations never closed", "“a "),
    unit("quotations of one word", "“lamp” "),
    unit("quotations of one word apart", "“lamp”\n\n"),
    unit("quotations in quotations", "“a ‘b “c” d’ e” "),
    unit("quotations of a counted word", "“lamp №” "),
    unit("quotations of a sentence", "“the keeper of the harbour lit the lamp at dusk”.\n\n"),
    unit("counted quotations of a sentence", "“the keeper of the harbour lit the lamp № at dusk”.\n\n"),
    unit("counted quotations of one sentence", "“the keeper of the harbour lit the lamp № at dusk” "),
    unit(
        "quotations of the treaty",
        "Article 3 of the Convention on the Lights of Harbours says that “every harbour № shows a light”.\n\n",
    ),
    unit(
        "quotations of the treaty in one paragraph",
        "Article 3 of the Convention on the Lights of Harbours says that “every harbour shows a light”. ",
    ),
    unit(
        "quotations and citations of one sentence",
        "Article 3 of the Convention on the Lights of Harbours says “every harbour shows a lamp”, and ",
    ),
    unit(
        "quotations of what is not held",
        "Article № of the ICCPR says that “every harbour shows a light”.\n\n",
    ),
    unit(
        "places that there are not",
        "Article 9№ of the Convention on the Lights of Harbours: “a lamp burns”.\n\n",
    ),
    unit("citations of one sentence", "Article 3 of the Convention on the Lights of Harbours and "),
    unit("ibid.", "Ibid., art 3: “every harbour shows a light”.\n\n"),
    unit("supra", "Supra note №, “every harbour shows a light”.\n\n"),
    unit("short titles", "Treaty on Fog № (“the Fog Treaty № and its lamps”). "),
    inside(
        "one long quotation",
        "Article 3 of the Convention on the Lights of Harbours: “",
        "the keeper of the harbour lit the lamp ",
        "”.\n",
    ),
    inside("one long quotation without a source", "“", "every harbour № shows a light, ", "”.\n"),
    inside(
        "one long quotation of the treaty",
        "Article 3 of the Convention on the Lights of Harbours: “",
        "Every harbour shows a light to every ship that asks for shelter. ",
        "”.\n",
    ),
    inside(
        "a quotation with gaps",
        "Article 3 of the Convention on the Lights of Harbours: “",
        "every … ",
        "”.\n",
    ),
    inside(
        "a quotation with brackets",
        "Article 3 of the Convention on the Lights of Harbours: “",
        "[e]very [lamp] ",
        "”.\n",
    ),
    unit("quotations with gaps", "“every … light … ship [asks] for … shelter” "),
    unit("quoted lines", "> a\n"),
    unit("blocks", "> a\n\n"),
    unit("blocks of a sentence", "> The keeper of the harbour lit the lamp № at dusk.\n\n"),
    unit(
        "blocks that are led up to",
        "Article 3 of the Convention on the Lights of Harbours says:\n\n> Every harbour shows a lamp.\n\n",
    ),
    inside(
        "a block of paragraphs",
        "Article 3 of the Convention on the Lights of Harbours says:\n\n",
        "> a\n>\n",
        "",
    ),
    unit("blocks in blocks", "> > > a\n"),
    unit("marks of blocks", ">"),
    unit("notes that call one another", "a[^№]\n\n[^№]: lamp [^1], “the lamp”\n\n"),
    unit("notes that call the next", "[^№]: see [^№7], Article 3 of the ICCPR\n"),
    inside("one figure and notes", "[^1]: lamp\n\n", "1", ""),
    inside("raised figures and notes", "[^1]: lamp\n\n", "¹", ""),
    inside("calls at the end of a block", "[^1]: lamp\n\n> a lamp.\n> b ", "[^1]", ""),
    inside("remarks in a quotation", "“", "<!-- ](", "”"),
    unit("calls of one note", "“the lamp”[^1] "),
    unit("notes of one name", "[^1]: ICCPR, art 6 “lamp”\n\n"),
    unit("notes in the line", "“lamp”^[ICCPR, art 6] "),
    unit("notes in notes", "^[“a "),
    unit("small numbers", "“lamp”¹ "),
    unit("headings", "# “lamp”\n"),
    unit("lists", "- “lamp”\n"),
    unit("rows", "| “lamp” | “fog” |\n"),
    unit("code", "`“lamp`” "),
    unit("comments", "<!-- “lamp -->” "),
    unit("comments of the checker", "<!-- corpus: allow all -->\n\n“lamp”\n\n"),
    unit("comments of the checker in one paragraph", "<!-- corpus: allow quote-altered --> lamp\n"),
    unit("comments of the checker in one line", "<!-- corpus: allow quote-altered -->"),
    unit("comments of the checker without an end", "<!-- corpus: allow all "),
    unit(
        "comments for the whole draft",
        "<!-- corpus: allow-file quote-altered -->\n\nArticle 9№ of the Convention on the Lights of Harbours.\n\n",
    ),
    unit("the checker's sign", "corpus: "),
    unit("the checker's sign and no space", "corpus:"),
    unit("lines for the checker", "% corpus: allow all\n"),
    unit("links", "[“lamp”](a) "),
    unit("emphasis", "*“lamp”* "),
    unit(
        "numbers and respectively",
        "Articles 3, 4 and 5 of the Convention on the Lights of Harbours say “a”, “b” and “c” respectively; ",
    ),
    unit("one word", "a"),
    unit("spaces", " "),
    unit("line breaks", "\n"),
    unit("stops", ". "),
    unit("words apart", "lamp\n\n"),
];

/// Words that are looked for.
pub(super) const WORDS: &[Text] = &[
    unit("one phrase", "every harbour shows a light "),
    unit("one word", "light "),
    unit("counted words", "lamp№ "),
    unit("words and gaps", "every … "),
    unit("one long word", "a"),
    unit("quotation marks", "“"),
    unit("brackets", "[e]very [light] "),
];

/// A corpus in `folder` that holds one treaty, with its index.
pub(super) fn corpus(folder: &Path) -> Result<Desk, String> {
    desk::init(folder, Start::Empty).map_err(|e| e.to_string())?;
    let mut text = format!("# {TITLE}\n\n");
    for article in 1..=60 {
        text.push_str(&format!(
            "## Article {article}\n\n1. Every harbour shows a light to every ship that asks for shelter, as annex {article} has it.\n\n\
             2. The keeper of the harbour lights the lamp at dusk and puts it out at dawn.\n\n"
        ));
    }
    take(folder, "treaty.md", &text)?;
    indexed(folder)
}

/// Takes a text into a corpus.
pub(super) fn take(folder: &Path, name: &str, text: &str) -> Result<(), String> {
    std::fs::write(folder.join(name), text).map_err(|e| e.to_string())?;
    let request = AddRequest {
        source: name.to_owned(),
        folder: folder.to_owned(),
        authority: None,
        kind: Some("treaty".to_owned()),
        id: Some("lights".to_owned()),
        title: Some(TITLE.to_owned()),
    };
    let desk = Desk::open(folder).map_err(|e| e.to_string())?;
    desk.add(&request).map(drop).map_err(|e| e.to_string())
}

/// The index brought up to date.
pub(super) fn indexed(folder: &Path) -> Result<Desk, String> {
    let desk = Desk::open(folder).map_err(|e| e.to_string())?;
    desk.index(&IndexRequest::default()).map_err(|e| e.to_string())?;
    Desk::open(folder).map_err(|e| e.to_string())
}
