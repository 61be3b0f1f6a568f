use std::ops::RangeInclusive;

use super::rule::{literal, read_or_suggest};
use crate::form::parse::quoted;
use crate::form::{Fault, Input, Leaf, LeafType};

/// A range of ports such as `7000-7009`, or one port. The default is unanswered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PortRange {
    first: u16,
    last: u16,
}

impl PortRange {
    /// The lowest port.
    pub const fn first(self) -> u16 {
        self.first
    }

    /// The highest port, which is the lowest where there is but one.
    pub const fn last(self) -> u16 {
        self.last
    }

    /// All ports, in ascending order.
    pub const fn ports(self) -> RangeInclusive<u16> {
        self.first..=self.last
    }

    /// The range that a literal of the source spells.
    pub fn literal(text: &'static str) -> Self {
        literal(text)
    }
}

impl Leaf for PortRange {
    fn describe() -> LeafType {
        LeafType::of::<Self>(
            "portRange",
            "a port or a range such as 7000-7009",
            Input::Line,
        )
        .matching("^[1-9][0-9]{0,4}(-[1-9][0-9]{0,4})?$")
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        read_or_suggest(text, read, nearest)
    }

    fn print(&self) -> String {
        match (self.first, self.last) {
            (0, _) => String::new(),
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}-{last}"),
        }
    }

    fn vary(&self) -> Self {
        if self.last < u16::MAX {
            Self {
                first: self.first + 1,
                last: self.last + 1,
            }
        } else {
            Self {
                first: if self.first > 1 { self.first - 1 } else { 2 },
                last: self.last,
            }
        }
    }
}

fn read(text: &str) -> Result<PortRange, Fault> {
    if text.is_empty() {
        return Err(Fault::required("The port"));
    }
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (Some(first), Some(last)) = (read_port(first), read_port(last)) else {
        let message = format!(
            "{} is neither a port from 1 to 65535 nor a range of them such as 7000-7009.",
            quoted(text)
        );
        return Err(Fault::new("port-range.form", message));
    };
    if first > last {
        let message = format!("{} ends before it begins.", quoted(text));
        return Err(Fault::new("port-range.order", message));
    }
    Ok(PortRange { first, last })
}

fn nearest(text: &str) -> Option<String> {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let ports: Vec<u16> = numbers
        .filter(|n| !n.is_empty())
        .map_while(read_port)
        .take(3)
        .collect();
    match ports[..] {
        [port] => Some(port.to_string()),
        [a, b] => Some(format!("{}-{}", a.min(b), a.max(b))),
        _ => None,
    }
}

/// The port number that a text spells: 1 to 65535, without sign or leading zeros.
pub(super) fn read_port(text: &str) -> Option<u16> {
    let canonical = !text.starts_with(['0', '+']);
    canonical.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_is_neither_a_port_nor_an_ascending_range_is_refused() {
        refuses::<PortRange>(&[
            ("", "required", None),
            ("7009-7000", "port-range.order", Some("7000-7009")),
            ("7000 – 7009", "port-range.form", Some("7000-7009")),
            ("7000:7009", "port-range.form", Some("7000-7009")),
            ("7000-", "port-range.form", Some("7000")),
            ("0", "port-range.form", None),
            ("65536", "port-range.form", None),
            ("+80", "port-range.form", Some("80")),
            ("080", "port-range.form", None),
            ("1-2-3", "port-range.form", None),
            ("http", "port-range.form", None),
        ]);
        accepts::<PortRange>(&["1", "7000-7009", "7000-7000", "65535", "1-65535", "2-65535"]);
    }

    #[test]
    fn both_ends_belong_to_the_range() {
        assert_eq!(
            PortRange::literal("7000-7002").ports().collect::<Vec<_>>(),
            [7000, 7001, 7002]
        );
    }
}
