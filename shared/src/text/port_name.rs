use super::name::{has_firm_ends, is_of_label};
use super::{Rule, Text};
use crate::form::Fault;
use crate::form::parse::quoted;

/// The name of a port (IANA_SVC_NAME): at most 15 lower-case letters, digits and sole hyphens, with a letter among them.
///
/// Source: `IsValidPortName` of `apimachinery/pkg/util/validation/validation.go`, Kubernetes 1.37. The ports of a Service
/// could have longer names, which probes and network policies could not use.
pub type PortName = Text<PortNameRule>;

/// The rule of [`PortName`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PortNameRule;

const LONGEST: usize = 15;

impl Rule for PortNameRule {
    const NAME: &'static str = "portName";
    const EXPECTS: &'static str = "lower-case letters, digits and hyphens, at most 15";
    const PATTERN: Option<&'static str> = Some("^[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$");
    const MISSING: Option<&'static str> = Some("The name");

    fn check(text: &str) -> Result<(), Fault> {
        let shown = quoted(text);
        if text.len() > LONGEST {
            let length = text.chars().count();
            let message = format!(
                "{shown} has {length} characters; the name of a port has at most {LONGEST}."
            );
            Err(Fault::new("port-name.length", message))
        } else if !text.chars().all(is_of_label) {
            let message = format!("{shown} may hold only lower-case letters, digits and hyphens.");
            Err(Fault::new("port-name.characters", message))
        } else if !has_firm_ends(text) || text.contains("--") {
            let message = format!("In {shown}, each hyphen must stand between letters or digits.");
            Err(Fault::new("port-name.hyphens", message))
        } else if !text.contains(|c: char| c.is_ascii_lowercase()) {
            let message =
                format!("{shown} needs at least one letter, or it would be taken for a number.");
            Err(Fault::new("port-name.letter", message))
        } else {
            Ok(())
        }
    }

    fn nearest(text: &str) -> Vec<String> {
        let lower = text.to_ascii_lowercase();
        let parts: Vec<&str> = lower
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|part| !part.is_empty())
            .collect();
        let joined = parts.join("-");
        let cut = joined[..joined.len().min(LONGEST)].trim_end_matches('-');
        vec![cut.to_owned(), format!("p-{cut}")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_the_api_server_refuses_is_refused_with_the_rule_it_breaks() {
        refuses::<PortName>(&[
            ("", "required", None),
            (
                "management-https",
                "port-name.length",
                Some("management-http"),
            ),
            ("HTTP", "port-name.characters", Some("http")),
            ("my_port", "port-name.characters", Some("my-port")),
            ("a--b", "port-name.hyphens", Some("a-b")),
            ("-a", "port-name.hyphens", Some("a")),
            ("a-", "port-name.hyphens", Some("a")),
            ("-", "port-name.hyphens", None),
            ("8080", "port-name.letter", Some("p-8080")),
        ]);
        accepts::<PortName>(&["a", "http", "8080-x", "abcdefghijklmno"]);
    }
}
