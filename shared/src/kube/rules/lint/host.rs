//! What a pod shares with its node.

use crate::kube::rules::findings::Findings;
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;

rules! {
    PROC_MOUNT Refused "kube.security.proc-mount"
        "procMount: Unmasked needs hostUsers: false"
        "core ValidateSecurityContext";
    PROCESSES Refused "kube.security.process-namespace"
        "shareProcessNamespace and hostPID exclude each other"
        "core validatePodSpecSecurityContext";
    HOST_SYSCTL Refused "kube.security.host-sysctl"
        "{} belongs to a namespace that the pod shares with its node"
        "core ValidateHostSysctl";
    HOST_USERS Refused "kube.security.host-users"
        "{} contradicts hostUsers: false"
        "core validateHostUsers";
    SELINUX Refused "kube.security.selinux-change-policy"
        "{} is not allowed before Kubernetes 1.37, only Recursive"
        "core validateSELinuxChangePolicy";
}

/// What a container's context may be only in certain pods.
pub(super) fn with_pod(cx: &mut Findings, container: &Node, pod: &Node) {
    let context = container.get("securityContext");
    let proc_mount = context.get("procMount");
    let unmasked = proc_mount.says("Unmasked") && !pod.get("hostUsers").is_false();
    cx.hit_if(unmasked, &PROC_MOUNT, &proc_mount);
    let devices = container.get("volumeDevices");
    // The gate UserNamespacesVolumeDevices came with 1.36 and is off by default.
    if pod.get("hostUsers").is_false() && devices.len() > 0 {
        cx.say(&HOST_USERS, &devices, "volumeDevices");
    }
}

/// What the security of a pod depends on beside its context.
pub(super) fn of_pod(cx: &mut Findings, node: &Node) {
    let context = node.get("securityContext");
    let shared = node.get("shareProcessNamespace");
    if shared.is_true() && node.flag("hostPID") {
        let named = context.get("shareProcessNamespace");
        cx.hit_as(
            &PROCESSES,
            &shared,
            if cx.minor.0 < 37 { &named } else { &shared },
        );
    }
    for sysctl in context.get("sysctls").items() {
        let name = sysctl.get("name");
        let text = name.text().replace('/', ".");
        let ipc = ["kernel.shm", "kernel.msg", "fs.mqueue."]
            .iter()
            .any(|prefix| text.starts_with(prefix))
            || text == "kernel.sem";
        let of_host =
            node.flag("hostNetwork") && text.starts_with("net.") || node.flag("hostIPC") && ipc;
        cx.hit_if(of_host, &HOST_SYSCTL, &name);
    }
    if node.get("hostUsers").is_false() {
        // The gate UserNamespacesHostNetworkSupport is off by default.
        for (name, named) in [
            ("hostNetwork", "hostNetwork"),
            ("hostPID", "HostPID"),
            ("hostIPC", "HostIPC"),
        ] {
            let field = node.get(name);
            if field.is_true() {
                cx.say_as(&HOST_USERS, &field, &node.get(named), name);
            }
        }
    }
}

/// The security context of a pod.
pub(super) fn context(cx: &mut Findings, node: &Node) {
    // The gate SELinuxMount is on by default from 1.37 on.
    let change = node.get("seLinuxChangePolicy");
    cx.hit_if(
        cx.minor.0 < 37 && change.says("MountOption"),
        &SELINUX,
        &change,
    );
}
