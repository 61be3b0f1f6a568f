use super::{Rule, Text};
use crate::form::Fault;
use crate::form::parse::quoted;

/// A path on a web server, such as `/api/v1`: printable ASCII, begins with a slash, does not end with one unless it is
/// `/`, and means itself: no empty, `.` or `..` segment, no query, no fragment.
///
/// The characters are those of `path-absolute` of RFC 3986, section 3.3; a `%` begins two hexadecimal digits.
pub type UrlPath = Text<UrlPathRule>;

/// The rule of [`UrlPath`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPathRule;

impl Rule for UrlPathRule {
    const NAME: &'static str = "urlPath";
    const EXPECTS: &'static str = "a path that begins with a slash, such as /api";
    const PATTERN: Option<&'static str> =
        Some("^/([-A-Za-z0-9._~!$&'()*+,;=:@%/]*[-A-Za-z0-9._~!$&'()*+,;=:@%])?$");
    const MISSING: Option<&'static str> = Some("The path");

    fn check(text: &str) -> Result<(), Fault> {
        let shown = quoted(text);
        let Some(rest) = text.strip_prefix('/') else {
            let message = format!("{shown} must begin with a slash.");
            return Err(Fault::new("url-path.start", message));
        };
        if let Some(c) = text.chars().find(|c| !is_of_path(*c)) {
            let message = format!(
                "{shown} holds {}, which no path may hold unescaped.",
                quoted(&c.to_string())
            );
            return Err(Fault::new("url-path.characters", message));
        }
        if !text.split('%').skip(1).all(begins_with_two_hex_digits) {
            let message =
                format!("In {shown}, two hexadecimal digits must follow each percent sign.");
            return Err(Fault::new("url-path.escape", message));
        }
        if rest.ends_with('/') {
            let message = format!("{shown} must not end with a slash.");
            return Err(Fault::new("url-path.end", message));
        }
        if !rest.is_empty() && rest.split('/').any(is_no_name) {
            let message = format!("{shown} must not hold //, /./ or /../.");
            return Err(Fault::new("url-path.segments", message));
        }
        Ok(())
    }

    fn nearest(text: &str) -> Vec<String> {
        let text = text.trim();
        let path = match text.split_once("://") {
            Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
            None => text,
        };
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let segments: Vec<&str> = path
            .split('/')
            .filter(|s| !matches!(*s, "" | "."))
            .collect();
        vec![format!("/{}", segments.join("/"))]
    }

    fn variations(text: &str) -> Vec<String> {
        vec![format!("{text}x"), "/x".to_owned()]
    }
}

fn is_of_path(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%/".contains(c)
}

fn begins_with_two_hex_digits(text: &str) -> bool {
    let mut bytes = text.bytes();
    (0..2).all(|_| bytes.next().is_some_and(|b| b.is_ascii_hexdigit()))
}

/// Whether a segment names nothing of its own: empty, `.` or `..`, escaped or not.
fn is_no_name(segment: &str) -> bool {
    segment.len() <= "%2e%2e".len()
        && matches!(
            segment.to_ascii_lowercase().replace("%2e", ".").as_str(),
            "" | "." | ".."
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn a_path_that_a_server_could_read_in_two_ways_is_refused() {
        refuses::<UrlPath>(&[
            ("", "required", None),
            ("api", "url-path.start", Some("/api")),
            (
                "https://example.com/api/?x#y",
                "url-path.start",
                Some("/api"),
            ),
            ("/api/", "url-path.end", Some("/api")),
            ("//api", "url-path.segments", Some("/api")),
            ("/a/./b", "url-path.segments", Some("/a/b")),
            ("/a/../b", "url-path.segments", None),
            ("/a/%2E./b", "url-path.segments", None),
            ("/a b", "url-path.characters", None),
            ("/a?b=c", "url-path.characters", Some("/a")),
            ("/a#b", "url-path.characters", Some("/a")),
            ("/ä", "url-path.characters", None),
            ("/a\u{202e}", "url-path.characters", None),
            ("/a|b", "url-path.characters", None),
            ("/100%", "url-path.escape", None),
            ("/%zz", "url-path.escape", None),
        ]);
        accepts::<UrlPath>(&["/", "/api", "/api/v1.2", "/%C3%A4", "/...", "/~me/@x;v=1"]);
    }
}
