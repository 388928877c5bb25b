//! JSON and Akoma Ntoso made to slow their readers down.

use super::texts::{Text, inside, unit};

const ARTICLES: &str = "{\"content\":{\"articles\":[";
const LAST: &str = "{\"number\":\"1\",\"text\":\"a\"}]}}";
const WORDS: &str = "{\"content\":{\"articles\":[{\"number\":\"1\",\"text\":\"";
const END: &str = "\"}]}}";
const ASIDE: &str = "{\"content\":{\"articles\":[]},\"aside\":";

pub(super) const JSON: &[Text] = &[
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
    inside(
        "repeated keys",
        ARTICLES,
        "{\"number\":\"1\",\"number\":\"№\",\"text\":\"a\",\"text\":\"b\"},",
        LAST,
    ),
    inside(
        "numbers that go down",
        ARTICLES,
        "{\"number\":\"9\",\"text\":\"a\"},{\"number\":\"8\",\"text\":\"b\"},",
        LAST,
    ),
    inside("long numbers", "{\"content\":{\"articles\":[{\"number\":\"", "1", "\",\"text\":\"a\"}]}}"),
    inside(
        "a long heading",
        "{\"content\":{\"articles\":[{\"number\":\"1\",\"heading\":\"",
        "the lamp ",
        "\",\"text\":\"a\"}]}}",
    ),
];

const HEAD: &str = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body>";
const TAIL: &str = "</body></act></akomaNtoso>";

pub(super) const AKN: &[Text] = &[
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
    inside("elements without words", HEAD, "<i/>", TAIL),
    inside(
        "an enormous attribute",
        "<akomaNtoso><act><body><article eId=\"art_1\" title=\"",
        "the lamp ",
        "\"><p>a</p></article></body></act></akomaNtoso>",
    ),
    inside(
        "entities in an attribute",
        "<akomaNtoso><act><body><article eId=\"art_1\" title=\"",
        "&amp;",
        "\"><p>a</p></article></body></act></akomaNtoso>",
    ),
    inside(
        "entities of its own",
        "<!DOCTYPE a [",
        "<!ENTITY a№ \"&a1;&a1;&a1;\">",
        "]><akomaNtoso><act><body/></act></akomaNtoso>",
    ),
    inside(
        "unknown entities",
        "<akomaNtoso><act><body><article eId=\"art_1\"><p>",
        "&a№;",
        "</p></article></body></act></akomaNtoso>",
    ),
    inside("articles in articles", HEAD, "<article eId=\"art_№\"><num>№</num><p>a</p>", ""),
    inside("open points", "<akomaNtoso><act><body><article eId=\"art_1\">", "<point><num>(a)</num>", ""),
    inside(
        "articles that go down",
        HEAD,
        "<article eId=\"art_9\"><num>9</num><p>a</p></article><article eId=\"art_8\"><num>8</num><p>b</p></article>",
        TAIL,
    ),
    inside(
        "chapters",
        HEAD,
        "<chapter eId=\"chp_№\"><num>Chapter №</num><heading>Lamps</heading></chapter>",
        TAIL,
    ),
    inside(
        "recitals",
        "<akomaNtoso><act><preamble><recitals>",
        "<recital><p>Considering the fog,</p></recital>",
        "</recitals></preamble><body/></act></akomaNtoso>",
    ),
    inside("spaces between elements", HEAD, "<p> </p>\n\n", TAIL),
    inside("spaces of names", "<akomaNtoso", " xmlns:a№=\"b\"", "><act><body/></act></akomaNtoso>"),
];
