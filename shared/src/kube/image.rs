//! Image references as the cluster pulls them.

use k8s_openapi::api::core::v1::LocalObjectReference;

use crate::site::Site;
use crate::text::{ImageDigest, ImageRepository};

/// The reference of an image: from the mirror where the site has one, by tag and, where given, digest.
pub fn reference(
    site: &Site,
    repository: &ImageRepository,
    tag: &str,
    digest: Option<&ImageDigest>,
) -> String {
    let repository = match site.registry_mirror.get() {
        Some(mirror) => &repository.under(mirror),
        None => repository,
    };
    match digest {
        Some(digest) => format!("{repository}:{tag}@{}", digest.as_str()),
        None => format!("{repository}:{tag}"),
    }
}

/// The credentials that pods pull with.
pub fn pull_secrets(site: &Site) -> Option<Vec<LocalObjectReference>> {
    let secret = site.pull_secret.get()?;
    Some(vec![LocalObjectReference {
        name: secret.as_str().to_owned(),
    }])
}
