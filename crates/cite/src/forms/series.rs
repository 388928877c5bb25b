//! Series of reports and treaties: "999 UNTS 171", "I.C.J. Reports 1986, p. 14", "[1986] ICJ Rep 14".

use crate::fold;
use crate::scan;
use crate::words;

/// A series: the name it has in the tables and the words it is written with.
type Series = (&'static str, &'static [&'static [u8]]);

const KNOWN: &[Series] = &[
    ("icj-reports", &[b"icj", b"reports"]),
    ("icj-reports", &[b"icj", b"rep"]),
    ("icj-reports", &[b"icj"]),
    ("itlos-reports", &[b"itlos", b"reports"]),
    ("itlos-reports", &[b"itlos", b"rep"]),
    ("pub-papers", &[b"pub", b"papers"]),
    ("unts", &[b"unts"]),
    ("lnts", &[b"lnts"]),
    ("ilm", &[b"ilm"]),
    ("ilr", &[b"ilr"]),
    ("riaa", &[b"riaa"]),
    ("riaa", &[b"rep", b"intl", b"arb", b"awards"]),
    ("pcij", &[b"pcij", b"rep"]),
    ("pcij", &[b"pcij"]),
    ("ust", &[b"ust"]),
    ("tias", &[b"tias"]),
    ("stat", &[b"stat"]),
    ("bevans", &[b"bevans"]),
    ("cets", &[b"cets"]),
    ("ets", &[b"ets"]),
    ("oasts", &[b"oasts"]),
    ("cts", &[b"cts"]),
    ("echr", &[b"echr"]),
    ("ehrr", &[b"ehrr"]),
    ("ecr", &[b"ecr"]),
    ("ecthr", &[b"eur", b"ct", b"hr"]),
    ("iacthr", &[b"inter", b"am", b"ct", b"hr"]),
    ("iacthr", &[b"iacthr"]),
    ("us-reports", &[b"us"]),
    ("sct", &[b"s", b"ct"]),
    ("f4th", &[b"f", b"4th"]),
    ("fsupp", &[b"f", b"supp"]),
    ("fsupp", &[b"f", b"supp", b"2d"]),
    ("fsupp", &[b"f", b"supp", b"3d"]),
    ("olc", &[b"op", b"olc"]),
    ("olc", &[b"op", b"off", b"legal", b"counsel"]),
    ("f3d", &[b"f", b"3d"]),
    ("f2d", &[b"f", b"2d"]),
    ("wlr", &[b"wlr"]),
    ("ac", &[b"ac"]),
    ("qb", &[b"qb"]),
    ("aller", &[b"all", b"er"]),
    ("clr", &[b"clr"]),
    ("scr", &[b"scr"]),
    ("yilc", &[b"yilc"]),
    ("yilc", &[b"yblic"]),
    ("yilc", &[b"ybilc"]),
    ("yilc", &[b"yb", b"intl", b"l", b"commn"]),
    ("can-ts", &[b"can", b"ts"]),
    ("ats", &[b"ats"]),
    ("ukts", &[b"ukts"]),
    ("ts", &[b"ts"]),
    ("oj", &[b"oj"]),
];

/// Neutral citations of courts: "[2004] UKHL 56", "2002 SCC 1".
const NEUTRAL: &[&[u8]] = &[b"uksc", b"ukhl", b"ewca", b"ewhc", b"scc", b"hca", b"zacc", b"insc", b"eclr"];

/// A place in a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    /// The series, as the tables call it.
    pub(crate) series: &'static str,
    /// Its volume, or the year for those counted by year.
    pub(crate) volume: Option<u32>,
    /// The page.
    pub(crate) page: Option<u32>,
    /// Where it starts, with its volume or year.
    pub(crate) start: usize,
    /// First byte after it.
    pub(crate) end: usize,
}

/// Where the name of a yearbook begins behind a volume in Roman numerals and its part at `at`: "II(2) YBILC", "II/2 YBILC".
fn roman_volume(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let end = scan::letters(bytes, at);
    text.get(at..end).filter(|raw| raw.len() <= 3).and_then(model::roman_value)?;
    let part = match bytes.get(end..)? {
        [b'(', b'1' | b'2', b')', ..] => 3,
        [b'/', b'1' | b'2', ..] => 2,
        _ => 0,
    };
    let next = scan::space(bytes, end + part);
    named(text, next).filter(|(series, _)| *series == "yilc" && next > end + part).map(|_| next)
}

/// The place in a series that begins at `at` with a volume, a year or the name of the series.
pub(crate) fn printed(text: &str, at: usize) -> Option<Printed> {
    let bytes = text.as_bytes();
    let (mut volume, mut next) = (None, at);
    if let Some((year, end)) = bracketed_year(text, at) {
        (volume, next) = (Some(year), scan::space(bytes, end));
        // "[1986] 2 SCR 3"
        let digits = scan::digits(bytes, next);
        if digits > next && digits - next <= 2 {
            next = scan::space(bytes, digits);
        } else {
            next = roman_volume(text, next).unwrap_or(next);
        }
    } else if let Some(end) = roman_volume(text, at) {
        next = end;
    } else {
        let end = scan::digits(bytes, at);
        if end > at && end - at <= 4 && !scan::alnum(text, end) {
            volume = text.get(at..end)?.parse().ok();
            next = scan::space(bytes, end);
            if next == end {
                return None;
            }
        }
    }
    let (series, end) = named(text, next)?;
    let mut out = Printed { series, volume, page: None, start: at, end };
    let numbered = numbers(text, &mut out);
    // "ICJ" and "US" alone are a court and a country.
    (numbered
        && (volume.is_some()
            || !matches!(
                series,
                "us-reports"
                    | "ac"
                    | "qb"
                    | "ts"
                    | "oj"
                    | "cts"
                    | "sct"
                    | "f4th"
                    | "fsupp"
                    | "f3d"
                    | "f2d"
                    | "olc"
                    | "stat"
            )))
    .then_some(out)
}

/// A year in square or round brackets, and the end of the bracket.
pub(crate) fn bracketed_year(text: &str, at: usize) -> Option<(u32, usize)> {
    let close = match text.as_bytes().get(at)? {
        b'[' => b']',
        b'(' => b')',
        _ => return None,
    };
    let end = words::year(text, at + 1)?;
    let year = text.get(at + 1..end)?.parse().ok()?;
    (text.as_bytes().get(end) == Some(&close)).then_some((year, end + 1))
}

/// The series whose name begins at `at`, in capitals at least at its first letter, and its end.
fn named(text: &str, at: usize) -> Option<(&'static str, usize)> {
    if !words::capital(text, at) {
        return None;
    }
    let first = fold::word(text, at)?;
    if NEUTRAL.contains(&first.as_bytes()) {
        return Some(("neutral", first.end));
    }
    let mut best: Option<(&'static str, usize, usize)> = None;
    for (series, parts) in KNOWN {
        if parts.first().is_none_or(|p| *p != first.as_bytes())
            || best.is_some_and(|(_, _, n)| n >= parts.len())
        {
            continue;
        }
        let mut end = first.end;
        let whole = parts.iter().skip(1).all(|part| {
            let next = fold::gap(text, end, 3).and_then(|gap| fold::word(text, gap.end));
            match next.filter(|w| w.as_bytes() == *part) {
                Some(word) => {
                    end = word.end;
                    true
                }
                None => false,
            }
        });
        if whole {
            best = Some((series, end, parts.len()));
        }
    }
    let (series, mut end, _) = best?;
    end += usize::from(text.as_bytes().get(end) == Some(&b'.'));
    (!scan::alnum(text, end)).then_some((series, end))
}

/// The end of the part of a volume in brackets after `end`: "(I)", "(II)".
fn part(text: &str, end: usize) -> usize {
    let open = scan::space(text.as_bytes(), end);
    let inner = text.get(open..).and_then(|rest| rest.strip_prefix('('));
    let roman = inner.and_then(|rest| rest.split_once(')')).map(|(inner, _)| inner);
    roman.filter(|r| r.len() <= 4 && model::roman_value(r).is_some()).map_or(end, |r| open + r.len() + 2)
}

/// The end of an early reporter in brackets after the volume of the official one: "6 U.S. (2 Cranch) 64".
fn early_reporter(text: &str, end: usize) -> Option<usize> {
    const NAMES: [&str; 9] =
        ["Dall.", "Cranch", "Wheat.", "Pet.", "How.", "Black", "Wall.", "Dallas", "Wheaton"];
    let open = scan::space(text.as_bytes(), end);
    let inner = text.get(open..)?.strip_prefix('(')?;
    let (inner, _) = inner.split_once(')').filter(|(inner, _)| inner.len() <= 12)?;
    let (volume, name) = inner.split_once(' ')?;
    let good = volume.bytes().all(|b| b.is_ascii_digit()) && NAMES.contains(&name);
    good.then_some(open + inner.len() + 2)
}

/// A volume and the name of its series, a page of it said behind "at" alone: "3 R.I.A.A. at 1615". Its end before that page.
pub(crate) fn volume(text: &str, at: usize) -> Option<usize> {
    volume_at(text, at).map(|printed| printed.end)
}

/// The same with what it says: the page is the one that is pointed at.
pub(crate) fn volume_at(text: &str, at: usize) -> Option<Printed> {
    let bytes = text.as_bytes();
    let end = scan::digits(bytes, at);
    let next = scan::space(bytes, end);
    if end == at || end - at > 4 || next == end {
        return None;
    }
    let volume = text.get(at..end)?.parse().ok()?;
    let (series, end) = named(text, next)?;
    let from = scan::word(text, scan::space(bytes, end), "at").map(|stop| scan::space(bytes, stop))?;
    let page = text.get(from..scan::digits(bytes, from))?.parse().ok()?;
    Some(Printed { series, volume: Some(volume), page: Some(page), start: at, end })
}

/// Reads years, series numbers and the page after the name of a series; whether there were any.
fn numbers(text: &str, out: &mut Printed) -> bool {
    let bytes = text.as_bytes();
    let by_year = matches!(out.series, "icj-reports" | "echr" | "yilc" | "pcij");
    let (mut any, mut opened) = (false, false);
    let mut at = out.end;
    if out.series == "us-reports"
        && let Some(end) = early_reporter(text, at)
    {
        at = end;
    }
    for _ in 0..8 {
        // "*I.C.J. Reports 2003*, p. 161"
        let closed = at + usize::from(any && matches!(bytes.get(at), Some(b'*' | b'_')));
        let mut next = scan::space(bytes, closed);
        let comma = bytes.get(next) == Some(&b',');
        if comma {
            next = scan::space(bytes, next + 1);
        }
        if matches!(bytes.get(next), Some(b'('))
            && scan::any_word(text, next + 1, &["ser", "series", "no"]).is_some()
        {
            opened = true;
            next += 1;
        }
        // "[2008] ECR I-6351": the part of the volume before the page.
        if out.series == "ecr" {
            let part =
                ["I-", "II-"].iter().find(|part| text.get(next..).is_some_and(|r| r.starts_with(**part)));
            next += part.map_or(0, |part| part.len());
        }
        let end = scan::digits(bytes, next);
        if end > next {
            if comma && any || end - next > 5 {
                break;
            }
            let number: Option<u32> = text.get(next..end).and_then(|n| n.parse().ok());
            let roman = (bytes.get(end) == Some(&b'-'))
                .then(|| scan::letters(bytes, end + 1))
                .filter(|e| text.get(end + 1..*e).is_some_and(|r| model::roman_value(r).is_some()));
            let end = roman.unwrap_or(end);
            if scan::alnum(text, end) {
                break;
            }
            if by_year && out.volume.is_none() && words::year(text, next).is_some() {
                out.volume = number;
            } else if out.page.is_none() {
                out.page = number;
            } else {
                break;
            }
            (at, out.end, any) = (end, end, true);
            // "I.C.J. Reports 2004 (I), p. 136": a part of the year's volume.
            if by_year && out.page.is_none() {
                at = part(text, end);
                out.end = at;
            }
            if opened && bytes.get(at) == Some(&b')') {
                (at, out.end, opened) = (at + 1, at + 1, false);
            }
            continue;
        }
        // A page in Roman numbers: "1 UNTS XVI".
        let letters = scan::letters(bytes, next);
        if !any
            && !comma
            && out.volume.is_some()
            && letters > next + 1
            && text.get(next..letters).is_some_and(|r| model::roman_value(r).is_some())
        {
            (out.page, out.end) = (text.get(next..letters).and_then(model::roman_value), letters);
            return true;
        }
        let Some(word) = fold::word(text, next) else { break };
        let lead = matches!(
            word.as_bytes(),
            b"rep"
                | b"reports"
                | b"ser"
                | b"series"
                | b"no"
                | b"vol"
                | b"p"
                | b"pp"
                | b"a"
                | b"b"
                | b"c"
                | b"ab"
                | b"civ"
                | b"admin"
                | b"crim"
                | b"l"
        );
        let page = matches!(word.as_bytes(), b"p" | b"pp");
        if !lead
            || (comma && !page && !matches!(word.as_bytes(), b"ser" | b"series" | b"no" | b"vol"))
            || (page && out.page.is_some())
        {
            break;
        }
        at = word.end;
        at += usize::from(bytes.get(at) == Some(&b'.'));
        let closed = opened && bytes.get(at) == Some(&b')');
        at += usize::from(closed);
        opened &= !closed;
        if bytes.get(at) == Some(&b'/') {
            at += 1;
        }
        // "52 Eur. Ct. H.R. (ser. A)": numbered before the name, lettered after it.
        if closed && out.volume.is_some() {
            (out.end, any) = (at, true);
        }
        // "[2002] EWCA Civ 1" and "Series A/B": the page follows.
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_in_many_styles() {
        for (text, series, volume, page, rest) in [
            ("999 UNTS 171, art", "unts", Some(999), Some(171), ", art"),
            ("999 U.N.T.S. 171.", "unts", Some(999), Some(171), "."),
            ("I.C.J. Reports 1986, p. 14, para. 195", "icj-reports", Some(1986), Some(14), ", para. 195"),
            ("[1986] ICJ Rep 14, para 195", "icj-reports", Some(1986), Some(14), ", para 195"),
            ("1986 I.C.J. 14, 103", "icj-reports", Some(1986), Some(14), ", 103"),
            ("PCIJ Series A No 17,", "pcij", None, Some(17), ","),
            ("I.C.J. Reports 2004 (I), p. 136, para. 2", "icj-reports", Some(2004), Some(136), ", para. 2"),
            ("6 U.S. (2 Cranch) 64, 118", "us-reports", Some(6), Some(64), ", 118"),
            ("3 ITLOS Rep. 10, ¶ 2", "itlos-reports", Some(3), Some(10), ", ¶ 2"),
            ("(1966) 999 UNTS 171", "", None, None, ""),
        ] {
            let Some(found) = printed(text, 0) else {
                assert_eq!(series, "", "{text}");
                continue;
            };
            if series.is_empty() {
                continue;
            }
            let got = (found.series, found.volume, found.page, &text[found.end..]);
            assert_eq!(got, (series, volume, page, rest), "{text}");
        }
        assert!(printed("ICJ held", 0).is_none());
        assert!(printed("US 5", 0).is_none());
    }
}
