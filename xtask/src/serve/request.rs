//! Reads what a browser asks for.

use std::io::Read;

/// A request for a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// `GET`, `HEAD` or another.
    pub(crate) method: String,
    /// The path as it stands in the request, without the query.
    pub(crate) path: String,
    /// The encodings that the browser accepts, in lower case.
    pub(crate) encodings: Vec<String>,
}

/// Browsers send less than 2 KB; what is longer is no browser.
const LONGEST_HEAD: usize = 16 * 1024;

impl Request {
    /// Reads the head of a request; nothing if it is not one.
    pub(crate) fn read(from: &mut impl Read) -> std::io::Result<Option<Self>> {
        let mut head = Vec::new();
        let mut chunk = [0; 1024];
        while !head.windows(4).any(|end| end == b"\r\n\r\n") {
            let length = from.read(&mut chunk)?;
            if length == 0 || head.len() > LONGEST_HEAD {
                return Ok(None);
            }
            head.extend_from_slice(&chunk[..length]);
        }
        Ok(Self::parse(&String::from_utf8_lossy(&head)))
    }

    fn parse(head: &str) -> Option<Self> {
        let mut lines = head.lines();
        let mut words = lines.next()?.split(' ');
        let (method, target, version) = (words.next()?, words.next()?, words.next()?);
        if !version.starts_with("HTTP/1.") || !target.starts_with('/') {
            return None;
        }
        let headers = lines.filter_map(|line| line.split_once(':'));
        let accepted = headers.filter(|(name, _)| name.eq_ignore_ascii_case("accept-encoding"));
        Some(Self {
            method: method.to_owned(),
            path: target.split(['?', '#']).next().unwrap_or("/").to_owned(),
            encodings: accepted.flat_map(|(_, value)| encodings(value)).collect(),
        })
    }
}

/// The encodings of an `Accept-Encoding` that are not refused by a weight of zero (RFC 9110,
/// section 12.5.3).
fn encodings(value: &str) -> impl Iterator<Item = String> {
    value.split(',').filter_map(|item| {
        let (name, weight) = item.split_once(';').unwrap_or((item, ""));
        let refused = matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
        (!refused).then(|| name.trim().to_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Request> {
        Request::read(&mut text.as_bytes()).unwrap()
    }

    #[test]
    fn path_and_encodings_are_read() {
        let text = "GET /a.js?v=1 HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip, br;q=0.9, zstd;q=0\r\n\r\n";
        let request = read(text).unwrap();
        assert_eq!(
            (request.method.as_str(), request.path.as_str()),
            ("GET", "/a.js")
        );
        assert_eq!(request.encodings, ["gzip", "br"]);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let long = format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(40_000));
        for text in [
            "",
            "\r\n\r\n",
            "GET /\r\n\r\n",
            "GET x HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\n",
            &long,
        ] {
            assert_eq!(read(text), None, "{text:.40}");
        }
    }
}
