use crate::form::parse::quoted;
use crate::form::{Fault, Input, Leaf, LeafType};

/// The name of an agdb user.
///
/// At least three characters (agdb_server 0.16.0, `MIN_USERNAME_LENGTH`). The configuration is read line by line and
/// drops what follows a `#`, so only characters that pass it unchanged are accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AdminName(String);

const LENGTH: std::ops::RangeInclusive<usize> = 3..=64;

impl AdminName {
    /// The name as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The name that a literal of the source spells.
    pub(crate) fn literal(text: &'static str) -> Self {
        Self(text.to_owned())
    }
}

impl Leaf for AdminName {
    fn describe() -> LeafType {
        LeafType::of::<Self>(
            "agdbUser",
            "3 to 64 letters, digits, dots, hyphens or underscores",
            Input::Line,
        )
        .matching("^[A-Za-z0-9_][A-Za-z0-9._-]{2,63}$")
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        if text.is_empty() {
            return Err(Fault::required("The name of the administrator"));
        }
        if !text.chars().all(is_plain) || text.starts_with(['-', '.']) {
            let message = format!(
                "{} may hold only letters, digits, dots, hyphens and underscores.",
                quoted(text)
            );
            let kept: String = text
                .chars()
                .filter(|c| is_plain(*c))
                .take(*LENGTH.end())
                .collect();
            let kept = kept.trim_start_matches(['-', '.']);
            let fault = Fault::new("agdb.admin.characters", message);
            return Err(if LENGTH.contains(&kept.len()) {
                fault.suggest(kept)
            } else {
                fault
            });
        }
        if !LENGTH.contains(&text.len()) {
            let message = format!(
                "{} has {} characters; 3 to 64 are possible.",
                quoted(text),
                text.len()
            );
            return Err(Fault::new("agdb.admin.length", message));
        }
        Ok(Self(text.to_owned()))
    }

    fn print(&self) -> String {
        self.0.clone()
    }

    fn vary(&self) -> Self {
        let kept: String = self.0.chars().take(*LENGTH.end() - 1).collect();
        Self(kept + if self.0.ends_with('x') { "y" } else { "x" })
    }
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_the_configuration_would_cut_or_the_server_would_refuse_is_refused() {
        for (text, code) in [
            ("", "required"),
            ("ad", "agdb.admin.length"),
            ("root#1", "agdb.admin.characters"),
            ("\"admin\"", "agdb.admin.characters"),
            ("-adm", "agdb.admin.characters"),
        ] {
            let fault = AdminName::parse(text).unwrap_err();
            assert_eq!(fault.code, code, "{text}");
            assert!(
                fault
                    .suggestion
                    .is_none_or(|name| AdminName::parse(&name).is_ok())
            );
        }
    }
}
