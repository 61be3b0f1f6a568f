use super::label_value::is_of_label_value;
use super::{Rule, Text};
use crate::form::Fault;
use crate::form::parse::quoted;

/// A key of a ConfigMap or Secret, which is a file name where it is mounted: `users.txt`.
///
/// At most 253 letters, digits, hyphens, underscores and dots, and neither `.` nor anything that begins with `..`. Source:
/// `IsConfigMapKey` of `apimachinery/pkg/util/validation/validation.go`, Kubernetes 1.37.
pub type ConfigKey = Text<ConfigKeyRule>;

/// The rule of [`ConfigKey`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConfigKeyRule;

const LONGEST: usize = 253;

impl Rule for ConfigKeyRule {
    const NAME: &'static str = "configKey";
    const EXPECTS: &'static str = "a file name of letters, digits, hyphens, underscores and dots";
    const PATTERN: Option<&'static str> = Some("^[-._a-zA-Z0-9]{1,253}$");
    const MISSING: Option<&'static str> = Some("The key");

    fn check(text: &str) -> Result<(), Fault> {
        let shown = quoted(text);
        if text.len() > LONGEST {
            let length = text.chars().count();
            let message = format!("{shown} has {length} characters; a key has at most {LONGEST}.");
            Err(Fault::new("config-key.length", message))
        } else if !text.chars().all(is_of_label_value) {
            let message =
                format!("{shown} may hold only letters, digits, hyphens, underscores and dots.");
            Err(Fault::new("config-key.characters", message))
        } else if text == "." || text.starts_with("..") {
            let message = format!("{shown} must not be . or begin with .., which mean folders.");
            Err(Fault::new("config-key.dots", message))
        } else {
            Ok(())
        }
    }

    fn nearest(text: &str) -> Vec<String> {
        let text = text.trim();
        let file = text
            .rsplit('/')
            .find(|part| !part.is_empty())
            .unwrap_or_default();
        let mapped = file
            .chars()
            .map(|c| if is_of_label_value(c) { c } else { '-' });
        let mapped: String = mapped.take(LONGEST).collect();
        let mapped = if mapped.starts_with("..") {
            mapped.trim_start_matches('.')
        } else {
            &mapped
        };
        let told = mapped.contains(|c: char| c.is_ascii_alphanumeric());
        told.then(|| mapped.to_owned()).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_the_api_server_refuses_is_refused_with_the_rule_it_breaks() {
        refuses::<ConfigKey>(&[
            ("", "required", None),
            ("my file.txt", "config-key.characters", Some("my-file.txt")),
            ("/etc/users.txt", "config-key.characters", Some("users.txt")),
            ("..data", "config-key.dots", Some("data")),
            (".", "config-key.dots", None),
            ("..", "config-key.dots", None),
            (
                &"a".repeat(254),
                "config-key.length",
                Some(&"a".repeat(253)),
            ),
        ]);
        accepts::<ConfigKey>(&["a", ".env", "users.txt", "-", &"a".repeat(253)]);
    }
}
