//! Mounts and devices of containers, against the volumes of their pod.

use super::findings::Findings;
use super::formats::{BACKSTEPS, RELATIVE, steps_back};
use super::node::Node;
use super::rule::rules;
use super::unions::Once;
use super::walk::one_of;

rules! {
    NO_VOLUME Refused "kube.mount.no-volume"
        "The pod has no volume {}"
        "core ValidateVolumeMounts, ValidateVolumeDevices";
    BAD_VOLUME Refused "kube.mount.bad-volume"
        "The volume {} is refused itself and so cannot be mounted"
        "core ValidateVolumes, ValidateVolumeMounts";
    PATH_TWICE Refused "kube.mount.path-twice"
        "{} is mounted twice in one container"
        "core ValidateVolumeMounts, ValidateVolumeDevices";
    BOTH Refused "kube.mount.and-device"
        "{} is used as a mount and as a device"
        "core ValidateVolumeMounts, ValidateVolumeDevices";
    SUB_PATHS Refused "kube.mount.sub-paths"
        "subPath and subPathExpr exclude each other"
        "core ValidateVolumeMounts";
    PROPAGATION Refused "kube.mount.propagation"
        "Only a privileged container may have mountPropagation: Bidirectional"
        "core validateMountPropagation";
    READ_ONLY Refused "kube.mount.recursive-read-only"
        "recursiveReadOnly needs readOnly: true and no mountPropagation"
        "core validateMountRecursiveReadOnly";
    DEVICE Refused "kube.mount.device"
        "{} is no claim: only a claim can be a raw device"
        "core ValidateVolumeDevices";
}

/// The volumes that containers can use.
pub(super) struct Volumes<'t> {
    /// The names of those that are right.
    pub(super) good: Vec<&'t str>,
    /// The names of those that are refused themselves.
    pub(super) bad: Vec<&'t str>,
    /// The names of those that are claims.
    pub(super) claims: Vec<&'t str>,
}

impl Volumes<'_> {
    fn check(&self, cx: &mut Findings, name: &Node) {
        let text = name.text();
        if !self.good.contains(&text) {
            let rule = if self.bad.contains(&text) {
                &BAD_VOLUME
            } else {
                &NO_VOLUME
            };
            cx.hit(rule, name);
        }
    }
}

/// Checks the mounts and devices of a container.
pub(super) fn check(cx: &mut Findings, container: &Node, volumes: &Volumes) {
    let mounts = container.get("volumeMounts");
    let devices = container.get("volumeDevices");
    let mut paths = Once::default();
    for mount in mounts.items() {
        volumes.check(cx, &mount.get("name"));
        let path = mount.get("mountPath");
        cx.hit_if(!paths.is_new(path.text()), &PATH_TWICE, &path);
        beside(cx, &mount, &path, &devices, "devicePath");
        details(cx, &mount, &mounts, container);
    }
    let mut paths = Once::default();
    let mut names = Once::default();
    for device in devices.items() {
        let name = device.get("name");
        let path = device.get("devicePath");
        volumes.check(cx, &name);
        let mountable =
            volumes.good.contains(&name.text()) && !volumes.claims.contains(&name.text());
        cx.hit_if(mountable, &DEVICE, &name);
        cx.hit_if(!names.is_new(name.text()), &PATH_TWICE, &name);
        cx.hit_if(!paths.is_new(path.text()), &PATH_TWICE, &path);
        cx.hit_if(steps_back(path.text()), &BACKSTEPS, &path);
        beside(cx, &device, &path, &mounts, "mountPath");
    }
}

/// A volume, and a path, is a mount or a device, not both.
fn beside(cx: &mut Findings, item: &Node, path: &Node, others: &Node, other_path: &'static str) {
    let name = item.get("name");
    for other in others.items() {
        cx.hit_if(other.text_of("name") == name.text(), &BOTH, &name);
        cx.hit_if(other.text_of(other_path) == path.text(), &BOTH, path);
    }
}

/// Sub-paths and propagation; the API server leaves the number of the mount out of their names.
fn details(cx: &mut Findings, mount: &Node, mounts: &Node, container: &Node) {
    for name in ["subPath", "subPathExpr"] {
        let path = mount.get(name);
        if path.text().starts_with('/') || steps_back(path.text()) {
            cx.hit_as(&RELATIVE, &path, &mounts.get(name));
        }
    }
    let expression = mount.get("subPathExpr");
    let both = expression.is_filled() && mount.fills("subPath");
    cx.hit_if(both, &SUB_PATHS, &expression);
    let propagation = mount.get("mountPropagation");
    let named = mounts.get("mountPropagation");
    if propagation.is_set() {
        one_of(
            cx,
            "Bidirectional|HostToContainer|None",
            propagation.text(),
            &propagation,
            &named,
        );
    }
    let security = container.get("securityContext");
    if propagation.says("Bidirectional") && !security.flag("privileged") {
        cx.hit_as(&PROPAGATION, &propagation, &named);
    }
    let recursive = mount.get("recursiveReadOnly");
    let named = mounts.get("recursiveReadOnly");
    match recursive.text() {
        "Enabled" | "IfPossible" => {
            let spread = propagation.is_set() && !propagation.says("None");
            if spread || !mount.flag("readOnly") {
                cx.hit_as(&READ_ONLY, &recursive, &named);
            }
        }
        _ if !recursive.is_set() => {}
        text => one_of(cx, "Disabled|IfPossible|Enabled", text, &recursive, &named),
    }
}

/// The volumes of a pod and those that a StatefulSet adds to it, told apart by what was found wrong with them.
pub(super) fn volumes_of<'v, 't: 'v>(
    cx: &Findings,
    spec: &Node<'t, '_>,
    added: &[&'v str],
) -> Volumes<'v> {
    let mut volumes = Volumes {
        good: added.to_vec(),
        bad: Vec::new(),
        claims: added.to_vec(),
    };
    for volume in spec.get("volumes").items() {
        let name = volume.text_of("name");
        if added.contains(&name) {
            continue;
        }
        let own = volume.pointer();
        let refused = cx.refuses_within(&own);
        let list = if refused {
            &mut volumes.bad
        } else {
            &mut volumes.good
        };
        list.push(name);
        if volume.has("persistentVolumeClaim") || volume.has("ephemeral") {
            volumes.claims.push(name);
        }
    }
    volumes
}
