//! What holds no prose: front matter, code, comments, tags, addresses.

use model::Span;

use crate::draft::{Draft, Markup};

/// A code span, a tag or an inline note that is longer than this is none: its end was forgotten.
const LONGEST: usize = 4000;

/// Whole lines that hold no prose, in order: front matter, fenced code; and comments wherever they stand.
pub(super) fn blocks(draft: &Draft<'_>) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut fence: Option<(usize, &str)> = None;
    let mut front = false;
    let mut comment: Option<usize> = None;
    for line in draft.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim();
        if draft.markup == Markup::Markdown && comment.is_none() {
            if start == 0 && bare == "---" {
                front = true;
                continue;
            }
            if front {
                if matches!(bare, "---" | "...") {
                    front = false;
                    out.push(Span::new(0, at));
                }
                continue;
            }
            let inner = bare.trim_start_matches(['>', ' ']);
            let mark = fence_mark(inner);
            match fence {
                Some((from, open)) => {
                    if mark.is_some_and(|m| m.starts_with(open) && inner.len() == m.len()) {
                        out.push(Span::new(from, at));
                        fence = None;
                    }
                    continue;
                }
                None => {
                    if let Some(mark) = mark {
                        fence = Some((start, mark));
                        continue;
                    }
                }
            }
        }
        comments(line, start, &mut comment, &mut out);
    }
    if let Some((from, _)) = fence {
        out.push(Span::new(from, at));
    }
    out
}

/// The row of ticks or tildes that opens or closes fenced code.
fn fence_mark(line: &str) -> Option<&str> {
    let sign = line.chars().next().filter(|&c| c == '`' || c == '~')?;
    let length = line.len() - line.trim_start_matches(sign).len();
    let rest = line.get(length..)?;
    (length >= 3 && !rest.contains('`')).then(|| line.get(..length)).flatten()
}

fn comments(line: &str, start: usize, open: &mut Option<usize>, out: &mut Vec<Span>) {
    let mut at = 0;
    loop {
        let rest = line.get(at..).unwrap_or_default();
        match *open {
            None => {
                let Some(found) = rest.find("<!--") else { return };
                *open = Some(start + at + found);
                at += found + 4;
            }
            Some(from) => {
                let Some(found) = rest.find("-->") else { return };
                at += found + 3;
                out.push(Span::new(from, start + at));
                *open = None;
            }
        }
    }
}

/// What holds no prose within a paragraph, and its inline notes with their bodies.
pub(super) fn inline(draft: &Draft<'_>, paragraph: Span, out: &mut Vec<Span>, notes: &mut Vec<(Span, Span)>) {
    let Some(text) = paragraph.of(draft.text) else { return };
    let markdown = draft.markup == Markup::Markdown;
    let bytes = text.as_bytes();
    let mut at = 0;
    let span = |from: usize, to: usize| Span::new(paragraph.start() + from, paragraph.start() + to);
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        match bytes[at] {
            b'\\' if markdown => at += 2,
            b'`' if markdown => {
                let run = rest.iter().take_while(|&&b| b == b'`').count();
                match code_end(rest, run) {
                    Some(end) => {
                        out.push(span(at, at + end));
                        at += end;
                    }
                    None => at += run,
                }
            }
            b'^' if markdown && rest.get(1) == Some(&b'[') => match bracket_end(rest, 1) {
                Some(end) => {
                    notes.push((span(at, at + end), span(at + 2, at + end - 1)));
                    at += 2;
                }
                None => at += 2,
            },
            b']' if markdown && rest.get(1) == Some(&b'(') => match destination_end(rest) {
                Some(end) => {
                    out.push(span(at + 1, at + end));
                    at += end;
                }
                None => at += 2,
            },
            b'<' if markdown => match tag_end(rest) {
                Some(end) => {
                    out.push(span(at, at + end));
                    at += end;
                }
                None => at += 1,
            },
            b'h' | b'w' if is_address(rest) && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric()) => {
                let end = address_end(text.get(at..).unwrap_or_default());
                out.push(span(at, at + end));
                at += end;
            }
            _ => at += 1,
        }
    }
}

/// Past the row of `run` ticks that closes the code span which opens at the beginning of `rest`.
fn code_end(rest: &[u8], run: usize) -> Option<usize> {
    let mut at = run;
    while at < rest.len().min(LONGEST) {
        if rest[at] == b'`' {
            let here = rest[at..].iter().take_while(|&&b| b == b'`').count();
            if here == run {
                return Some(at + here);
            }
            at += here;
        } else {
            at += 1;
        }
    }
    None
}

/// Past the bracket that closes the one at `open`.
fn bracket_end(rest: &[u8], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (i, &b) in rest.iter().enumerate().take(LONGEST).skip(open) {
        match b {
            b'[' => depth += 1,
            b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(i + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Past the destination of a link whose `](` begins `rest`; `None` where it holds a blank that no title explains.
fn destination_end(rest: &[u8]) -> Option<usize> {
    let close = rest.iter().take(2000).position(|&b| b == b')' || b == b'\n').filter(|&i| rest[i] == b')')?;
    let inside = rest.get(2..close)?;
    let blank = inside.iter().position(|&b| b == b' ');
    let titled = blank.is_some_and(|i| matches!(inside.get(i + 1), Some(b'"' | b'\'')));
    (blank.is_none() || titled).then_some(close + 1)
}

/// Past a tag or an address in angle brackets.
fn tag_end(rest: &[u8]) -> Option<usize> {
    let first = *rest.get(1)?;
    if !(first.is_ascii_alphabetic() || first == b'/' || first == b'!') {
        return None;
    }
    let end = rest.iter().take(1000).skip(1).position(|&b| matches!(b, b'>' | b'<'))? + 1;
    (rest[end] == b'>').then_some(end + 1)
}

fn is_address(rest: &[u8]) -> bool {
    rest.starts_with(b"http://") || rest.starts_with(b"https://") || rest.starts_with(b"www.")
}

/// Where an address ends: at white space or at a sign that closes what it stands in.
fn address_end(text: &str) -> usize {
    let stops =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '“' | '’' | '»' | ')' | ']' | '`');
    text.find(stops).unwrap_or(text.len())
}
