//! The styles of the document, under the names that word processors know, so that a template of one's own takes over.

use super::xml::{DECLARATION, NAMESPACES};

/// One style.
struct Style {
    id: &'static str,
    name: &'static str,
    kind: &'static str,
    based_on: &'static str,
    next: &'static str,
    paragraph: &'static str,
    run: &'static str,
}

const fn paragraph(
    id: &'static str,
    name: &'static str,
    next: &'static str,
    paragraph: &'static str,
    run: &'static str,
) -> Style {
    Style { id, name, kind: "paragraph", based_on: "Normal", next, paragraph, run }
}

const fn character(id: &'static str, name: &'static str, run: &'static str) -> Style {
    Style { id, name, kind: "character", based_on: "", next: "", paragraph: "", run }
}

const ALL: &[Style] = &[
    paragraph(
        "Title",
        "Title",
        "Normal",
        "<w:spacing w:before=\"0\" w:after=\"360\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>",
        "<w:b/><w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/>",
    ),
    heading("Heading1", "heading 1", HEADING_1, "<w:b/><w:sz w:val=\"30\"/><w:szCs w:val=\"30\"/>"),
    heading("Heading2", "heading 2", HEADING_2, "<w:b/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/>"),
    heading("Heading3", "heading 3", HEADING_3, "<w:b/>"),
    heading("Heading4", "heading 4", HEADING_4, "<w:i/>"),
    heading("Heading5", "heading 5", HEADING_5, "<w:i/>"),
    heading("Heading6", "heading 6", HEADING_6, "<w:i/>"),
    paragraph(
        "Quote",
        "Quote",
        "Normal",
        "<w:spacing w:before=\"60\" w:after=\"120\" w:line=\"252\" w:lineRule=\"auto\"/><w:ind w:left=\"567\" w:right=\"567\"/>",
        "<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>",
    ),
    paragraph("BlockText", "Block Text", "Normal", "<w:ind w:left=\"567\" w:right=\"567\"/>", ""),
    paragraph(
        "ListParagraph",
        "List Paragraph",
        "ListParagraph",
        "<w:spacing w:after=\"60\"/><w:ind w:left=\"567\"/>",
        "",
    ),
    paragraph(
        "HTMLPreformatted",
        "HTML Preformatted",
        "Normal",
        "<w:jc w:val=\"left\"/>",
        "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/><w:sz w:val=\"19\"/>",
    ),
    paragraph(
        "TOAHeading",
        "toa heading",
        "TableofAuthorities",
        "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/><w:jc w:val=\"left\"/>",
        "<w:b/>",
    ),
    paragraph(
        "TableofAuthorities",
        "table of authorities",
        "TableofAuthorities",
        "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9026\"/></w:tabs><w:spacing w:after=\"60\"/><w:ind w:left=\"425\" w:hanging=\"425\"/><w:jc w:val=\"left\"/>",
        "",
    ),
    paragraph(
        "FootnoteText",
        "footnote text",
        "FootnoteText",
        "<w:spacing w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>",
    ),
    paragraph("Footer", "footer", "Footer", "<w:spacing w:after=\"0\"/>", "<w:sz w:val=\"19\"/>"),
    character("FootnoteReference", "footnote reference", "<w:vertAlign w:val=\"superscript\"/>"),
    character("Hyperlink", "Hyperlink", "<w:color w:val=\"1F4E8C\"/><w:u w:val=\"single\"/>"),
];

const HEADING_1: &str = "<w:keepNext/><w:keepLines/><w:spacing w:before=\"360\" w:after=\"120\"/><w:jc w:val=\"left\"/><w:outlineLvl w:val=\"0\"/>";
const HEADING_2: &str = "<w:keepNext/><w:keepLines/><w:spacing w:before=\"300\" w:after=\"100\"/><w:jc w:val=\"left\"/><w:outlineLvl w:val=\"1\"/>";
const HEADING_3: &str = "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"80\"/><w:jc w:val=\"left\"/><w:outlineLvl w:val=\"2\"/>";
const HEADING_4: &str = "<w:keepNext/><w:keepLines/><w:spacing w:before=\"200\" w:after=\"60\"/><w:jc w:val=\"left\"/><w:outlineLvl w:val=\"3\"/>";
const HEADING_5: &str = "<w:keepNext/><w:keepLines/><w:spacing w:before=\"200\" w:after=\"60\"/><w:jc w:val=\"left\"/><w:outlineLvl w:val=\"4\"/>";
const HEADING_6: &str = "<w:keepNext/><w:keepLines/><w:spacing w:before=\"200\" w:after=\"60\"/><w:jc w:val=\"left\"/><w:outlineLvl w:val=\"5\"/>";

const fn heading(id: &'static str, name: &'static str, form: &'static str, run: &'static str) -> Style {
    paragraph(id, name, "Normal", form, run)
}

/// The part.
pub(super) fn styles(language: &str) -> String {
    let language = match language {
        "" | "en" => "en-GB",
        other => other,
    };
    let mut out = format!(
        "{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>\
<w:sz w:val=\"23\"/><w:szCs w:val=\"23\"/><w:lang w:val=\"{}\"/></w:rPr></w:rPrDefault>\
<w:pPrDefault/></w:docDefaults>\
<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
<w:pPr><w:widowControl/><w:spacing w:after=\"140\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:style>\
<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\
<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
<w:tblPr><w:tblCellMar><w:left w:w=\"108\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
        super::xml::escaped(language)
    );
    for style in ALL {
        out.push_str(&format!(
            "<w:style w:type=\"{}\" w:styleId=\"{}\"><w:name w:val=\"{}\"/>",
            style.kind, style.id, style.name
        ));
        if !style.based_on.is_empty() {
            out.push_str(&format!("<w:basedOn w:val=\"{}\"/>", style.based_on));
        }
        if !style.next.is_empty() {
            out.push_str(&format!("<w:next w:val=\"{}\"/>", style.next));
        }
        out.push_str("<w:qFormat/>");
        if !style.paragraph.is_empty() {
            out.push_str(&format!("<w:pPr>{}</w:pPr>", style.paragraph));
        }
        if !style.run.is_empty() {
            out.push_str(&format!("<w:rPr>{}</w:rPr>", style.run));
        }
        out.push_str("</w:style>");
    }
    out + "</w:styles>"
}
