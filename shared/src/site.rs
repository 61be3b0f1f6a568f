//! The shared answers: the facts of the place where a product will run.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::form::parse::quoted;
use crate::form::{Form, Leaf, Pointer};
use crate::issue::{Issue, Issues};
use crate::kube::exceptions::{Demand, Exception};
use crate::text::{Blank, DnsLabel, DnsSubdomain, ImagePrefix, LabelKey, LabelValue, PlainText};

/// Where a product will run. Every product's form contains it, and it stays when another product is picked.
#[derive(Clone, Debug, PartialEq, Form)]
pub struct Site {
    /// The oldest Kubernetes version that the cluster runs. The output is valid on every later supported version too.
    #[form(label = "Kubernetes version")]
    pub kubernetes: Kubernetes,
    /// The namespace that everything is put into.
    pub namespace: DnsLabel,
    /// Write a Namespace object with its Pod Security labels. Switch this off where somebody else owns namespaces.
    #[form(label = "Create the namespace")]
    pub create_namespace: bool,
    /// The DNS domain of the cluster, as set for its kubelets.
    #[form(example = "cluster.local")]
    pub cluster_domain: DnsSubdomain,
    /// The storage class of new disks, where a disk does not name its own. Empty: the cluster's default class.
    #[form(example = "managed-csi")]
    pub storage_class: Blank<DnsSubdomain>,
    /// A registry that mirrors the images, put in front of each image name. Empty: the images' own registries.
    #[form(example = "registry.example.com/mirror")]
    pub registry_mirror: Blank<ImagePrefix>,
    /// The existing Secret of type `kubernetes.io/dockerconfigjson` with the credentials of the registry. Empty: none.
    #[form(example = "registry-credentials")]
    pub pull_secret: Blank<DnsSubdomain>,
    /// Where pods resolve names. Network policies must let that traffic through.
    #[form(label = "Cluster DNS")]
    pub dns: ClusterDns,
    /// How passwords and keys reach the cluster.
    #[form(label = "Delivery of secrets")]
    pub secrets: SecretDelivery,
    /// Labels that every object gets, such as a cost centre or an owner.
    pub labels: Vec<ExtraLabel>,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            kubernetes: Kubernetes::default(),
            namespace: DnsLabel::literal("drydock"),
            create_namespace: true,
            cluster_domain: DnsSubdomain::literal("cluster.local"),
            storage_class: Blank::default(),
            registry_mirror: Blank::default(),
            pull_secret: Blank::default(),
            dns: ClusterDns::default(),
            secrets: SecretDelivery::default(),
            labels: Vec::new(),
        }
    }
}

impl Site {
    /// The labels that every object gets besides those of the product.
    pub fn extra_labels(&self) -> BTreeMap<String, String> {
        self.labels
            .iter()
            .map(|label| (label.key.print(), label.value.print()))
            .collect()
    }

    /// The demands of the checkers that no object at this place meets.
    pub fn exceptions(&self) -> Vec<Exception> {
        let reason = || "The namespace called default was chosen.".to_owned();
        let exception = || Exception {
            demand: Demand::OwnNamespace,
            reason: reason(),
        };
        (self.namespace.as_str() == "default")
            .then(exception)
            .into_iter()
            .collect()
    }

    /// Whether secret answers are needed.
    pub const fn writes_secrets(&self) -> bool {
        matches!(self.secrets, SecretDelivery::Written)
    }

    /// Reports what is wrong with the shared answers as a whole; `at` is where the form holds them.
    pub fn check(&self, at: &Pointer, issues: &mut Issues) {
        let namespace = at.join("namespace");
        let name = self.namespace.as_str();
        if name == "default" {
            let message = "The namespace called default is shared by everything that names none; policies and quotas of \
                           this deployment would meet that too.";
            issues.push(Issue::hint(&namespace, "site.namespace.default", message));
        }
        if name.starts_with("kube-") {
            let message = format!(
                "Namespaces that begin with kube-, as {name} does, belong to Kubernetes itself."
            );
            issues.push(Issue::warning(
                &namespace,
                "site.namespace.reserved",
                message,
            ));
        }
        self.check_labels(&at.join("labels"), issues);
    }

    fn check_labels(&self, at: &Pointer, issues: &mut Issues) {
        let mut seen = BTreeSet::new();
        for (index, label) in self.labels.iter().enumerate() {
            let (key, row) = (label.key.print(), at.row(index).join("key"));
            let prefix = key.split_once('/').map_or("", |(prefix, _)| prefix);
            let reserved =
                is_or_ends_in(prefix, "kubernetes.io") || is_or_ends_in(prefix, "k8s.io");
            if reserved {
                let message = format!(
                    "The label {} belongs to Kubernetes; selectors could depend on it.",
                    quoted(&key)
                );
                issues.push(Issue::error(&row, "site.labels.reserved", message));
            }
            if !seen.insert(key.clone()) {
                let message = format!(
                    "The label {} is given twice; an object has it once.",
                    quoted(&key)
                );
                issues.push(Issue::error(&row, "site.labels.duplicate", message));
            }
        }
    }
}

fn is_or_ends_in(prefix: &str, domain: &str) -> bool {
    prefix
        .strip_suffix(domain)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// A supported minor version of Kubernetes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Form)]
pub enum Kubernetes {
    /// Released in April 2025.
    #[form(tag = "1.33", label = "1.33")]
    #[default]
    V1_33,
    /// Released in August 2025.
    #[form(tag = "1.34", label = "1.34")]
    V1_34,
    /// Released in December 2025.
    #[form(tag = "1.35", label = "1.35")]
    V1_35,
    /// Released in April 2026.
    #[form(tag = "1.36", label = "1.36")]
    V1_36,
    /// Released in August 2026.
    #[form(tag = "1.37", label = "1.37")]
    V1_37,
}

impl Kubernetes {
    /// The minor version.
    pub const fn minor(self) -> Minor {
        Minor(match self {
            Self::V1_33 => 33,
            Self::V1_34 => 34,
            Self::V1_35 => 35,
            Self::V1_36 => 36,
            Self::V1_37 => 37,
        })
    }
}

/// The minor version of Kubernetes 1, such as the 33 of 1.33.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minor(pub u8);

impl Minor {
    /// The oldest minor version whose clusters the output runs on.
    pub const OLDEST: Self = Self(33);
    /// The newest minor version whose clusters the output runs on.
    pub const NEWEST: Self = Self(37);
}

impl fmt::Display for Minor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "1.{}", self.0)
    }
}

/// Where the pods of a cluster resolve names.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub enum ClusterDns {
    /// CoreDNS or kube-dns in kube-system, on port 53: what most clusters run.
    #[form(label = "CoreDNS in kube-system")]
    #[default]
    KubeDns,
    /// A cache on every node at the link-local address 169.254.20.10, and CoreDNS behind it.
    #[form(label = "NodeLocal DNSCache")]
    NodeLocal,
    /// The DNS pods of OpenShift in openshift-dns, on port 5353.
    #[form(label = "OpenShift")]
    OpenShift,
}

/// How secrets reach the cluster.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub enum SecretDelivery {
    /// Secret manifests with the values in them. Keep the archive as safe as the secrets.
    #[form(label = "Written into Secret manifests")]
    #[default]
    Written,
    /// Secrets that exist in the namespace before the manifests are applied. The runbook says what they must hold.
    #[form(label = "Existing Secrets")]
    Existing,
    /// ExternalSecret objects (External Secrets Operator 0.17 or later), which fetch the values from a secret store.
    #[form(label = "External Secrets Operator")]
    External(ExternalStore),
}

/// The store that the External Secrets Operator reads from.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub struct ExternalStore {
    /// The name of the store object in the cluster.
    pub store: DnsSubdomain,
    /// Whether the store belongs to the namespace or to the whole cluster.
    pub kind: StoreKind,
    /// The entry of the store that holds the values, as its provider addresses it. Empty: the namespace, a slash and the
    /// name of the deployment.
    #[form(example = "production/agdb")]
    pub entry: Blank<PlainText>,
}

/// The kind of a store of the External Secrets Operator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Form)]
pub enum StoreKind {
    /// A store for all namespaces.
    #[form(label = "ClusterSecretStore")]
    #[default]
    ClusterSecretStore,
    /// A store in the namespace of the product.
    #[form(label = "SecretStore")]
    SecretStore,
}

/// A label that every object gets.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub struct ExtraLabel {
    /// The key of the label.
    #[form(example = "example.com/owner")]
    pub key: LabelKey,
    /// The value of the label.
    pub value: LabelValue,
}
