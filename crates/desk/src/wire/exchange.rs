//! What was taken from other programs, in the contract.

use serde_json::{Value, json};

use crate::importing::Imported;

/// `corpus import`.
pub fn imported(done: &Imported) -> Value {
    json!({
        "taken": done.taken.iter().map(super::annotated).collect::<Vec<_>>(),
        "left": done.left.iter().map(|l| json!({ "id": l.id, "reason": l.reason })).collect::<Vec<_>>(),
        "moved": done.moved,
        "known": done.known,
        "ours": done.ours,
    })
}
