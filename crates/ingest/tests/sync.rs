//! Bringing pinned files to a folder: from a server on this machine, from a folder.

#![expect(clippy::disallowed_methods, reason = "the tests write and read files of their own")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

#[path = "sync/server.rs"]
mod server;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ingest::{Manifest, Outcome, Progress, Sha256, SyncError, SyncOptions, SyncReport, Timeouts, sync};
use server::{Answer, Server};
use tempfile::TempDir;

/// Long enough to come in several pieces.
fn light_list() -> Vec<u8> {
    (0..20_000).flat_map(|n| format!("Light {n} burns red.\n").into_bytes()).collect()
}

/// A manifest of documents `light-1`, `light-2` and so on, one for each list of addresses.
fn manifest(files: &[(&str, &[u8], &[String])]) -> Manifest {
    let mut text = String::new();
    for (n, (file, bytes, urls)) in files.iter().enumerate() {
        let urls = if urls.is_empty() {
            "by_hand = \"Ask the keeper.\"".to_owned()
        } else {
            format!("urls = {urls:?}")
        };
        text += &format!(
            "[[document]]\nid = \"light-{}\"\ntitle = \"List of Lights\"\nkind = \"document\"\nrights = \"Ours.\"\n\
             edition = {{ text_of = \"ours\" }}\nreader = {{ format = \"text\" }}\n\
             [document.source]\nfile = \"{file}\"\nsha256 = \"{}\"\nbytes = {}\n{urls}\n",
            n + 1,
            Sha256::of(bytes),
            bytes.len(),
        );
    }
    Manifest::parse(&text, Path::new("corpus.toml")).unwrap_or_else(|e| panic!("{e}"))
}

/// Options for a test: short time-outs, and waits that are only written down.
fn options() -> (SyncOptions, Arc<Mutex<Vec<Duration>>>) {
    let waits = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&waits);
    let timeouts = Timeouts { stalled: Duration::from_millis(150), ..Timeouts::default() };
    let pause = Arc::new(move |wait| noted.lock().unwrap().push(wait));
    (SyncOptions { timeouts, pause, ..SyncOptions::default() }, waits)
}

fn run(manifest: &Manifest, dest: &Path) -> SyncReport {
    sync(manifest.all(), dest, &options().0, &()).unwrap_or_else(|e| panic!("{e}"))
}

/// What there was to tell of the only file.
fn reasons(report: &SyncReport) -> Vec<String> {
    match &report.files[0].outcome {
        Outcome::Failed { attempts } => attempts.iter().map(|a| a.reason.clone()).collect(),
        other => panic!("{other:?}"),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_second_run_touches_nothing() {
    let (server, dest, bytes) = (Server::start(), TempDir::new().unwrap(), light_list());
    let url = server.gives("/lights", &[Answer::Bytes(bytes.clone())]);
    let manifest = manifest(&[("lights.txt", &bytes, std::slice::from_ref(&url))]);
    let report = run(&manifest, dest.path());
    assert_eq!(report.files[0].outcome, Outcome::Fetched { url });
    let path = dest.path().join("lights.txt");
    assert_eq!(fs::read(&path).unwrap(), bytes);
    let before = (fs::metadata(&path).unwrap().modified().unwrap(), names(dest.path()));

    let report = run(&manifest, dest.path());
    assert_eq!(report.files[0].outcome, Outcome::Present);
    assert_eq!((fs::metadata(&path).unwrap().modified().unwrap(), names(dest.path())), before);
    assert_eq!(server.asked(), ["/lights"]);
}

#[test]
fn wrong_bytes_name_both_hashes_and_leave_the_old_file() {
    let (server, dest, bytes) = (Server::start(), TempDir::new().unwrap(), light_list());
    for wrong in [b"fog".to_vec(), [&bytes[..], b"."].concat()] {
        let url = server.gives("/lights", &[Answer::Bytes(wrong.clone())]);
        let manifest = manifest(&[("lights.txt", &bytes, &[url])]);
        fs::write(dest.path().join("lights.txt"), "old").unwrap();
        let report = run(&manifest, dest.path());
        let reason = reasons(&report).concat();
        assert!(reason.contains(&Sha256::of(&bytes).to_string()), "{reason}");
        assert!(reason.contains(&Sha256::of(&wrong).to_string()), "{reason}");
        assert_eq!(report.files[0].found, Some(Sha256::of(b"old")));
        assert_eq!(fs::read(dest.path().join("lights.txt")).unwrap(), b"old");
        assert_eq!(names(dest.path()), [".sync.lock", "lights.txt"]);
    }
    assert_eq!(server.asked().len(), 2, "a mismatch is not tried again");
}

#[test]
fn a_flood_of_bytes_is_cut_off() {
    let (server, dest) = (Server::start(), TempDir::new().unwrap());
    let url = server.gives("/lights", &[Answer::Bytes(vec![b'x'; 3 << 20])]);
    let report = run(&manifest(&[("lights.txt", b"short", &[url])]), dest.path());
    assert!(reasons(&report).concat().starts_with("more than "), "{report:?}");
}

#[test]
fn failures_that_may_pass_are_tried_again_with_growing_waits() {
    let bytes = light_list();
    for passing in [
        Answer::Status(500),
        Answer::Status(503),
        Answer::Status(429),
        Answer::BrokenOff(bytes.clone(), 1000),
        Answer::BrokenOffUnsaid(bytes.clone(), 1000),
        Answer::Stalled(bytes.clone(), 1000),
    ] {
        let (server, dest) = (Server::start(), TempDir::new().unwrap());
        let url = server.gives("/lights", &[passing.clone(), passing, Answer::Bytes(bytes.clone())]);
        let (options, waits) = options();
        let manifest = manifest(&[("lights.txt", &bytes, &[url])]);
        let report = sync(manifest.all(), dest.path(), &options, &()).unwrap();
        assert_eq!(report.files[0].outcome.as_str(), "fetched", "{report:?}");
        assert_eq!(*waits.lock().unwrap(), [options.backoff, options.backoff * 2]);
    }
}

#[test]
fn an_address_that_keeps_failing_is_given_up() {
    let (server, dest, bytes) = (Server::start(), TempDir::new().unwrap(), light_list());
    let url = server.gives("/lights", &[Answer::BrokenOff(bytes.clone(), 1000)]);
    let report = run(&manifest(&[("lights.txt", &bytes, &[url])]), dest.path());
    assert!(reasons(&report).concat().starts_with("broke off after 1000 of "), "{report:?}");
    assert_eq!(server.asked().len(), 4);
    assert_eq!(names(dest.path()), [".sync.lock"]);
}

#[test]
fn several_addresses_are_tried_in_turn() {
    let (server, dest, bytes) = (Server::start(), TempDir::new().unwrap(), light_list());
    let urls = [
        server.gives("/gone", &[Answer::Status(404)]),
        server.gives("/wrong", &[Answer::Bytes(b"fog".to_vec())]),
        server.gives("/moved", &[Answer::Redirect("/here".to_owned())]),
    ];
    server.gives("/here", &[Answer::Bytes(bytes.clone())]);
    let report = run(&manifest(&[("lights.txt", &bytes, &urls)]), dest.path());
    assert_eq!(report.files[0].outcome, Outcome::Fetched { url: urls[2].clone() });
    assert_eq!(server.asked(), ["/gone", "/wrong", "/moved", "/here"]);
}

#[test]
fn a_redirect_without_end_fails() {
    let (server, dest) = (Server::start(), TempDir::new().unwrap());
    let url = server.gives("/lights", &[Answer::Redirect("/lights".to_owned())]);
    let report = run(&manifest(&[("lights.txt", b"red", &[url])]), dest.path());
    assert_eq!(report.failures().count(), 1, "{report:?}");
}

#[test]
fn https_speaks_tls_and_takes_nothing_else() {
    let dest = TempDir::new().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/lights", listener.local_addr().unwrap());
    let hello = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut first = [0; 3];
        stream.read_exact(&mut first).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nred").unwrap();
        first
    });
    let report = run(&manifest(&[("lights.txt", b"red", &[url])]), dest.path());
    assert_eq!(hello.join().unwrap(), [22, 3, 1], "the hello of a TLS client");
    assert!(!report.lacks_only_by_hand(), "{report:?}");
    assert_eq!(names(dest.path()), [".sync.lock"]);
}

#[test]
fn one_file_of_two_documents_is_fetched_once() {
    let (server, dest, bytes) = (Server::start(), TempDir::new().unwrap(), light_list());
    let url = server.gives("/lights", &[Answer::Bytes(bytes.clone())]);
    let file: (&str, &[u8], &[String]) = ("lists/lights.txt", &bytes, &[url]);
    let report = run(&manifest(&[file, file]), dest.path());
    assert_eq!(report.files.len(), 1);
    assert_eq!(report.files[0].documents.len(), 2);
    assert_eq!(server.asked().len(), 1);
    assert!(dest.path().join("lists/lights.txt").exists());
}

#[test]
fn a_folder_gives_files_by_hash_whatever_their_names() {
    let (from, dest) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    fs::create_dir(from.path().join("deep")).unwrap();
    fs::write(from.path().join("deep/misnamed.pdf"), "red").unwrap();
    fs::write(from.path().join("lights.txt"), "dim").unwrap();
    let nowhere = ["https://lights.invalid/".to_owned()];
    let manifest = manifest(&[("lights.txt", b"red", &[]), ("fogs.txt", b"grey", &nowhere)]);
    let (mut options, _) = options();
    options.from = Some(from.path().to_owned());

    options.check_only = true;
    let report = sync(manifest.all(), dest.path(), &options, &()).unwrap();
    assert_eq!(report.files[0].outcome.as_str(), "would-copy");
    assert!(names(dest.path()).is_empty());

    options.check_only = false;
    let report = sync(manifest.all(), dest.path(), &options, &()).unwrap();
    assert_eq!(report.files[0].outcome, Outcome::Copied { from: from.path().join("deep/misnamed.pdf") });
    assert_eq!(report.files[1].outcome.as_str(), "failed", "a named folder is looked into alone");
    assert_eq!(fs::read(dest.path().join("lights.txt")).unwrap(), b"red");

    options.from = Some(from.path().join("none"));
    assert!(matches!(sync(manifest.all(), dest.path(), &options, &()), Err(SyncError::Folder { .. })));
}

#[test]
fn a_mirror_comes_before_the_network() {
    let (server, mirror, dest) = (Server::start(), TempDir::new().unwrap(), TempDir::new().unwrap());
    fs::write(mirror.path().join("a"), "red").unwrap();
    let urls = [server.gives("/grey", &[Answer::Bytes(b"grey".to_vec())])];
    let (mut options, _) = options();
    options.mirror = Some(mirror.path().to_owned());
    let manifest = manifest(&[("lights.txt", b"red", &urls), ("fogs.txt", b"grey", &urls)]);
    let report = sync(manifest.all(), dest.path(), &options, &()).unwrap();
    let outcomes: Vec<&str> = report.files.iter().map(|f| f.outcome.as_str()).collect();
    assert_eq!(outcomes, ["copied", "fetched"]);
}

#[test]
fn a_file_supplied_by_hand_says_what_to_do() {
    let dest = TempDir::new().unwrap();
    let manifest = manifest(&[("lights.txt", b"red", &[])]);
    let report = run(&manifest, dest.path());
    assert!(report.files[0].outcome.to_string().contains("Ask the keeper."));
    assert!(report.lacks_only_by_hand() && !report.is_complete());

    fs::write(dest.path().join("lights.txt"), "dim").unwrap();
    let report = run(&manifest, dest.path());
    assert!(reasons(&report).concat().contains(&Sha256::of(b"dim").to_string()));

    fs::write(dest.path().join("lights.txt"), "red").unwrap();
    assert!(run(&manifest, dest.path()).is_complete());
}

#[test]
fn a_check_changes_nothing() {
    let (server, dest) = (Server::start(), TempDir::new().unwrap());
    let manifest =
        manifest(&[("lights.txt", b"red", &[server.gives("/", &[Answer::Bytes(b"red".to_vec())])])]);
    fs::write(dest.path().join("lights.txt"), "dim").unwrap();
    let options = SyncOptions { check_only: true, ..options().0 };
    let report = sync(manifest.all(), dest.path(), &options, &()).unwrap();
    assert_eq!(report.files[0].outcome, Outcome::WouldFetch);
    assert_eq!(report.files[0].found, Some(Sha256::of(b"dim")));
    assert_eq!(names(dest.path()), ["lights.txt"]);
    assert!(server.asked().is_empty());
}

/// Set in a process that is to be killed half-way: the folder it syncs to and the address it syncs from.
const VICTIM: &str = "CORPUS_TEST_SYNC_VICTIM";

/// Prints a line as soon as bytes are on disk.
struct Told;

impl Progress for Told {
    fn received(&self, _: &str, bytes: u64) {
        eprintln!("received {bytes}");
    }
}

#[test]
fn a_run_killed_half_way_leaves_the_old_file_and_the_next_one_cleans_up() {
    let bytes = light_list();
    if let Ok(order) = std::env::var(VICTIM) {
        let (dest, url) = order.split_once('\n').unwrap();
        let manifest = manifest(&[("lights.txt", &bytes, &[url.to_owned()])]);
        let options = SyncOptions::default();
        sync(manifest.all(), Path::new(dest), &options, &Told).unwrap();
        return;
    }
    let (server, dest) = (Server::start(), TempDir::new().unwrap());
    fs::write(dest.path().join("lights.txt"), "old").unwrap();
    let answers = [Answer::Stalled(bytes.clone(), 100_000), Answer::Bytes(bytes.clone())];
    let url = server.gives("/lights", &answers);
    let mut victim = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "--nocapture",
            "a_run_killed_half_way_leaves_the_old_file_and_the_next_one_cleans_up",
        ])
        .env(VICTIM, format!("{}\n{url}", dest.path().display()))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Kept open: a victim that cannot speak would die of that.
    let mut told = BufReader::new(victim.stderr.take().unwrap()).lines().map_while(Result::ok);
    assert!(told.any(|line| line.starts_with("received")));

    let manifest = manifest(&[("lights.txt", &bytes, &[url])]);
    let busy = sync(manifest.all(), dest.path(), &options().0, &());
    assert!(matches!(busy, Err(SyncError::Busy(_))), "{busy:?}");

    victim.kill().unwrap();
    victim.wait().unwrap();
    let left: Vec<PathBuf> =
        names(dest.path()).iter().filter(|n| n.ends_with(".part")).map(PathBuf::from).collect();
    assert_eq!(left.len(), 1);
    assert_eq!(fs::read(dest.path().join("lights.txt")).unwrap(), b"old");

    assert!(run(&manifest, dest.path()).is_complete());
    assert_eq!(names(dest.path()), [".sync.lock", "lights.txt"]);
    assert_eq!(fs::read(dest.path().join("lights.txt")).unwrap(), bytes);
}

#[test]
fn the_real_sources_are_found_in_a_folder_and_then_left_alone() {
    let Some(shared) = std::env::var_os("CORPUS_SHARED") else {
        eprintln!("CORPUS_SHARED is not set: the real sources are not tried");
        return;
    };
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let (manifest, dest) = (Manifest::load(root).unwrap(), TempDir::new().unwrap());
    let options = SyncOptions { from: Some(Path::new(&shared).join("sources")), ..options().0 };
    let report = sync(manifest.all(), dest.path(), &options, &()).unwrap();
    assert_eq!(report.count("copied"), report.files.len(), "{report:#?}");
    let again = sync(manifest.all(), dest.path(), &options, &()).unwrap();
    assert_eq!(again.count("present"), again.files.len());
}
