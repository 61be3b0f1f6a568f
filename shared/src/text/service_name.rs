use super::name::{NameCodes, NameShape, is_of_label};
use super::{Rule, Text};
use crate::form::Fault;
use crate::form::parse::quoted;

/// The name of a Service: a DNS-1035 label, which is a DNS label that begins with a letter.
///
/// Up to Kubernetes 1.35 a Service may not begin with a digit; 1.36 lifted that (`RelaxedServiceNameValidation`), so this
/// rule holds on every supported version. Source: `ValidateServiceCreate` of `pkg/apis/core/validation/validation.go`
/// and `IsDNS1035Label` of `apimachinery/pkg/util/validation/validation.go`, Kubernetes 1.33 and 1.37.
pub type ServiceName = Text<ServiceNameRule>;

/// The rule of [`ServiceName`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceNameRule;

const SHAPE: NameShape = NameShape {
    longest: 63,
    holds: is_of_label,
    set: "lower-case letters, digits and hyphens",
    codes: NameCodes {
        length: "service-name.length",
        characters: "service-name.characters",
        ends: "service-name.ends",
    },
};

impl Rule for ServiceNameRule {
    const NAME: &'static str = "serviceName";
    const EXPECTS: &'static str =
        "lower-case letters, digits and hyphens, at most 63, with a letter in front";
    const PATTERN: Option<&'static str> = Some("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$");
    const MISSING: Option<&'static str> = Some("The name");

    fn check(text: &str) -> Result<(), Fault> {
        SHAPE.check(text)?;
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            let message = format!(
                "{} begins with a digit, which Kubernetes before 1.36 refuses for a Service.",
                quoted(text)
            );
            return Err(Fault::new("service-name.start", message));
        }
        Ok(())
    }

    fn nearest(text: &str) -> Vec<String> {
        vec![SHAPE.nearest(text), SHAPE.nearest(&format!("svc-{text}"))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn a_name_that_some_supported_version_refuses_is_refused() {
        refuses::<ServiceName>(&[
            ("", "required", None),
            ("1web", "service-name.start", Some("svc-1web")),
            ("Web", "service-name.characters", Some("web")),
            ("2 Web", "service-name.characters", Some("svc-2-web")),
            ("web.", "service-name.characters", Some("web")),
            ("web-", "service-name.ends", Some("web")),
            (
                &"a".repeat(64),
                "service-name.length",
                Some(&"a".repeat(63)),
            ),
        ]);
        accepts::<ServiceName>(&["a", "web-1", &"a".repeat(63)]);
    }
}
