//! `corpus style`, and the citations that `corpus show --style` adds.

use model::Run;
use serde_json::{Value, json};

use crate::answer::Shown;
use crate::styling::{StyleRow, Styled};

/// `corpus style`.
pub fn styled(styled: &Styled) -> Value {
    let notes: Vec<Value> = styled
        .notes
        .iter()
        .map(|note| {
            json!({
                "number": note.number,
                "reference": note.reference,
                "authority": note.authority.to_string(),
                "places": note.places.iter().map(ToString::to_string).collect::<Vec<_>>(),
                "position": note.position,
                "held": note.held,
                "text": style::plain(&note.runs),
                "markdown": style::markdown(&note.runs),
                "html": style::html(&note.runs),
                "basis": note.basis,
                "form": note.form,
            })
        })
        .collect();
    json!({ "style": styled.style, "title": styled.title, "notes": notes })
}

/// `corpus style --list`.
pub fn style_rows(rows: &[StyleRow]) -> Value {
    let row =
        |row: &StyleRow| json!({ "name": row.name, "title": row.title, "csl": row.csl, "usual": row.usual });
    json!({ "styles": rows.iter().map(row).collect::<Vec<_>>() })
}

/// `corpus show --style`: the answer of `show` with the styled citation of each passage.
pub fn shown_in_style(shown: &Shown, citations: &[Vec<Run>]) -> Value {
    let mut value = super::shown(shown);
    for (i, runs) in citations.iter().enumerate() {
        if let Some(passage) = value["passages"].get_mut(i) {
            passage["styled"] = json!({
                "text": style::plain(runs),
                "markdown": style::markdown(runs),
                "html": style::html(runs),
            });
        }
    }
    value
}
