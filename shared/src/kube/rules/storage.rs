//! Claims, persistent volumes and storage classes.

use super::findings::Findings;
use super::node::Node;
use super::quantity::Milli;
use super::resources::FRACTION;
use super::rule::rules;
use super::unions::exactly_one;
use super::walk::{REQUIRED, one_of, read_quantity};

rules! {
    ALONE Refused "kube.storage.read-write-once-pod"
        "ReadWriteOncePod goes with no other access mode"
        "core ValidatePersistentVolumeClaimSpec, ValidatePersistentVolumeSpec";
    SIZE Refused "kube.storage.size"
        "{} must be more than nothing"
        "core ValidatePersistentVolumeClaimSpec, ValidatePersistentVolumeSpec";
    CAPACITY Refused "kube.storage.capacity"
        "A persistent volume has the capacity storage and no other"
        "core ValidatePersistentVolumeSpec";
    RECYCLE Refused "kube.storage.recycle"
        "A volume at the root of the node cannot be recycled"
        "core ValidatePersistentVolumeSpec";
    RECYCLED Warned "kube.storage.recycle-deprecated"
        "The reclaim policy Recycle is deprecated"
        "pkg/api/persistentvolume/util.go warningsForPersistentVolumeSpecAndMeta";
}

const MODES: &str = "ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod";

fn access_modes(cx: &mut Findings, list: &Node) {
    for mode in list.items() {
        one_of(cx, MODES, mode.text(), &mode, list);
    }
    let alone = |mode: &Node| mode.says("ReadWriteOncePod");
    let mixed = list.items().any(|mode| alone(&mode)) && list.items().any(|mode| !alone(&mode));
    cx.hit_if(mixed, &ALONE, list);
}

/// What a claim asks for; the API server leaves `requests` out of the name of the size.
pub(super) fn claim(cx: &mut Findings, node: &Node) {
    access_modes(cx, &node.get("accessModes"));
    let resources = node.get("resources");
    let requests = resources.get("requests");
    let size = requests.key("storage");
    let named = resources.key("storage");
    match read_quantity(&size) {
        None if size.is_set() => {}
        None => cx.say_as(
            &REQUIRED,
            &size,
            &named,
            "resources.requests.storage must be set",
        ),
        Some(amount) if !amount.is_positive() => cx.hit_as(&SIZE, &size, &named),
        Some(amount) => cx.hit_if(!amount.is_whole(), &FRACTION, &size),
    }
    let limits = resources.get("limits");
    let limit = limits.key("storage");
    cx.hit_if(
        read_quantity(&limit).is_some_and(|amount| !amount.is_whole()),
        &FRACTION,
        &limit,
    );
}

/// The sources of a persistent volume, in the order of `ValidatePersistentVolumeSpec`.
const SOURCES: [&str; 22] = [
    "hostPath",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "glusterfs",
    "flocker",
    "nfs",
    "rbd",
    "quobyte",
    "cephfs",
    "iscsi",
    "cinder",
    "fc",
    "flexVolume",
    "azureFile",
    "vsphereVolume",
    "photonPersistentDisk",
    "portworxVolume",
    "azureDisk",
    "scaleIO",
    "local",
    "storageos",
    "csi",
];

/// A persistent volume.
pub(super) fn volume(cx: &mut Findings, node: &Node) {
    access_modes(cx, &node.get("accessModes"));
    let capacity = node.get("capacity");
    cx.hit_if(
        !capacity.has("storage") || capacity.len() > 1,
        &CAPACITY,
        &capacity,
    );
    for (_, size) in capacity.keys() {
        cx.hit_if(
            read_quantity(&size).is_some_and(|amount: Milli| !amount.is_positive()),
            &SIZE,
            &size,
        );
    }
    exactly_one(
        cx,
        node,
        &SOURCES,
        "A persistent volume needs a source, such as csi",
    );
    let affinity = node.get("nodeAffinity");
    if node.has("local") && !affinity.is_set() {
        cx.required(&affinity, "A local volume needs nodeAffinity");
    }
    let policy = node.get("persistentVolumeReclaimPolicy");
    if policy.says("Recycle") {
        let path = node.get("hostPath").text_of("path");
        cx.hit_if(
            !path.is_empty() && path.split('/').all(|part| matches!(part, "" | ".")),
            &RECYCLE,
            &policy,
        );
        cx.hit(&RECYCLED, &policy);
    }
}
