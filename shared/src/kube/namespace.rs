//! The Namespace, with the Pod Security level that it enforces.

use k8s_openapi::api::core::v1::Namespace;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::object::Object;
use crate::site::Site;

/// A level of the Pod Security Standards, from the least to the most that pods may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PodSecurity {
    /// Current hardening practice.
    Restricted,
    /// No known way to gain privileges.
    Baseline,
    /// Anything.
    Privileged,
}

impl PodSecurity {
    /// The level as the labels name it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Restricted => "restricted",
            Self::Baseline => "baseline",
            Self::Privileged => "privileged",
        }
    }
}

/// The Namespace of the site, where it is to be created. It admits pods up to `level`.
///
/// The labels name no policy version, so that the level follows the cluster.
pub fn namespace(site: &Site, level: PodSecurity) -> Option<Object> {
    let mut labels = site.extra_labels();
    for mode in ["enforce", "audit", "warn"] {
        labels.insert(
            format!("pod-security.kubernetes.io/{mode}"),
            level.as_str().to_owned(),
        );
    }
    let metadata = ObjectMeta {
        name: Some(site.namespace.as_str().to_owned()),
        labels: Some(labels),
        ..ObjectMeta::default()
    };
    site.create_namespace.then(|| {
        Object::new(&Namespace {
            metadata,
            ..Namespace::default()
        })
    })
}
