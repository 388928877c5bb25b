//! What must not happen and does: a panic below the command becomes a message with a way out. The likeliest cause is an
//! index whose files the disk has changed, which the check sums tell.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::context::Context;
use crate::failure::Failure;

/// Where the last panic was, and what it said.
static LAST: Mutex<Option<String>> = Mutex::new(None);

/// Whether a command is under way.
static UNDER_WAY: AtomicBool = AtomicBool::new(false);

/// Keeps the panics of commands from the terminal; what they said is told by [`run`](crate::run). For `main`: it holds for
/// the process.
pub fn keep_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !UNDER_WAY.load(Ordering::SeqCst) {
            return before(info);
        }
        // The first tells the cause: others follow from it.
        LAST.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(|| info.to_string());
    }));
}

/// Runs a command; a panic is a failure that says what to do.
pub(crate) fn caught(
    context: &mut Context<'_>,
    command: impl FnOnce(&mut Context<'_>) -> Result<u8, Failure>,
) -> Result<u8, Failure> {
    UNDER_WAY.store(true, Ordering::SeqCst);
    let outcome = match catch_unwind(AssertUnwindSafe(|| command(context))) {
        Ok(outcome) => outcome,
        Err(_) => Err(cause(context)),
    };
    UNDER_WAY.store(false, Ordering::SeqCst);
    outcome
}

/// Damage, where the check sums of the index tell of it; else a fault of the program.
fn cause(context: &mut Context<'_>) -> Failure {
    let damage = catch_unwind(AssertUnwindSafe(|| context.desk()?.verify().map_err(Failure::from)));
    match damage {
        Ok(Err(failure @ Failure::Told { .. })) => return failure,
        Ok(_) => {}
        // Not even its list of files makes sense.
        Err(_) => return Failure::with_hint("the index is damaged", "`corpus index --full` builds it"),
    }
    let said = LAST.lock().unwrap_or_else(PoisonError::into_inner).take();
    let said = said.map(|s| s.split_whitespace().collect::<Vec<_>>().join(" "));
    let said = said.unwrap_or_else(|| "nothing is known of it".to_owned());
    Failure::with_hint(
        format!("this is a fault of the program: {said}"),
        "please report it with the command; the corpus and its index are as they were",
    )
}
