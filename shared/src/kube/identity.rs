//! The names and labels by which the objects of a deployment know each other.

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};

use super::exceptions::{self, Exception};
use crate::site::Site;

/// One component of a deployment.
///
/// Labels are the recommended ones of Kubernetes. Selectors are made of name, instance and component only: they are
/// immutable, and the version is not.
#[derive(Clone, Debug)]
pub struct Identity<'a> {
    /// The product: `app.kubernetes.io/name`.
    pub product: &'a str,
    /// The deployment: `app.kubernetes.io/instance`.
    pub instance: &'a str,
    /// The part it plays: `app.kubernetes.io/component`.
    pub component: &'a str,
    /// The release that runs: `app.kubernetes.io/version`.
    pub version: &'a str,
    /// The namespace and the labels that every object gets.
    pub site: &'a Site,
}

/// The label that tells deployments apart.
pub const INSTANCE: &str = "app.kubernetes.io/instance";

impl Identity<'_> {
    /// The metadata of the component's object called `name`.
    pub fn meta(&self, name: impl Into<String>) -> ObjectMeta {
        self.meta_with(name, &[])
    }

    /// The same for an object that does not meet every demand of the checkers.
    pub fn meta_with(&self, name: impl Into<String>, exceptions: &[Exception]) -> ObjectMeta {
        let exceptions: Vec<_> = self
            .site
            .exceptions()
            .iter()
            .chain(exceptions)
            .cloned()
            .collect();
        let annotations = exceptions::annotations(&exceptions);
        ObjectMeta {
            name: Some(name.into()),
            namespace: Some(self.site.namespace.as_str().to_owned()),
            labels: Some(self.labels()),
            annotations: Some(annotations).filter(|annotations| !annotations.is_empty()),
            ..ObjectMeta::default()
        }
    }

    /// Every label of the component's objects.
    pub fn labels(&self) -> BTreeMap<String, String> {
        let mut labels = self.site.extra_labels();
        labels.extend(self.selector());
        labels.insert(
            "app.kubernetes.io/version".to_owned(),
            self.version.to_owned(),
        );
        labels.insert(
            "app.kubernetes.io/part-of".to_owned(),
            self.product.to_owned(),
        );
        labels
    }

    /// The labels that select the component's pods.
    pub fn selector(&self) -> BTreeMap<String, String> {
        [
            ("app.kubernetes.io/name", self.product),
            (INSTANCE, self.instance),
            ("app.kubernetes.io/component", self.component),
        ]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into()
    }

    /// The selector of the component's pods.
    pub fn label_selector(&self) -> LabelSelector {
        LabelSelector {
            match_labels: Some(self.selector()),
            ..LabelSelector::default()
        }
    }
}
