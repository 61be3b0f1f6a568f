//! Volumes of pods.

use super::findings::Findings;
use super::formats::DNS_SUBDOMAIN;
use super::metadata;
use super::node::Node;
use super::rule::rules;
use super::text::is_dns_subdomain;
use super::unions::{DUPLICATE, Once, at_most_one};
use super::walk::{one_of, read_quantity};

rules! {
    SIZE Refused "kube.volume.size-limit"
        "{} must not be negative"
        "core validateVolumeSource";
    TEMPLATE_METADATA Refused "kube.volume.template-metadata"
        "{} cannot be set for the claim of an ephemeral volume"
        "core ValidateTemplateObjectMeta";
    DEPRECATED Warned "kube.volume.deprecated"
        "The volume type {} no longer works"
        "pkg/api/pod/warnings.go warningsForPodSpecAndMeta";
    OVERLAP Warned "kube.volume.overlap"
        "{} takes the path of another file of the volume"
        "pkg/api/pod/warnings.go warningsForOverlappingVirtualPaths";
    AZURE_URI Refused "kube.volume.azure-disk"
        "{} must begin with /subscriptions/ for a managed disk and with https:// for a blob"
        "core validateAzureDisk";
    FC Refused "kube.volume.fc"
        "A fibre channel volume takes either targetWWNs with a lun or wwids"
        "core validateFCVolumeSource";
    FLOCKER Refused "kube.volume.flocker"
        "A Flocker volume takes either datasetName or datasetUUID"
        "core validateFlockerVolumeSource";
}

/// Every source that a volume can have, in the order of `validateVolumeSource`.
const SOURCES: [&str; 30] = [
    "emptyDir",
    "hostPath",
    "gitRepo",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "secret",
    "nfs",
    "iscsi",
    "glusterfs",
    "flocker",
    "persistentVolumeClaim",
    "rbd",
    "cinder",
    "cephfs",
    "quobyte",
    "downwardAPI",
    "fc",
    "flexVolume",
    "configMap",
    "azureFile",
    "vsphereVolume",
    "photonPersistentDisk",
    "portworxVolume",
    "azureDisk",
    "storageos",
    "projected",
    "scaleIO",
    "csi",
    "ephemeral",
    "image",
];

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

/// A volume by itself; one without a source is an emptyDir (`SetDefaults_Volume`).
pub(super) fn check(cx: &mut Findings, node: &Node) {
    at_most_one(cx, node, &SOURCES);
    image(cx, &node.get("image"));
    let empty = node.get("emptyDir");
    let limit = empty.get("sizeLimit");
    let negative = read_quantity(&limit).is_some_and(super::quantity::Milli::is_negative);
    cx.hit_if(negative, &SIZE, &limit);
    gone(cx, node);
    in_tree(cx, node);
    for name in ["configMap", "secret", "downwardAPI"] {
        overlaps(cx, &node.get(name).get("items"));
    }
}

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
    if cx.minor.0 >= 35 && !policy.text().is_empty() {
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
pub(super) fn gone(cx: &mut Findings, node: &Node) {
    for name in GONE {
        let source = node.get(name);
        if source.is_set() {
            cx.say(&DEPRECATED, &source, name);
        }
    }
}

/// What the table cannot say of the older sources, which persistent volumes have too.
pub(super) fn in_tree(cx: &mut Findings, node: &Node) {
    let iscsi = node.get("iscsi");
    let authenticated = ["chapAuthDiscovery", "chapAuthSession"]
        .iter()
        .any(|name| iscsi.get(name).is_true());
    let secret = iscsi.get("secretRef");
    if authenticated && !secret.is_set() {
        cx.required(&secret, "secretRef must be set for CHAP");
    }
    let azure = node.get("azureDisk");
    let uri = azure.get("diskURI");
    let prefix = match azure.get("kind").text() {
        "Managed" => "/subscriptions/",
        _ => "https://",
    };
    cx.hit_if(
        !uri.text().is_empty() && !uri.text().starts_with(prefix),
        &AZURE_URI,
        &uri,
    );
    let fc = node.get("fc");
    if fc.is_set() {
        let names = fc.get("targetWWNs");
        let lun = fc.get("lun");
        cx.hit_if(
            (names.len() == 0) == (fc.get("wwids").len() == 0),
            &FC,
            &names,
        );
        if names.len() > 0 && !lun.is_set() {
            cx.required(&lun, "lun must be set beside targetWWNs");
        }
    }
    let flocker = node.get("flocker");
    let named = !flocker.get("datasetName").text().is_empty();
    let by_id = !flocker.get("datasetUUID").text().is_empty();
    cx.hit_if(flocker.is_set() && named == by_id, &FLOCKER, &flocker);
}

/// The volumes of a pod together; those that a StatefulSet replaces by its claims do not count.
pub(super) fn of_pod(cx: &mut Findings, spec: &Node, added: &[&str]) {
    let mut names = Once::default();
    for volume in spec.get("volumes").items() {
        let name = volume.get("name");
        let replaced = added.contains(&name.text());
        if !name.text().is_empty() && !replaced && !names.is_new(name.text()) {
            cx.hit(&DUPLICATE, &name);
        }
    }
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
    super::formats::labels(cx, &labels, &labels);
    metadata::annotations(cx, &notes, &notes);
    for (name, field) in given.fields() {
        if field.is_set() && !matches!(name, "labels" | "annotations" | "creationTimestamp") {
            cx.say(&TEMPLATE_METADATA, &field, name);
        }
    }
}
