use super::image_repository::{bare, is_component, is_registry};
use super::{Rule, Text};
use crate::form::Fault;
use crate::form::parse::quoted;

/// What stands in front of the names of images on a mirror: a registry, and perhaps a path on it, such as
/// `registry.example.com:5000/mirror`.
///
/// The registry has a dot or a port, or is `localhost`; anything else would be a name on Docker Hub (`splitDockerDomain`
/// of `normalize.go` of `distribution/reference` 0.6). At most 100 characters, see
/// [`ImageRepository`](super::ImageRepository).
pub type ImagePrefix = Text<ImagePrefixRule>;

/// The rule of [`ImagePrefix`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImagePrefixRule;

const LONGEST: usize = 100;

impl Rule for ImagePrefixRule {
    const NAME: &'static str = "imagePrefix";
    const EXPECTS: &'static str =
        "a registry and perhaps a path, such as registry.example.com/mirror";
    const PATTERN: Option<&'static str> =
        Some(r"^([-a-z0-9.]+|\[[0-9a-f:]+\])(:[1-9][0-9]{0,4})?(/[-a-z0-9._]+)*$");
    const MISSING: Option<&'static str> = Some("The registry");

    fn check(text: &str) -> Result<(), Fault> {
        let shown = quoted(text);
        let (registry, path) = text.split_once('/').unwrap_or((text, "x"));
        if text.len() > LONGEST {
            let message = format!(
                "{shown} has {} bytes; at most {LONGEST} fit here.",
                text.len()
            );
            Err(Fault::new("image-prefix.length", message))
        } else if text.contains("://") {
            let message = format!("{shown} must not have a scheme such as https:// in front.");
            Err(Fault::new("image-prefix.scheme", message))
        } else if text.ends_with('/') {
            let message = format!("{shown} must not end with a slash.");
            Err(Fault::new("image-prefix.end", message))
        } else if !is_registry(registry) {
            let message = format!(
                "{} is no registry, which is a host or host:port.",
                quoted(registry)
            );
            Err(Fault::new("image-prefix.registry", message))
        } else if !registry.contains(['.', ':']) && registry != "localhost" {
            let message = format!(
                "{} without a dot or port would be looked for on Docker Hub.",
                quoted(registry)
            );
            Err(Fault::new("image-prefix.docker-hub", message))
        } else if !path.split('/').all(is_component) {
            let message = format!(
                "In {shown}, the parts after the registry hold lower-case letters and digits, with ., _, __ or hyphens \
                 between them."
            );
            Err(Fault::new("image-prefix.path", message))
        } else {
            Ok(())
        }
    }

    fn nearest(text: &str) -> Vec<String> {
        let bare = bare(text).to_ascii_lowercase();
        if bare.contains(['.', ':']) {
            vec![bare]
        } else {
            vec![bare.clone(), format!("docker.io/{bare}")]
        }
    }

    fn variations(text: &str) -> Vec<String> {
        let (registry, path) = text.split_once('/').unwrap_or((text, ""));
        let rest = if path.is_empty() {
            String::new()
        } else {
            format!("/{path}")
        };
        vec![
            format!("x.{registry}{rest}"),
            format!("x.{}", text.get(2..).unwrap_or_default()),
            "x.example.com".to_owned(),
            "y.example.com".to_owned(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_cannot_stand_in_front_of_an_image_is_refused() {
        refuses::<ImagePrefix>(&[
            ("", "required", None),
            (
                "https://registry.example.com/mirror/",
                "image-prefix.scheme",
                Some("registry.example.com/mirror"),
            ),
            (
                "registry.example.com/",
                "image-prefix.end",
                Some("registry.example.com"),
            ),
            (
                "Registry.example.com",
                "image-prefix.registry",
                Some("registry.example.com"),
            ),
            ("a_b.example.com", "image-prefix.registry", None),
            ("registry.example.com:0", "image-prefix.registry", None),
            (
                "mirror",
                "image-prefix.docker-hub",
                Some("docker.io/mirror"),
            ),
            ("registry.example.com//a", "image-prefix.path", None),
            ("registry.example.com/a:1", "image-prefix.path", None),
            (
                "registry.example.com/A",
                "image-prefix.path",
                Some("registry.example.com/a"),
            ),
            (
                &format!("a.b/{}", "a".repeat(97)),
                "image-prefix.length",
                None,
            ),
        ]);
        accepts::<ImagePrefix>(&[
            "registry.example.com",
            "registry:5000",
            "localhost",
            "registry.example.com:5000/a/b",
            "10.0.0.1",
            "[2001:db8::1]:5000/a",
            &format!("a.b/{}", "a".repeat(96)),
        ]);
    }
}
