//! Links between documents, set by their publisher, against what the words of the links tell without them.
//!
//! A file lies in folders that spell its title (`charter/of/the/united/nations/ID/README.md`): the title says which
//! authority a link leads to. Only links in English surroundings count.

use std::collections::BTreeMap;
use std::path::Path;

use cite::{Context, Named, Names};
use model::{AuthorityId, Citation, Status};

use super::cite::{Nothing, catalogue};
use super::folder;
use crate::Outcome;

/// So many classes of misses are printed.
const SHOWN: usize = 60;
/// Bytes of a link's surroundings, to either side, that tell its language.
const AROUND: usize = 240;

/// A link whose syntax was taken away.
struct Link {
    /// Where its words stand in the text without links.
    words: std::ops::Range<usize>,
    /// The folders of the file it leads to.
    target: String,
}

/// What became of the links to one authority.
#[derive(Default)]
struct Tally {
    links: usize,
    found: usize,
}

/// Hides the links of every file below `folder` and counts how many the engine finds.
pub(super) fn run(root: &Path, folder: &Path) -> Outcome {
    let names = Names::new(catalogue(root)?);
    let mut by_authority: BTreeMap<String, Tally> = BTreeMap::new();
    let mut misses: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let mut unlisted: BTreeMap<String, Tally> = BTreeMap::new();
    for path in folder::markdown(folder)? {
        let raw = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let (text, links) = hidden(&raw);
        if links.is_empty() {
            continue;
        }
        let below = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
        let context = Context { own: titled(&below, &names), own_place: None, ..cite::Context::default() };
        let citations = cite::cites(&text, &names, &context, &Nothing);
        for link in links.iter().filter(|l| english(&text, &l.words)) {
            let Some(id) = titled(&link.target, &names) else {
                let tally = unlisted.entry(title(&link.target)).or_default();
                tally.links += 1;
                tally.found += usize::from(overlapping(&citations, link).next().is_some());
                continue;
            };
            let tally = by_authority.entry(id.to_string()).or_default();
            tally.links += 1;
            if overlapping(&citations, link).any(|c| leads_to(c, &id)) {
                tally.found += 1;
                continue;
            }
            let said = overlapping(&citations, link).map(told).next().unwrap_or_else(|| "nothing".to_owned());
            let words = text.get(link.words.clone()).unwrap_or_default();
            let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let words: String =
                words.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).take(90).collect();
            *misses.entry((id.to_string(), words, said)).or_default() += 1;
        }
    }
    print(&by_authority, &misses, &unlisted);
    Ok(())
}

fn print(
    by_authority: &BTreeMap<String, Tally>,
    misses: &BTreeMap<(String, String, String), usize>,
    unlisted: &BTreeMap<String, Tally>,
) {
    let sum = |tallies: &BTreeMap<String, Tally>| {
        tallies.values().fold((0, 0), |(links, found), t| (links + t.links, found + t.found))
    };
    let (links, found) = sum(by_authority);
    println!("English links to authorities of the table: {links}, found {found} ({})", share(found, links));
    let mut rows: Vec<_> = by_authority.iter().collect();
    rows.sort_by_key(|(id, t)| (std::cmp::Reverse(t.links), *id));
    for (id, tally) in rows {
        println!("{:6} {:6} {:>5}  {id}", tally.links, tally.found, share(tally.found, tally.links));
    }
    println!("\nmisses: how many, authority, words (digits as #), what was found there");
    let mut rows: Vec<_> = misses.iter().collect();
    rows.sort_by_key(|(class, count)| (std::cmp::Reverse(**count), *class));
    for ((id, words, said), count) in rows.into_iter().take(SHOWN) {
        println!("{count:6}  {id}  {words:?}  {said}");
    }
    let (links, cited) = sum(unlisted);
    println!("\nEnglish links to what the table does not list: {links}; a citation stands there: {cited}");
    let mut rows: Vec<_> = unlisted.iter().collect();
    rows.sort_by_key(|(title, t)| (std::cmp::Reverse(t.links), *title));
    for (title, tally) in rows.into_iter().take(SHOWN) {
        println!("{:6} {:6}  {title}", tally.links, tally.found);
    }
}

fn share(part: usize, whole: usize) -> String {
    format!("{:.0} %", 100.0 * part as f64 / whole.max(1) as f64)
}

/// The text with the words of its links alone, and the links that lead to other documents.
fn hidden(raw: &str) -> (String, Vec<Link>) {
    let mut text = String::with_capacity(raw.len());
    let mut links = Vec::new();
    let mut rest = raw;
    while let Some(middle) = rest.find("](") {
        let Some(open) = opening(rest, middle) else {
            text.push_str(rest.get(..middle + 2).unwrap_or_default());
            rest = rest.get(middle + 2..).unwrap_or_default();
            continue;
        };
        let after = rest.get(middle + 2..).unwrap_or_default();
        let close = closing(after);
        text.push_str(rest.get(..open).unwrap_or_default());
        let start = text.len();
        text.push_str(rest.get(open + 1..middle).unwrap_or_default());
        if let Some((_, target)) = after.get(..close).and_then(|url| url.split_once("/verdrag/")) {
            links.push(Link { words: start..text.len(), target: target.to_owned() });
        }
        rest = after.get(close + 1..).unwrap_or_default();
    }
    text.push_str(rest);
    (text, links)
}

/// The bracket that opens the words of the link that ends at `close`.
fn opening(text: &str, close: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, b) in text.as_bytes().get(..close)?.iter().enumerate().rev().take(1000) {
        match b {
            b']' => depth += 1,
            b'[' if depth == 0 => return Some(at),
            b'[' => depth -= 1,
            b'\n' => return None,
            _ => {}
        }
    }
    None
}

/// Length of the address that begins `text`; brackets in it are balanced.
fn closing(text: &str) -> usize {
    let mut depth = 0;
    for (at, b) in text.bytes().enumerate() {
        match b {
            b'(' => depth += 1,
            b')' if depth == 0 => return at,
            b')' => depth -= 1,
            b'\n' => return at,
            _ => {}
        }
    }
    text.len()
}

/// The title that the folders of a file spell, without the marks of a shortened one.
fn title(target: &str) -> String {
    let words: Vec<&str> = target.split('/').take_while(|w| !w.starts_with("BWBV")).collect();
    words.join(" ")
}

/// The authority whose title the folders of a file spell.
fn titled(target: &str, names: &Names) -> Option<AuthorityId> {
    let title = title(target);
    if let Some(head) = title.strip_suffix(" etc") {
        let flat = |text: &str| -> String {
            let kept = |c: char| c.is_alphanumeric() || c == ' ' || c == '-';
            text.to_lowercase().chars().filter(|c| kept(*c)).collect()
        };
        let head = flat(head);
        let mut of = names.catalogue().iter().filter(|a| a.names().any(|n| flat(n).starts_with(&head)));
        return of.next().filter(|_| of.next().is_none()).map(|a| a.id.clone());
    }
    let title = title.replace(['(', ')'], "");
    match cite::reference(&title, names).map(|r| r.authority) {
        Some(Named::One(id)) => Some(id),
        _ => None,
    }
}

/// Whether what surrounds a link is English: its small words, against those of Dutch, French and German.
fn english(text: &str, words: &std::ops::Range<usize>) -> bool {
    let mut from = words.start.saturating_sub(AROUND);
    let mut to = (words.end + AROUND).min(text.len());
    while !text.is_char_boundary(from) {
        from += 1;
    }
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let (mut ours, mut others) = (0, 0);
    for word in text.get(from..to).unwrap_or_default().split(|c: char| !c.is_alphabetic()) {
        match word.to_lowercase().as_str() {
            "the" | "of" | "and" | "with" | "by" | "shall" | "to" | "this" => ours += 1,
            "het" | "van" | "een" | "de" | "la" | "le" | "les" | "des" | "du" | "der" | "die" | "und"
            | "en" | "voor" | "aux" | "el" | "del" => others += 1,
            _ => {}
        }
    }
    ours > 2 * others
}

fn overlapping<'c>(citations: &'c [Citation], link: &Link) -> impl Iterator<Item = &'c Citation> {
    let (start, end) = (link.words.start, link.words.end);
    let first = citations.partition_point(|c| c.span.end() <= start);
    citations.get(first..).unwrap_or_default().iter().take_while(move |c| c.span.start() < end)
}

fn leads_to(citation: &Citation, id: &AuthorityId) -> bool {
    citation.targets.iter().any(|t| t.authority.as_ref() == Some(id))
}

/// What a citation means, in a word.
fn told(citation: &Citation) -> String {
    let Some(target) = citation.targets.first() else { return "nothing".to_owned() };
    match (&target.authority, &target.status) {
        (Some(id), _) => id.to_string(),
        (None, Status::Ambiguous(all)) => {
            format!("ambiguous: {}", all.iter().map(AuthorityId::as_str).collect::<Vec<_>>().join(" "))
        }
        (None, status) => format!("{} {}", status.as_str(), target.name.as_deref().unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_leave_their_words() {
        let (text, links) =
            hidden("the [Lamp [sic] Treaty](../verdrag/lamp/treaty/(old)/BWBV1/README.md) and [x](y).");
        assert_eq!(text, "the Lamp [sic] Treaty and x.");
        let [link] = links.as_slice() else { panic!("one link leads to a document") };
        assert_eq!(&text[link.words.clone()], "Lamp [sic] Treaty");
        assert_eq!(title(&link.target), "lamp treaty (old)");
    }
}
