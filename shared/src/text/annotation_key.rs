use super::label_key::{EXPECTS, KeyCodes, PATTERN, check_key, nearest_key};
use super::name::NameCodes;
use super::{Rule, Text};
use crate::form::Fault;

/// The key of an annotation: a name such as `note`, or one with a domain in front such as `example.com/note`.
///
/// The rule of a [`LabelKey`](super::LabelKey). The API server would take upper-case letters in the domain as well, which
/// no tool writes. Source: `ValidateAnnotations` of `apimachinery/pkg/api/validation/objectmeta.go`, Kubernetes 1.37.
pub type AnnotationKey = Text<AnnotationKeyRule>;

/// The rule of [`AnnotationKey`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotationKeyRule;

const CODES: KeyCodes = KeyCodes {
    prefix: "annotation-key.prefix",
    name: NameCodes {
        length: "annotation-key.length",
        characters: "annotation-key.characters",
        ends: "annotation-key.ends",
    },
};

impl Rule for AnnotationKeyRule {
    const NAME: &'static str = "annotationKey";
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_the_api_server_refuses_is_refused_with_the_rule_it_breaks() {
        refuses::<AnnotationKey>(&[
            ("", "required", None),
            ("my note", "annotation-key.characters", Some("my-note")),
            (
                "Example.com/note",
                "annotation-key.prefix",
                Some("example.com/note"),
            ),
            ("note-", "annotation-key.ends", Some("note")),
            (
                &"a".repeat(64),
                "annotation-key.length",
                Some(&"a".repeat(63)),
            ),
        ]);
        accepts::<AnnotationKey>(&["note", "example.com/Note"]);
    }
}
