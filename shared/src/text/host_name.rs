use std::net::IpAddr;

use super::ip::{nearest_ip, read_ip};
use super::name::{has_firm_ends, is_of_label};
use super::{Ip, Rule, Text};
use crate::form::parse::quoted;
use crate::form::{Fault, Leaf};

/// A host outside of the product: a DNS name or an IP address, without scheme, port or path.
///
/// A DNS name has labels of at most 63 lower-case letters, digits and hyphens, at most 253 characters in all (RFC 1123,
/// section 2.1); the last label is not a number, so that a mistyped address is not taken for a name (RFC 3696, section
/// 2). An address is an [`Ip`].
pub type HostName = Text<HostNameRule>;

/// The rule of [`HostName`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HostNameRule;

const LONGEST: usize = 253;
const LONGEST_LABEL: usize = 63;

impl HostName {
    /// The address, where the host is one.
    pub fn ip(&self) -> Option<IpAddr> {
        self.as_str().parse().ok()
    }

    /// The host as a URL and an address with a port spell it: IPv6 in brackets.
    pub fn bracketed(&self) -> String {
        let ip = Ip::parse(self.as_str());
        ip.map_or_else(|_| self.print(), Ip::bracketed)
    }
}

impl Rule for HostNameRule {
    const NAME: &'static str = "hostName";
    const EXPECTS: &'static str = "a DNS name or an IP address";
    const PATTERN: Option<&'static str> =
        Some(r"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*|[0-9a-f:.]+)$");
    const MISSING: Option<&'static str> = Some("The host");

    fn check(text: &str) -> Result<(), Fault> {
        let shown = quoted(text);
        if text.contains(['/', '@']) {
            // Not quoted: what stands before an @ may be a password.
            let message = "The answer is more than a host name: leave out scheme, user and path.";
            return Err(Fault::new("host-name.url", message));
        }
        match text.split_once(':') {
            Some((_, port)) if port.bytes().all(|b| b.is_ascii_digit()) => {
                let message = format!("{shown} is more than a host name: leave out the port.");
                return Err(Fault::new("host-name.port", message));
            }
            Some(_) => return read_ip(text).map(drop),
            None => {}
        }
        let last = text.rsplit('.').next().unwrap_or_default();
        if !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()) {
            return read_ip(text).map(drop);
        }
        check_labels(text)
    }

    fn nearest(text: &str) -> Vec<String> {
        let text = text.trim();
        let after_scheme = text.split_once("://").map_or(text, |(_, rest)| rest);
        let authority = after_scheme.split('/').next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default();
        let without_port = match host.rsplit_once(':') {
            Some((name, _)) if !name.contains(':') || name.ends_with(']') => name,
            _ => host,
        };
        let name = without_port.trim_end_matches('.').to_ascii_lowercase();
        nearest_ip(&name).into_iter().chain([name]).collect()
    }

    fn variations(text: &str) -> Vec<String> {
        match Ip::parse(text) {
            Ok(ip) => vec![ip.vary().print()],
            Err(_) => vec![format!("x{text}"), format!("x.{text}"), "x".to_owned()],
        }
    }
}

fn check_labels(text: &str) -> Result<(), Fault> {
    let shown = quoted(text);
    if !text.chars().all(|c| is_of_label(c) || c == '.') {
        let message = format!(
            "{shown} may hold only lower-case letters, digits, hyphens and dots; other letters are written as xn--…."
        );
        Err(Fault::new("host-name.characters", message))
    } else if text.len() > LONGEST {
        let message = format!(
            "{shown} has {} characters; a DNS name has at most {LONGEST}.",
            text.len()
        );
        Err(Fault::new("host-name.length", message))
    } else if !text
        .split('.')
        .all(|label| has_firm_ends(label) && label.len() <= LONGEST_LABEL)
    {
        let message = format!(
            "Each part of {shown} between the dots has 1 to {LONGEST_LABEL} characters and begins and ends with a \
             letter or digit."
        );
        Err(Fault::new("host-name.label", message))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_no_resolver_takes_is_refused() {
        refuses::<HostName>(&[
            ("", "required", None),
            (
                "https://DB.example.com:5432/x",
                "host-name.url",
                Some("db.example.com"),
            ),
            ("me:secret@db", "host-name.url", Some("db")),
            ("db:5432", "host-name.port", Some("db")),
            ("10.0.0.1:5432", "host-name.port", Some("10.0.0.1")),
            ("[::1]:80", "ip.address", Some("::1")),
            ("[::1]", "ip.address", Some("::1")),
            ("10.0.0.256", "ip.address", None),
            ("10.0.0.01", "ip.leading-zeros", Some("10.0.0.1")),
            ("1234", "ip.address", None),
            ("DB1", "host-name.characters", Some("db1")),
            ("my_db", "host-name.characters", None),
            ("bücher.example", "host-name.characters", None),
            ("db.example.com.", "host-name.label", Some("db.example.com")),
            ("a..b", "host-name.label", None),
            (&format!("{}.de", "a".repeat(64)), "host-name.label", None),
            (&"a.".repeat(130), "host-name.length", None),
        ]);
        let longest = format!("{0}.{0}.{0}.{1}", "a".repeat(63), "b".repeat(61));
        accepts::<HostName>(&[
            "localhost",
            "db.example.com",
            "1and1.com",
            "10.0.0.1",
            "2001:db8::1",
            "xn--bcher-kva.example",
            &longest,
        ]);
    }

    #[test]
    fn a_varied_address_is_an_address_and_a_varied_name_a_name() {
        assert!(HostName::literal("10.0.0.1").vary().ip().is_some());
        assert!(HostName::literal("db").vary().ip().is_none());
    }
}
