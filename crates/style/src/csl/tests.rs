//! Faulty CSL files, what is said of them and where; files that would lead a processor astray.

use std::path::Path;

use model::{Authority, Basis, Datum, DatumKind, Kind};

use crate::{Position, Style, StyleError, Styles, Work, plain};

const TABLE: &str = r#"
title = "Lamp"
basis = "unverified"
csl = "lamp.csl"
end = "."
[positions]
later = "{name} (n {note})"
[[form]]
kinds = ["essay"]
csl = "book"
full = "{csl}< ({define})>"
basis = "its own"
[[form]]
full = "{title}< {place}>"
basis = "unverified"
"#;

const CSL: &str = r#"<?xml version="1.0"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="en-GB">
  <info>
    <title>Lamp</title>
    <id>lamp</id>
    <updated>2026-01-01T00:00:00+00:00</updated>
  </info>
  <macro name="title">
    <text variable="title" font-style="italic"/>
  </macro>
  <citation>
    <layout suffix=".">
      <group delimiter=" ">
        <text macro="title"/>
        <choose>
          <if type="book" locator="page" match="all">
            <text variable="locator"/>
          </if>
        </choose>
      </group>
    </layout>
  </citation>
</style>
"#;

fn styles(table: &str, csl: &str) -> Result<Styles, StyleError> {
    Styles::parse([(Path::new("lamp.toml"), table), (Path::new("lamp.csl"), csl)])
}

fn book() -> Authority {
    let mut book = crate::tests::authority("lamps", "On Lamps", "Lamps", Kind::Essay);
    book.cite = vec![Datum {
        kind: DatumKind("author".to_owned()),
        volume: None,
        year: None,
        page: None,
        value: Some("Ada Keeper".to_owned()),
        date: None,
        basis: Basis::Recall,
    }];
    book
}

/// The style after it cited a book, and what it printed.
fn cited(table: &str, csl: &str, places: &str) -> (Style, String) {
    let style = styles(table, csl).unwrap().get("lamp").unwrap().clone();
    let book = book();
    let places: Vec<_> = places.split_whitespace().map(|p| p.parse().unwrap()).collect();
    let work = Work { authority: &book, authors: &[] };
    let citation = style.cite(work, &places, Position::Full { defines: true });
    assert_eq!(citation.form, "lamp.csl (book)");
    let text = plain(&citation.runs);
    (style, text)
}

#[test]
fn a_csl_file_sets_the_full_form_and_the_table_the_rest() {
    let (style, text) = cited(TABLE, CSL, "p-7");
    assert_eq!(text, "On Lamps 7 (Lamps)");
    assert_eq!(style.csl_file().as_deref(), Some("lamp.csl"));
    let book = book();
    let work = Work { authority: &book, authors: &[] };
    assert_eq!(plain(&style.cite(work, &[], Position::Later { note: 2 }).runs), "Lamps (n 2)");
}

#[test]
fn a_place_that_the_file_does_not_print_is_not_lost() {
    assert_eq!(cited(TABLE, CSL, "ch-3").1, "On Lamps, ch 3 (Lamps)");
}

#[test]
fn a_file_is_read_when_a_work_is_cited_that_needs_it() {
    let style = styles(TABLE, "no CSL").unwrap().get("lamp").unwrap().clone();
    let treaty = crate::tests::authority("lights", "Convention on Lights", "Lights", Kind::Treaty);
    let full = Position::Full { defines: false };
    style.cite(Work { authority: &treaty, authors: &[] }, &[], full);
    assert!(style.fault().is_none());
    let book = book();
    assert_eq!(plain(&style.cite(Work { authority: &book, authors: &[] }, &[], full).runs), "On Lamps");
    assert!(style.fault().is_some());
}

#[test]
fn what_is_wrong_in_a_csl_file_is_told_with_its_line() {
    let end = "</style>\n";
    for (from, to, expected) in [
        ("</macro>", "</makro>", "lamp.csl:10: "),
        (end, "", "lamp.csl:2: `<style>` is never closed"),
        (CSL, "words", "lamp.csl:1: there is no XML in it"),
        ("<style ", "<html ", "lamp.csl:"),
        (
            "<text macro=\"title\"/>",
            "<text macro=\"titel\"/>",
            "lamp.csl:14: there is no macro `titel` (did you mean `title`?)",
        ),
        (
            "variable=\"title\"",
            "variable=\"tilte\"",
            "lamp.csl:9: there is no variable `tilte` (did you mean `title`?)",
        ),
        ("type=\"book\"", "type=\"boook\"", "lamp.csl:16: there is no type `boook`"),
        ("locator=\"page\"", "locator=\"pag\"", "lamp.csl:16: there is no locator `pag`"),
        (
            "<text variable=\"title\"",
            "<text macro=\"title\"",
            "lamp.csl:9: the macro `title` leads back to itself",
        ),
        ("\"italic\"", "\"slanted\"", "lamp.csl:9: not understood as CSL: "),
        ("match=\"all\"", "match=\"most\"", "lamp.csl:16: not understood as CSL: "),
        (
            "<layout suffix=\".\">",
            "<sort/><layout suffix=\".\">",
            "lamp.csl:12: not understood as CSL: missing field `key`",
        ),
        (
            "class=\"note\"",
            "class=\"in-text\"",
            "lamp.csl:2: its citations stand in the text and it has no bibliography",
        ),
        ("class=\"note\"", "", "lamp.csl:2: `class` is missing"),
        ("en-GB", "fr-FR", "locale = \"locales-fr-FR.xml\""),
        ("<?xml version=\"1.0\"?>", "<!DOCTYPE style>", "lamp.csl:1: it has a document type"),
        (
            "<id>lamp</id>",
            "<id>lamp</id>\n<link rel=\"independent-parent\" href=\"https://example.org/light\"/>",
            "lamp.csl:6: this file only says that its style is like https://example.org/light; put the file of that",
        ),
    ] {
        let csl = CSL.replacen(from, to, 1);
        let (style, text) = cited(TABLE, &csl, "");
        assert_eq!(text, "On Lamps (Lamps)", "{to}");
        let error = style.fault().unwrap_or_else(|| panic!("nothing is said of {to}")).to_string();
        assert!(error.contains(expected), "{to}: {error}");
    }
}

#[test]
fn a_table_and_its_files_fit_each_other() {
    for (from, to, expected) in [
        (
            "csl = \"lamp.csl\"",
            "csl = \"lamb.csl\"",
            "lamp.toml:4: csl: there is no file `lamb.csl` beside this one (did you mean `lamp.csl`?); put it there",
        ),
        (
            "csl = \"lamp.csl\"",
            "csl = \"lamp.csl\"\nlocale = \"x.xml\"",
            "lamp.toml:5: locale: there is no file `x.xml`",
        ),
        ("csl = \"lamp.csl\"\n", "", "lamp.toml:1: csl: missing: the form of lamp.toml:7"),
        ("csl = \"book\"", "csl = \"boook\"", "lamp.toml:10: form.csl: `boook` is no type of CSL"),
        (
            "full = \"{csl}< ({define})>\"",
            "full = \"{title}\"",
            "lamp.toml:10: form.csl: `full` has no `{csl}`",
        ),
        (
            "csl = \"book\"\nfull = \"{csl}< ({define})>\"",
            "full = \"{title}\"",
            "lamp.toml:4: csl: no form leaves anything to `lamp.csl`",
        ),
        ("csl = \"book\"\n", "", "lamp.toml:10: form.full: `{csl}` wants a type"),
    ] {
        let error = styles(&TABLE.replacen(from, to, 1), CSL).unwrap_err().to_string();
        assert!(error.contains(expected), "{to}: {error}");
    }
}

#[test]
fn a_style_like_another_may_bring_its_own_csl_file() {
    let child = "title = \"Lamp 2\"\nlike = \"lamp\"\nbasis = \"its own\"\ncsl = \"two.csl\"\n";
    let two = CSL.replacen("<text macro=\"title\"/>", "<text macro=\"title\" prefix=\"2: \"/>", 1);
    let files = [("lamp.toml", TABLE), ("lamp2.toml", child), ("lamp.csl", CSL), ("two.csl", &two)];
    let styles = Styles::parse(files.map(|(path, text)| (Path::new(path), text))).unwrap();
    let book = book();
    let work = Work { authority: &book, authors: &[] };
    let style = styles.get("lamp2").unwrap();
    assert_eq!(plain(&style.cite(work, &[], Position::Full { defines: false }).runs), "2: On Lamps");
    assert_eq!(plain(&style.cite(work, &[], Position::Later { note: 3 }).runs), "Lamps (n 3)");
}

#[test]
fn another_language_has_its_words_from_a_file() {
    let table = TABLE.replacen("csl =", "locale = \"fr.xml\"\ncsl =", 1);
    let csl = CSL.replacen("en-GB", "fr-FR", 1).replacen(
        "<text variable=\"locator\"/>",
        "<group><label variable=\"locator\"/><text variable=\"locator\" prefix=\" \"/></group>",
        1,
    );
    let words = "<locale xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" xml:lang=\"fr-FR\"><terms>\
                 <term name=\"page\">feuillet</term></terms></locale>";
    let print = |words: &str| {
        let files = [("lamp.toml", table.as_str()), ("lamp.csl", &csl), ("fr.xml", words)];
        let style =
            Styles::parse(files.map(|(p, t)| (Path::new(p), t))).unwrap().get("lamp").unwrap().clone();
        let book = book();
        let work = Work { authority: &book, authors: &[] };
        let text =
            plain(&style.cite(work, &["p-7".parse().unwrap()], Position::Full { defines: false }).runs);
        (text, style.fault().map(ToString::to_string))
    };
    assert_eq!(print(words), ("On Lamps feuillet 7".to_owned(), None));
    let error = print("<style/>").1.unwrap();
    assert!(error.contains("fr.xml:1: its outermost element is `style`, not `locale`"), "{error}");
}

#[test]
fn macros_that_unfold_without_measure_are_refused() {
    let mut doubling = String::new();
    for i in 0..40 {
        let call = format!("<text macro=\"m{}\"/>", i + 1);
        doubling.push_str(&format!("<macro name=\"m{i}\">{call}{call}</macro>"));
    }
    let end = "<macro name=\"m40\"><text variable=\"title\"/></macro><macro name=\"title\"><text macro=\"m0\"/></macro>";
    let mut deep = "<group>".repeat(30_000);
    deep.push_str(&"</group>".repeat(30_000));
    let chain: String =
        (0..300).map(|i| format!("<macro name=\"m{i}\"><text macro=\"m{}\"/></macro>", i + 1)).collect();
    for (macros, expected) in [
        (format!("{doubling}{end}"), "unfold to more than"),
        (format!("<macro name=\"x\">{deep}</macro>"), "deep in each other"),
        (format!("{chain}<macro name=\"m300\"><text variable=\"title\"/></macro>"), "deep in each other"),
    ] {
        let csl = CSL.replacen("  <macro name=\"title\">", &format!("{macros}\n  <macro name=\"title\">"), 1);
        let error = cited(TABLE, &csl, "").0.fault().unwrap().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn the_deepest_file_that_is_taken_is_printed() {
    let (open, close) = ("<group>".repeat(80), "</group>".repeat(80));
    let inner = format!("{open}<text macro=\"title\"/>{close}");
    let csl = CSL.replacen("<text macro=\"title\"/>", &inner, 1);
    let (style, text) = cited(TABLE, &csl, "");
    assert!(style.fault().is_none(), "{:?}", style.fault());
    assert_eq!(text, "On Lamps (Lamps)");
}
