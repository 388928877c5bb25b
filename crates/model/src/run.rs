//! Words with the face they are set in: what a citation is made of.

/// How words are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Upright.
    #[default]
    Plain,
    /// Italic.
    Italic,
    /// Small capitals.
    SmallCaps,
    /// Bold.
    Bold,
}

/// Words set in one face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Their face.
    pub face: Face,
}

impl Run {
    /// Words set upright.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), face: Face::Plain }
    }
}
