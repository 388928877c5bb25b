//! Taking whole folders in.
#![expect(clippy::disallowed_methods, reason = "tests lay folders out")]
#![expect(clippy::unwrap_used, reason = "in a test a panic is the verdict")]

use std::fs;
use std::path::Path;

use desk::{AddFolderRequest, AddRequest, AddedFolder, Desk, Start};

/// A corpus without documents, and a folder beside it with these files.
fn laid_out(files: &[(&str, &str)]) -> (tempfile::TempDir, Desk) {
    let root = tempfile::tempdir().unwrap();
    let corpus = root.path().join("library");
    desk::init(&corpus, Start::Empty).unwrap();
    for (path, text) in files {
        let path = root.path().join("in").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let desk = Desk::open(&corpus).unwrap();
    (root, desk)
}

fn take(root: &Path, desk: &Desk, request: AddFolderRequest) -> AddedFolder {
    desk.add_folder(&AddFolderRequest { paths: vec![root.join("in")], ..request }).unwrap()
}

fn ids(added: &AddedFolder) -> Vec<&str> {
    added.added.iter().map(|a| a.id.as_str()).collect()
}

fn reasons(added: &AddedFolder) -> Vec<(&str, &str)> {
    added.skipped.iter().map(|s| (s.path.rsplit('/').next().unwrap_or_default(), s.reason)).collect()
}

const HARBOUR: &str = "# Treaty on Harbours\n\nArticle 1\n\nA harbour is open.\n\nArticle 2\n\nIt is lit.\n\nArticle 3\n\nIt is deep.\n";

#[test]
fn ids_are_readable_and_unique() {
    let (root, desk) = laid_out(&[
        ("b/README.md", "# Treaty on Lamps\n\nLamps burn.\n"),
        ("a/README.md", "# Treaty on Lamps\n\nLamps are lit.\n"),
        ("c.md", HARBOUR),
        ("d/index.txt", "12345\n\n67890\n"),
        ("e.md", "# Éclairage des ports\n\nOn éclaire.\n"),
    ]);
    let added = take(root.path(), &desk, AddFolderRequest::default());
    assert_eq!(
        ids(&added),
        ["treaty-on-lamps-a", "treaty-on-lamps-b", "treaty-on-harbours", "d", "eclairage-des-ports"]
    );
    assert_eq!(added.added[2].passages, 3);
    // A second run finds everything there.
    let again = take(root.path(), &desk, AddFolderRequest::default());
    assert!(again.added.is_empty());
    assert_eq!(again.reasons(), [("duplicate", 5)]);
    let report = desk.index(&desk::IndexRequest::default()).unwrap();
    assert_eq!((report.documents, report.problems.len()), (5, 0));
}

#[test]
fn globs_and_ignore_files_choose() {
    let files = [
        ("one.md", "# One\n\nOne.\n"),
        ("two.txt", "Two\n\nTwo.\n"),
        ("drafts/three.md", "# Three\n\nThree.\n"),
        ("four.md", "# Four\n\nFour.\n"),
        (".gitignore", "four.md\n"),
        (".hidden.md", "# Five\n\nFive.\n"),
    ];
    let (root, desk) = laid_out(&files);
    let request = AddFolderRequest {
        include: vec!["*.md".to_owned()],
        exclude: vec!["drafts/**".to_owned(), "four.md".to_owned()],
        ..AddFolderRequest::default()
    };
    assert_eq!(ids(&take(root.path(), &desk, request)), ["one"]);
    assert_eq!(ids(&take(root.path(), &desk, AddFolderRequest::default())), ["three", "two"]);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_taken_in_is_a_note() {
    use std::os::unix::ffi::OsStrExt as _;

    let (root, desk) = laid_out(&[
        ("a.md", HARBOUR),
        ("b.md", HARBOUR),
        ("c.zip", "PK"),
        ("d.pdf", "%PDF"),
        ("e.md", "\n"),
        ("f.json", "{"),
        ("sub/g.md", "# Gates\n\nGates shut.\n"),
    ]);
    let folder = root.path().join("in");
    fs::write(folder.join("h.txt"), b"good\nbad \xff byte\n").unwrap();
    fs::write(folder.join(std::ffi::OsStr::from_bytes(b"i\xff.md")), "# I\n").unwrap();
    std::os::unix::fs::symlink(&folder, folder.join("sub/loop")).unwrap();
    std::os::unix::fs::symlink(folder.join("nowhere"), folder.join("j.md")).unwrap();
    fs::File::create(folder.join("k.txt")).unwrap().set_len(ingest::LARGEST_FILE + 1).unwrap();
    let socket = std::os::unix::net::UnixListener::bind(folder.join("l.md")).unwrap();
    let added = take(root.path(), &desk, AddFolderRequest::default());
    drop(socket);
    assert_eq!(ids(&added), ["treaty-on-harbours", "gates"]);
    let told = [
        ("b.md", "duplicate"),
        ("c.zip", "archive"),
        ("d.pdf", "format"),
        ("e.md", "empty"),
        ("f.json", "text"),
        ("h.txt", "text"),
        ("i\u{fffd}.md", "name"),
        ("j.md", "unreadable"),
        ("k.txt", "size"),
        ("l.md", "special"),
        ("loop", "link"),
    ];
    assert_eq!(reasons(&added), told);
    let text = &added.skipped.iter().find(|s| s.path.ends_with("h.txt")).unwrap().message;
    assert!(text.contains("line 2"), "{text}");
}

/// Nobody writes into the pipe: who opened it would wait for ever.
#[cfg(unix)]
#[test]
fn pipes_and_devices_are_passed_over() {
    let (root, desk) = laid_out(&[("a.md", HARBOUR)]);
    let folder = root.path().join("in");
    let (pipe, device, link) = (folder.join("pipe.md"), folder.join("device.md"), folder.join("link.md"));
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    std::os::unix::fs::symlink("/dev/null", &device).unwrap();
    std::os::unix::fs::symlink(&pipe, &link).unwrap();
    let added = take(root.path(), &desk, AddFolderRequest::default());
    assert_eq!(ids(&added), ["treaty-on-harbours"]);
    assert_eq!(reasons(&added), [("device.md", "special"), ("link.md", "special"), ("pipe.md", "special")]);
    for path in [pipe, device, link] {
        let named = AddFolderRequest { paths: vec![path.clone()], ..AddFolderRequest::default() };
        let added = desk.add_folder(&named).unwrap();
        assert_eq!((ids(&added).len(), added.reasons()), (0, vec![("special", 1)]), "{}", path.display());
        let alone = AddRequest {
            source: path.display().to_string(),
            folder: folder.clone(),
            authority: None,
            kind: None,
            id: None,
            title: None,
        };
        let refused = desk.add(&alone).unwrap_err().to_string();
        assert!(refused.contains("is not a regular file"), "{refused}");
    }
}

#[test]
fn the_corpus_does_not_take_itself_in() {
    let (root, desk) = laid_out(&[("a.md", HARBOUR)]);
    take(root.path(), &desk, AddFolderRequest::default());
    fs::write(root.path().join("library/note.md"), "# A note\n\nIt says so.\n").unwrap();
    let all = AddFolderRequest { paths: vec![root.path().join("library")], ..AddFolderRequest::default() };
    assert_eq!(ids(&desk.add_folder(&all).unwrap()), ["a-note"]);
}

#[test]
fn the_digest_does_not_depend_on_how_the_index_was_made() {
    let files: Vec<(String, String)> = (0..12)
        .map(|i| {
            let text = HARBOUR
                .replace(
                    "A harbour is open.",
                    "A harbour is open to every ship that asks for shelter from the storm.",
                )
                .replace("Harbours", &format!("Harbours {i}"))
                .replace("deep", &format!("deep as {i}"));
            (format!("{i}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let made = |jobs: usize| {
        let (root, desk) = laid_out(&files);
        if jobs == 1 {
            // One document first, then the others.
            let one = vec![root.path().join("in/7.md")];
            desk.add_folder(&AddFolderRequest { paths: one, ..AddFolderRequest::default() }).unwrap();
            desk.index(&desk::IndexRequest::default()).unwrap();
            take(root.path(), &desk, AddFolderRequest::default());
        } else {
            take(root.path(), &desk, AddFolderRequest::default());
        }
        let request = desk::IndexRequest { jobs: std::num::NonZeroUsize::new(jobs), ..Default::default() };
        desk.index(&request).unwrap();
        desk.inventory().unwrap()
    };
    let (one, four) = (made(1), made(4));
    assert_eq!((one.documents, one.passages), (12, 36));
    assert_eq!(one.languages.iter().map(|(_, n)| n).sum::<usize>(), 36, "{:?}", one.languages);
    assert_eq!(one.digest, four.digest);
    assert_eq!(one.digest.len(), 64);
}
