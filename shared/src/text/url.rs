use super::host_port::split_host_port;
use super::port_range::read_port;
use super::rule::{literal, read_or_suggest};
use super::url_path::UrlPathRule;
use super::{HostName, Rule};
use crate::form::parse::quoted;
use crate::form::{Fault, Input, Leaf, LeafType};

/// The address of a web server or of a place on it: `https://licence.example.com:5814/autopass`.
///
/// Scheme `http` or `https`, a [`HostName`] (IPv6 in brackets), a port where it is not the scheme's own, and a path. User
/// names and passwords have no place in it, queries and fragments no use. The default is unanswered.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url {
    secure: bool,
    host: HostName,
    port: Option<u16>,
    path: String,
}

impl Url {
    /// Whether the scheme is `https`.
    pub const fn is_https(&self) -> bool {
        self.secure
    }

    /// `http` or `https`.
    pub const fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }

    /// The host.
    pub const fn host(&self) -> &HostName {
        &self.host
    }

    /// The port: the one given, or that of the scheme, 80 or 443.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(if self.secure { 443 } else { 80 })
    }

    /// The path with its leading slash, as typed; empty where none was given.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The URL that a literal of the source spells.
    pub fn literal(text: &'static str) -> Self {
        literal(text)
    }
}

impl Leaf for Url {
    fn describe() -> LeafType {
        LeafType::of::<Self>("url", "an address that begins with http:// or https://", Input::Line)
            .matching(r"^https?://([-a-z0-9.]+|\[[0-9a-f:.]+\])(:[1-9][0-9]{0,4})?(/[-A-Za-z0-9._~!$&'()*+,;=:%/]*)?$")
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        read_or_suggest(text, read, nearest)
    }

    fn print(&self) -> String {
        if self.host == HostName::default() {
            return String::new();
        }
        let port = self.port.map(|port| format!(":{port}")).unwrap_or_default();
        format!(
            "{}://{}{port}{}",
            self.scheme(),
            self.host.bracketed(),
            self.path
        )
    }

    fn vary(&self) -> Self {
        Self {
            host: self.host.vary(),
            ..self.clone()
        }
    }
}

fn read(text: &str) -> Result<Url, Fault> {
    if text.is_empty() {
        return Err(Fault::required("The URL"));
    }
    if text.contains('@') {
        // Not quoted: what stands before the @ may be a password.
        let message = "The URL holds an @: a user name or password has no place in it, and in a path it is written %40.";
        return Err(Fault::new("url.user", message));
    }
    let (secure, rest) = if let Some(rest) = text.strip_prefix("https://") {
        (true, rest)
    } else if let Some(rest) = text.strip_prefix("http://") {
        (false, rest)
    } else {
        let message = format!("{} must begin with http:// or https://.", quoted(text));
        return Err(Fault::new("url.scheme", message));
    };
    if rest.contains(['?', '#']) {
        let message = format!(
            "{} must not hold a query (?) or a fragment (#).",
            quoted(text)
        );
        return Err(Fault::new("url.query", message));
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = read_authority(authority)?;
    check_path(path)?;
    Ok(Url {
        secure,
        host,
        port,
        path: path.to_owned(),
    })
}

fn read_authority(text: &str) -> Result<(HostName, Option<u16>), Fault> {
    let bare = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .filter(|address| address.contains(':'));
    let (host, port) = if let Some(address) = bare {
        (address, None)
    } else if let Some((host, port)) = split_host_port(text) {
        (host, Some(port))
    } else if text.contains(':') {
        let message = format!(
            "In {}, an IPv6 address needs brackets around it.",
            quoted(text)
        );
        return Err(Fault::new("url.host", message));
    } else {
        (text, None)
    };
    let host = HostName::parse(host).map_err(|fault| Fault {
        code: "url.host",
        suggestion: None,
        ..fault
    })?;
    let port = port.map(|port| {
        let message = format!(
            "{} needs a port from 1 to 65535 after the colon.",
            quoted(text)
        );
        read_port(port).ok_or(Fault::new("url.port", message))
    });
    Ok((host, port.transpose()?))
}

fn check_path(path: &str) -> Result<(), Fault> {
    let inner = path.strip_suffix('/').unwrap_or(path);
    if path == "//" {
        let message = format!("{} must not hold an empty part.", quoted(path));
        return Err(Fault::new("url.path", message));
    }
    if inner.is_empty() {
        return Ok(());
    }
    UrlPathRule::check(inner).map_err(|fault| Fault {
        code: "url.path",
        ..fault
    })
}

/// What was probably meant, where the rest of it is right: with a scheme, in lower case, without user, query and fragment.
fn nearest(text: &str) -> Option<String> {
    let text = text.trim();
    let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
    let scheme = scheme.to_ascii_lowercase();
    let rest = rest.rsplit('@').next()?;
    let rest = rest.split(['?', '#']).next()?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let authority = authority.to_ascii_lowercase();
    Some(format!(
        "{scheme}://{}{path}",
        authority.trim_end_matches('.')
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_is_no_plain_web_address_is_refused() {
        refuses::<Url>(&[
            ("", "required", None),
            ("example.com/x", "url.scheme", Some("https://example.com/x")),
            (
                "HTTP://Example.com",
                "url.scheme",
                Some("http://example.com"),
            ),
            ("ftp://example.com", "url.scheme", None),
            ("javascript:alert(1)", "url.scheme", None),
            (
                "https://me:pw@example.com/x",
                "url.user",
                Some("https://example.com/x"),
            ),
            (
                "https://example.com/?q=1#top",
                "url.query",
                Some("https://example.com/"),
            ),
            (
                "https://Example.com",
                "url.host",
                Some("https://example.com"),
            ),
            ("https://", "url.host", None),
            ("https:///x", "url.host", None),
            ("https://a_b/", "url.host", None),
            ("https://2001:db8::1/", "url.host", None),
            ("https://[10.0.0.1]/", "url.host", None),
            ("https://example.com:0/", "url.port", None),
            ("https://example.com:x", "url.port", None),
            ("https://example.com/a//b", "url.path", None),
            ("https://example.com//", "url.path", None),
            ("https://example.com/a b", "url.path", None),
            ("https://example.com/../x", "url.path", None),
            (
                " https://example.com",
                "url.scheme",
                Some("https://example.com"),
            ),
        ]);
        accepts::<Url>(&[
            "http://example.com",
            "https://example.com/",
            "https://licence.example.com:5814/autopass/",
            "http://[2001:db8::1]:8080/x",
            "http://[::1]",
            "https://10.0.0.1",
        ]);
    }

    #[test]
    fn the_message_about_a_password_in_a_url_does_not_show_it() {
        for text in [
            "https://me:hunter2@example.com",
            "me:hunter2@example.com",
            "https://me:hunter2/x@example.com",
        ] {
            let fault = Url::parse(text).unwrap_err();
            assert!(!fault.message.contains("hunter2"), "{text}");
            assert!(
                !fault.suggestion.unwrap_or_default().contains("hunter2"),
                "{text}"
            );
        }
    }

    #[test]
    fn the_parts_of_a_url_are_those_typed_and_its_port_that_of_the_scheme() {
        let url = Url::literal("https://[2001:db8::1]/x/");
        assert_eq!(
            (url.scheme(), url.host().as_str()),
            ("https", "2001:db8::1")
        );
        assert_eq!((url.port(), url.path()), (443, "/x/"));
        assert_eq!(Url::literal("http://a").port(), 80);
        assert_eq!(Url::literal("http://a:8080").port(), 8080);
    }
}
