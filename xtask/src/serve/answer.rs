//! Answers requests with files of the site, as a static host would.

use std::fs;
use std::path::{Path, PathBuf};

use super::request::Request;

/// An answer to a request.
#[derive(Debug)]
pub(crate) struct Answer {
    status: &'static str,
    kind: &'static str,
    encoding: Option<&'static str>,
    length: usize,
    /// What follows the head; empty when only the head was asked for.
    pub(crate) body: Vec<u8>,
}

/// Content types by the ending of a file's name. Browsers compile a module while it arrives only
/// if it comes as `application/wasm`.
const KINDS: [(&str, &str); 14] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("json", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("ico", "image/x-icon"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
    ("txt", "text/plain; charset=utf-8"),
    ("zip", "application/zip"),
];

/// Encodings with the ending of the copy that has it, the smallest first.
const ENCODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

impl Answer {
    /// The answer of a site to a request.
    pub(crate) fn to(request: &Request, site: &Path) -> Self {
        let mut answer = match request.method.as_str() {
            "GET" | "HEAD" => match file(&request.path, site) {
                Some(file) => Self::with_file(&file, &request.encodings),
                None => Self::refused("404 Not Found"),
            },
            _ => Self::refused("405 Method Not Allowed"),
        };
        if request.method == "HEAD" {
            answer.body.clear();
        }
        answer
    }

    /// An answer that only says why there is no file.
    pub(crate) fn refused(status: &'static str) -> Self {
        let body = format!("{status}\n").into_bytes();
        Self {
            status,
            kind: kind(Path::new("reason.txt")),
            encoding: None,
            length: body.len(),
            body,
        }
    }

    fn with_file(file: &Path, accepted: &[String]) -> Self {
        let mut copies = ENCODINGS
            .iter()
            .filter(|(name, _)| accepted.iter().any(|other| other == name));
        let copy =
            copies.find_map(|(name, ending)| Some((*name, fs::read(copy_of(file, ending)).ok()?)));
        let (encoding, body) = match copy {
            Some((name, body)) => (Some(name), body),
            None => match fs::read(file) {
                Ok(body) => (None, body),
                Err(_) => return Self::refused("404 Not Found"),
            },
        };
        Self {
            status: "200 OK",
            kind: kind(file),
            encoding,
            length: body.len(),
            body,
        }
    }

    /// The status line and the headers, with the empty line that ends them.
    pub(crate) fn head(&self) -> String {
        let encoding = self
            .encoding
            .map(|name| format!("Content-Encoding: {name}\r\n"));
        format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{}\
             Vary: Accept-Encoding\r\nCache-Control: no-cache\r\n\
             X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
            self.status,
            self.kind,
            self.length,
            encoding.unwrap_or_default(),
        )
    }
}

/// The file that a path of a URL names; nothing for what is outside the site.
fn file(path: &str, site: &Path) -> Option<PathBuf> {
    let path = decoded(path)?;
    let mut file = site.to_path_buf();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        if segment.starts_with('.') || segment.contains(['\\', '\0']) {
            return None;
        }
        file.push(segment);
    }
    if path.ends_with('/') {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            hexadecimal(rest.next()?, rest.next()?)?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok()
}

fn hexadecimal(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

fn copy_of(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

fn kind(file: &Path) -> &'static str {
    let ending = file.extension().and_then(|ending| ending.to_str());
    let known = KINDS.iter().find(|(name, _)| Some(*name) == ending);
    known.map_or("application/octet-stream", |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A site of a few files, removed when the test ends.
    struct Site(PathBuf);

    impl Site {
        fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("drydock-{name}-{}", std::process::id()));
            fs::create_dir_all(folder.join("site/fonts")).unwrap();
            fs::write(folder.join("secret.txt"), "outside").unwrap();
            for file in [
                "index.html",
                "a b.css",
                "a.wasm",
                "a.wasm.br",
                "a.wasm.gz",
                "fonts/f.woff2",
                ".hidden",
            ] {
                fs::write(folder.join("site").join(file), file).unwrap();
            }
            Self(folder)
        }

        fn answer(&self, method: &str, path: &str, encodings: &[&str]) -> Answer {
            let request = Request {
                method: method.to_owned(),
                path: path.to_owned(),
                encodings: encodings.iter().map(|name| (*name).to_owned()).collect(),
            };
            Answer::to(&request, &self.0.join("site"))
        }
    }

    impl Drop for Site {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    #[test]
    fn files_come_with_their_content_type() {
        let site = Site::new("kinds");
        let table = [
            ("/", "text/html; charset=utf-8", "index.html"),
            ("/index.html", "text/html; charset=utf-8", "index.html"),
            ("/a%20b.css", "text/css; charset=utf-8", "a b.css"),
            ("/a.wasm", "application/wasm", "a.wasm"),
            ("/fonts/f.woff2", "font/woff2", "fonts/f.woff2"),
        ];
        for (path, kind, body) in table {
            let answer = site.answer("GET", path, &[]);
            assert_eq!((answer.status, answer.kind), ("200 OK", kind), "{path}");
            assert_eq!(answer.body, body.as_bytes(), "{path}");
        }
    }

    #[test]
    fn nothing_outside_the_site_is_given_away() {
        let site = Site::new("outside");
        let table = [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/fonts/..%2f..%2fsecret.txt",
            "/.hidden",
            "/fonts",
            "/none",
            "/%",
            "/%zz",
            "/%ff",
            "/%00",
        ];
        for path in table {
            assert_eq!(
                site.answer("GET", path, &[]).status,
                "404 Not Found",
                "{path}"
            );
        }
    }

    #[test]
    fn the_smallest_copy_that_is_accepted_is_sent() {
        let site = Site::new("encodings");
        let table: [(&[&str], Option<&str>, &str); 4] = [
            (&["gzip", "br"], Some("br"), "a.wasm.br"),
            (&["gzip"], Some("gzip"), "a.wasm.gz"),
            (&["zstd"], None, "a.wasm"),
            (&[], None, "a.wasm"),
        ];
        for (accepted, encoding, body) in table {
            let answer = site.answer("GET", "/a.wasm", accepted);
            assert_eq!(
                (answer.encoding, answer.kind),
                (encoding, "application/wasm")
            );
            assert_eq!(answer.body, body.as_bytes());
        }
    }

    #[test]
    fn only_reading_is_allowed() {
        let site = Site::new("methods");
        assert_eq!(
            site.answer("POST", "/", &[]).status,
            "405 Method Not Allowed"
        );
        let head = site.answer("HEAD", "/index.html", &[]);
        assert!(head.body.is_empty());
        assert!(head.head().contains("Content-Length: 10\r\n"));
    }
}
