use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::rule::read_or_suggest;
use crate::form::parse::quoted;
use crate::form::{Fault, Input, Leaf, LeafType};

/// An IP address, version 4 or 6, in its canonical spelling (RFC 5952). The default is unanswered.
///
/// No leading zeros, no IPv4-mapped IPv6 address, no zone. Kubernetes 1.36 and later refuse the former, every version
/// warns of other spellings. Source: `IsValidIP` and `GetWarningsForIP` of `apimachinery/pkg/util/validation/ip.go`,
/// Kubernetes 1.37.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ip(Option<IpAddr>);

impl Ip {
    /// The address; 0.0.0.0 where it was not answered.
    pub fn address(self) -> IpAddr {
        self.0.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
    }

    /// The address as a URL and an address with a port spell it: IPv6 in brackets.
    pub fn bracketed(self) -> String {
        match self.address() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        }
    }
}

impl Leaf for Ip {
    fn describe() -> LeafType {
        LeafType::of::<Self>("ip", "an IPv4 or IPv6 address", Input::Line).matching("^[0-9a-f:.]+$")
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        read_or_suggest(text, read_ip, nearest_ip).map(|address| Self(Some(address)))
    }

    fn print(&self) -> String {
        self.0
            .map(|address| address.to_string())
            .unwrap_or_default()
    }

    fn vary(&self) -> Self {
        let varied = match self.0 {
            None => IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)),
            Some(IpAddr::V4(address)) => IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() ^ 1)),
            Some(IpAddr::V6(address)) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() ^ 1)),
        };
        Self(Some(varied))
    }
}

/// The address that a text spells canonically.
pub(super) fn read_ip(text: &str) -> Result<IpAddr, Fault> {
    if text.is_empty() {
        return Err(Fault::required("The address"));
    }
    let shown = quoted(text);
    match text.parse::<IpAddr>() {
        Err(_) if text.contains('.') && without_leading_zeros(text).is_some() => Err(Fault::new(
            "ip.leading-zeros",
            format!("{shown} has leading zeros, which some programs read as octal."),
        )),
        Err(_) => Err(Fault::new(
            "ip.address",
            format!("{shown} is neither an IPv4 nor an IPv6 address."),
        )),
        Ok(IpAddr::V6(address)) if address.to_ipv4_mapped().is_some() => Err(Fault::new(
            "ip.mapped",
            format!("{shown} is an IPv4 address written as IPv6, which Kubernetes refuses."),
        )),
        Ok(address) if address.to_string() != text => Err(Fault::new(
            "ip.spelling",
            format!(
                "{shown} is usually written {address}; Kubernetes warns of any other spelling."
            ),
        )),
        Ok(address) => Ok(address),
    }
}

/// The address that was probably meant, spelt canonically.
pub(super) fn nearest_ip(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('[').trim_end_matches(']');
    let address = match text.parse::<IpAddr>() {
        Ok(address) => address.to_canonical(),
        Err(_) => IpAddr::V4(without_leading_zeros(text)?),
    };
    Some(address.to_string())
}

/// The IPv4 address of four decimal numbers, which may have leading zeros.
fn without_leading_zeros(text: &str) -> Option<Ipv4Addr> {
    let parts: Vec<&str> = text.split('.').collect();
    let decimal = |part: &&str| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    if parts.len() != 4 || !parts.iter().all(decimal) {
        return None;
    }
    let numbers: Result<Vec<u8>, _> = parts.iter().map(|part| part.parse()).collect();
    let octets: [u8; 4] = numbers.ok()?.try_into().ok()?;
    Some(Ipv4Addr::from(octets))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn an_address_that_some_supported_version_refuses_or_warns_of_is_refused() {
        refuses::<Ip>(&[
            ("", "required", None),
            ("10.0.0", "ip.address", None),
            ("10.0.0.256", "ip.address", None),
            ("db.example.com", "ip.address", None),
            ("fe80::1%eth0", "ip.address", None),
            (" 10.0.0.1", "ip.address", Some("10.0.0.1")),
            ("10.0.0.1/8", "ip.address", None),
            ("10.001.0.1", "ip.leading-zeros", Some("10.1.0.1")),
            ("::ffff:10.0.0.1", "ip.mapped", Some("10.0.0.1")),
            ("2001:DB8:0:0::1", "ip.spelling", Some("2001:db8::1")),
            ("[::1]", "ip.address", Some("::1")),
        ]);
        accepts::<Ip>(&[
            "10.0.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "::",
            "2001:db8::1",
        ]);
    }

    #[test]
    fn only_ipv6_is_put_in_brackets() {
        assert_eq!(Ip::parse("::1").unwrap().bracketed(), "[::1]");
        assert_eq!(Ip::parse("10.0.0.1").unwrap().bracketed(), "10.0.0.1");
    }
}
