use super::port_range::read_port;
use super::{ImagePrefix, Rule, Text};
use crate::form::Fault;
use crate::form::parse::quoted;

/// An image without tag and digest: `agnesoft/agdb` or `quay.io/example/app`.
///
/// Grammar: `reference.go` of `distribution/reference` 0.6, with the registry in lower case. At most 154 characters, so
/// that it stays within the 255 of that grammar with any [`ImagePrefix`] in front.
pub type ImageRepository = Text<ImageRepositoryRule>;

/// The rule of [`ImageRepository`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageRepositoryRule;

const LONGEST: usize = 154;

/// The registry of an image that names none.
const DOCKER_HUB: &str = "docker.io";

impl ImageRepository {
    /// The registry: the host, with its port, in front of the first slash, or else `docker.io`.
    pub fn registry(&self) -> &str {
        split_registry(self.as_str()).0.unwrap_or(DOCKER_HUB)
    }

    /// The name within the registry, as typed.
    pub fn path(&self) -> &str {
        split_registry(self.as_str()).1
    }

    /// The same image on a mirror: the prefix takes the place of the registry, or stands in front where none is named.
    ///
    /// Under `registry.example.com/mirror`, `quay.io/a/b` is `registry.example.com/mirror/a/b` and `postgres` is
    /// `registry.example.com/mirror/postgres`; `docker.io/library/postgres` keeps its `library/`.
    #[must_use]
    pub fn under(&self, prefix: &ImagePrefix) -> Self {
        Self::composed(format!("{prefix}/{}", self.path()))
    }
}

impl Rule for ImageRepositoryRule {
    const NAME: &'static str = "imageRepository";
    const EXPECTS: &'static str = "an image without a tag, such as quay.io/example/app";
    const PATTERN: Option<&'static str> =
        Some(r"^([-a-z0-9.]+(:[0-9]+)?/|\[[0-9a-f:]+\](:[0-9]+)?/)?[-a-z0-9._/]+$");
    const MISSING: Option<&'static str> = Some("The image");

    fn check(text: &str) -> Result<(), Fault> {
        check_repository(text, LONGEST)
    }

    fn nearest(text: &str) -> Vec<String> {
        let text = bare(text);
        let name = text.split('@').next().unwrap_or_default();
        let tagless = match name.rsplit_once(':') {
            Some((rest, tag)) if !tag.contains('/') => rest,
            _ => name,
        };
        vec![tagless.to_owned(), tagless.to_ascii_lowercase()]
    }
}

/// Why a text is no repository, of at most `longest` characters, of images.
pub(super) fn check_repository(text: &str, longest: usize) -> Result<(), Fault> {
    let shown = quoted(text);
    if text.len() > longest {
        let message = format!(
            "{shown} has {} bytes; at most {longest} fit here.",
            text.len()
        );
        return Err(Fault::new("image.length", message));
    }
    if text.contains("://") {
        let message = format!("{shown} must not have a scheme such as https:// in front.");
        return Err(Fault::new("image.scheme", message));
    }
    let (registry, path) = split_registry(text);
    if let Some(registry) = registry.filter(|registry| !is_registry(registry)) {
        let message = format!(
            "{} in front of the first slash is no registry, which is a host or host:port.",
            quoted(registry)
        );
        return Err(Fault::new("image.registry", message));
    }
    if !path.split('/').all(is_component) {
        let message = format!(
            "{} is no image: its parts between slashes hold lower-case letters and digits, with ., _, __ or hyphens \
             between them.",
            quoted(path)
        );
        return Err(Fault::new("image.name", message));
    }
    if registry.is_none() && path.len() == 64 && path.bytes().all(|b| b.is_ascii_hexdigit()) {
        let message = format!("{shown} is the id of an image, which says nothing of where it is.");
        return Err(Fault::new("image.id", message));
    }
    Ok(())
}

/// What stands in front of the first slash, where that is a registry, and the rest.
///
/// A first part without dot and colon is the name of somebody on Docker Hub, unless it is `localhost`.
pub(super) fn split_registry(text: &str) -> (Option<&str>, &str) {
    match text.split_once('/') {
        Some((first, rest)) if first.contains(['.', ':']) || first == "localhost" => {
            (Some(first), rest)
        }
        _ => (None, text),
    }
}

/// Whether a text is a host in lower case, which may have a port.
pub(super) fn is_registry(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (text, None),
    };
    let address = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let known = match address {
        Some(address) => super::ip::read_ip(address).is_ok_and(|ip| ip.is_ipv6()),
        None => host.split('.').all(is_domain_component),
    };
    known && port.is_none_or(|port| read_port(port).is_some())
}

fn is_domain_component(text: &str) -> bool {
    super::name::has_firm_ends(text) && text.chars().all(super::name::is_of_label)
}

/// Whether a text is a part of a name: runs of letters and digits, joined by `.`, `_`, `__` or any number of hyphens.
pub(super) fn is_component(text: &str) -> bool {
    let is_run = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let joints = text.split(is_run).filter(|joint| !joint.is_empty());
    let joined =
        |joint: &str| matches!(joint, "." | "_" | "__") || joint.bytes().all(|b| b == b'-');
    super::name::has_firm_ends(text) && joints.into_iter().all(joined)
}

/// The text without what people copy along: blanks, a scheme, `docker pull`, slashes at the end.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_prefix("docker pull ").unwrap_or(text).trim();
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    text.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Leaf;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_no_runtime_takes_as_an_image_is_refused() {
        refuses::<ImageRepository>(&[
            ("", "required", None),
            ("postgres:16", "image.name", Some("postgres")),
            ("quay.io/a/b@sha256:00", "image.name", Some("quay.io/a/b")),
            ("https://quay.io/a/b/", "image.scheme", Some("quay.io/a/b")),
            ("docker pull a/b", "image.name", Some("a/b")),
            ("Agnesoft/Agdb", "image.name", Some("agnesoft/agdb")),
            ("Quay.io/a", "image.registry", Some("quay.io/a")),
            ("quay..io/a", "image.registry", None),
            ("localhost:0/a", "image.registry", None),
            ("[::1/a", "image.registry", None),
            ("a//b", "image.name", None),
            ("a___b", "image.name", None),
            ("a._b", "image.name", None),
            ("-a", "image.name", None),
            (&"ab".repeat(32), "image.id", None),
            (&"a".repeat(155), "image.length", None),
        ]);
        accepts::<ImageRepository>(&[
            "postgres",
            "a/b/c",
            "a.b_c__d---e",
            "quay.io/a/b",
            "localhost/a",
            "localhost:5000/a",
            "[2001:db8::1]:5000/a",
            "[2001:db8::1]/a",
            &"a".repeat(154),
        ]);
    }

    #[test]
    fn a_mirror_takes_the_place_of_the_registry_and_of_nothing_else() {
        for (image, registry, mirrored) in [
            ("postgres", "docker.io", "r.example.com/m/postgres"),
            (
                "docker.io/library/postgres",
                "docker.io",
                "r.example.com/m/library/postgres",
            ),
            ("quay.io/a/b", "quay.io", "r.example.com/m/a/b"),
            ("localhost:5000/a", "localhost:5000", "r.example.com/m/a"),
            (
                "agnesoft/agdb",
                "docker.io",
                "r.example.com/m/agnesoft/agdb",
            ),
        ] {
            let image = ImageRepository::parse(image).unwrap();
            assert_eq!(image.registry(), registry);
            assert_eq!(
                image
                    .under(&ImagePrefix::literal("r.example.com/m"))
                    .as_str(),
                mirrored
            );
        }
    }
}
