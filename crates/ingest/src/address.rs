//! Which addresses files may be fetched from.

/// Whether `url` may be fetched: HTTPS, or plain HTTP from this very machine. ASCII throughout, as on the wire.
///
/// # Errors
/// The reason why not.
pub(crate) fn check(url: &str) -> Result<(), &'static str> {
    let (scheme, rest) = url.split_once("://").ok_or("not an address such as https://…")?;
    if !url.bytes().all(|b| b.is_ascii_graphic()) {
        return Err("spaces and letters outside ASCII are written %20, %C3%A8 in an address");
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.is_empty() || authority.contains('@') {
        return Err("an address names a host, and no user");
    }
    match scheme {
        "https" => Ok(()),
        "http" if is_loopback(authority) => Ok(()),
        "http" => Err("http is not safe, use https"),
        _ => Err("only https addresses can be fetched"),
    }
}

/// Whether a host, with or without a port, is this machine.
fn is_loopback(authority: &str) -> bool {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => authority,
    };
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_or_this_machine() {
        for good in [
            "https://example.org/a%20b.md",
            "http://127.0.0.1:8080/x",
            "http://[::1]/x",
            "http://localhost/x",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "example.org/a",
            "http://example.org/a",
            "http://127.0.0.1.example.org/a",
            "http://127.0.0.1@example.org/a",
            "ftp://example.org/a",
            "file:///etc/hosts",
            "https:///a",
            "https://example.org/a b",
            "https://example.org/é",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
