//! One address asked once.

use std::io::Read as _;
use std::time::Duration;

use ureq::Agent;
use ureq::http::{StatusCode, header};

use super::Timeouts;
use super::arrive::{Incoming, Refused};
use crate::address;

/// No wait between two attempts is longer, whatever a server asks for.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// How slow a connection may be before it counts as stalled, in bytes a second.
const SLOWEST: u64 = 16 * 1024;

/// Why an address did not give the file.
pub(super) struct Trouble {
    pub(super) reason: String,
    /// Whether it may well go better the next time.
    pub(super) passing: bool,
    /// Whether the fault is on this side, so that other addresses would not help.
    pub(super) local: bool,
    /// How long the server asks to be left alone.
    pub(super) wait: Option<Duration>,
}

impl Trouble {
    fn lasting(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), passing: false, local: false, wait: None }
    }

    fn passing(reason: impl Into<String>) -> Self {
        Self { passing: true, ..Self::lasting(reason) }
    }
}

/// The client: TLS by rustls with the root certificates compiled in, proxies as the environment says.
pub(super) fn agent() -> Agent {
    let agent = concat!("corpus/", env!("CARGO_PKG_VERSION"));
    Agent::config_builder()
        .user_agent(agent)
        .accept_encoding("identity")
        .http_status_as_error(false)
        .build()
        .new_agent()
}

/// Asks `url` and lets the answer in, if it is the file.
pub(super) fn fetch_pinned(
    agent: &Agent,
    url: &str,
    timeouts: &Timeouts,
    mut incoming: Incoming<'_>,
    received: &mut dyn FnMut(u64),
) -> Result<(), Trouble> {
    let mut response = ask(agent, url, timeouts, incoming.wanted())?;
    let length = response.body().content_length();
    let body = response.body_mut().as_reader();
    incoming.take_all(body, received).map_err(refused)?;
    // An answer that does not say how long it is cannot be told from one that broke off.
    let short = incoming.got() < incoming.wanted() && length != Some(incoming.got());
    incoming.finish().map_err(|e| Trouble { passing: short, ..refused(e) })
}

/// The answer to a request, if it is the file's.
fn ask(
    agent: &Agent,
    url: &str,
    timeouts: &Timeouts,
    bytes: u64,
) -> Result<ureq::http::Response<ureq::Body>, Trouble> {
    address::check(url).map_err(Trouble::lasting)?;
    let secure = url.starts_with("https://");
    let mut config = agent
        .get(url)
        .config()
        .https_only(secure)
        .timeout_resolve(Some(timeouts.connect))
        .timeout_connect(Some(timeouts.connect))
        .timeout_recv_response(Some(timeouts.response))
        .timeout_per_read(Some(timeouts.stalled))
        .timeout_recv_body(Some(timeouts.whole.saturating_add(Duration::from_secs(bytes / SLOWEST))));
    if !secure {
        // Plain HTTP is this machine's own, where no proxy belongs in between.
        config = config.proxy(None);
    }
    let response = config.build().call().map_err(|e| failed(&e))?;
    match response.status() {
        StatusCode::OK => Ok(response),
        status => {
            let wait = response
                .headers()
                .get(header::RETRY_AFTER)
                .and_then(|v| v.to_str().ok()?.trim().parse().ok());
            let busy = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT);
            let reason = format!("the server answered {status}");
            let passing = busy || status.is_server_error();
            Err(Trouble { passing, wait: wait.map(Duration::from_secs), ..Trouble::lasting(reason) })
        }
    }
}

/// Whether an input or output error concerns a connection that broke or may be made soon. Without a network the system's
/// resolver reports an error of no kind of its own, or hosts that are out of reach.
fn is_passing(cause: &std::io::Error) -> bool {
    use std::io::ErrorKind as K;
    matches!(
        cause.kind(),
        K::ConnectionRefused
            | K::ConnectionReset
            | K::ConnectionAborted
            | K::NotConnected
            | K::BrokenPipe
            | K::TimedOut
            | K::WouldBlock
            | K::Interrupted
            | K::UnexpectedEof
            | K::InvalidData
    )
}

fn failed(error: &ureq::Error) -> Trouble {
    let reason = error.to_string();
    match error {
        // A host that cannot be looked up will not be found a second later: there is no network, or no such host.
        ureq::Error::HostNotFound => Trouble::lasting(reason),
        ureq::Error::Io(cause) if !is_passing(cause) => Trouble::lasting(reason),
        ureq::Error::Timeout(_)
        | ureq::Error::Io(_)
        | ureq::Error::Protocol(_)
        | ureq::Error::ConnectionFailed => Trouble::passing(reason),
        _ => Trouble::lasting(reason),
    }
}

fn refused(error: Refused) -> Trouble {
    match &error {
        Refused::BrokenOff { .. } => Trouble::passing(error.to_string()),
        Refused::Write { .. } => Trouble { local: true, ..Trouble::lasting(error.to_string()) },
        Refused::TooLong(..) | Refused::Mismatch { .. } => Trouble::lasting(error.to_string()),
    }
}

/// How long an unpinned file may be.
const LONGEST: u64 = 256 << 20;

/// Why an address gave nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot fetch {url}: {reason}")]
pub struct FetchError {
    /// The address.
    pub url: String,
    /// Why.
    pub reason: String,
}

/// Fetches an address once, unpinned, to be taken into a corpus: up to 256 MiB.
///
/// # Errors
/// When the address is not HTTPS (or plain HTTP from this machine), gives no file, or too long a one.
pub fn fetch(url: &str) -> Result<Vec<u8>, FetchError> {
    let wrong = |reason: String| FetchError { url: url.to_owned(), reason };
    let mut response = ask(&agent(), url, &Timeouts::default(), LONGEST).map_err(|t| wrong(t.reason))?;
    let mut bytes = Vec::new();
    let read = response.body_mut().as_reader().take(LONGEST + 1).read_to_end(&mut bytes);
    read.map_err(|e| wrong(format!("broke off after {} bytes: {e}", bytes.len())))?;
    if bytes.len() as u64 > LONGEST {
        return Err(wrong(format!("it is longer than {LONGEST} bytes")));
    }
    Ok(bytes)
}
