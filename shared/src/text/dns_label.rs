use crate::form::parse::quoted;
use crate::form::{Fault, Input, Leaf, LeafType};

/// A DNS-1123 label: the name of a Namespace, a container, a volume, a `StatefulSet`.
///
/// At most 63 lower-case letters, digits and hyphens, with a letter or digit at both ends. Source:
/// `IsDNS1123Label` of `apimachinery/pkg/util/validation/validation.go`, Kubernetes 1.37. The default is unanswered.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DnsLabel(String);

const LONGEST: usize = 63;

impl DnsLabel {
    /// The label as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The label that a literal of the source spells.
    pub fn literal(text: &'static str) -> Self {
        debug_assert!(Self::parse(text).is_ok(), "{text:?} is no DNS label");
        Self(text.to_owned())
    }
}

impl Leaf for DnsLabel {
    fn describe() -> LeafType {
        LeafType::of::<Self>(
            "dnsLabel",
            "lower-case letters, digits and hyphens, at most 63",
            Input::Line,
        )
        .matching("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        if text.is_empty() {
            return Err(Fault::required("The name"));
        }
        let fault = if text.len() > LONGEST {
            Fault::new(
                "dns-label.length",
                format!(
                    "{} has {} characters; a name here has at most {LONGEST}.",
                    quoted(text),
                    text.len()
                ),
            )
        } else if !text.chars().all(is_inner) {
            Fault::new(
                "dns-label.characters",
                format!(
                    "{} may hold only lower-case letters, digits and hyphens.",
                    quoted(text)
                ),
            )
        } else if text.starts_with('-') || text.ends_with('-') {
            Fault::new(
                "dns-label.ends",
                format!(
                    "{} must begin and end with a letter or digit.",
                    quoted(text)
                ),
            )
        } else {
            return Ok(Self(text.to_owned()));
        };
        Err(match nearest(text) {
            Some(label) => fault.suggest(label),
            None => fault,
        })
    }

    fn print(&self) -> String {
        self.0.clone()
    }

    fn vary(&self) -> Self {
        let mut text: String = self.0.chars().take(LONGEST - 1).collect();
        text.push(if self.0.ends_with('x') { 'y' } else { 'x' });
        Self(text)
    }
}

fn is_inner(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

/// The label that was probably meant, if anything of the text can stay.
fn nearest(text: &str) -> Option<String> {
    let mapped = text.chars().take(4 * LONGEST).map(|c| {
        let c = c.to_ascii_lowercase();
        if is_inner(c) { c } else { '-' }
    });
    let label: String = mapped
        .collect::<String>()
        .trim_matches('-')
        .chars()
        .take(LONGEST)
        .collect();
    let label = label.trim_end_matches('-');
    (!label.is_empty()).then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_api_server_refuses_is_refused_with_the_rule_it_breaks() {
        for (text, code) in [
            ("", "required"),
            ("Web", "dns-label.characters"),
            ("a.b", "dns-label.characters"),
            ("-a", "dns-label.ends"),
            ("a-", "dns-label.ends"),
            (&"a".repeat(64), "dns-label.length"),
        ] {
            assert_eq!(DnsLabel::parse(text).unwrap_err().code, code, "{text}");
        }
        assert!(DnsLabel::parse(&"a".repeat(63)).is_ok());
    }

    #[test]
    fn a_suggestion_is_itself_accepted() {
        for text in ["My App", "web_1.", "a-", &"A".repeat(70), "ü-x"] {
            let suggestion = DnsLabel::parse(text).unwrap_err().suggestion.unwrap();
            assert!(
                DnsLabel::parse(&suggestion).is_ok(),
                "{text} -> {suggestion}"
            );
        }
        assert_eq!(DnsLabel::parse("---").unwrap_err().suggestion, None);
    }
}
