//! Placeholder.
use std::path::Path;
pub(crate) fn run(_root: &Path, _args: &[String]) -> crate::Outcome {
    Ok(())
}
