use std::fmt;

use super::image_repository::bare;
use super::rule::{literal, read_or_suggest};
use super::{ImagePrefix, ImageRepository, ImageTag};
use crate::form::parse::quoted;
use crate::form::{Fault, Input, Leaf, LeafType};

/// An image that a container runs: `repository`, `repository:tag`, or either with `@digest`. The default is unanswered.
///
/// Grammar: `reference.go` of `distribution/reference` 0.6, which the API server does not apply: what breaks it is only
/// noticed when the image is pulled. A digest is SHA-256 or SHA-512, the two that the OCI image specification 1.1.0 knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageRef {
    repository: ImageRepository,
    tag: Option<ImageTag>,
    digest: Option<String>,
}

impl ImageRef {
    /// The image of a repository with a tag.
    pub const fn tagged(repository: ImageRepository, tag: ImageTag) -> Self {
        Self {
            repository,
            tag: Some(tag),
            digest: None,
        }
    }

    /// The registry that has the image; `docker.io` where none is named.
    pub fn registry(&self) -> &str {
        self.repository.registry()
    }

    /// The image without tag and digest.
    pub const fn repository(&self) -> &ImageRepository {
        &self.repository
    }

    /// The tag, where there is one. Without tag and digest, `latest` is pulled.
    pub const fn tag(&self) -> Option<&ImageTag> {
        self.tag.as_ref()
    }

    /// The digest with its algorithm in front, such as `sha256:…`, where there is one. It wins over the tag.
    pub fn digest(&self) -> Option<&str> {
        self.digest.as_deref()
    }

    /// The same image on a mirror, see [`ImageRepository::under`].
    #[must_use]
    pub fn under(&self, prefix: &ImagePrefix) -> Self {
        Self {
            repository: self.repository.under(prefix),
            ..self.clone()
        }
    }

    /// The image that a literal of the source spells.
    pub fn literal(text: &'static str) -> Self {
        literal(text)
    }
}

impl fmt::Display for ImageRef {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.repository)?;
        if let Some(tag) = &self.tag {
            write!(out, ":{tag}")?;
        }
        if let Some(digest) = &self.digest {
            write!(out, "@{digest}")?;
        }
        Ok(())
    }
}

impl Leaf for ImageRef {
    fn describe() -> LeafType {
        LeafType::of::<Self>("imageRef", "an image with its tag, such as quay.io/example/app:1.2", Input::Line)
            .matching(r"^[-a-z0-9._/:\[\]]+(:[A-Za-z0-9_][-A-Za-z0-9_.]{0,127})?(@sha(256|512):[0-9a-f]{64,128})?$")
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        read_or_suggest(text, read, nearest)
    }

    fn print(&self) -> String {
        self.to_string()
    }

    fn vary(&self) -> Self {
        if self.digest.is_some() || self.tag.is_none() {
            Self {
                repository: self.repository.vary(),
                ..self.clone()
            }
        } else {
            Self {
                tag: self.tag.as_ref().map(Leaf::vary),
                ..self.clone()
            }
        }
    }
}

fn read(text: &str) -> Result<ImageRef, Fault> {
    let (named, digest) = match text.split_once('@') {
        Some((named, digest)) => (named, Some(digest)),
        None => (text, None),
    };
    let (repository, tag) = split_tag(named);
    let repository = ImageRepository::parse(repository).map_err(|fault| Fault {
        suggestion: None,
        ..fault
    })?;
    let tag = tag
        .map(ImageTag::parse)
        .transpose()
        .map_err(|fault| Fault {
            code: "image.tag",
            suggestion: None,
            ..fault
        })?;
    if digest.is_some_and(|digest| !is_digest(digest)) {
        let message = format!(
            "{} must end in sha256: and 64, or sha512: and 128, lower-case hexadecimal digits after the @.",
            quoted(text)
        );
        return Err(Fault::new("image.digest", message));
    }
    Ok(ImageRef {
        repository,
        tag,
        digest: digest.map(str::to_owned),
    })
}

/// The repository, and the tag after the last colon where that does not begin a port.
fn split_tag(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once(':') {
        Some((repository, tag)) if !tag.contains('/') => (repository, Some(tag)),
        _ => (text, None),
    }
}

pub(super) fn is_digest(text: &str) -> bool {
    let hex = match text.split_once(':') {
        Some(("sha256", hex)) if hex.len() == 64 => hex,
        Some(("sha512", hex)) if hex.len() == 128 => hex,
        _ => return false,
    };
    hex.bytes()
        .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn nearest(text: &str) -> [String; 2] {
    let bare = bare(text).trim_end_matches([':', '@']);
    let (named, digest) = bare.split_at(bare.find('@').unwrap_or(bare.len()));
    let (repository, tag) = split_tag(named);
    let tag = tag
        .map(|tag| format!(":{}", tag.replace('+', "_")))
        .unwrap_or_default();
    let lower = format!(
        "{}{tag}{}",
        repository.to_ascii_lowercase(),
        digest.to_ascii_lowercase()
    );
    [bare.to_owned(), lower]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    fn digest() -> String {
        format!("sha256:{}", "0a".repeat(32))
    }

    #[test]
    fn what_no_runtime_takes_as_an_image_is_refused() {
        let upper = format!("a@{}", digest().to_uppercase());
        let lower = format!("a@{}", digest());
        refuses::<ImageRef>(&[
            ("", "required", None),
            (
                "https://quay.io/a/b:1",
                "image.scheme",
                Some("quay.io/a/b:1"),
            ),
            ("docker pull a:1", "image.name", Some("a:1")),
            ("Agnesoft/agdb:V1", "image.name", Some("agnesoft/agdb:V1")),
            ("a:", "image.tag", Some("a")),
            (":1", "required", None),
            ("a:1:2", "image.name", None),
            ("a:-1", "image.tag", None),
            ("a:1.2+3", "image.tag", Some("a:1.2_3")),
            ("a@sha256:00", "image.digest", None),
            ("a@", "image.digest", Some("a")),
            (&upper, "image.digest", Some(&lower)),
            ("a b:1", "image.name", None),
            ("a\u{200b}:1", "image.name", None),
        ]);
        accepts::<ImageRef>(&[
            "postgres",
            "postgres:16",
            "localhost:5000/a",
            "localhost:5000",
            "quay.io/a/b:V1.2_x-y",
            "[2001:db8::1]:5000/a:1",
            &lower,
            &format!("quay.io:443/a:1@sha512:{}", "f".repeat(128)),
        ]);
    }

    #[test]
    fn an_image_comes_apart_into_what_it_was_typed_as() {
        let image = ImageRef::parse(&format!("quay.io:443/a/b:1@{}", digest())).unwrap();
        assert_eq!(
            (image.registry(), image.repository().path()),
            ("quay.io:443", "a/b")
        );
        assert_eq!(image.tag().map(ImageTag::as_str), Some("1"));
        assert_eq!(image.digest(), Some(digest().as_str()));
        assert_eq!(
            image
                .under(&ImagePrefix::literal("r.example.com/m"))
                .to_string(),
            format!("r.example.com/m/a/b:1@{}", digest())
        );
    }

    #[test]
    fn the_longest_image_under_the_longest_prefix_keeps_its_name() {
        let prefix = ImagePrefix::parse(&format!("a.b/{}", "a".repeat(96))).unwrap();
        let image = ImageRef::parse(&"a".repeat(154)).unwrap();
        assert_eq!(image.under(&prefix).to_string().len(), 255);
    }
}
