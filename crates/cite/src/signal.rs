//! Signals before a citation: see, see, e.g., cf., contra, accord, but see.

use model::Signal;

use crate::scan;

/// The signal that stands right before byte `at` of `text`; brackets, emphasis and a leading article between them do
/// not matter.
pub(crate) fn before(text: &str, at: usize) -> Option<Signal> {
    let from = scan::boundary(text, at.saturating_sub(40));
    let head = text.get(from..at)?;
    let mut flat = String::with_capacity(head.len());
    for c in head.chars() {
        match c {
            '(' | '[' | ';' => flat.clear(),
            '*' | '_' | ',' | '.' | '“' | '"' | '‘' => {}
            '\n' if flat.ends_with('\n') => flat.clear(),
            c if c.is_whitespace() => {
                if !flat.ends_with(' ') {
                    flat.push(' ');
                }
            }
            c => flat.extend(c.to_lowercase()),
        }
    }
    let mut flat = flat.trim_end();
    for filler in [" the", " also", " generally", " inter alia", " further", " in particular", " especially"]
    {
        flat = flat.strip_suffix(filler).unwrap_or(flat);
    }
    let ends = |signal: &str| {
        flat.strip_suffix(signal).is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric()))
    };
    let table = [
        ("but see eg", Signal::ButSee),
        ("but see", Signal::ButSee),
        ("but cf", Signal::ButSee),
        ("see eg", Signal::SeeEg),
        ("see for example", Signal::SeeEg),
        ("see for instance", Signal::SeeEg),
        ("see", Signal::See),
        ("cf", Signal::Cf),
        ("compare", Signal::Cf),
        ("contra", Signal::Contra),
        ("accord", Signal::Accord),
    ];
    let (written, signal) = table.iter().find(|(written, _)| ends(written))?;
    (!verb(head, written)).then_some(*signal)
}

/// Whether a signal's word is the verb of a clause: "we see", "to compare".
fn verb(head: &str, written: &str) -> bool {
    const SUBJECTS: [&str; 18] = [
        "we", "i", "you", "they", "who", "to", "can", "could", "may", "might", "must", "will", "would",
        "shall", "should", "cannot", "not", "us",
    ];
    let word = written.split(' ').next().unwrap_or_default();
    let before = head.rfind(word).and_then(|at| head.get(..at)).unwrap_or_default();
    let last = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    before.ends_with(char::is_whitespace) && SUBJECTS.contains(&last.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signals_in_running_text() {
        for (text, want) in [
            ("(see, e.g., ", Some(Signal::SeeEg)),
            ("See also the ", Some(Signal::See)),
            ("*But see* ", Some(Signal::ButSee)),
            ("Cf. ", Some(Signal::Cf)),
            ("Accord ", Some(Signal::Accord)),
            ("foresee ", None),
            ("see this; ", None),
        ] {
            assert_eq!(before(text, text.len()), want, "{text}");
        }
    }
}
