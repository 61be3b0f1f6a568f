use super::image_ref::is_digest;
use super::{Rule, Text};
use crate::form::Fault;
use crate::form::parse::quoted;

/// The digest of an image with its algorithm in front, such as `sha256:…`. The default is unanswered.
///
/// SHA-256 or SHA-512, the two that the OCI image specification 1.1.0 knows.
pub type ImageDigest = Text<ImageDigestRule>;

/// The rule of [`ImageDigest`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageDigestRule;

impl Rule for ImageDigestRule {
    const NAME: &'static str = "imageDigest";
    const EXPECTS: &'static str = "sha256: and 64 hexadecimal digits";
    const PATTERN: Option<&'static str> = Some("^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$");
    const MISSING: Option<&'static str> = Some("The digest");

    fn check(text: &str) -> Result<(), Fault> {
        if is_digest(text) {
            return Ok(());
        }
        let message = format!(
            "{} is no digest; nodes would refuse to pull the image.",
            quoted(text)
        );
        Err(Fault::new("image.digest", message))
    }

    fn nearest(text: &str) -> Vec<String> {
        let digest = text.trim().rsplit('@').next().unwrap_or_default();
        let digest = digest.to_ascii_lowercase();
        vec![format!("sha256:{digest}"), digest]
    }

    fn variations(text: &str) -> Vec<String> {
        let start = text.get(..text.len().saturating_sub(1)).unwrap_or_default();
        let mut near = ["0", "1"].map(|digit| format!("{start}{digit}")).to_vec();
        near.push(format!("sha256:{}", "0".repeat(64)));
        near
    }
}
