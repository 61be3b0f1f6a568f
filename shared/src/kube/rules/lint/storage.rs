//! Copies, secrets and classes of storage.

use super::sources;
use crate::kube::rules::findings::Findings;
use crate::kube::rules::formats::{DNS_LABEL, DNS_SUBDOMAIN};
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::{Rule, rules};
use crate::kube::rules::text::{is_dns_label, is_dns_subdomain};
use crate::kube::rules::unions::{DUPLICATE, Once};
use crate::kube::rules::walk::REQUIRED;

rules! {
    DATA_SOURCE Refused "kube.storage.data-source"
        "{}"
        "core validateDataSource, validateDataSourceRef, ValidatePersistentVolumeClaimSpec";
    DROPPED MayFail "kube.storage.data-source-dropped"
        "This dataSource is neither a claim nor a snapshot and is dropped, so the volume stays empty; use dataSourceRef"
        "pkg/api/persistentvolumeclaim/util.go EnforceDataSourceBackwardsCompatibility";
    ISCSI Refused "kube.storage.iscsi"
        "{} is too long: with the name of the volume it may have 63 characters beside an initiatorName"
        "core validateISCSIPersistentVolumeSource";
    PARAMETERS Refused "kube.storage.parameters"
        "{}"
        "storage validateParameters";
    CLASS_ANNOTATION Warned "kube.storage.class-annotation"
        "The annotation volume.beta.kubernetes.io/storage-class is deprecated; use storageClassName"
        "pkg/api/persistentvolumeclaim/util.go GetWarningsForPersistentVolumeClaim";
}

/// A claim.
pub(super) fn claim(cx: &mut Findings, node: &Node) {
    data_source(cx, node);
    attributes_class(cx, &node.get("volumeAttributesClassName"));
}

/// A persistent volume.
pub(super) fn volume(cx: &mut Findings, node: &Node) {
    sources::of_disk(cx, node);
    let csi = node.get("csi");
    secrets(cx, &csi);
    let attributes = node.get("volumeAttributesClassName");
    attributes_class(cx, &attributes);
    if cx.minor.0 >= 34 && attributes.is_set() {
        if attributes.text().is_empty() {
            cx.required(&attributes, "volumeAttributesClassName must not be empty");
        }
        if !csi.is_set() {
            cx.required(&csi, "volumeAttributesClassName needs a csi volume");
        }
    }
    iscsi(cx, node);
    for name in ["cinder", "storageos"] {
        let source = node.get(name);
        let secret = source.get("secretRef");
        if secret.is_set() {
            named(cx, &secret.get("name"), |_| true, &DNS_SUBDOMAIN);
            named(cx, &secret.get("namespace"), |_| true, &DNS_LABEL);
        }
    }
}

/// Where a claim is copied from. On a claim of its own the API server drops a `dataSource` that is neither a claim nor a
/// snapshot, and fills `dataSourceRef` in from it (`EnforceDataSourceBackwardsCompatibility`, `NormalizeDataSources`).
fn data_source(cx: &mut Findings, node: &Node) {
    let source = node.get("dataSource");
    let reference = node.get("dataSourceRef");
    let own = cx.kind == "PersistentVolumeClaim";
    let known = match source.text_of("kind") {
        "PersistentVolumeClaim" => source.text_of("apiGroup").is_empty(),
        "VolumeSnapshot" => source.is("apiGroup", "snapshot.storage.k8s.io"),
        _ => false,
    };
    if own && !reference.is_set() {
        if source.is_set() && !known {
            cx.hit(&DROPPED, &source);
            return;
        }
        copied(cx, &source, &reference);
    }
    copied(cx, &source, &source);
    copied(cx, &reference, &reference);
    let same = ["apiGroup", "kind", "name"]
        .iter()
        .all(|name| source.text_of(name) == reference.text_of(name));
    if source.is_set() && reference.is_set() && !same {
        cx.say(
            &DATA_SOURCE,
            node,
            "dataSource and dataSourceRef must name the same object",
        );
    }
}

fn copied(cx: &mut Findings, from: &Node, named: &Node) {
    if !from.is_set() {
        return;
    }
    let group = from.get("apiGroup");
    for name in ["kind", "name"] {
        let field = from.get(name);
        if field.text().is_empty() {
            cx.say_as(
                &REQUIRED,
                &field,
                &named.get(name),
                "A source is named by kind and name",
            );
        }
    }
    if group.text().is_empty() && !from.is("kind", "PersistentVolumeClaim") {
        let what = "Without an apiGroup only a PersistentVolumeClaim can be copied";
        cx.say_as(&DATA_SOURCE, from, named, what);
    } else if group.is_filled() && !is_dns_subdomain(group.text()) {
        cx.hit_as(&DNS_SUBDOMAIN, &group, &named.get("apiGroup"));
    }
}

fn iscsi(cx: &mut Findings, node: &Node) {
    let source = node.get("iscsi");
    let portal = source.get("targetPortal");
    let length = cx.name.len() + 1 + portal.text().len();
    if source.has("initiatorName") && length > 64 {
        cx.hit_as(&ISCSI, &portal, &source.get("targetportal"));
    }
}

fn secrets(cx: &mut Findings, csi: &Node) {
    let names = [
        "controllerPublishSecretRef",
        "controllerExpandSecretRef",
        "nodePublishSecretRef",
        "nodeExpandSecretRef",
    ];
    for name in names {
        let secret = csi.get(name);
        if secret.is_set() {
            named(cx, &secret.get("name"), is_dns_subdomain, &DNS_SUBDOMAIN);
            named(cx, &secret.get("namespace"), is_dns_label, &DNS_LABEL);
        }
    }
}

fn named(cx: &mut Findings, field: &Node, good: fn(&str) -> bool, rule: &'static Rule) {
    if field.text().is_empty() {
        cx.required(field, "A secret is named by name and namespace");
    } else {
        cx.hit_if(!good(field.text()), rule, field);
    }
}

/// A storage class.
pub(super) fn class(cx: &mut Findings, node: &Node) {
    let parameters = node.get("parameters");
    let size: usize = parameters
        .keys()
        .map(|(key, value)| key.len() + value.text().len())
        .sum();
    if parameters.len() > 512 || size > 262_144 || parameters.keys().any(|(key, _)| key.is_empty())
    {
        cx.say(
            &PARAMETERS,
            &parameters,
            "There may be at most 512 parameters with 262144 bytes together, each with a name",
        );
    }
    let terms = node.get("allowedTopologies");
    for (at, term) in terms.items().enumerate() {
        let same = terms
            .items()
            .take(at)
            .any(|other| other.tree() == term.tree());
        let expressions = term.get("matchLabelExpressions");
        cx.hit_if(same || expressions.len() == 0, &DUPLICATE, &expressions);
        let mut keys = Once::default();
        for expression in term.get("matchLabelExpressions").items() {
            let key = expression.get("key");
            cx.hit_if(!keys.is_new(key.text()), &DUPLICATE, &key);
            let mut values = Once::default();
            for value in expression.get("values").items() {
                cx.hit_if(!values.is_new(value.text()), &DUPLICATE, &value);
            }
        }
    }
}

/// A claim as a whole.
pub(super) fn claim_object(cx: &mut Findings, node: &Node) {
    let metadata = node.get("metadata");
    let annotations = metadata.get("annotations");
    let annotation = annotations.key("volume.beta.kubernetes.io/storage-class");
    cx.hit_if(annotation.is_set(), &CLASS_ANNOTATION, &annotation);
}

/// The gate VolumeAttributesClass is on by default from 1.34 on; before, the field is dropped unseen.
fn attributes_class(cx: &mut Findings, name: &Node) {
    let text = name.text();
    let bad = !text.is_empty() && !is_dns_subdomain(text);
    cx.hit_if(cx.minor.0 >= 34 && bad, &DNS_SUBDOMAIN, name);
}
