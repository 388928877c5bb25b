//! A web server on this machine that answers as a test tells it to.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// One answer.
#[derive(Clone)]
pub(crate) enum Answer {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A status without a body.
    Status(u16),
    /// Another address.
    Redirect(String),
    /// The beginning of these bytes, so many of them, under the full length; then the connection ends.
    BrokenOff(Vec<u8>, usize),
    /// The same, without a length.
    BrokenOffUnsaid(Vec<u8>, usize),
    /// The same under the full length, but the connection stays open and silent.
    Stalled(Vec<u8>, usize),
}

type Script = BTreeMap<String, Vec<Answer>>;

/// A running server. It ends with the process.
pub(crate) struct Server {
    address: SocketAddr,
    script: Arc<Mutex<Script>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts one that knows no path.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let script = Arc::new(Mutex::new(Script::new()));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (its_script, its_asked) = (Arc::clone(&script), Arc::clone(&asked));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (script, asked) = (Arc::clone(&its_script), Arc::clone(&its_asked));
                thread::spawn(move || answer(stream, &script, &asked));
            }
        });
        Self { address, script, asked }
    }

    /// Lets `path` give these answers in turn, the last one for good; returns its address.
    pub(crate) fn gives(&self, path: &str, answers: &[Answer]) -> String {
        self.script.lock().unwrap().insert(path.to_owned(), answers.to_vec());
        format!("http://{}{path}", self.address)
    }

    /// The paths asked for, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(mut stream: TcpStream, script: &Mutex<Script>, asked: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    lines.by_ref().take_while(|line| !line.is_empty()).for_each(drop);
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    asked.lock().unwrap().push(path.clone());
    let answer = match script.lock().unwrap().get_mut(&path) {
        Some(answers) if answers.len() > 1 => answers.remove(0),
        Some(answers) => answers[0].clone(),
        None => Answer::Status(404),
    };
    let head =
        |length: usize| format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    let (head, body, stay) = match answer {
        Answer::Bytes(bytes) => (head(bytes.len()), bytes, false),
        Answer::Status(code) => (
            format!("HTTP/1.1 {code} Told\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
            Vec::new(),
            false,
        ),
        Answer::Redirect(to) => {
            let head = format!(
                "HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
            (head, Vec::new(), false)
        }
        Answer::BrokenOff(bytes, sent) => (head(bytes.len()), bytes[..sent].to_vec(), false),
        Answer::BrokenOffUnsaid(bytes, sent) => {
            ("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_owned(), bytes[..sent].to_vec(), false)
        }
        Answer::Stalled(bytes, sent) => (head(bytes.len()), bytes[..sent].to_vec(), true),
    };
    // The client may have left by now; that is its affair.
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(&body))
        .and_then(|()| stream.flush());
    if stay {
        // Until the client closes its end.
        lines.for_each(drop);
    }
}
