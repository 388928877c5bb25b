//! Sources made to slow the readers down: what a megabyte costs must not grow with the length of the file.

use ingest::{Format, Options, Structure};
use model::{AuthorityId, Edition, Kind, Meta, Numbering};

use super::spent::Spent;
use crate::Outcome;

/// The length of the longest texts, in megabytes, where nothing else is asked for.
pub(super) const MEGABYTES: usize = 10;
/// The longest texts are so many times longer than the others, and those than the ones by which it is told how long the
/// next will take.
const TIMES: usize = 10;
/// A megabyte of the longest text may cost so much more than one of the others: caches and the allocator tell in large
/// texts too.
const GROWTH: f64 = 2.0;
/// Less than this, in seconds, is no growth but noise.
const NOISE: f64 = 0.1;
/// Processor time is told in steps of so many seconds.
const TICK: f64 = 0.01;
/// What grows faster than its text and would take longer than this, in seconds, is not read to its end.
const PATIENCE: f64 = 60.0;

/// What stands for a number that counts up.
const COUNT: char = '№';

/// What a text repeats, and what stands before the first and after the last.
struct Text {
    what: &'static str,
    before: &'static str,
    unit: &'static str,
    after: &'static str,
}

const fn unit(what: &'static str, unit: &'static str) -> Text {
    Text { what, before: "", unit, after: "" }
}

const fn inside(what: &'static str, before: &'static str, unit: &'static str, after: &'static str) -> Text {
    Text { what, before, unit, after }
}

const MARKDOWN: &[Text] = &[
    unit("one paragraph", "the keeper lit the lamp "),
    unit("paragraphs", "the lamp burnt\n\n"),
    unit("opening brackets", "["),
    unit("closing brackets", "]"),
    unit("links without an end", "[a]("),
    unit("links in links", "[a](b"),
    unit("links", "[a](b) "),
    unit("references", "[a][b] "),
    unit("named links", "[a№][b№] "),
    unit("definitions", "[a№]: b\n"),
    unit("definitions and links", "[a№]: b\n\n[a№] "),
    unit("definitions of one name", "[a]: b\n"),
    inside("one definition and links", "[a]: b\n\n", "[a] ", ""),
    unit("definitions without an end", "[a]: <"),
    unit("images", "![a](b"),
    unit("calls of notes", "[^1]"),
    unit("notes", "[^№]: the lamp\n\n"),
    unit("notes of one line", "[^№]: lamp\n"),
    unit("called notes", "lamp[^№]\n\n[^№]: the lamp\n\n"),
    unit("emphasis", "*"),
    unit("opened emphasis", "*a "),
    unit("opened strong emphasis", "**a "),
    unit("closed emphasis", "a* "),
    unit("emphasis of two kinds", "*a _b "),
    unit("emphasis in words", "a*b_c"),
    unit("three stars", "***a "),
    unit("code", "`"),
    unit("code of many lengths", "`a``b```c````"),
    unit("code without an end", "`a ``b "),
    unit("backslashes", "\\"),
    unit("escapes", "\\*"),
    unit("quotations", "> "),
    unit("quoted lines", "> a\n"),
    unit("quotations in quotations", "> > > > > > > > > > a\n"),
    unit("quotations that run on", "> > > > > > > > > > a\nb\n"),
    unit("quotations and breaks", ">\n\n"),
    unit("bullets", "- "),
    unit("bullets in rows", "* * * * * * * * * * a\n"),
    unit("a list", "- a\n"),
    unit("a loose list", "- a\n\n"),
    unit("a list of empty items", "-\n"),
    unit("lists in lists", "- a\n  - b\n    - c\n      - d\n"),
    unit("lists of two kinds", "- a\n+ b\n"),
    unit("a numbered list", "1. a\n"),
    unit("a counted list", "№. a\n"),
    unit("numbers", "1) "),
    unit("a list and quotations", "- > "),
    unit("rows of a table", "| a | b |\n"),
    unit("heads of tables", "| a |\n|---|\n"),
    unit("bars", "|"),
    unit("ampersands", "&"),
    unit("entities", "&amp;"),
    unit("entities without an end", "&am"),
    unit("numbered entities", "&#x41;"),
    unit("long entities", "&#0000000"),
    unit("opening angles", "<"),
    unit("tags", "<b>"),
    unit("closing tags", "</b>"),
    unit("tags without an end", "<a b=\""),
    unit("tags and attributes", "<a b "),
    unit("blocks of HTML", "<div>\n"),
    unit("blocks of HTML apart", "<div>\n\n"),
    unit("comments", "<!-- a -->"),
    unit("comments without an end", "<!--"),
    unit("instructions", "<?"),
    unit("declarations", "<!A"),
    unit("character data", "<![CDATA["),
    unit("line breaks of HTML", "a<br>"),
    unit("addresses", "<http://a>"),
    unit("headings", "# a\n"),
    unit("numbered headings", "# Article №\n\n"),
    unit("headings of all depths", "# a\n## b\n### c\n#### d\n"),
    unit("hashes", "#"),
    unit("underlined headings", "a\n===\n"),
    unit("lines and rules", "a\n---\n"),
    unit("rules", "---\n"),
    unit("fences", "```\n"),
    unit("fences of words", "``` a\n"),
    unit("tildes", "~~~ "),
    unit("code by indentation", "    a\n"),
    unit("code in paragraphs", "    a\n\n"),
    unit("tabs", "\t"),
    unit("spaces", " "),
    unit("line breaks", "\n"),
    unit("carriage returns", "\r"),
    unit("line breaks of two signs", "a\r\n"),
    unit("hard breaks", "a  \n"),
    unit("backslash breaks", "a\\\n"),
    unit("one word", "a"),
    unit("letters of two bytes", "é"),
    unit("combining marks", "\u{301}"),
    unit("soft hyphens", "a\u{ad}"),
    unit("signs without width", "\u{200b}"),
    unit("zero bytes", "\0"),
];

/// What texts of any format have: headings, numbers, points.
const PLAIN: &[Text] = &[
    unit("one article", "Article 1\n\nThe lamp is lit.\n\n"),
    unit("articles", "Article №\n\nThe lamp is lit.\n\n"),
    unit("articles without words", "Article №\n\n"),
    unit("articles in one line", "Article №. The lamp. "),
    unit("bold articles", "**Article №**\n\nThe lamp is lit.\n\n"),
    unit("chapters", "CHAPTER I\n\n"),
    unit("counted chapters", "Chapter №\n\n"),
    unit("chapters and articles", "PART I\n\nArticle 1\n\na\n\n"),
    unit("annexes", "ANNEX\n\n"),
    unit("annexes and articles", "ANNEX №\n\nArticle 1\n\na\n\n"),
    unit("preambles", "PREAMBLE\n\nConsidering the fog,\n\n"),
    unit("recitals", "Considering the fog,\n\n"),
    unit("paragraphs of one number", "1. The lamp.\n\n"),
    unit("numbered paragraphs", "№. The lamp.\n\n"),
    inside("paragraphs of an article", "Article 1\n\n", "№. The lamp.\n\n", ""),
    inside("one paragraph of an article", "Article 1\n\n", "1. The lamp.\n\n", ""),
    inside("two numbers", "Article 1\n\n", "1. The lamp.\n\n2. The fog.\n\n", ""),
    inside("numbers with gaps", "Article 1\n\n", "№7. The lamp.\n\n", ""),
    inside("points", "Article 1\n\n", "(a) the lamp;\n\n", ""),
    inside("points in points", "Article 1\n\n", "(a) the lamp;\n\n(i) the wick;\n\n", ""),
    inside("points of all kinds", "Article 1\n\n", "1. a\n\n(a) b\n\n(i) c\n\n(A) d\n\n(1) e\n\n", ""),
    inside("counted points", "Article 1\n\n", "(№) the lamp;\n\n", ""),
    inside("marks in a row", "Article 1\n\n", "1. (a) (i) ", ""),
    inside("marks in a line", "Article 1\n\n1. ", "(a) the lamp; ", ""),
    inside("Roman numbers", "Article 1\n\n", "(i) a\n\n(v) b\n\n(x) c\n\n", ""),
    inside("letters that may be numbers", "Article 1\n\n", "(h) a\n\n(i) b\n\n(ii) c\n\n", ""),
    inside("repeated numbers", "Article 1\n\n", "1 bis. a\n\n", ""),
    inside("numbers alone", "Article 1\n\n", "1.\n\n", ""),
    unit("bracketed numbers", "[№] The lamp.\n\n"),
    unit("short lines", "a\n"),
    unit("capitals", "LAMPS\n\n"),
    unit("sentences", "The lamp. The fog. "),
    unit("stops", "."),
    unit("quotation marks", "“"),
    unit("page breaks", "\u{c}"),
    unit("numbers of pages", "a\n\n№\n\nb\n"),
    unit("stars", "* * *\n"),
];

const ARTICLES: &str = "{\"content\":{\"articles\":[";
const LAST: &str = "{\"number\":\"1\",\"text\":\"a\"}]}}";
const WORDS: &str = "{\"content\":{\"articles\":[{\"number\":\"1\",\"text\":\"";
const END: &str = "\"}]}}";
const ASIDE: &str = "{\"content\":{\"articles\":[]},\"aside\":";

const JSON: &[Text] = &[
    unit("open lists", "["),
    unit("open objects", "{\"a\":"),
    inside("lists in a field", ASIDE, "[", ""),
    inside("objects in a field", ASIDE, "{\"a\":", ""),
    inside("a list in a field", "{\"content\":{\"articles\":[]},\"aside\":[", "1,", "1]}"),
    inside("many fields", "{", "\"a№\":1,", "\"content\":{\"articles\":[]}}"),
    inside("one field many times", "{", "\"content\":{\"articles\":[]},", "\"b\":1}"),
    inside("articles", ARTICLES, "{\"number\":\"№\",\"text\":\"The lamp.\"},", LAST),
    inside("one article", ARTICLES, "{\"number\":\"1\",\"text\":\"The lamp.\"},", LAST),
    inside("parts", ARTICLES, "{\"number\":\"PART I\",\"text\":\"The lamp.\"},", LAST),
    inside("headings", ARTICLES, "{\"number\":\"x\",\"heading\":\"a\",\"text\":\"The lamp.\"},", LAST),
    inside("empty objects", ARTICLES, "{},", LAST),
    inside(
        "fields of an article",
        "{\"content\":{\"articles\":[{",
        "\"a№\":\"b\",",
        "\"number\":\"1\",\"text\":\"a\"}]}}",
    ),
    inside("long words", WORDS, "a", END),
    inside("lines", WORDS, "\\n", END),
    inside("lines of words", WORDS, "the lamp\\n", END),
    inside("escapes", WORDS, "\\u00e9", END),
    inside("escaped marks", WORDS, "\\\"", END),
    inside("pairs of escapes", WORDS, "\\ud83d\\ude00", END),
    inside("numbered lines", WORDS, "№. The lamp.\\n", END),
    inside("points", WORDS, "(a) the lamp;\\n", END),
    inside("a preamble", "{\"content\":{\"preamble\":\"", "Considering the fog,\\n", "\",\"articles\":[]}}"),
    unit("spaces", " "),
    inside("numbers", ASIDE, "1", "}"),
    inside("words without an end", "\"", "a", ""),
];

const HEAD: &str = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body>";
const TAIL: &str = "</body></act></akomaNtoso>";

const AKN: &[Text] = &[
    inside("articles", HEAD, "<article eId=\"art_№\"><num>Article №</num><p>The lamp.</p></article>", TAIL),
    inside(
        "one article",
        HEAD,
        "<article eId=\"art_1\"><num>Article 1</num><p>The lamp.</p></article>",
        TAIL,
    ),
    inside("articles without ids", HEAD, "<article><num>№</num><p>The lamp.</p></article>", TAIL),
    inside("open articles", HEAD, "<article eId=\"art_1\">", TAIL),
    inside("open paragraphs", HEAD, "<paragraph>", ""),
    inside("open inline elements", "<akomaNtoso><act><body><article eId=\"art_1\"><p>", "<b>", ""),
    inside("paragraphs", HEAD, "<p>a</p>", TAIL),
    inside(
        "numbered paragraphs",
        "<akomaNtoso><act><body><article eId=\"art_1\">",
        "<paragraph eId=\"art_1__para_№\"><num>№.</num><content><p>a</p></content></paragraph>",
        "</article></body></act></akomaNtoso>",
    ),
    inside("closing tags", HEAD, "</p>", TAIL),
    inside("comments", HEAD, "<!-- a -->", TAIL),
    inside("comments without an end", HEAD, "<!--", TAIL),
    inside(
        "character data",
        "<akomaNtoso><act><body><article eId=\"art_1\"><p>",
        "<![CDATA[a]]>",
        "</p></article></body></act></akomaNtoso>",
    ),
    inside(
        "entities",
        "<akomaNtoso><act><body><article eId=\"art_1\"><p>",
        "&amp;",
        "</p></article></body></act></akomaNtoso>",
    ),
    inside(
        "numbered entities",
        "<akomaNtoso><act><body><article eId=\"art_1\"><p>",
        "&#65;",
        "</p></article></body></act></akomaNtoso>",
    ),
    inside(
        "one word",
        "<akomaNtoso><act><body><article eId=\"art_1\"><p>",
        "a",
        "</p></article></body></act></akomaNtoso>",
    ),
    inside(
        "bold words",
        "<akomaNtoso><act><body><article eId=\"art_1\"><p>",
        "a<b>c</b>",
        "</p></article></body></act></akomaNtoso>",
    ),
    inside(
        "notes",
        "<akomaNtoso><act><body><article eId=\"art_1\"><p>",
        "a<authorialNote><p>b</p></authorialNote>",
        "</p></article></body></act></akomaNtoso>",
    ),
    inside(
        "attributes",
        "<akomaNtoso><act><body><article",
        " a№=\"b\"",
        "></article></body></act></akomaNtoso>",
    ),
    inside(
        "a long id",
        "<akomaNtoso><act><body><article eId=\"art_1",
        "__para_1",
        "\"></article></body></act></akomaNtoso>",
    ),
    inside(
        "attachments",
        "<akomaNtoso><act><attachments>",
        "<attachment eId=\"att_№\"><doc><mainBody><p>a</p></mainBody></doc></attachment>",
        "</attachments></act></akomaNtoso>",
    ),
    unit("opening angles", "<"),
    unit("instructions", "<?a?>"),
    unit("line breaks", "\n"),
];

impl Text {
    /// Of about so many bytes.
    fn of(&self, bytes: usize) -> String {
        let mut out =
            String::with_capacity(bytes + self.before.len() + self.unit.len() + self.after.len() + 16);
        out.push_str(self.before);
        let mut n = 0_u32;
        while out.len() < bytes {
            n += 1;
            let mut parts = self.unit.split(COUNT);
            out.push_str(parts.next().unwrap_or_default());
            for part in parts {
                out.push_str(&n.to_string());
                out.push_str(part);
            }
        }
        out.push_str(self.after);
        out
    }
}

/// An instrument that nothing is known of.
fn meta() -> Result<Meta, String> {
    Ok(Meta {
        id: AuthorityId::new("hostile").map_err(|e| e.to_string())?,
        title: "Convention on the Lights of Harbours".to_owned(),
        short: Vec::new(),
        kind: Kind::Treaty,
        date: None,
        authors: Vec::new(),
        edition: Edition::default(),
        articles_total: None,
        missing: Vec::new(),
        inserted_later: Vec::new(),
        numbering: Numbering::Numbered,
    })
}

/// Seconds of a processor that reading `text` takes in every structure that its format may have; what is refused counts as
/// read.
fn seconds(text: &str, format: Format, meta: &Meta) -> Result<f64, String> {
    let structures: &[Structure] = match format {
        Format::Akn => &[Structure::Articles],
        _ => &[Structure::Articles, Structure::Essay, Structure::NumberedParagraphs],
    };
    let (_, spent) = Spent::on(|| {
        for &structure in structures {
            let options = Options { format, structure, ..Options::default() };
            drop(ingest::read(text.as_bytes(), meta, &options, None));
        }
        Ok(())
    })?;
    Ok(spent.processor.as_secs_f64())
}

/// What reading a text took.
enum Taken {
    /// Seconds, at the two lengths.
    Both(f64, f64),
    /// Seconds at the longest length that was tried, which is so many bytes: it grows too fast for more.
    GivenUp(f64, usize),
}

/// Times a text at two lengths, unless a tenth of either tells that it would take too long.
fn taken(time: impl Fn(usize) -> Result<f64, String>, long: usize) -> Result<Taken, String> {
    let short = long / TIMES;
    let mut before = time(short / TIMES)?;
    for next in [short, long] {
        // A text that is cubic would take longer still.
        let quadratic = before * (TIMES * TIMES) as f64;
        if next == short && quadratic > PATIENCE {
            return Ok(Taken::GivenUp(before, short / TIMES));
        }
        let now = time(next)?;
        if next == long {
            return Ok(Taken::Both(before, now));
        }
        let growth = now / before.max(NOISE);
        if growth > GROWTH * TIMES as f64 && now * growth > PATIENCE {
            return Ok(Taken::GivenUp(now, short));
        }
        before = now;
    }
    Ok(Taken::Both(before, before))
}

/// Times every text at two lengths, of which the longer has `most` megabytes.
pub(super) fn run(most: usize) -> Outcome {
    let meta = meta()?;
    let long = most * 1_000_000;
    let megabytes = |bytes: usize| format!("{} MB", bytes as f64 / 1e6);
    println!(
        "{:36} {:>10} {:>10}  growth",
        "processor seconds per 100 MB",
        megabytes(long / TIMES),
        megabytes(long)
    );
    let mut slow = Vec::new();
    let all = [
        (Format::Markdown, [MARKDOWN, PLAIN]),
        (Format::Text, [PLAIN, &[]]),
        (Format::Json, [JSON, &[]]),
        (Format::Akn, [AKN, &[]]),
    ];
    for (format, lists) in all {
        for text in lists.into_iter().flatten() {
            let what = format!("{}: {}", format.as_str(), text.what);
            match taken(|bytes| seconds(&text.of(bytes), format, &meta), long)? {
                Taken::Both(short, time) => {
                    let growth = time / short.max(TICK) / TIMES as f64;
                    let per = |time: f64, bytes: usize| time / bytes as f64 * 1e8;
                    println!(
                        "{what:36} {:10.2} {:10.2}  {growth:.2}",
                        per(short, long / TIMES),
                        per(time, long)
                    );
                    if growth > GROWTH && time > NOISE * TIMES as f64 {
                        slow.push(what);
                    }
                }
                Taken::GivenUp(time, bytes) => {
                    println!("{what:36} given up: {} take {time:.1} s", megabytes(bytes));
                    slow.push(what);
                }
            }
        }
    }
    if slow.is_empty() { Ok(()) } else { Err(format!("not linear: {}", slow.join(", "))) }
}
