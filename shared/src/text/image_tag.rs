use super::{Rule, Text};
use crate::form::Fault;
use crate::form::parse::quoted;

/// The tag of an image, such as `16.4-alpine`: at most 128 letters, digits, underscores, dots and hyphens, the first of
/// which is neither dot nor hyphen. Grammar: `reference.go` of `distribution/reference` 0.6.
pub type ImageTag = Text<ImageTagRule>;

/// The rule of [`ImageTag`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageTagRule;

const LONGEST: usize = 128;

impl Rule for ImageTagRule {
    const NAME: &'static str = "imageTag";
    const EXPECTS: &'static str =
        "letters, digits, underscores, dots and hyphens, such as 16.4-alpine";
    const PATTERN: Option<&'static str> = Some("^[A-Za-z0-9_][-A-Za-z0-9_.]{0,127}$");
    const MISSING: Option<&'static str> = Some("The tag");

    fn check(text: &str) -> Result<(), Fault> {
        let shown = quoted(text);
        if text.len() > LONGEST {
            let length = text.chars().count();
            let message = format!("{shown} has {length} characters; a tag has at most {LONGEST}.");
            Err(Fault::new("image-tag.length", message))
        } else if !text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'))
        {
            let message =
                format!("{shown} may hold only letters, digits, underscores, dots and hyphens.");
            Err(Fault::new("image-tag.characters", message))
        } else if text.starts_with(['.', '-']) {
            let message = format!("{shown} must begin with a letter, a digit or an underscore.");
            Err(Fault::new("image-tag.start", message))
        } else {
            Ok(())
        }
    }

    fn nearest(text: &str) -> Vec<String> {
        let text = text.trim();
        let tag = text.rsplit(':').next().unwrap_or_default();
        vec![tag.trim_start_matches(['.', '-']).replace('+', "_")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_no_registry_takes_as_a_tag_is_refused() {
        refuses::<ImageTag>(&[
            ("", "required", None),
            (":1.2", "image-tag.characters", Some("1.2")),
            ("agdb:1.2", "image-tag.characters", Some("1.2")),
            ("1.2+build.3", "image-tag.characters", Some("1.2_build.3")),
            ("a b", "image-tag.characters", None),
            ("-a", "image-tag.start", Some("a")),
            (&"a".repeat(129), "image-tag.length", None),
        ]);
        accepts::<ImageTag>(&["latest", "1.2.3", "_x", "V1-RC.1", &"a".repeat(128)]);
    }
}
