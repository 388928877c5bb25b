//! The text of the document, its footnotes and the numbering of its lists.

use model::{Face, Run};

use super::xml::{DECLARATION, NAMESPACES, escaped};
use crate::brief::{Align, Block, Brief, Citation, Group, Inline, Note, Quotation, Row, Shown, are_calls};

/// A twentieth of a point is the unit; this much a level of indentation has.
const LEVEL: usize = 425;

/// The parts that hold the brief.
pub(super) struct Written {
    pub(super) document: String,
    pub(super) footnotes: String,
    pub(super) numbering: String,
    /// Addresses of links, the first one `rId101`.
    pub(super) links: Vec<String>,
    pub(super) note_links: Vec<String>,
}

/// Writes the brief.
pub(super) fn write(brief: &Brief) -> Written {
    let mut writer = Writer::default();
    let mut body = String::new();
    if let Some(title) = &brief.title {
        body.push_str(&paragraph("<w:pStyle w:val=\"Title\"/>", &run("", title)));
    }
    body.push_str(&writer.blocks(&brief.blocks, Place::default()));
    let links = std::mem::take(&mut writer.links);
    let mut notes = String::new();
    for (i, note) in brief.notes.iter().enumerate() {
        notes.push_str(&writer.note(i + 1, note));
    }
    Written {
        document: format!(
            "{DECLARATION}<w:document {NAMESPACES}><w:body>{body}<w:sectPr>\
<w:footerReference w:type=\"default\" r:id=\"rId5\"/>\
<w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
<w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>\
</w:sectPr></w:body></w:document>"
        ),
        footnotes: format!(
            "{DECLARATION}<w:footnotes {NAMESPACES}>\
<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>\
{notes}</w:footnotes>"
        ),
        numbering: numbering(&writer.starts),
        links,
        note_links: writer.links,
    }
}

/// Where blocks stand: in which list, how deep, in which style.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Levels of lists around.
    lists: usize,
    /// The list whose item begins here.
    item: Option<usize>,
    /// Levels of indentation of what is set off.
    set_off: usize,
}

#[derive(Default)]
struct Writer {
    links: Vec<String>,
    /// The first number of each numbered list, or `None` for bullets; list `i` is numbering `i + 1`.
    starts: Vec<Option<u64>>,
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block], place: Place) -> String {
        let mut place = place;
        let mut out = String::new();
        for block in blocks {
            out.push_str(&self.block(block, place));
            place.item = None;
        }
        out
    }

    fn block(&mut self, block: &Block, place: Place) -> String {
        match block {
            Block::Heading { level, words } => {
                let style = format!("<w:pStyle w:val=\"Heading{}\"/>", (*level).clamp(1, 6));
                paragraph(&style, &self.inlines(words, ""))
            }
            Block::Paragraph(words) => paragraph(&style(place), &self.inlines(words, "")),
            Block::Quotation(quotation) => self.quotation(quotation, place),
            Block::SetOff(inside) => self.blocks(inside, Place { set_off: place.set_off + 1, ..place }),
            Block::List { start, items } => {
                self.starts.push(*start);
                let list = self.starts.len();
                let mut out = String::new();
                for item in items {
                    let inside = Place { lists: place.lists + 1, item: Some(list), ..place };
                    out.push_str(&match item.as_slice() {
                        [] => paragraph(&style(inside), ""),
                        item => self.blocks(item, inside),
                    });
                }
                out
            }
            Block::Code { text, .. } => {
                let lines: Vec<String> = text.trim_end_matches('\n').lines().map(|l| run("", l)).collect();
                paragraph("<w:pStyle w:val=\"HTMLPreformatted\"/>", &lines.join("<w:r><w:br/></w:r>"))
            }
            Block::Table { aligns, head, rows } => self.table(aligns, head, rows),
            Block::Rule => paragraph(
                "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"999999\"/></w:pBdr>",
                "",
            ),
            Block::Authorities(groups) => authorities(groups),
            Block::Raw(_) => String::new(),
        }
    }

    fn quotation(&mut self, quotation: &Quotation, place: Place) -> String {
        let around = (place.lists + place.set_off) * LEVEL + 567;
        let form = |depth: usize| match around + depth.min(6) * LEVEL {
            567 => "<w:pStyle w:val=\"Quote\"/>".to_owned(),
            left => format!("<w:pStyle w:val=\"Quote\"/><w:ind w:left=\"{left}\" w:right=\"567\"/>"),
        };
        let mut out = String::new();
        let count = quotation.lines.len();
        for (i, line) in quotation.lines.iter().enumerate() {
            let mut words = run("", &line.words());
            if let (Shown::Note(number), true) = (&quotation.citation.shown, i + 1 == count) {
                words.push_str(&call(*number));
            }
            out.push_str(&paragraph(&form(line.depth), &words));
        }
        if let Shown::Here(cited) = &quotation.citation.shown {
            let words = run("", "— ") + &self.inlines(cited, "");
            out.push_str(&paragraph(&format!("{}<w:jc w:val=\"right\"/>", form(0)), &words));
        }
        out
    }

    fn note(&mut self, number: usize, note: &Note) -> String {
        let mut out = format!("<w:footnote w:id=\"{number}\">");
        let sign = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>";
        let empty = Vec::new();
        let mut paragraphs: Vec<&Vec<Inline>> = note.paragraphs.iter().collect();
        if paragraphs.is_empty() {
            paragraphs.push(&empty);
        }
        for (i, words) in paragraphs.into_iter().enumerate() {
            let sign = if i == 0 { format!("{sign}{}", run("", " ")) } else { String::new() };
            let words = sign + &self.inlines(words, "");
            out.push_str(&paragraph("<w:pStyle w:val=\"FootnoteText\"/>", &words));
        }
        out + "</w:footnote>"
    }

    fn table(&mut self, aligns: &[Align], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
        let columns = head.len().max(1);
        let width = 9026 / columns;
        let mut out = String::from("<w:tbl><w:tblPr><w:tblW w:w=\"9026\" w:type=\"dxa\"/><w:tblBorders>");
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            out.push_str(&format!(
                "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"999999\"/>"
            ));
        }
        out.push_str("</w:tblBorders></w:tblPr><w:tblGrid>");
        out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>").repeat(columns));
        out.push_str("</w:tblGrid>");
        for (i, row) in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).enumerate() {
            out.push_str("<w:tr>");
            if i == 0 {
                out.push_str("<w:trPr><w:tblHeader/></w:trPr>");
            }
            for column in 0..columns {
                let align = match aligns.get(column).copied().unwrap_or_default() {
                    Align::Usual | Align::Left => "left",
                    Align::Centre => "center",
                    Align::Right => "right",
                };
                let face = if i == 0 { "<w:b/>" } else { "" };
                let words = row.get(column).map(|cell| self.inlines(cell, face)).unwrap_or_default();
                let form = format!("<w:spacing w:after=\"40\"/><w:jc w:val=\"{align}\"/>");
                out.push_str(&format!(
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
                    paragraph(&form, &words)
                ));
            }
            out.push_str("</w:tr>");
        }
        // A table needs a paragraph after it.
        out + "</w:tbl>" + &paragraph("<w:spacing w:after=\"0\"/>", "")
    }

    fn inlines(&mut self, words: &[Inline], face: &str) -> String {
        let mut out = String::new();
        let mut before = None;
        for word in words {
            if are_calls(before, word) {
                out.push_str(&run("<w:vertAlign w:val=\"superscript\"/>", " "));
            }
            out.push_str(&self.inline(word, face));
            before = Some(word);
        }
        out
    }

    fn inline(&mut self, inline: &Inline, face: &str) -> String {
        match inline {
            Inline::Text(text) => run(face, text),
            Inline::Runs(words) => runs(words, face),
            Inline::Emphasis(inside) => self.inlines(inside, &with(face, "<w:i/>")),
            Inline::Strong(inside) => self.inlines(inside, &with(face, "<w:b/>")),
            Inline::Struck(inside) => self.inlines(inside, &with(face, "<w:strike/>")),
            Inline::Code(code) => run(
                &with(
                    "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>",
                    face,
                ),
                code,
            ),
            Inline::Link { to, words } if !to.is_empty() && !to.starts_with('#') => {
                self.links.push(to.clone());
                let id = 100 + self.links.len();
                let inside = self.inlines(words, &with("<w:rStyle w:val=\"Hyperlink\"/>", face));
                format!("<w:hyperlink r:id=\"rId{id}\">{inside}</w:hyperlink>")
            }
            Inline::Link { words, .. } | Inline::Image { words, .. } => self.inlines(words, face),
            Inline::Break => "<w:r><w:br/></w:r>".to_owned(),
            Inline::Note(number) => call(*number),
            Inline::NoteAgain(number) => {
                note_number(*number, &with(face, "<w:vertAlign w:val=\"superscript\"/>"))
            }
            Inline::NoteNumber(number) => note_number(*number, face),
            Inline::Citation(Citation { shown: Shown::Note(number), .. }) => call(*number),
            Inline::Citation(Citation { shown: Shown::Here(words), .. }) => self.inlines(words, face),
            Inline::Raw(_) => String::new(),
        }
    }
}

/// Properties joined, each once.
fn with(face: &str, more: &str) -> String {
    if face.contains(more) { face.to_owned() } else { format!("{face}{more}") }
}

/// Properties in the order that the schema wants.
fn ordered(face: &str) -> String {
    const ORDER: [&str; 7] =
        ["<w:rStyle ", "<w:rFonts ", "<w:b/>", "<w:i/>", "<w:smallCaps/>", "<w:strike/>", "<w:vertAlign "];
    let property = |name: &&str| {
        let rest = face.find(*name).and_then(|at| face.get(at..))?;
        rest.find("/>").and_then(|end| rest.get(..end + 2))
    };
    ORDER.iter().filter_map(property).collect()
}

fn style(place: Place) -> String {
    let around = place.lists + place.set_off;
    match place.item {
        Some(list) => format!(
            "<w:pStyle w:val=\"ListParagraph\"/><w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{list}\"/></w:numPr>",
            place.lists.saturating_sub(1).min(8)
        ),
        None if place.lists > 0 => {
            format!("<w:pStyle w:val=\"ListParagraph\"/><w:ind w:left=\"{}\"/>", around * LEVEL)
        }
        None if place.set_off > 1 => {
            format!(
                "<w:pStyle w:val=\"BlockText\"/><w:ind w:left=\"{}\" w:right=\"567\"/>",
                around * LEVEL + 142
            )
        }
        None if place.set_off > 0 => "<w:pStyle w:val=\"BlockText\"/>".to_owned(),
        None => String::new(),
    }
}

fn paragraph(form: &str, words: &str) -> String {
    if form.is_empty() {
        format!("<w:p>{words}</w:p>")
    } else {
        format!("<w:p><w:pPr>{form}</w:pPr>{words}</w:p>")
    }
}

fn run(face: &str, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let face = if face.is_empty() { String::new() } else { format!("<w:rPr>{}</w:rPr>", ordered(face)) };
    format!("<w:r>{face}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

fn runs(runs: &[Run], face: &str) -> String {
    let mut out = String::new();
    for part in runs {
        let own = match part.face {
            Face::Plain => face.to_owned(),
            Face::Italic => with(face, "<w:i/>"),
            Face::SmallCaps => with(face, "<w:smallCaps/>"),
            Face::Bold => with(face, "<w:b/>"),
        };
        out.push_str(&run(&own, &part.text));
    }
    out
}

/// The call of a footnote, with a bookmark by which fields find its number.
fn call(number: usize) -> String {
    format!(
        "<w:bookmarkStart w:id=\"{number}\" w:name=\"_Ref{:08}\"/><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>\
<w:footnoteReference w:id=\"{number}\"/></w:r><w:bookmarkEnd w:id=\"{number}\"/>",
        10_000_000 + number
    )
}

/// The number of a footnote as a field, so that it stays right when notes move.
fn note_number(number: usize, face: &str) -> String {
    format!(
        "<w:fldSimple w:instr=\" NOTEREF _Ref{:08} \\h \">{}</w:fldSimple>",
        10_000_000 + number,
        run(face, &number.to_string())
    )
}

fn authorities(groups: &[Group]) -> String {
    let mut out = String::new();
    for group in groups {
        out.push_str(&paragraph("<w:pStyle w:val=\"TOAHeading\"/>", &run("", &group.title)));
        for row in &group.rows {
            out.push_str(&paragraph("<w:pStyle w:val=\"TableofAuthorities\"/>", &self::row(row)));
        }
    }
    out
}

fn row(row: &Row) -> String {
    let mut out = runs(&row.words, "");
    if !row.places.is_empty() {
        out.push_str(&run("", &format!(": {}", row.places)));
    }
    if !row.notes.is_empty() {
        out.push_str("<w:r><w:tab/></w:r>");
        // No-break spaces: the numbers stay together at the end of the line.
        out.push_str(&run("", &format!("{}\u{a0}", row.notes_word())));
        for (i, number) in row.notes.iter().enumerate() {
            if i > 0 {
                out.push_str(&run("", ",\u{a0}"));
            }
            out.push_str(&note_number(*number, ""));
        }
    }
    out
}

/// Bullets and numbers by level, and each list's own beginning.
fn numbering(starts: &[Option<u64>]) -> String {
    let mut out = format!("{DECLARATION}<w:numbering {NAMESPACES}>");
    for (id, bullets) in [(0, true), (1, false)] {
        out.push_str(&format!(
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
        ));
        for level in 0..9 {
            let (form, text) = match (bullets, level % 3) {
                (true, _) => ("bullet", "•".to_owned()),
                (false, 0) => ("decimal", format!("%{}.", level + 1)),
                (false, 1) => ("lowerLetter", format!("%{}.", level + 1)),
                (false, _) => ("lowerRoman", format!("%{}.", level + 1)),
            };
            out.push_str(&format!(
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{form}\"/><w:lvlText w:val=\"{text}\"/>\
<w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"{LEVEL}\"/></w:pPr></w:lvl>",
                (level + 1) * LEVEL
            ));
        }
        out.push_str("</w:abstractNum>");
    }
    for (i, start) in starts.iter().enumerate() {
        let kind = usize::from(start.is_some());
        out.push_str(&format!("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{kind}\"/>", i + 1));
        if let Some(first) = start {
            for level in 0..9 {
                out.push_str(&format!(
                    "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{}\"/></w:lvlOverride>",
                    (*first).min(32_767)
                ));
            }
        }
        out.push_str("</w:num>");
    }
    out + "</w:numbering>"
}
