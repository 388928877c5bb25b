//! The number of a place as it is printed: `2`, `VII`, `8bis`, `c`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

/// The longest number, in bytes, that is kept in place. Those of real texts are shorter: `15quater`.
const SHORT: usize = 14;

/// The number of a place. A text has one for every place that it cites, so it is kept small: sixteen bytes, and nothing
/// beside them for the numbers there are.
#[derive(Clone)]
pub struct Number(Kept);

#[derive(Clone)]
enum Kept {
    Short { len: u8, bytes: [u8; SHORT] },
    Long(Box<Box<str>>),
}

impl Number {
    /// The number as printed.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kept::Short { len, bytes } => {
                // The bytes were taken whole from a `str`.
                bytes.get(..usize::from(*len)).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
            }
            Kept::Long(text) => text,
        }
    }
}

impl From<&str> for Number {
    fn from(text: &str) -> Self {
        let mut bytes = [0; SHORT];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(room), Ok(len)) => {
                room.copy_from_slice(text.as_bytes());
                Self(Kept::Short { len, bytes })
            }
            _ => Self(Kept::Long(Box::new(text.into()))),
        }
    }
}

impl Deref for Number {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Number {}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_any_length_are_what_they_were_made_from() {
        let long = "1".repeat(300);
        for text in ["", "2", "8bis", "éèéèéèé", "éèéèéèéa", "12345678901234", "123456789012345", &long]
        {
            assert_eq!(Number::from(text).as_str(), text);
        }
    }

    #[test]
    fn numbers_are_ordered_as_their_letters_are() {
        let mut numbers = ["b", "a", "123456789012345678", "12", "2"].map(Number::from);
        numbers.sort();
        assert_eq!(numbers.map(|n| n.to_string()), ["12", "123456789012345678", "2", "a", "b"]);
    }

    #[test]
    fn a_number_and_the_lack_of_one_take_sixteen_bytes() {
        assert_eq!(size_of::<Option<Number>>(), 16);
    }
}
