//! What ends a command early, and the exit status it means.

use std::io;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Nobody reads the output any more: no failure at all.
    ClosedPipe,
    /// The command could not be carried out: a message, and what to do about it.
    Told {
        /// What failed, where, why.
        message: String,
        /// What to do, where that is known.
        hint: Option<String>,
    },
}

impl Failure {
    /// A failure with a message only.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Told { message: message.into(), hint: None }
    }

    /// A failure with a message and a way out.
    pub(crate) fn with_hint(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Told { message: message.into(), hint: Some(hint.into()) }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::new(format!("cannot write the answer: {error}"))
        }
    }
}

impl From<desk::DeskError> for Failure {
    fn from(error: desk::DeskError) -> Self {
        let hint = error.hint();
        Self::Told { message: error.told(), hint }
    }
}
