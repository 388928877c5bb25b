//! What a CSL processor prints, as runs.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, TextDecoration};
use hayagriva::{ElemChild, ElemChildren, Formatting};
use model::{Face, Run};

/// The words with their faces, without blanks around them; of an entry of a bibliography (`listed`) without its full stop.
/// An address keeps its words: they are the address.
pub(super) fn runs(printed: &ElemChildren, listed: bool) -> Vec<Run> {
    let mut out = Vec::new();
    gather(printed, &mut out);
    if let Some(first) = out.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = out.last_mut() {
        let text = last.text.trim_end();
        let text = if listed { text.strip_suffix('.').unwrap_or(text) } else { text };
        last.text = text.to_owned();
    }
    out.retain(|run| !run.text.is_empty());
    out
}

// The processor nests no deeper than the file does, which was checked.
fn gather(printed: &ElemChildren, out: &mut Vec<Run>) {
    for child in &printed.0 {
        match child {
            ElemChild::Text(words) | ElemChild::Link { text: words, .. } => {
                crate::template::push(out, Run { text: words.text.clone(), face: face(words.formatting) });
            }
            ElemChild::Elem(inner) => gather(&inner.children, out),
            ElemChild::Markup(text) => crate::template::push(out, Run::plain(text.as_str())),
            ElemChild::Transparent { .. } => {}
        }
    }
}

/// Words have one face here: what is set off in several ways is set off in the rarest.
fn face(formatting: Formatting) -> Face {
    if formatting.font_variant == FontVariant::SmallCaps {
        Face::SmallCaps
    } else if formatting.font_style != FontStyle::Normal
        || formatting.text_decoration == TextDecoration::Underline
    {
        // What a typewriter underlined is printed in italics.
        Face::Italic
    } else if formatting.font_weight == FontWeight::Bold {
        Face::Bold
    } else {
        Face::Plain
    }
}
