use crate::form::parse::quoted;
use crate::form::{Fault, Input, Leaf, LeafType};

/// A release of agdb, such as `0.16.0`.
///
/// Releases before 0.10.0 kept their configuration in another form. Ordered by age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Version {
    major: u32,
    minor: u32,
    patch: u32,
}

impl Version {
    /// The oldest release whose configuration is known.
    pub(crate) const OLDEST: Self = Self::new(0, 10, 0);
    /// The newest release whose configuration is known.
    pub(crate) const NEWEST: Self = Self::new(0, 16, 0);

    /// The release with these numbers.
    pub(crate) const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self {
            major,
            minor,
            patch,
        }
    }
}

impl Leaf for Version {
    fn describe() -> LeafType {
        LeafType::of::<Self>(
            "agdbVersion",
            "three numbers with dots, such as 0.16.0",
            Input::Line,
        )
        .matching("^(0|[1-9][0-9]{0,4})\\.(0|[1-9][0-9]{0,4})\\.(0|[1-9][0-9]{0,4})$")
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        if text.is_empty() {
            return Err(Fault::required("The release"));
        }
        let Some(version) = numbers(text) else {
            let message = format!(
                "{} is no release of agdb; a release has three numbers.",
                quoted(text)
            );
            let meant = text
                .trim()
                .trim_start_matches('v')
                .split(['-', '+'])
                .next()
                .and_then(numbers);
            let meant = meant.unwrap_or(Self::NEWEST).max(Self::OLDEST);
            return Err(Fault::new("agdb.version.form", message).suggest(meant.print()));
        };
        if version < Self::OLDEST {
            let message =
                format!("{text} is older than 0.10.0; its configuration has another form.");
            return Err(Fault::new("agdb.version.old", message).suggest(Self::NEWEST.print()));
        }
        Ok(version)
    }

    fn print(&self) -> String {
        format!("{}.{}.{}", self.major, self.minor, self.patch)
    }

    /// Another release with the same configuration keys, so that the image alone differs.
    fn vary(&self) -> Self {
        Self {
            patch: self.patch + 100,
            ..*self
        }
    }
}

fn numbers(text: &str) -> Option<Version> {
    let mut parts = text.split('.').map(|part| {
        let canonical = part == "0" || !part.starts_with('0');
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse()
            .ok()
            .filter(|_| canonical && digits && part.len() <= 5)
    });
    let version = Version::new(parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_releases_whose_configuration_is_known_or_newer_are_accepted() {
        for (text, code, meant) in [
            ("", "required", None),
            ("latest", "agdb.version.form", Some("0.16.0")),
            ("dev", "agdb.version.form", Some("0.16.0")),
            ("v0.14.0", "agdb.version.form", Some("0.14.0")),
            ("0.16", "agdb.version.form", Some("0.16.0")),
            ("0.16.0.1", "agdb.version.form", Some("0.16.0")),
            ("0.016.0", "agdb.version.form", Some("0.16.0")),
            ("0.9.2", "agdb.version.old", Some("0.16.0")),
        ] {
            let fault = Version::parse(text).unwrap_err();
            assert_eq!(
                (fault.code, fault.suggestion.as_deref()),
                (code, meant),
                "{text}"
            );
        }
        for text in ["0.10.0", "0.13.1", "0.16.0", "1.0.0"] {
            assert_eq!(Version::parse(text).unwrap().print(), text);
        }
    }

    #[test]
    fn releases_are_ordered_by_number_and_not_by_letter() {
        assert!(Version::parse("0.12.10").unwrap() > Version::parse("0.12.6").unwrap());
    }
}
