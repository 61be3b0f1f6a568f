//! Sources of volumes that are rare or gone.

use crate::kube::rules::findings::Findings;
use crate::kube::rules::formats;
use crate::kube::rules::formats::DNS_SUBDOMAIN;
use crate::kube::rules::metadata;
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;
use crate::kube::rules::text::is_dns_subdomain;
use crate::kube::rules::walk::one_of;

rules! {
    OVERLAP Warned "kube.volume.overlap"
        "{} takes the path of another file of the volume"
        "pkg/api/pod/warnings.go warningsForOverlappingVirtualPaths";
    DEPRECATED Warned "kube.volume.deprecated"
        "The volume type {} no longer works"
        "pkg/api/pod/warnings.go warningsForPodSpecAndMeta";
    AZURE_URI Refused "kube.volume.azure-disk"
        "{} must begin with /subscriptions/ for a managed disk and with https:// for a blob"
        "core validateAzureDisk";
    FC Refused "kube.volume.fc"
        "A fibre channel volume takes either targetWWNs with a lun or wwids"
        "core validateFCVolumeSource";
    FLOCKER Refused "kube.volume.flocker"
        "A Flocker volume takes either datasetName or datasetUUID"
        "core validateFlockerVolumeSource";
    TEMPLATE_METADATA Refused "kube.volume.template-metadata"
        "{} cannot be set for the claim of an ephemeral volume"
        "core ValidateTemplateObjectMeta";
}

/// A volume of a pod.
pub(super) fn check(cx: &mut Findings, node: &Node) {
    image(cx, &node.get("image"));
    of_disk(cx, node);
    for name in ["configMap", "secret", "downwardAPI"] {
        overlaps(cx, &node.get(name).get("items"));
    }
}

/// What volumes of pods and persistent volumes have in common.
pub(super) fn of_disk(cx: &mut Findings, node: &Node) {
    gone(cx, node);
    in_tree(cx, node);
}

/// Sources whose drivers Kubernetes no longer has.
const GONE: [&str; 9] = [
    "gitRepo",
    "photonPersistentDisk",
    "scaleIO",
    "flocker",
    "storageos",
    "quobyte",
    "glusterfs",
    "cephfs",
    "rbd",
];

/// Warns of files of a volume that take each other's place.
fn overlaps(cx: &mut Findings, items: &Node) {
    let mut paths: Vec<&str> = Vec::new();
    for item in items.items() {
        let path = item.get("path");
        let text = path.text();
        let inside = |outer: &str, inner: &str| {
            inner
                .strip_prefix(outer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        cx.hit_if(
            paths
                .iter()
                .any(|other| inside(other, text) || inside(text, other)),
            &OVERLAP,
            &path,
        );
        paths.push(text);
    }
}

/// An image as a volume; the gate ImageVolume is on by default from 1.35 on.
fn image(cx: &mut Findings, image: &Node) {
    let policy = image.get("pullPolicy");
    if cx.minor.0 >= 35 && policy.is_filled() {
        one_of(
            cx,
            "Always|IfNotPresent|Never",
            policy.text(),
            &policy,
            &policy,
        );
    }
    let reference = image.get("reference");
    if cx.minor.0 >= 37 && image.is_set() && reference.text().is_empty() {
        cx.required(&reference, "reference must be set");
    }
}

/// Warns of a volume type without a driver.
fn gone(cx: &mut Findings, node: &Node) {
    for name in GONE {
        let source = node.get(name);
        if source.is_set() {
            cx.say(&DEPRECATED, &source, name);
        }
    }
}

/// What the table cannot say of the older sources, which persistent volumes have too.
fn in_tree(cx: &mut Findings, node: &Node) {
    let iscsi = node.get("iscsi");
    let authenticated = ["chapAuthDiscovery", "chapAuthSession"]
        .iter()
        .any(|name| iscsi.flag(name));
    let secret = iscsi.get("secretRef");
    if authenticated && !secret.is_set() {
        cx.required(&secret, "secretRef must be set for CHAP");
    }
    let azure = node.get("azureDisk");
    let uri = azure.get("diskURI");
    let prefix = match azure.text_of("kind") {
        "Managed" => "/subscriptions/",
        _ => "https://",
    };
    cx.hit_if(
        uri.is_filled() && !uri.text().starts_with(prefix),
        &AZURE_URI,
        &uri,
    );
    let fc = node.get("fc");
    if fc.is_set() {
        let names = fc.get("targetWWNs");
        let lun = fc.get("lun");
        cx.hit_if((names.len() == 0) == (fc.len_of("wwids") == 0), &FC, &names);
        if names.len() > 0 && !lun.is_set() {
            cx.required(&lun, "lun must be set beside targetWWNs");
        }
    }
    let flocker = node.get("flocker");
    let named = flocker.fills("datasetName");
    let by_id = flocker.fills("datasetUUID");
    cx.hit_if(flocker.is_set() && named == by_id, &FLOCKER, &flocker);
}

/// A CSI volume; the API server leaves `nodePublishSecretRef` out of the name of its name.
pub(super) fn csi(cx: &mut Findings, node: &Node) {
    let secret = node.get("nodePublishSecretRef");
    let name = secret.get("name");
    if secret.is_set() && name.text().is_empty() {
        cx.required(&name, "name must be set");
    } else if secret.is_set() && !is_dns_subdomain(name.text()) {
        cx.hit_as(&DNS_SUBDOMAIN, &name, &node.get("name"));
    }
}

/// The claim of an ephemeral volume, which has labels and annotations and no other metadata.
pub(super) fn claim_template(cx: &mut Findings, node: &Node) {
    let given = node.get("metadata");
    let labels = given.get("labels");
    let notes = given.get("annotations");
    formats::labels(cx, &labels, &labels);
    metadata::annotations(cx, &notes, &notes);
    for (name, field) in given.fields() {
        if field.is_set() && !matches!(name, "labels" | "annotations" | "creationTimestamp") {
            cx.say(&TEMPLATE_METADATA, &field, name);
        }
    }
}
