use super::name::{NameCodes, NameShape, is_of_label};
use super::{Rule, Text};
use crate::form::Fault;
use crate::form::parse::quoted;

/// The name of a StatefulSet and of its Service: a DNS label of at most 52 characters that begins with a letter.
///
/// The API server takes 63 characters, but then the pods are never created: each gets the label
/// `controller-revision-hash` of the name, a hyphen and a hash of up to 10 characters, and a label value has at most 63.
/// It begins with a letter because the Service of the pods has the same name. Source: `ValidateStatefulSetName` of
/// `pkg/apis/apps/validation/validation.go` and `ControllerRevisionName` of
/// `pkg/controller/history/controller_history.go`, Kubernetes 1.37.
pub type StatefulSetName = Text<StatefulSetNameRule>;

/// The rule of [`StatefulSetName`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatefulSetNameRule;

const LONGEST: usize = 52;

const SHAPE: NameShape = NameShape {
    longest: LONGEST,
    holds: is_of_label,
    set: "lower-case letters, digits and hyphens",
    codes: NameCodes {
        length: "stateful-set-name.length",
        characters: "stateful-set-name.characters",
        ends: "stateful-set-name.ends",
    },
};

impl Rule for StatefulSetNameRule {
    const NAME: &'static str = "statefulSetName";
    const EXPECTS: &'static str =
        "lower-case letters, digits and hyphens, at most 52, with a letter in front";
    const PATTERN: Option<&'static str> = Some("^[a-z]([-a-z0-9]{0,50}[a-z0-9])?$");
    const MISSING: Option<&'static str> = Some("The name");

    fn check(text: &str) -> Result<(), Fault> {
        if text.len() > LONGEST {
            let message = format!(
                "{} has {} characters; Kubernetes never creates the pods of a StatefulSet whose name has more than \
                 {LONGEST}.",
                quoted(text),
                text.chars().count()
            );
            return Err(Fault::new(SHAPE.codes.length, message));
        }
        SHAPE.check(text)?;
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            let message = format!(
                "{} begins with a digit, which Kubernetes before 1.36 refuses for the Service of the same name.",
                quoted(text)
            );
            return Err(Fault::new("stateful-set-name.start", message));
        }
        Ok(())
    }

    fn nearest(text: &str) -> Vec<String> {
        vec![SHAPE.nearest(text), SHAPE.nearest(&format!("app-{text}"))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn a_name_whose_pods_would_never_be_created_is_refused() {
        refuses::<StatefulSetName>(&[
            ("", "required", None),
            (
                &"a".repeat(53),
                "stateful-set-name.length",
                Some(&"a".repeat(52)),
            ),
            ("7-zip", "stateful-set-name.start", Some("app-7-zip")),
            ("Agdb", "stateful-set-name.characters", Some("agdb")),
            (
                "agdb.prod",
                "stateful-set-name.characters",
                Some("agdb-prod"),
            ),
            ("agdb-", "stateful-set-name.ends", Some("agdb")),
        ]);
        accepts::<StatefulSetName>(&["a", "agdb-0", &"a".repeat(52)]);
    }
}
