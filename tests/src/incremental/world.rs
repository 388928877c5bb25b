//! A corpus of invented texts on disk, and the edits that it goes through.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use ingest::Sha256;

use crate::drawn::Draw;

const ENGLISH: &[&str] = &[
    "the keeper",
    "of every harbour",
    "shall light",
    "a white lamp",
    "in a storm",
    "no pilot",
    "may hinder",
    "the bell",
    "at night",
    "ships in distress",
    "an assault on the tower",
    "under article 3",
    "of the Harbour Convention",
    "the lantern",
    "paragraph 1 of this article",
    "Article 2 of the Fog Treaty",
    "self-defence of the quay",
    "and the crew",
    "Belmark v. Arvonia",
    "within its colour",
    "unless the council decides otherwise",
    "article 4 of the Buoy Code",
    "Article 2 of the Lamp Accord",
    "under the Quay Statute",
    "article 1 of the Convention 3 on the Lights of Harbours",
];

/// Short titles that documents go by for a while; the texts cite some of them.
const SHORTS: &[&str] = &["Lamp Accord", "Quay Statute", "Oil Rules"];

/// Titles likewise.
const TITLES: &[&str] =
    &["Convention 3 on the Lights of Harbours", "Lamp Accord", "Protocol to the Quay Statute", "Fog Treaty"];

const FRENCH: &[&str] = &[
    "le gardien",
    "de chaque port",
    "allume la lampe",
    "pendant la nuit",
    "les navires",
    "dans la tempête",
    "aucun pilote",
    "ne peut empêcher",
    "la cloche",
    "une lumière blanche",
    "sous les ordres du conseil",
    "et les équipages",
];

const AUTHORITIES: &[(&str, &str, &str)] = &[
    ("harbour-convention", "Convention on Harbours", "Harbour Convention"),
    ("fog-treaty", "Treaty on Fog", "Fog Treaty"),
    ("buoy-code", "Code of Buoys", "Buoy Code"),
    ("tower-act", "Act on Towers", "Tower Act"),
];

const DOCTRINES: &[(&str, &str, &str)] = &[
    ("lamp-duty", "Duty to show a lamp", "lamp"),
    ("storm-excuse", "Excuse of storm", "storm"),
    ("tower-peace", "Peace of the tower", "assault"),
    ("bell-right", "Right to the bell", "bell"),
];

const FOLDINGS: &[&str] = &["", "word\tcolour\tcolor\n", "suffix\tize\tise\nword\tharbor\tharbour\n"];

/// A document.
#[derive(Clone)]
struct Work {
    id: String,
    title: String,
    short: Option<&'static str>,
    kind: &'static str,
    date: Option<String>,
    languages: bool,
    file: String,
    /// The hash in the manifest.
    pin: Sha256,
    bytes: usize,
}

/// A corpus and what is needed to go on with it.
pub(super) struct World {
    folder: PathBuf,
    works: Vec<Work>,
    count: usize,
}

fn prose(draw: &mut Draw, words: &[&str]) -> String {
    let mut out = String::new();
    for _ in 0..3 + draw.below(5) {
        out.push_str(draw.one(words).copied().unwrap_or_default());
        out.push(' ');
    }
    out.trim_end().to_owned() + "."
}

/// A text of a few articles or paragraphs, in one of the formats.
fn text(draw: &mut Draw, format: &str) -> String {
    let words = if draw.below(4) == 0 { FRENCH } else { ENGLISH };
    let mut out = String::new();
    match format {
        "json" => {
            let article = |n: usize, draw: &mut Draw| {
                format!(
                    "{{\"number\":\"{n}\",\"heading\":\"Lamps\",\"text\":\"1. {}\\n2. {}\"}}",
                    prose(draw, words),
                    prose(draw, words)
                )
            };
            let all: Vec<String> = (1..=2 + draw.below(4)).map(|n| article(n, draw)).collect();
            out = format!("{{\"content\":{{\"articles\":[{}]}}}}\n", all.join(","));
        }
        "txt" => {
            for _ in 0..3 + draw.below(6) {
                out.push_str(&format!("{} {}\n\n", prose(draw, words), prose(draw, words)));
            }
        }
        _ => {
            out.push_str("# A treaty\n");
            for n in 1..=2 + draw.below(6) {
                out.push_str(&format!(
                    "\n## Article {n}\n\n1. {}\n\n2. {}\n\n(a) {}\n",
                    prose(draw, words),
                    prose(draw, words),
                    prose(draw, words)
                ));
            }
        }
    }
    out
}

impl World {
    /// A corpus of eight documents, indexed by nobody yet.
    pub(super) fn new(folder: &Path, draw: &mut Draw) -> io::Result<Self> {
        for part in ["authorities", "digests", "sources"] {
            fs::create_dir_all(folder.join("corpus").join(part))?;
        }
        let mut world = Self { folder: folder.to_owned(), works: Vec::new(), count: 0 };
        for _ in 0..8 {
            world.arrive(draw)?;
        }
        world.authorities(draw)?;
        world.doctrines(draw)?;
        for _ in 0..3 {
            world.digest(draw)?;
        }
        world.put("folding.tsv", FOLDINGS[1])?;
        world.manifest()?;
        Ok(world)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    fn put(&self, name: &str, text: &str) -> io::Result<()> {
        fs::write(self.folder.join("corpus").join(name), text)
    }

    fn source(&self, work: &Work) -> PathBuf {
        self.folder.join("corpus/sources").join(&work.file)
    }

    /// A new document; the manifest is written by whoever calls.
    fn arrive(&mut self, draw: &mut Draw) -> io::Result<()> {
        self.count += 1;
        let format = ["md", "md", "txt", "json"][draw.below(4)];
        let id = format!("harbour-{}", self.count);
        let text = text(draw, format);
        let work = Work {
            title: format!("Convention {} on the Lights of Harbours", self.count),
            short: (draw.below(3) == 0).then(|| SHORTS[draw.below(SHORTS.len())]),
            kind: ["treaty", "declaration", "essay"][draw.below(3)],
            date: (draw.below(2) == 0).then(|| format!("19{:02}", draw.below(99))),
            languages: draw.below(3) == 0,
            file: format!("{id}.{format}"),
            pin: Sha256::of(text.as_bytes()),
            bytes: text.len(),
            id,
        };
        fs::write(self.source(&work), text)?;
        let at = draw.below(self.works.len() + 1);
        self.works.insert(at, work);
        Ok(())
    }

    fn manifest(&self) -> io::Result<()> {
        let mut out = String::new();
        for work in &self.works {
            let (format, structure) = match work.file.rsplit('.').next() {
                Some("json") => ("json", "articles"),
                Some("txt") => ("text", "essay"),
                _ => ("markdown", "articles"),
            };
            out.push_str(&format!(
                "[[document]]\nid = \"{}\"\ntitle = \"{}\"\nkind = \"{}\"\n",
                work.id, work.title, work.kind
            ));
            if let Some(short) = work.short {
                out.push_str(&format!("short = [\"{short}\"]\n"));
            }
            if let Some(date) = &work.date {
                out.push_str(&format!("date = \"{date}\"\n"));
            }
            if work.languages {
                out.push_str("languages = [\"en\"]\n");
            }
            out.push_str(&format!(
                "rights = \"invented\"\n[document.edition]\ntext_of = \"invented\"\n[document.source]\nfile = \"{}\"\n\
                 sha256 = \"{}\"\nbytes = {}\nby_hand = \"invented\"\n[document.reader]\nformat = \"{format}\"\nstructure = \"{structure}\"\n\n",
                work.file, work.pin, work.bytes
            ));
        }
        self.put("corpus.toml", &out)
    }

    fn authorities(&self, draw: &mut Draw) -> io::Result<()> {
        let mut out = String::new();
        for (id, title, short) in AUTHORITIES {
            if draw.below(5) > 0 {
                let aliases = if draw.below(3) == 0 { "aliases = [\"the lantern\"]\n" } else { "" };
                out.push_str(&format!("[[authority]]\nid = \"{id}\"\ntitle = \"{title}\"\nshort = [\"{short}\"]\nkind = \"treaty\"\n"));
                // Only one may go by a name.
                if out.matches("aliases").count() == 0 {
                    out.push_str(aliases);
                }
                out.push('\n');
            }
        }
        self.put("authorities/harbours.toml", &out)
    }

    fn doctrines(&self, draw: &mut Draw) -> io::Result<()> {
        let mut out = String::new();
        for (label, title, word) in DOCTRINES {
            let more = ["night", "pilot", "council", "lampe"][draw.below(4)];
            out.push_str(&format!(
                "[[doctrine]]\nlabel = \"{label}\"\ntitle = \"{title}\"\nfamily = \"Harbours\"\ndefinition = \"What a {word} is for.\"\n\
                 synonyms = [\"{more}\"]\ndecisive = [\"{word}\"]\ntelling = [\"{more}\"]\nexamples = [\"The {word} was seen.\"]\ncounter_examples = [\"It was seen.\"]\n\n"
            ));
        }
        self.put("doctrines.toml", &out)
    }

    /// Says something else of a document, or nothing any more.
    fn digest(&self, draw: &mut Draw) -> io::Result<()> {
        let Some(work) = draw.one(&self.works) else { return Ok(()) };
        let path = self.folder.join("corpus/digests").join(format!("{}.md", work.id));
        if draw.below(3) == 0 && path.exists() {
            return fs::remove_file(path);
        }
        let mut out = format!("# {}\n", work.title);
        let kind = if work.file.ends_with("txt") { "par" } else { "art" };
        for n in 1..=1 + draw.below(3) {
            let (label, ..) = DOCTRINES[draw.below(DOCTRINES.len())];
            let word = ["lamps", "storms", "bells"][draw.below(3)];
            out.push_str(&format!(
                "\n## {kind}-{n}\nSpeaks of {word}.\n\n- labels: {label}\n- note: not of {word} alone\n"
            ));
        }
        fs::write(path, out)
    }

    /// One edit, in words.
    pub(super) fn edit(&mut self, draw: &mut Draw) -> io::Result<String> {
        let at = draw.below(self.works.len());
        let Some(work) = self.works.get(at).cloned() else {
            self.arrive(draw)?;
            self.manifest()?;
            return Ok("a document arrives".to_owned());
        };
        let done = match draw.below(20) {
            0..=2 => {
                let text = text(draw, work.file.rsplit('.').next().unwrap_or_default());
                (self.works[at].pin, self.works[at].bytes) = (Sha256::of(text.as_bytes()), text.len());
                fs::write(self.source(&work), text)?;
                "changes"
            }
            3 => {
                fs::write(self.source(&work), text(draw, "md"))?;
                "is no longer what is pinned"
            }
            4 => {
                let later = UNIX_EPOCH + Duration::from_secs(1_000_000 + draw.next() % 1_000_000_000);
                if let Ok(file) = File::options().write(true).open(self.source(&work)) {
                    file.set_modified(later)?;
                }
                "is touched"
            }
            5 => {
                let named = Work { file: format!("moved-{}", work.file), ..work.clone() };
                if self.source(&work).exists() && named.file.len() < 60 {
                    fs::rename(self.source(&work), self.source(&named))?;
                    self.works[at] = named;
                }
                "has another file name"
            }
            6 => {
                self.count += 1;
                self.works[at].id = format!("harbour-{}", self.count);
                "has another id"
            }
            7 => {
                if self.source(&work).exists() {
                    fs::remove_file(self.source(&work))?;
                }
                "has lost its file"
            }
            8 => {
                self.works.remove(at);
                "is taken out"
            }
            9 | 10 => {
                self.arrive(draw)?;
                "has company"
            }
            11 => {
                let to = draw.below(self.works.len());
                self.works.swap(at, to);
                "stands elsewhere"
            }
            12 => {
                let work = &mut self.works[at];
                work.title.push_str(", amended");
                (work.kind, work.date) = ("resolution", None);
                "is described anew"
            }
            13 => {
                self.authorities(draw)?;
                "has other authorities beside it"
            }
            14 => {
                self.doctrines(draw)?;
                "has other doctrines"
            }
            15 => {
                self.digest(draw)?;
                "may be digested anew"
            }
            16 => {
                self.works[at].short = [None, draw.one(SHORTS).copied()][draw.below(2)];
                "goes by another short title"
            }
            17 => {
                self.works[at].title = TITLES[draw.below(TITLES.len())].to_owned();
                "has a title that others may cite"
            }
            18 => {
                self.arrive(draw)?;
                let short = Some(SHORTS[draw.below(SHORTS.len())]);
                self.works
                    .iter_mut()
                    .filter(|w| w.id == format!("harbour-{}", self.count))
                    .for_each(|w| w.short = short);
                "has company that is cited"
            }
            _ => {
                self.put("folding.tsv", FOLDINGS[draw.below(FOLDINGS.len())])?;
                "is spelt anew"
            }
        };
        self.manifest()?;
        Ok(format!("{} {done}", work.id))
    }
}

/// Fifty queries of every form.
pub(super) fn queries(draw: &mut Draw) -> Vec<String> {
    let words: Vec<&str> =
        ENGLISH.iter().chain(FRENCH).flat_map(|w| w.split(' ')).filter(|w| w.len() > 3).collect();
    let mut word = || words[draw.below(words.len())].trim_matches('.').replace(['-', '.'], "");
    (0..50)
        .map(|i| match i % 10 {
            0 => word(),
            1 => format!("{} {} {}", word(), word(), word()),
            2 => format!("\"{} {}\"", word(), word()),
            3 => format!("{} OR {}", word(), word()),
            4 => format!("{}~1", word()),
            5 => format!("{}*", &word().chars().take(3).collect::<String>()),
            6 => format!("{} -{}", word(), word()),
            7 => format!("exact:{}", word()),
            8 => format!("label:{} {}", DOCTRINES[i / 10 % DOCTRINES.len()].0, word()),
            _ => format!("{}x {}", word(), word()),
        })
        .collect()
}

/// Copies a folder, times included.
pub(super) fn copied(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let path = file?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copied(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
            File::options().write(true).open(&target)?.set_modified(fs::metadata(&path)?.modified()?)?;
        }
    }
    Ok(())
}
