//! A list that mostly holds one thing: the places of a citation, the works that it names.

use std::ops::Deref;

/// One thing, which needs no room of its own, or any other number of them.
#[derive(Clone, Debug)]
pub(crate) enum Few<T> {
    /// The one.
    One(T),
    /// None, or several.
    Several(Vec<T>),
}

impl<T> Few<T> {
    /// All of them.
    pub(crate) fn as_slice(&self) -> &[T] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Several(all) => all,
        }
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.as_slice()
    }
}

impl<T> From<Vec<T>> for Few<T> {
    fn from(mut all: Vec<T>) -> Self {
        match all.pop() {
            Some(one) if all.is_empty() => Self::One(one),
            last => {
                all.extend(last);
                all.shrink_to_fit();
                Self::Several(all)
            }
        }
    }
}

impl<T> Extend<T> for Few<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, more: I) {
        let mut all = match std::mem::take(self) {
            Self::One(one) => vec![one],
            Self::Several(all) => all,
        };
        all.extend(more);
        *self = all.into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_holds_what_it_was_given() {
        for all in [vec![], vec![1], vec![1, 2, 3]] {
            assert_eq!(Few::from(all.clone()).as_slice(), all);
            let mut more = Few::default();
            more.extend(all.clone());
            more.extend(all.clone());
            assert_eq!(more.as_slice(), [all.clone(), all].concat());
        }
    }
}
