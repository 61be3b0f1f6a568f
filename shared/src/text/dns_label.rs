use super::name::{NameCodes, NameShape, is_of_label};
use super::{Rule, Text};
use crate::form::Fault;

/// A DNS-1123 label: the name of a Namespace, a container, a volume.
///
/// At most 63 lower-case letters, digits and hyphens, with a letter or digit at both ends. Source:
/// `IsDNS1123Label` of `apimachinery/pkg/util/validation/validation.go`, Kubernetes 1.37.
pub type DnsLabel = Text<DnsLabelRule>;

/// The rule of [`DnsLabel`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DnsLabelRule;

const SHAPE: NameShape = NameShape {
    longest: 63,
    holds: is_of_label,
    set: "lower-case letters, digits and hyphens",
    codes: NameCodes {
        length: "dns-label.length",
        characters: "dns-label.characters",
        ends: "dns-label.ends",
    },
};

impl Rule for DnsLabelRule {
    const NAME: &'static str = "dnsLabel";
    const EXPECTS: &'static str = "lower-case letters, digits and hyphens, at most 63";
    const PATTERN: Option<&'static str> = Some("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$");
    const MISSING: Option<&'static str> = Some("The name");

    fn check(text: &str) -> Result<(), Fault> {
        SHAPE.check(text)
    }

    fn nearest(text: &str) -> Vec<String> {
        vec![SHAPE.nearest(text)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_the_api_server_refuses_is_refused_with_the_rule_it_breaks() {
        refuses::<DnsLabel>(&[
            ("", "required", None),
            ("My - App", "dns-label.characters", Some("my-app")),
            ("web_1.", "dns-label.characters", Some("web-1")),
            ("we\u{200b}b", "dns-label.characters", Some("web")),
            ("ü-x", "dns-label.characters", Some("x")),
            ("a.b", "dns-label.characters", Some("a-b")),
            ("-a", "dns-label.ends", Some("a")),
            ("a-", "dns-label.ends", Some("a")),
            ("---", "dns-label.ends", None),
            (&"a".repeat(64), "dns-label.length", Some(&"a".repeat(63))),
        ]);
        accepts::<DnsLabel>(&["a", "0", "a--b", &"a".repeat(63)]);
    }
}
