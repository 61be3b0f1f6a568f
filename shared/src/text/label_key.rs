use super::label_value::is_of_label_value;
use super::name::{NameCodes, NameShape};
use super::{DnsSubdomain, Rule, Text};
use crate::form::parse::quoted;
use crate::form::{Fault, Leaf};

/// The key of a label: a name such as `owner`, or one with a domain in front such as `example.com/owner`.
///
/// The name has at most 63 letters, digits, hyphens, underscores and dots, with a letter or digit at both ends; the
/// prefix is a DNS subdomain. Source: `IsLabelKey` of `apimachinery/pkg/api/validate/content/kube.go`, Kubernetes 1.37.
pub type LabelKey = Text<LabelKeyRule>;

/// The rule of [`LabelKey`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelKeyRule;

/// What the keys of labels and of annotations have in common: the qualified name.
pub(super) const PATTERN: &str =
    r"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$";

/// What is expected of a qualified name.
pub(super) const EXPECTS: &str = "a name such as owner or example.com/owner";

const CODES: KeyCodes = KeyCodes {
    prefix: "label-key.prefix",
    name: NameCodes {
        length: "label-key.length",
        characters: "label-key.characters",
        ends: "label-key.ends",
    },
};

impl Rule for LabelKeyRule {
    const NAME: &'static str = "labelKey";
    const EXPECTS: &'static str = EXPECTS;
    const PATTERN: Option<&'static str> = Some(PATTERN);
    const MISSING: Option<&'static str> = Some("The key");

    fn check(text: &str) -> Result<(), Fault> {
        check_key(text, CODES)
    }

    fn nearest(text: &str) -> Vec<String> {
        nearest_key(text)
    }
}

/// The codes of the rules of a qualified name.
pub(super) struct KeyCodes {
    pub(super) prefix: &'static str,
    pub(super) name: NameCodes,
}

/// Why a text is no qualified name.
pub(super) fn check_key(text: &str, codes: KeyCodes) -> Result<(), Fault> {
    let name = match text.split_once('/') {
        None => text,
        Some((prefix, name)) => {
            if DnsSubdomain::parse(prefix).is_err() {
                let message = format!(
                    "{} needs a lower-case domain such as example.com before the slash.",
                    quoted(text)
                );
                return Err(Fault::new(codes.prefix, message));
            }
            name
        }
    };
    shape(codes.name).check(name)
}

/// The qualified name that was probably meant; what was a link loses its scheme.
pub(super) fn nearest_key(text: &str) -> Vec<String> {
    const NO_CODES: NameCodes = NameCodes {
        length: "",
        characters: "",
        ends: "",
    };
    let text = text.trim();
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let (prefix, name) = text.split_once('/').unwrap_or(("", text));
    let name = shape(NO_CODES).nearest(name);
    let prefix = match DnsSubdomain::parse(prefix) {
        Ok(prefix) => Some(prefix.print()),
        Err(fault) => fault.suggestion,
    };
    vec![match prefix {
        Some(prefix) => format!("{prefix}/{name}"),
        None => name,
    }]
}

const fn shape(codes: NameCodes) -> NameShape {
    NameShape {
        longest: 63,
        holds: is_of_label_value,
        set: "letters, digits, hyphens, underscores and dots, and one slash after a domain",
        codes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_the_api_server_refuses_is_refused_with_the_rule_it_breaks() {
        refuses::<LabelKey>(&[
            ("", "required", None),
            ("cost centre", "label-key.characters", Some("cost-centre")),
            ("a/b/c", "label-key.characters", Some("a/b-c")),
            (
                "https://example.com/owner",
                "label-key.prefix",
                Some("example.com/owner"),
            ),
            (
                "Example.com/owner",
                "label-key.prefix",
                Some("example.com/owner"),
            ),
            ("/owner", "label-key.prefix", Some("owner")),
            ("example.com/", "label-key.ends", None),
            ("-a", "label-key.ends", Some("a")),
            (&"a".repeat(64), "label-key.length", Some(&"a".repeat(63))),
        ]);
        accepts::<LabelKey>(&[
            "owner",
            "example.com/Cost_Centre.1",
            &format!("a/{}", "a".repeat(63)),
        ]);
    }
}
