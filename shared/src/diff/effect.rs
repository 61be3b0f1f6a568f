//! What a change of a field does, by what the API server and the controllers make of it.

use super::{Effect, within};
use crate::form::Leaf as _;
use crate::kube::object::Object;
use crate::render::tree::Tree;
use crate::text::StorageSize;

/// What a change of a field does. A field that is not named here is taken over in place.
pub(super) fn of_change(
    old: &Object,
    new: &Object,
    field: &str,
    was: Option<&Tree>,
    is: Option<&Tree>,
) -> Effect {
    let under = |prefixes: &[&str]| prefixes.iter().any(|prefix| within(field, prefix));
    let recreate = |prefixes: &[&str]| {
        if under(prefixes) {
            Effect::NeedsRecreate
        } else {
            Effect::Safe
        }
    };
    match old.kind() {
        "StatefulSet" => stateful_set(old, new, field, was, is),
        "Deployment" | "DaemonSet" if under(&["spec.template"]) => Effect::RollsPods,
        "Deployment" | "DaemonSet" => recreate(&["spec.selector"]),
        // Source: ValidateJobUpdate of pkg/apis/batch/validation/validation.go.
        "Job" => recreate(&[
            "spec.selector",
            "spec.template",
            "spec.completions",
            "spec.completionMode",
            "spec.podFailurePolicy",
            "spec.backoffLimitPerIndex",
        ]),
        "PersistentVolumeClaim" => claim(field, was, is),
        "PersistentVolume" => volume(field, was),
        // Source: ValidateStorageClassUpdate of pkg/apis/storage/validation/validation.go.
        "StorageClass" => recreate(&[
            "parameters",
            "provisioner",
            "reclaimPolicy",
            "volumeBindingMode",
        ]),
        // Source: ValidateServiceClusterIPsRelatedFields of pkg/apis/core/validation/validation.go.
        "Service" => recreate(&["spec.clusterIP", "spec.clusterIPs[0]", "spec.ipFamilies[0]"]),
        "Secret" if under(&["type"]) => Effect::NeedsRecreate,
        // Source: ValidateSecretUpdate and ValidateConfigMapUpdate, the same file.
        "Secret" | "ConfigMap" if old.tree().get("immutable") == Some(&Tree::Bool(true)) => {
            recreate(&["data", "stringData", "binaryData", "immutable"])
        }
        "RoleBinding" | "ClusterRoleBinding" => recreate(&["roleRef"]),
        "PriorityClass" => recreate(&["value", "preemptionPolicy"]),
        "IngressClass" => recreate(&["spec.controller"]),
        // Source: ValidatePodUpdate, the same file; containers' images and a few times may change.
        "Pod"
            if field
                .rsplit_once('.')
                .is_some_and(|(_, last)| last == "image")
                || under(&["spec.activeDeadlineSeconds", "spec.tolerations"]) =>
        {
            Effect::Safe
        }
        "Pod" => recreate(&["spec"]),
        _ => Effect::Safe,
    }
}

/// What taking an object away does, where it takes data with it.
pub(super) fn of_removal(object: &Object) -> Option<Effect> {
    let text = |keys: &[&str]| object.tree().at(keys).and_then(Tree::text);
    let deletes = match object.kind() {
        "Namespace" | "PersistentVolumeClaim" | "CustomResourceDefinition" => true,
        "PersistentVolume" => text(&["spec", "persistentVolumeReclaimPolicy"]) == Some("Delete"),
        "StatefulSet" => retention(object, "whenDeleted") == "Delete",
        _ => false,
    };
    deletes.then_some(Effect::DataLoss)
}

/// What becomes of a StatefulSet's claims; kept, unless it says otherwise.
fn retention<'a>(object: &'a Object, when: &str) -> &'a str {
    object
        .tree()
        .at(&["spec", "persistentVolumeClaimRetentionPolicy", when])
        .and_then(Tree::text)
        .unwrap_or("Retain")
}

/// Source: ValidateStatefulSetUpdate of pkg/apis/apps/validation/validation.go, which names the fields that may change.
fn stateful_set(
    old: &Object,
    new: &Object,
    field: &str,
    was: Option<&Tree>,
    is: Option<&Tree>,
) -> Effect {
    const MUTABLE: [&str; 5] = [
        "spec.minReadySeconds",
        "spec.ordinals",
        "spec.persistentVolumeClaimRetentionPolicy",
        "spec.revisionHistoryLimit",
        "spec.updateStrategy",
    ];
    if within(field, "spec.template") {
        return Effect::RollsPods;
    }
    if field == "spec.replicas" {
        let scales_down = number(is) < number(was);
        return if scales_down && retention(new, "whenScaled") == "Delete" {
            Effect::DataLoss
        } else {
            Effect::Safe
        };
    }
    if !within(field, "spec") || MUTABLE.iter().any(|known| within(field, known)) {
        Effect::Safe
    } else if retention(old, "whenDeleted") == "Delete" {
        Effect::DataLoss
    } else {
        Effect::NeedsRecreate
    }
}

/// A count; one where none is given, as the API server has it.
fn number(tree: Option<&Tree>) -> i64 {
    match tree {
        Some(Tree::Number(number)) => number.as_i64().unwrap_or(1),
        _ => 1,
    }
}

/// A claim can grow; for anything else it has to be deleted, and what it holds with it.
///
/// Source: ValidatePersistentVolumeClaimUpdate of pkg/apis/core/validation/validation.go.
fn claim(field: &str, was: Option<&Tree>, is: Option<&Tree>) -> Effect {
    if field == "spec.resources.requests.storage" {
        let grows = size(was).zip(size(is)).is_some_and(|(was, is)| was <= is);
        return if grows {
            Effect::Safe
        } else {
            Effect::DataLoss
        };
    }
    if within(field, "spec") && !within(field, "spec.volumeAttributesClassName") {
        Effect::DataLoss
    } else {
        Effect::Safe
    }
}

/// Where a volume's data lies cannot change. Source: ValidatePersistentVolumeUpdate, the same file.
fn volume(field: &str, was: Option<&Tree>) -> Effect {
    const MUTABLE: [&str; 7] = [
        "spec.accessModes",
        "spec.capacity",
        "spec.claimRef",
        "spec.mountOptions",
        "spec.persistentVolumeReclaimPolicy",
        "spec.storageClassName",
        "spec.volumeAttributesClassName",
    ];
    let mutable = !within(field, "spec")
        || MUTABLE.iter().any(|known| within(field, known))
        || (within(field, "spec.nodeAffinity") && was.is_none());
    if mutable {
        Effect::Safe
    } else {
        Effect::NeedsRecreate
    }
}

fn size(tree: Option<&Tree>) -> Option<StorageSize> {
    match tree? {
        Tree::Text(text) => StorageSize::parse(text).ok(),
        Tree::Number(number) => StorageSize::parse(&number.to_string()).ok(),
        _ => None,
    }
}
