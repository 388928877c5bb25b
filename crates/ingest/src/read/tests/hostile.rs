//! Everything that could go wrong has a defined outcome.

use super::*;

#[test]
fn bytes_that_are_not_utf8_are_refused_with_their_place() {
    let error = read(b"### Article 1\n\nlamp\xff\n", &meta(), &markdown(), None).unwrap_err();
    assert_eq!(error.to_string(), "line 3: byte 19 is not UTF-8; convert the file first");
}

#[test]
fn byte_order_mark_and_line_ends() {
    let plain = tree(&ok("### Article 1\n\nx\ny\n\n### Article 2\n\nz\n", &markdown()));
    let marked = "\u{feff}### Article 1\n\nx\ny\n\n### Article 2\n\nz\n";
    assert_eq!(tree(&ok(marked, &markdown())), plain);
    assert_eq!(topics(&ok(marked, &markdown())), [Topic::Encoding]);
    assert_eq!(tree(&ok(&marked[3..].replace('\n', "\r\n"), &markdown())), plain);
    let lone = marked[3..].replace('\n', "\r");
    assert_eq!(tree(&ok(&lone, &markdown())), plain);
    assert_eq!(topics(&ok(&lone, &markdown())), [Topic::Encoding]);
    for end in ["\n", "\r\n", "\r"] {
        let raw = ["Article 1", "", "x x", "", "Article 2", "", "z"].join(end);
        assert_eq!(tree(&ok(&raw, &text(Structure::Articles))), "art-1 x x\nart-2 z\n");
    }
    let json = "\u{feff}{\"content\":{\"articles\":[{\"number\":\"1\",\"text\":\"x\"}]}}";
    assert_eq!(tree(&ok(json, &Options { format: Format::Json, ..Options::default() })), "art-1 x\n");
}

#[test]
fn an_empty_file_is_a_document_without_nodes() {
    for format in [Format::Markdown, Format::Json, Format::Text] {
        for raw in ["", "\n \n", "\u{feff}"] {
            let noted = ok(raw, &Options { format, ..Options::default() });
            assert!(noted.value.nodes.is_empty());
            assert!(topics(&noted).contains(&Topic::MissingProvision), "{format:?}");
        }
    }
}

#[test]
fn absurd_nesting_is_refused_or_read() {
    let deep = |mark: &str| format!("### Article 1\n\n{} x\n{}", mark.repeat(100_000), "y\n".repeat(1000));
    for mark in [">", "> ", "- ", "1. ", "* > "] {
        let error = read(deep(mark).as_bytes(), &meta(), &markdown(), None).unwrap_err();
        assert!(matches!(error, ReadError::TooDeep { line: 3, .. }), "{mark}: {error}");
    }
    for raw in [
        "[".repeat(100_000),
        "*a ".repeat(50_000),
        "`".repeat(100_000),
        "<a ".repeat(50_000),
        "(a) ".repeat(50_000),
    ] {
        ok(&format!("### Article 1\n\n{raw}\n"), &markdown());
    }
    let options = Options { format: Format::Json, ..Options::default() };
    let open = "[".repeat(100_000);
    assert!(read(open.as_bytes(), &meta(), &options, None).is_err());
    let inside = format!("{{\"x\":{open}{},\"content\":{{\"articles\":[]}}}}", "]".repeat(100_000));
    // Depth where nobody looks does no harm; it may be refused, but not crash.
    let _ = read(inside.as_bytes(), &meta(), &options, None);
}

#[test]
fn long_files_take_time_in_proportion() {
    let mut raw = String::new();
    for article in 1..3000 {
        let _ = write!(raw, "### Article {article}\n\n1. One:\n\n(a) x;\n\n(b) y.\n2. Two.\n\n");
    }
    assert_eq!(ok(&raw, &markdown()).value.nodes.len(), 2999 * 5);
    // One article with ten thousand paragraphs, one with a number that repeats ten thousand times.
    let many: String = (1..10_000).map(|i| format!("{i}. x\n\n")).collect();
    assert_eq!(ok(&format!("### Article 1\n\n{many}"), &markdown()).value.nodes.len(), 10_000);
    let same = "1. x\n\ny\n\n".repeat(10_000);
    assert_eq!(ok(&format!("### Article 1\n\n{same}"), &markdown()).value.nodes.len(), 1);
    let again = "### Article 1\n\nx\n\n#### T\n\n".repeat(10_000);
    assert_eq!(ok(&again, &markdown()).value.nodes.len(), 1);
}

#[test]
fn files_are_checked_before_they_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let read = |path: &Path| read_file(path, &meta(), &markdown(), None);
    let error = read(&folder.path().join("none.md")).unwrap_err();
    assert!(matches!(error, ReadError::File { .. }), "{error}");
    let error = read(folder.path()).unwrap_err();
    assert!(matches!(error, ReadError::NotAFile { .. }), "{error}");
    let large = folder.path().join("large.md");
    std::fs::File::create(&large).unwrap().set_len(200 << 20).unwrap();
    let error = read(&large).unwrap_err();
    assert!(matches!(error, ReadError::TooLarge { bytes: 209_715_200, .. }), "{error}");
    let small = folder.path().join("small.md");
    std::fs::File::create(&small).unwrap();
    assert!(read(&small).is_ok());
}

#[test]
fn missing_articles_are_counted() {
    let meta = Meta { articles_total: Some(4), missing: vec!["art-2".parse().unwrap()], ..meta() };
    let noted = read(b"### Article 1\n\nx\n\n### Article 3\n\ny\n", &meta, &markdown(), None).unwrap();
    let notes: Vec<&str> = noted.notes.iter().map(|n| n.message.as_str()).collect();
    assert_eq!(notes, ["`Article 3` follows art 1", "2 articles of 4; 1 are known to be missing"]);
}

#[test]
fn annexes_that_begin_with_an_article_hold_it_once() {
    let raw = "Article 1\n\nA lamp burns.\n\nArticle 2\n\nIt is white.\n";
    let options = Options { annexes_from: Some("Article 2".to_owned()), ..markdown() };
    assert_eq!(tree(&ok(raw, &options)), "art-1 A lamp burns.\nannex \nannex/art-2 It is white.\n");
}
