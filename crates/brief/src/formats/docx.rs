//! Office Open XML for word processors: real footnotes, named styles, fields for the numbers of notes. The parts are
//! written here and not by a library: those at hand count their footnotes for as long as the program runs, so that the same
//! brief would come out in other bytes, and leave out the separators of footnotes that word processors expect.

mod body;
mod package;
mod styles;
mod xml;

use crate::brief::Brief;

/// The file.
pub(super) fn render(brief: &Brief) -> Vec<u8> {
    let written = body::write(brief);
    package::zipped(&[
        ("[Content_Types].xml", package::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", package::ROOT_RELATIONS.to_owned()),
        ("docProps/core.xml", package::core(&brief.name(), &brief.language)),
        ("docProps/app.xml", package::APP.to_owned()),
        ("word/document.xml", written.document),
        ("word/_rels/document.xml.rels", package::relations(package::PARTS, &written.links)),
        ("word/footnotes.xml", written.footnotes),
        ("word/_rels/footnotes.xml.rels", package::relations("", &written.note_links)),
        ("word/styles.xml", styles::styles(&brief.language)),
        ("word/numbering.xml", written.numbering),
        ("word/settings.xml", package::SETTINGS.to_owned()),
        ("word/footer1.xml", package::FOOTER.to_owned()),
    ])
}
