//! Versions of kinds that are gone.

use crate::kube::rules::findings::Findings;
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;

rules! {
    REMOVED Refused "kube.version.removed"
        "{}"
        "the lifecycle markers of k8s.io/api, APILifecycleRemoved";
    NO_KIND Refused "kube.version.no-kind"
        "{}"
        "discovery: no matches for kind"
    ;
}

/// What was removed: `apiVersion`, kinds (`*` for all), the minor without it, and what replaces it.
const GONE: &[(&str, &str, u8, &str)] = &[
    ("extensions/v1beta1", "Ingress", 22, "networking.k8s.io/v1"),
    (
        "extensions/v1beta1",
        "NetworkPolicy",
        16,
        "networking.k8s.io/v1",
    ),
    (
        "extensions/v1beta1",
        "PodSecurityPolicy",
        16,
        "the labels of Pod Security admission",
    ),
    ("extensions/v1beta1", "*", 16, "apps/v1"),
    ("apps/v1beta1", "*", 16, "apps/v1"),
    ("apps/v1beta2", "*", 16, "apps/v1"),
    (
        "networking.k8s.io/v1beta1",
        "Ingress IngressClass",
        22,
        "networking.k8s.io/v1",
    ),
    (
        "networking.k8s.io/v1beta1",
        "IPAddress ServiceCIDR",
        37,
        "networking.k8s.io/v1",
    ),
    (
        "rbac.authorization.k8s.io/v1alpha1",
        "*",
        22,
        "rbac.authorization.k8s.io/v1",
    ),
    (
        "rbac.authorization.k8s.io/v1beta1",
        "*",
        22,
        "rbac.authorization.k8s.io/v1",
    ),
    (
        "admissionregistration.k8s.io/v1beta1",
        "ValidatingWebhookConfiguration MutatingWebhookConfiguration",
        22,
        "admissionregistration.k8s.io/v1",
    ),
    (
        "admissionregistration.k8s.io/v1beta1",
        "ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding",
        34,
        "admissionregistration.k8s.io/v1",
    ),
    (
        "apiextensions.k8s.io/v1beta1",
        "*",
        22,
        "apiextensions.k8s.io/v1",
    ),
    (
        "apiregistration.k8s.io/v1beta1",
        "*",
        22,
        "apiregistration.k8s.io/v1",
    ),
    (
        "storage.k8s.io/v1beta1",
        "VolumeAttributesClass",
        37,
        "storage.k8s.io/v1",
    ),
    (
        "storage.k8s.io/v1beta1",
        "StorageClass VolumeAttachment CSIDriver CSINode",
        22,
        "storage.k8s.io/v1",
    ),
    (
        "storage.k8s.io/v1beta1",
        "CSIStorageCapacity",
        27,
        "storage.k8s.io/v1",
    ),
    (
        "scheduling.k8s.io/v1alpha1",
        "PriorityClass",
        17,
        "scheduling.k8s.io/v1",
    ),
    (
        "scheduling.k8s.io/v1beta1",
        "PriorityClass",
        22,
        "scheduling.k8s.io/v1",
    ),
    (
        "coordination.k8s.io/v1beta1",
        "Lease",
        22,
        "coordination.k8s.io/v1",
    ),
    (
        "certificates.k8s.io/v1beta1",
        "CertificateSigningRequest",
        22,
        "certificates.k8s.io/v1",
    ),
    (
        "certificates.k8s.io/v1alpha1",
        "ClusterTrustBundle",
        37,
        "certificates.k8s.io/v1beta1",
    ),
    ("batch/v2alpha1", "*", 21, "batch/v1"),
    ("batch/v1beta1", "*", 25, "batch/v1"),
    (
        "policy/v1beta1",
        "PodSecurityPolicy",
        25,
        "the labels of Pod Security admission",
    ),
    ("policy/v1beta1", "*", 25, "policy/v1"),
    ("discovery.k8s.io/v1beta1", "*", 25, "discovery.k8s.io/v1"),
    ("events.k8s.io/v1beta1", "*", 25, "events.k8s.io/v1"),
    ("node.k8s.io/v1beta1", "*", 25, "node.k8s.io/v1"),
    ("autoscaling/v2beta1", "*", 25, "autoscaling/v2"),
    ("autoscaling/v2beta2", "*", 26, "autoscaling/v2"),
    (
        "flowcontrol.apiserver.k8s.io/v1beta1",
        "*",
        26,
        "flowcontrol.apiserver.k8s.io/v1",
    ),
    (
        "flowcontrol.apiserver.k8s.io/v1beta2",
        "*",
        29,
        "flowcontrol.apiserver.k8s.io/v1",
    ),
    (
        "flowcontrol.apiserver.k8s.io/v1beta3",
        "*",
        32,
        "flowcontrol.apiserver.k8s.io/v1",
    ),
];

/// Groups whose kinds are all known, so that another is a mistake and not somebody's own.
const BUILT_IN: &[(&str, &str)] = &[
    (
        "v1",
        "Binding ComponentStatus ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount",
    ),
    (
        "apps/v1",
        "ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet",
    ),
    ("batch/v1", "CronJob Job"),
    ("policy/v1", "PodDisruptionBudget"),
    ("autoscaling/v1", "HorizontalPodAutoscaler"),
    ("autoscaling/v2", "HorizontalPodAutoscaler"),
    (
        "networking.k8s.io/v1",
        "IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR",
    ),
    (
        "rbac.authorization.k8s.io/v1",
        "ClusterRole ClusterRoleBinding Role RoleBinding",
    ),
    (
        "storage.k8s.io/v1",
        "CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass",
    ),
    ("scheduling.k8s.io/v1", "PriorityClass"),
];

/// Checks that the API server has the kind in this version; `false` where there is nothing more to check.
pub(in crate::kube::rules) fn check(cx: &mut Findings, root: &Node) -> bool {
    let version = root.get("apiVersion");
    let kind = root.get("kind");
    let gone = GONE.iter().find(|(of, kinds, minor, _)| {
        *of == version.text() && cx.minor.0 >= *minor && (*kinds == "*" || has(kinds, kind.text()))
    });
    if let Some((of, _, minor, instead)) = gone {
        let what = format!(
            "{} of {of} was removed in Kubernetes 1.{minor}; use {instead}",
            kind.text()
        );
        cx.say(&REMOVED, &version, &what);
        return false;
    }
    let known = BUILT_IN.iter().find(|(of, _)| *of == version.text());
    if let Some((of, kinds)) = known
        && !has(kinds, kind.text())
    {
        cx.say(
            &NO_KIND,
            &kind,
            &format!("{of} has no kind {}", kind.text()),
        );
        return false;
    }
    if known.is_none() && is_kind(cx, kind.text()) && is_built_in(version.text()) {
        let what = format!("{} has no kind {}", version.text(), kind.text());
        cx.say(&NO_KIND, &version, &what);
        return false;
    }
    true
}

/// Whether some version has a kind of that name.
fn is_kind(cx: &Findings, name: &str) -> bool {
    cx.schema
        .part(name)
        .is_some_and(|of| !of.name_format.is_empty())
}

/// Whether a group is Kubernetes' own: the core, one without a dot, or one under `k8s.io`.
fn is_built_in(version: &str) -> bool {
    let group = version.split_once('/').map_or("", |(group, _)| group);
    !group.contains('.') || group.ends_with(".k8s.io") && !group.ends_with(".x-k8s.io")
}

fn has(kinds: &str, kind: &str) -> bool {
    kinds.split(' ').any(|known| known == kind)
}
