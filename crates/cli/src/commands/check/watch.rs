//! Whether drafts have changed since they were last looked at.

use desk::DraftFile;

/// Whether `drafts` differ from those that were `seen`, which they are from now on.
pub(super) fn changed(seen: &mut Option<Vec<DraftFile>>, drafts: &[DraftFile]) -> bool {
    if seen.as_deref() == Some(drafts) {
        return false;
    }
    *seen = Some(drafts.to_vec());
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_look_and_every_change_count() {
        let draft = |text: &str| vec![DraftFile { name: "d.md".to_owned(), bytes: text.into() }];
        let mut seen = None;
        assert!(changed(&mut seen, &draft("a")));
        assert!(!changed(&mut seen, &draft("a")));
        assert!(changed(&mut seen, &draft("b")));
        assert!(changed(&mut seen, &[]));
    }
}
