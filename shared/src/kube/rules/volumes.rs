//! Volumes of pods.

use super::findings::Findings;
use super::node::Node;
use super::quantity;
use super::rule::rules;
use super::unions::{DUPLICATE, Once, at_most_one};
use super::walk::read_quantity;

rules! {
    SIZE Refused "kube.volume.size-limit"
        "{} must not be negative"
        "core validateVolumeSource";
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

/// A volume by itself; one without a source is an emptyDir (`SetDefaults_Volume`).
pub(super) fn check(cx: &mut Findings, node: &Node) {
    at_most_one(cx, node, &SOURCES);
    let empty = node.get("emptyDir");
    let limit = empty.get("sizeLimit");
    let negative = read_quantity(&limit).is_some_and(quantity::Milli::is_negative);
    cx.hit_if(negative, &SIZE, &limit);
}

/// The volumes of a pod together; those that a StatefulSet replaces by its claims do not count.
pub(super) fn of_pod(cx: &mut Findings, spec: &Node, added: &[&str]) {
    let mut names = Once::default();
    for volume in spec.get("volumes").items() {
        let name = volume.get("name");
        let replaced = added.contains(&name.text());
        if name.is_filled() && !replaced && !names.is_new(name.text()) {
            cx.hit(&DUPLICATE, &name);
        }
    }
}
