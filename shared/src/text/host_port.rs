use super::HostName;
use super::port_range::read_port;
use super::rule::{literal, read_or_suggest};
use crate::form::parse::quoted;
use crate::form::{Fault, Input, Leaf, LeafType};

/// A host and a port: `db.example.com:5432`, `10.0.0.1:5432` or `[2001:db8::1]:5432`. The default is unanswered.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HostPort {
    host: HostName,
    port: u16,
}

impl HostPort {
    /// The host.
    pub const fn host(&self) -> &HostName {
        &self.host
    }

    /// The port.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The host and port that a literal of the source spells.
    pub fn literal(text: &'static str) -> Self {
        literal(text)
    }
}

impl Leaf for HostPort {
    fn describe() -> LeafType {
        LeafType::of::<Self>(
            "hostPort",
            "a host and a port, such as db.example.com:5432",
            Input::Line,
        )
        .matching(r"^([-a-z0-9.]+|\[[0-9a-f:.]+\]):[1-9][0-9]{0,4}$")
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        read_or_suggest(text, read, nearest)
    }

    fn print(&self) -> String {
        if self.port == 0 {
            String::new()
        } else {
            format!("{}:{}", self.host.bracketed(), self.port)
        }
    }

    fn vary(&self) -> Self {
        Self {
            host: self.host.vary(),
            port: if self.port == u16::MAX {
                1
            } else {
                self.port + 1
            },
        }
    }
}

fn read(text: &str) -> Result<HostPort, Fault> {
    if text.is_empty() {
        return Err(Fault::required("The host and port"));
    }
    if text.contains(['/', '@']) {
        // Not quoted: what stands before an @ may be a password.
        let message = "The answer is more than host:port: leave out scheme, user and path.";
        return Err(Fault::new("host-port.url", message));
    }
    let Some((host, port)) = split_host_port(text) else {
        let message = format!(
            "{} is not of the form host:port or [IPv6 address]:port.",
            quoted(text)
        );
        return Err(Fault::new("host-port.form", message));
    };
    let host = HostName::parse(host).map_err(|fault| Fault {
        code: "host-port.host",
        suggestion: None,
        ..fault
    })?;
    let Some(port) = read_port(port) else {
        let message = format!(
            "{} needs a port from 1 to 65535 after the colon.",
            quoted(text)
        );
        return Err(Fault::new("host-port.port", message));
    };
    Ok(HostPort { host, port })
}

/// The host, without its brackets, and the port; the host of more than one colon must have brackets, and only that.
pub(super) fn split_host_port(text: &str) -> Option<(&str, &str)> {
    let (host, port) = text.rsplit_once(':')?;
    let inner = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    match inner {
        Some(address) if address.contains(':') => Some((address, port)),
        None if !host.contains([':', '[', ']']) => Some((host, port)),
        _ => None,
    }
}

fn nearest(text: &str) -> Option<String> {
    let text = text.trim();
    let after_scheme = text.split_once("://").map_or(text, |(_, rest)| rest);
    let authority = after_scheme.split('/').next()?;
    let (host, port) = split_host_port(authority.rsplit('@').next()?)?;
    let host = match HostName::parse(host) {
        Ok(host) => host,
        Err(fault) => HostName::parse(&fault.suggestion?).ok()?,
    };
    Some(format!("{}:{}", host.bracketed(), port.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_is_not_a_host_with_a_port_is_refused() {
        refuses::<HostPort>(&[
            ("", "required", None),
            ("db.example.com", "host-port.form", None),
            ("2001:db8::1:80", "host-port.form", None),
            ("[10.0.0.1]:80", "host-port.form", None),
            ("https://db:443/x", "host-port.url", Some("db:443")),
            ("me:pw@db:443", "host-port.url", Some("db:443")),
            ("DB:5432", "host-port.host", Some("db:5432")),
            (":5432", "host-port.host", None),
            (
                "[2001:DB8::1]:80",
                "host-port.host",
                Some("[2001:db8::1]:80"),
            ),
            ("db:0", "host-port.port", None),
            ("db:65536", "host-port.port", None),
            ("db:", "host-port.port", None),
            ("db: 80", "host-port.port", Some("db:80")),
        ]);
        accepts::<HostPort>(&["db:5432", "10.0.0.1:65535", "[2001:db8::1]:80"]);
    }
}
