//! Names of people, taken apart for indexes.

/// A name, split before the family name's particles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// The family name, or all there is.
    pub family: String,
    /// The given names.
    pub given: Option<String>,
}

impl PersonName {
    /// `Ada M. van Dyke` as `van Dyke`, `Ada M.`; a name that is one word, or has a comma already, as it says.
    pub fn new(name: &str) -> Self {
        if let Some((family, given)) = name.split_once(", ") {
            return Self { family: family.to_owned(), given: Some(given.to_owned()) };
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        let Some(last) = words.len().checked_sub(1) else {
            return Self { family: name.to_owned(), given: None };
        };
        let particle = |w: &&str| w.starts_with(char::is_lowercase);
        let start = last - words[..last].iter().rev().take_while(|w| particle(w)).count();
        let given = (start > 0).then(|| words[..start].join(" "));
        Self { family: words[start..].join(" "), given }
    }

    /// `van Dyke, Ada M.`
    pub fn inverted(&self) -> String {
        match &self.given {
            Some(given) => format!("{}, {given}", self.family),
            None => self.family.clone(),
        }
    }

    /// The particles that the family name begins with, and the rest: `van der`, `Dyke`.
    pub fn particles(&self) -> (Option<&str>, &str) {
        let start = self.family.find(char::is_uppercase).filter(|&at| self.family[..at].ends_with(' '));
        match start {
            Some(at) => (Some(self.family[..at].trim_end()), &self.family[at..]),
            None => (None, &self.family),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_before_their_particles() {
        for (name, inverted, particles) in [
            ("Ada M. Keeper", "Keeper, Ada M.", None),
            ("Ada van der Dyke", "van der Dyke, Ada", Some("van der")),
            ("Keeper, Ada", "Keeper, Ada", None),
            ("Ada d'Arc", "d'Arc, Ada", None),
            ("Plato", "Plato", None),
        ] {
            let name = PersonName::new(name);
            assert_eq!(name.inverted(), inverted);
            assert_eq!(name.particles().0, particles);
        }
    }
}
