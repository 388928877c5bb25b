//! References back: ibid., id., supra, "above n 12", "cited above".

use crate::scan;

/// A reference back without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Back {
    /// The work cited last.
    Last,
    /// The work cited in a footnote.
    Note(u32),
    /// A work cited before, which only the name beside it tells.
    Before,
}

/// The reference back that begins at `at`, and its end.
pub(crate) fn back(text: &str, at: usize) -> Option<(Back, usize)> {
    let bytes = text.as_bytes();
    let dot = |end: usize| end + usize::from(bytes.get(end) == Some(&b'.'));
    if let Some(end) = scan::any_word(text, at, &["ibidem", "ibid"]) {
        return Some((Back::Last, dot(end)));
    }
    // "Id." has its full stop; "ID" is a card and "id" a word of others.
    if let Some(end) = scan::word(text, at, "id")
        && bytes.get(end) == Some(&b'.')
        && matches!(text.get(at..end), Some("id" | "Id"))
    {
        return Some((Back::Last, end + 1));
    }
    if let Some(end) = scan::any_word(text, at, &["op. cit", "op cit", "loc. cit", "loc cit"]) {
        return Some((Back::Before, dot(end)));
    }
    if let Some(end) = scan::any_word(text, at, &["supra", "above"]) {
        let supra = end - at == 5 && bytes.get(at).is_some_and(|b| b.eq_ignore_ascii_case(&b's'));
        let end = end + usize::from(supra && matches!(bytes.get(end), Some(b'*' | b'_')));
        let next =
            scan::space(bytes, if supra { end + usize::from(bytes.get(end) == Some(&b',')) } else { end });
        if let Some((number, end)) = note(text, next) {
            return Some((Back::Note(number), end));
        }
        return supra.then_some((Back::Before, end));
    }
    if let Some(end) =
        scan::any_word(text, at, &["cited above", "cited supra", "mentioned above", "referred to above"])
    {
        return Some((Back::Before, end));
    }
    // "n 12", "note 12 above".
    let (number, end) = note(text, at)?;
    let next = scan::space(bytes, end);
    let above = scan::any_word(text, next, &["above", "supra"]);
    Some((Back::Note(number), above.unwrap_or(end)))
}

/// "n 12", "n. 12", "note 12", "fn 12", "nn 12": the number and its end.
fn note(text: &str, at: usize) -> Option<(u32, usize)> {
    let bytes = text.as_bytes();
    let end = scan::any_word(text, at, &["footnote", "note", "fn", "nn", "n"])?;
    let end = end + usize::from(bytes.get(end) == Some(&b'.'));
    let next = scan::space(bytes, end);
    let stop = scan::digits(bytes, next);
    let number = text.get(next..stop)?.parse().ok()?;
    (stop - next <= 4 && !scan::alnum(text, stop)).then_some((number, stop))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_back() {
        for (text, want, rest) in [
            ("ibid, para 4", Back::Last, ", para 4"),
            ("Id. at 5", Back::Last, " at 5"),
            ("supra note 12, at 3", Back::Note(12), ", at 3"),
            ("above n 7.", Back::Note(7), "."),
            ("n 12)", Back::Note(12), ")"),
            ("note 3 above,", Back::Note(3), ","),
            ("supra, para 2", Back::Before, ", para 2"),
            ("cited above expressly", Back::Before, " expressly"),
        ] {
            let (found, end) = back(text, 0).unwrap();
            assert_eq!((found, &text[end..]), (want, rest), "{text}");
        }
        for no in ["id est", "ID.", "above the line", "note that", "n is"] {
            assert!(back(no, 0).is_none(), "{no}");
        }
    }
}
