use super::{Rule, Text};
use crate::form::Fault;
use crate::form::parse::quoted;

/// The name of an environment variable that every shell can read: letters, digits and underscores, no digit in front.
///
/// Kubernetes takes more, and from 1.32 on nearly everything (`IsRelaxedEnvVarName` of
/// `apimachinery/pkg/util/validation/validation.go`), but a shell does not see the rest (POSIX.1-2024, base definitions,
/// 8.1).
pub type EnvName = Text<EnvNameRule>;

/// The rule of [`EnvName`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnvNameRule;

impl Rule for EnvNameRule {
    const NAME: &'static str = "envName";
    const EXPECTS: &'static str = "letters, digits and underscores, such as LOG_LEVEL";
    const PATTERN: Option<&'static str> = Some("^[A-Za-z_][A-Za-z0-9_]*$");
    const MISSING: Option<&'static str> = Some("The name");

    fn check(text: &str) -> Result<(), Fault> {
        let shown = quoted(text);
        if !text.chars().all(is_of_name) {
            let message = format!(
                "{shown} may hold only letters, digits and underscores; shells do not see other variables."
            );
            Err(Fault::new("env-name.characters", message))
        } else if text.starts_with(|c: char| c.is_ascii_digit()) {
            let message =
                format!("{shown} must not begin with a digit; shells do not see such variables.");
            Err(Fault::new("env-name.start", message))
        } else {
            Ok(())
        }
    }

    fn nearest(text: &str) -> Vec<String> {
        let name = text.trim().trim_start_matches('$');
        let name = name.split('=').next().unwrap_or_default().trim();
        let mapped: String = name
            .chars()
            .map(|c| if is_of_name(c) { c } else { '_' })
            .collect();
        let told = mapped.contains(|c: char| c.is_ascii_alphanumeric());
        let digit = mapped.starts_with(|c: char| c.is_ascii_digit());
        told.then(|| if digit { format!("_{mapped}") } else { mapped })
            .into_iter()
            .collect()
    }
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn a_variable_that_no_shell_sees_is_refused() {
        refuses::<EnvName>(&[
            ("", "required", None),
            ("log-level", "env-name.characters", Some("log_level")),
            (
                "spring.profile",
                "env-name.characters",
                Some("spring_profile"),
            ),
            ("LOG=debug", "env-name.characters", Some("LOG")),
            ("$HOME", "env-name.characters", Some("HOME")),
            ("2FA", "env-name.start", Some("_2FA")),
            ("=", "env-name.characters", None),
        ]);
        accepts::<EnvName>(&["A", "_", "LOG_LEVEL", "a1"]);
    }
}
