//! The Kubernetes minors that Drydock supports.

use std::fmt;

/// A minor release of Kubernetes 1, printed as `1.33`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minor(pub u32);

impl Minor {
    /// The oldest supported minor.
    pub const OLDEST: Self = Self(33);
    /// The newest supported minor.
    pub const NEWEST: Self = Self(37);
    /// How many minors before its own an API server can behave as (`--emulated-version`).
    pub const EMULATED: u32 = 3;

    /// Reads `1.33` as well as `v1.33.2`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('v').unwrap_or(text);
        let minor = text.strip_prefix("1.")?.split('.').next()?;
        minor.parse().ok().map(Self)
    }

    /// Whether an API server of the minor `self` can behave as `other`.
    pub fn emulates(self, other: Self) -> bool {
        other <= self && self.0 - other.0 <= Self::EMULATED
    }

    /// Every supported minor, the oldest first.
    pub fn supported() -> impl Iterator<Item = Self> {
        (Self::OLDEST.0..=Self::NEWEST.0).map(Self)
    }
}

impl fmt::Display for Minor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minor_is_read_from_either_spelling() {
        for (text, minor) in [
            ("1.33", Some(33)),
            ("v1.37.1", Some(37)),
            ("2.1", None),
            ("1.", None),
        ] {
            assert_eq!(Minor::parse(text), minor.map(Minor), "{text}");
        }
    }

    #[test]
    fn a_server_emulates_three_minors_back_and_none_ahead() {
        let able: Vec<_> = Minor::supported()
            .filter(|&it| Minor(36).emulates(it))
            .collect();
        assert_eq!(able, [33, 34, 35, 36].map(Minor));
    }
}
