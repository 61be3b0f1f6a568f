use super::name::{NameCodes, NameShape};
use super::{Rule, Text};
use crate::form::Fault;

/// The value of a label, which may be empty.
///
/// Otherwise at most 63 letters, digits, hyphens, underscores and dots, with a letter or digit at both ends. Source:
/// `IsLabelValue` of `apimachinery/pkg/api/validate/content/kube.go`, Kubernetes 1.37.
pub type LabelValue = Text<LabelValueRule>;

/// The rule of [`LabelValue`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelValueRule;

const SHAPE: NameShape = NameShape {
    longest: 63,
    holds: is_of_label_value,
    set: "letters, digits, hyphens, underscores and dots",
    codes: NameCodes {
        length: "label-value.length",
        characters: "label-value.characters",
        ends: "label-value.ends",
    },
};

impl Rule for LabelValueRule {
    const NAME: &'static str = "labelValue";
    const EXPECTS: &'static str =
        "letters, digits, hyphens, underscores and dots, at most 63, or nothing";
    const PATTERN: Option<&'static str> =
        Some("^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$");
    const MISSING: Option<&'static str> = None;

    fn check(text: &str) -> Result<(), Fault> {
        if text.is_empty() {
            return Ok(());
        }
        SHAPE.check(text)
    }

    fn nearest(text: &str) -> Vec<String> {
        vec![SHAPE.nearest(text)]
    }
}

/// Whether a character may stand in the value of a label, or in the name of its key.
pub(super) fn is_of_label_value(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_the_api_server_refuses_is_refused_with_the_rule_it_breaks() {
        refuses::<LabelValue>(&[
            ("Team A & B", "label-value.characters", Some("Team-A-B")),
            (
                "me@example.com",
                "label-value.characters",
                Some("me-example.com"),
            ),
            ("a/b", "label-value.characters", Some("a-b")),
            ("_a", "label-value.ends", Some("a")),
            ("a.", "label-value.ends", Some("a")),
            ("...", "label-value.ends", None),
            (&"a".repeat(64), "label-value.length", Some(&"a".repeat(63))),
        ]);
        accepts::<LabelValue>(&["", "A", "1.2_b-C", &"a".repeat(63)]);
    }
}
