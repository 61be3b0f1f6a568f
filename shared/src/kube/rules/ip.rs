//! IP addresses and ranges as older and newer API servers read them.
//!
//! Source: `apimachinery/pkg/util/validation/ip.go`, which reads leading zeros as decimal for old fields.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The address that a text spells, with leading zeros if it must be (`ParseIPSloppy`).
pub(super) fn sloppy(text: &str) -> Option<IpAddr> {
    if text.contains(':') {
        return text.parse::<Ipv6Addr>().ok().map(IpAddr::V6);
    }
    let mut octets = [0; 4];
    let mut parts = text.split('.');
    for octet in &mut octets {
        *octet = decimal(parts.next()?).and_then(|value| u8::try_from(value).ok())?;
    }
    match parts.next() {
        Some(_) => None,
        None => Some(IpAddr::V4(Ipv4Addr::from(octets))),
    }
}

/// Whether newer servers accept the address too (`netip.ParseAddr`, and no IPv4 inside IPv6).
pub(super) fn is_strict(text: &str) -> bool {
    match text.parse() {
        Ok(IpAddr::V4(_)) => true,
        Ok(IpAddr::V6(address)) => address.to_ipv4_mapped().is_none(),
        Err(_) => false,
    }
}

fn decimal(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// A range of addresses.
#[derive(Clone, Copy)]
pub(super) struct Range {
    /// The address.
    pub(super) bits: u128,
    /// How many of the bits are fixed.
    pub(super) prefix: u32,
    /// How many bits there are: 32 or 128.
    pub(super) width: u32,
}

impl Range {
    /// The range that a text spells, with leading zeros if it must be (`ParseCIDRSloppy`).
    pub(super) fn sloppy(text: &str) -> Option<Self> {
        let (address, prefix) = text.split_once('/')?;
        let prefix = decimal(prefix)?;
        let (bits, width) = match sloppy(address)? {
            IpAddr::V4(address) => (u128::from(u32::from(address)), 32),
            IpAddr::V6(address) => (u128::from(address), 128),
        };
        (prefix <= width).then_some(Self {
            bits,
            prefix,
            width,
        })
    }

    /// Whether newer servers accept the text as this range too: no leading zeros, no bits beyond the prefix.
    pub(super) fn is_strict(self, text: &str) -> bool {
        let Some((address, prefix)) = text.split_once('/') else {
            return false;
        };
        let leading = prefix.len() > 1 && prefix.starts_with('0');
        is_strict(address) && !leading && self.bits == self.network(self.prefix)
    }

    fn network(self, prefix: u32) -> u128 {
        let free = self.width - prefix;
        self.bits
            .checked_shr(free)
            .and_then(|bits| bits.checked_shl(free))
            .unwrap_or_default()
    }

    /// Whether another range lies inside this one and is smaller.
    pub(super) fn holds(self, other: Self) -> bool {
        self.width == other.width
            && self.prefix < other.prefix
            && self.network(self.prefix) == other.network(self.prefix)
    }
}
