use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::ip::{nearest_ip, read_ip};
use super::rule::read_or_suggest;
use crate::form::parse::quoted;
use crate::form::{Fault, Input, Leaf, LeafType};

/// A range of IP addresses, such as `10.0.0.0/8`. The default is unanswered.
///
/// The address is spelt canonically and has no bits set beyond the prefix length, without which Kubernetes 1.36 and
/// later refuse it. Source: `IsValidCIDR` of `apimachinery/pkg/util/validation/ip.go`, Kubernetes 1.37.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cidr(Option<(IpAddr, u8)>);

impl Cidr {
    /// The lowest address of the range; 0.0.0.0 where the range was not answered.
    pub fn address(self) -> IpAddr {
        self.0
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |(address, _)| address)
    }

    /// How many leading bits the addresses of the range share.
    pub fn prefix_length(self) -> u8 {
        self.0.map_or(0, |(_, length)| length)
    }

    /// Whether an address lies in the range.
    pub fn contains(self, address: IpAddr) -> bool {
        self.0.is_some_and(|(network, length)| {
            network.is_ipv4() == address.is_ipv4() && masked(address, length) == network
        })
    }
}

impl Leaf for Cidr {
    fn describe() -> LeafType {
        LeafType::of::<Self>(
            "cidr",
            "a range of addresses, such as 10.0.0.0/8",
            Input::Line,
        )
        .matching("^[0-9a-f:.]+/[0-9]{1,3}$")
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        read_or_suggest(text, read, nearest).map(|range| Self(Some(range)))
    }

    fn print(&self) -> String {
        self.0
            .map(|(address, length)| format!("{address}/{length}"))
            .unwrap_or_default()
    }

    fn vary(&self) -> Self {
        let varied = match self.0 {
            None => (IpAddr::V4(Ipv4Addr::new(192, 0, 2, 0)), 24),
            Some((address, 0)) => (address, 1),
            Some((address, length)) => (flipped(address, length), length),
        };
        Self(Some(varied))
    }
}

fn read(text: &str) -> Result<(IpAddr, u8), Fault> {
    if text.is_empty() {
        return Err(Fault::required("The range of addresses"));
    }
    let Some((address, length)) = text.split_once('/') else {
        let message = format!(
            "{} has no prefix length; a range looks like 10.0.0.0/8.",
            quoted(text)
        );
        return Err(Fault::new("cidr.form", message));
    };
    let address = read_ip(address).map_err(|fault| Fault {
        code: "cidr.address",
        ..fault
    })?;
    let most = bits(address);
    let length = read_length(length).filter(|length| *length <= most);
    let Some(length) = length else {
        let message = format!("{} needs a prefix length from 0 to {most}.", quoted(text));
        return Err(Fault::new("cidr.length", message));
    };
    if masked(address, length) != address {
        let message = format!(
            "{} has bits set beyond its prefix length, which Kubernetes 1.36 and later refuse.",
            quoted(text)
        );
        return Err(Fault::new("cidr.host-bits", message));
    }
    Ok((address, length))
}

fn read_length(text: &str) -> Option<u8> {
    let canonical = text == "0" || !text.starts_with(['0', '+']);
    canonical.then(|| text.parse().ok()).flatten()
}

/// The range that was probably meant: a sole address is a range of one, and a netmask stands for its length.
fn nearest(text: &str) -> Option<String> {
    let (address, length) = text.split_once('/').unwrap_or((text, ""));
    let address: IpAddr = nearest_ip(address)?.parse().ok()?;
    let length = match length.trim() {
        "" => bits(address),
        text => text.parse().ok().or_else(|| of_netmask(text))?,
    };
    let length = length.min(bits(address));
    Some(format!("{}/{length}", masked(address, length)))
}

fn of_netmask(text: &str) -> Option<u8> {
    let mask = text.parse::<Ipv4Addr>().ok()?.to_bits();
    let length = mask.leading_ones();
    let contiguous = length + mask.trailing_zeros() >= u32::BITS;
    contiguous.then(|| u8::try_from(length).ok()).flatten()
}

fn bits(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// The address with only its first `length` bits kept.
fn masked(address: IpAddr, length: u8) -> IpAddr {
    let cut = u32::from(bits(address).saturating_sub(length));
    match address {
        IpAddr::V4(a) => {
            let mask = u32::MAX.checked_shl(cut).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from_bits(a.to_bits() & mask))
        }
        IpAddr::V6(a) => {
            let mask = u128::MAX.checked_shl(cut).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from_bits(a.to_bits() & mask))
        }
    }
}

/// The address with the last of its first `length` bits, of which there is one, turned over.
fn flipped(address: IpAddr, length: u8) -> IpAddr {
    let at = u32::from(bits(address).saturating_sub(length));
    match address {
        IpAddr::V4(a) => IpAddr::V4(Ipv4Addr::from_bits(a.to_bits() ^ (1 << at))),
        IpAddr::V6(a) => IpAddr::V6(Ipv6Addr::from_bits(a.to_bits() ^ (1 << at))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn a_range_that_some_supported_version_refuses_is_refused() {
        refuses::<Cidr>(&[
            ("", "required", None),
            ("10.1.2.3/8", "cidr.host-bits", Some("10.0.0.0/8")),
            ("2001:db8::1/32", "cidr.host-bits", Some("2001:db8::/32")),
            ("10.0.0.1/0", "cidr.host-bits", Some("0.0.0.0/0")),
            ("10.0.0.1", "cidr.form", Some("10.0.0.1/32")),
            ("::1", "cidr.form", Some("::1/128")),
            ("10.0.0.0/33", "cidr.length", Some("10.0.0.0/32")),
            ("10.0.0.0/08", "cidr.length", Some("10.0.0.0/8")),
            ("10.0.0.0/+8", "cidr.length", Some("10.0.0.0/8")),
            ("10.0.0.0/", "cidr.length", Some("10.0.0.0/32")),
            ("10.1.0.0/255.255.0.0", "cidr.length", Some("10.1.0.0/16")),
            ("10.1.0.0/255.0.255.0", "cidr.length", None),
            ("010.0.0.0/8", "cidr.address", Some("10.0.0.0/8")),
            ("example.com/8", "cidr.address", None),
            ("/8", "cidr.address", None),
        ]);
        accepts::<Cidr>(&[
            "0.0.0.0/0",
            "10.0.0.0/8",
            "10.0.0.1/32",
            "::/0",
            "2001:db8::/32",
            "::1/128",
        ]);
    }

    #[test]
    fn a_range_contains_the_addresses_that_share_its_prefix() {
        let range = Cidr::parse("10.1.0.0/16").unwrap();
        for (address, inside) in [("10.1.255.3", true), ("10.2.0.0", false), ("::1", false)] {
            assert_eq!(
                range.contains(address.parse().unwrap()),
                inside,
                "{address}"
            );
        }
    }
}
