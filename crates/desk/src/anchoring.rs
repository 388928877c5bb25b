//! Whether what a digest says still fits the words it was said of: text-quote anchors, made and looked for, after the
//! W3C Web Annotation data model.

use ingest::Sha256;
use model::{Anchor, Digest, DigestEntry, Document, NodeIx, Pinpoint};
use unicode_normalization::UnicodeNormalization;

/// So many words of a passage begin its anchor, and so many end it; together they are fewer than a digest may repeat.
const FIRST: usize = 4;
const LAST: usize = 3;

/// Letters of a word that an anchor keeps, for scripts that do not part their words.
const LONGEST_WORD: usize = 24;

/// Hexadecimal digits of a hash that are kept.
const DIGITS: usize = 10;

/// What became of the words that an entry of a digest speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Strayed {
    /// They stand at another place of the same text now.
    Moved(Pinpoint),
    /// They stand nowhere as they were.
    Changed,
}

impl Strayed {
    /// The same in words, about `entry`.
    pub(crate) fn told(&self, entry: &DigestEntry) -> String {
        let what = if entry.notes.is_empty() { "this entry" } else { "this note" };
        let words = entry.anchor.as_ref().map(Anchor::words).unwrap_or_default();
        match self {
            Self::Moved(to) => {
                format!("the words that {what} speaks of have moved to {}: “{words}”", to.plain())
            }
            Self::Changed => format!("the words have changed since {what} was made: “{words}”"),
        }
    }
}

/// The anchor of the node at `ix`; `None` where it has no words, itself or below.
pub(crate) fn anchor(document: &Document, ix: NodeIx) -> Option<Anchor> {
    let text = text(document, ix);
    let words: Vec<String> = text
        .split_whitespace()
        .filter(|w| w.contains(char::is_alphanumeric))
        .map(|w| w.chars().filter(|c| !matches!(c, '[' | ']' | '…')).take(LONGEST_WORD).collect())
        .collect();
    let (begin, end) = if words.len() <= FIRST + LAST {
        (words.join(" "), None)
    } else {
        (words[..FIRST].join(" "), Some(words[words.len() - LAST..].join(" ")))
    };
    (!words.is_empty()).then(|| Anchor { begin, end, hash: Some(hash(&folded(&text))) })
}

/// What became of the words that `entry` speaks of; `None` while they stand where it says, or it has no anchor.
pub(crate) fn strayed(document: &Document, entry: &DigestEntry) -> Option<Strayed> {
    let anchor = entry.anchor.as_ref()?;
    let fits = |ix: usize| fits(anchor, &folded(&text(document, NodeIx(ix))));
    if document.at(&entry.place).is_some_and(|(ix, _)| fits(ix.0)) {
        return None;
    }
    // A provision has the words of its only paragraph: the place most like the old one is the one.
    let (depth, kind) = (entry.place.segments().len(), entry.place.last().kind);
    let likeness = |&ix: &usize| {
        let place = &document.nodes[ix].pinpoint;
        (place.segments().len().abs_diff(depth), place.last().kind != kind, ix)
    };
    let found = (0..document.nodes.len()).filter(|&ix| fits(ix)).min_by_key(likeness);
    Some(found.map_or(Strayed::Changed, |ix| Strayed::Moved(document.nodes[ix].pinpoint.clone())))
}

/// The digest as the text stands now: entries whose words have moved stand at the new place, and what strayed is said in
/// a note of the entry; and, in words, what strayed.
pub(crate) fn settle(digest: &Digest, document: &Document) -> (Digest, Vec<String>) {
    let mut entries: Vec<DigestEntry> = Vec::new();
    let (mut moved, mut remarks) = (Vec::new(), Vec::new());
    for entry in &digest.entries {
        let Some(strayed) = strayed(document, entry) else {
            entries.push(entry.clone());
            continue;
        };
        let told = strayed.told(entry);
        remarks.push(format!("corpus/digests/{}.md: {}: {told}", digest.document, entry.place));
        let mut entry = entry.clone();
        match strayed {
            Strayed::Changed => {
                entry.notes.push(told);
                entries.push(entry);
            }
            Strayed::Moved(to) => {
                entry.notes.push(format!("moved here with its words from {}", entry.place.plain()));
                entry.place = to;
                moved.push(entry);
            }
        }
    }
    for entry in moved {
        match entries.iter_mut().find(|e| e.place.same(&entry.place)) {
            // What is said of the very words comes before what is said of the place.
            Some(there) => {
                let surer = there.anchor.is_none();
                if !entry.gist.is_empty() && (surer || there.gist.is_empty()) {
                    there.gist = entry.gist;
                }
                there.labels = match there.labels.take() {
                    Some(labels) if !surer => Some(labels),
                    labels => entry.labels.or(labels),
                };
                there.notes.extend(entry.notes);
            }
            None => entries.push(entry),
        }
    }
    (Digest { document: digest.document.clone(), entries }, remarks)
}

/// The words of a node and of everything below it, in the order of the file.
fn text(document: &Document, ix: NodeIx) -> String {
    let mut words: Vec<&model::Words> = Vec::new();
    let mut todo = vec![ix];
    // Each node has one parent, so that this ends; a damaged tree is cut off at the number of nodes.
    for _ in 0..document.nodes.len() {
        let Some(node) = todo.pop().and_then(|ix| document.node(ix)) else { break };
        words.extend(&node.own);
        todo.extend(&node.children);
    }
    words.sort_by_key(|w| (w.span.start(), w.span.end()));
    words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// The words of a text without case, punctuation and forms of letters, each between spaces.
fn folded(text: &str) -> String {
    let plain: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let mut out = " ".to_owned();
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        out.push_str(word);
        out.push(' ');
    }
    out
}

fn hash(folded: &str) -> String {
    let mut digits = Sha256::of(folded.as_bytes()).to_string();
    digits.truncate(DIGITS);
    digits
}

/// Whether the words of a passage are those of an anchor: all of them where it has a hash, else the quoted ones.
fn fits(anchor: &Anchor, words: &str) -> bool {
    if let Some(wanted) = &anchor.hash {
        return Sha256::of(words.as_bytes()).to_string().starts_with(wanted.as_str());
    }
    let begin = folded(&anchor.begin);
    let Some(at) = words.find(&begin) else { return false };
    let rest = &words[at + begin.len() - 1..];
    anchor.end.as_ref().is_none_or(|end| rest.contains(&folded(end)))
}

#[cfg(test)]
mod tests {
    use model::{Edition, Kind, Meta, Node, Numbering, Span, Words};

    use super::*;

    fn document(articles: &[(&str, &str)]) -> Document {
        let node = |(place, text): &(&str, &str)| Node {
            pinpoint: place.parse().unwrap(),
            parent: None,
            children: Vec::new(),
            class: model::Class::Operative,
            heading: None,
            mark: None,
            span: Span::new(0, 1),
            own: vec![Words { span: Span::new(0, 1), text: (*text).to_owned() }],
        };
        let meta = Meta {
            id: "lights".parse().unwrap(),
            title: String::new(),
            short: Vec::new(),
            kind: Kind::Treaty,
            date: None,
            authors: Vec::new(),
            edition: Edition::default(),
            articles_total: None,
            missing: Vec::new(),
            inserted_later: Vec::new(),
            numbering: Numbering::Numbered,
        };
        Document { meta, nodes: articles.iter().map(node).collect() }
    }

    const RED: &str = "Every harbour shows a red light to port from dusk to dawn.";
    const GREEN: &str = "No keeper sleeps.";

    fn entry(place: &str, anchor: &str) -> DigestEntry {
        DigestEntry {
            place: place.parse().unwrap(),
            gist: String::new(),
            labels: None,
            notes: vec!["Mind this.".to_owned()],
            anchor: Some(anchor.parse().unwrap()),
            span: Span::new(0, 0),
        }
    }

    #[test]
    fn an_anchor_quotes_the_first_and_last_words() {
        let text = document(&[("art-1", RED), ("art-2", GREEN)]);
        let words = |ix| anchor(&text, NodeIx(ix)).unwrap().words();
        assert_eq!(words(0), "Every harbour shows a … dusk to dawn.");
        assert_eq!(words(1), GREEN);
        assert_eq!(anchor(&document(&[("art-1", "")]), NodeIx(0)), None);
    }

    #[test]
    fn case_and_punctuation_may_change_and_words_may_not() {
        let made = anchor(&document(&[("art-1", RED)]), NodeIx(0)).unwrap().to_string();
        for (now, strays) in [
            (RED.to_owned(), None),
            (RED.to_uppercase().replace("LIGHT", "LIGHT,"), None),
            (RED.replace("port", "starboard"), Some(Strayed::Changed)),
        ] {
            assert_eq!(strayed(&document(&[("art-1", &now)]), &entry("art-1", &made)), strays, "{now}");
        }
        let moved = Some(Strayed::Moved("art-2".parse().unwrap()));
        let now = document(&[("art-1", GREEN), ("art-2", RED)]);
        assert_eq!(strayed(&now, &entry("art-1", &made)), moved);
        assert_eq!(strayed(&now, &entry("art-7", &made)), moved);
    }

    #[test]
    fn words_quoted_by_hand_must_stand() {
        let text = document(&[("art-1", RED), ("art-2", GREEN)]);
        for (quoted, place, strays) in [
            ("a red light", "art-1", None),
            ("Red light … DAWN", "art-1", None),
            ("harbour … harbour", "art-1", Some(Strayed::Changed)),
            ("no keep", "art-2", Some(Strayed::Changed)),
            ("no keeper", "art-1", Some(Strayed::Moved("art-2".parse().unwrap()))),
        ] {
            assert_eq!(strayed(&text, &entry(place, quoted)), strays, "{quoted}");
        }
    }

    #[test]
    fn what_has_moved_joins_what_is_there() {
        let made = anchor(&document(&[("art-1", RED)]), NodeIx(0)).unwrap().to_string();
        let there = DigestEntry { anchor: None, gist: "There.".to_owned(), ..entry("art-2", "x") };
        let digest =
            Digest { document: "lights".parse().unwrap(), entries: vec![entry("art-1", &made), there] };
        let (settled, remarks) = settle(&digest, &document(&[("art-1", GREEN), ("art-2", RED)]));
        let [only] = settled.entries.as_slice() else { panic!("{settled:?}") };
        assert_eq!(only.gist, "There.");
        assert_eq!(only.notes, ["Mind this.", "Mind this.", "moved here with its words from art 1"]);
        assert_eq!(remarks.len(), 1);
    }
}
