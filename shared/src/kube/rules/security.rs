//! Security contexts of pods and containers.

use super::findings::Findings;
use super::formats::{RELATIVE, steps_back};
use super::node::Node;
use super::rule::rules;
use super::unions::{DUPLICATE, Once};

rules! {
    ESCALATION Refused "kube.security.escalation"
        "allowPrivilegeEscalation: false contradicts privileged: true and the capability CAP_SYS_ADMIN"
        "core ValidateSecurityContext";
    PROC_MOUNT Refused "kube.security.proc-mount"
        "procMount: Unmasked needs hostUsers: false"
        "core ValidateSecurityContext";
    PROFILE Refused "kube.security.profile"
        "localhostProfile goes with type: Localhost and with no other"
        "core validateSeccompProfileField, ValidateAppArmorProfileField";
    ARMOR Refused "kube.security.app-armor"
        "{} has blanks at its ends or more than 4095 characters"
        "core ValidateAppArmorProfileField";
    SELINUX Refused "kube.security.selinux-change-policy"
        "{} is not allowed before Kubernetes 1.37, only Recursive"
        "core validateSELinuxChangePolicy";
    PROCESSES Refused "kube.security.process-namespace"
        "shareProcessNamespace and hostPID exclude each other"
        "core validatePodSpecSecurityContext";
    HOST_SYSCTL Refused "kube.security.host-sysctl"
        "{} belongs to a namespace that the pod shares with its node"
        "core ValidateHostSysctl";
    HOST_USERS Refused "kube.security.host-users"
        "{} contradicts hostUsers: false"
        "core validateHostUsers";
    WINDOWS Refused "kube.security.windows"
        "{}"
        "core validateWindowsSecurityContextOptions, validateWindows, validateLinux";
    HOST_PROCESS Refused "kube.security.host-process"
        "{}"
        "core validateWindowsHostProcessPod";
}

/// The security context of a container.
pub(super) fn container(cx: &mut Findings, node: &Node) {
    if node.get("allowPrivilegeEscalation").is_false() {
        let capabilities = node.get("capabilities");
        let administers = capabilities
            .get("add")
            .items()
            .any(|name| name.text() == "CAP_SYS_ADMIN");
        cx.hit_if(
            node.get("privileged").is_true() || administers,
            &ESCALATION,
            node,
        );
    }
}

/// What a container's context may be only in certain pods.
pub(super) fn with_pod(cx: &mut Findings, container: &Node, pod: &Node) {
    let context = container.get("securityContext");
    let proc_mount = context.get("procMount");
    let unmasked = proc_mount.text() == "Unmasked" && !pod.get("hostUsers").is_false();
    cx.hit_if(unmasked, &PROC_MOUNT, &proc_mount);
    let devices = container.get("volumeDevices");
    // The gate UserNamespacesVolumeDevices came with 1.36 and is off by default.
    if pod.get("hostUsers").is_false() && devices.len() > 0 {
        cx.say(&HOST_USERS, &devices, "volumeDevices");
    }
}

/// A seccomp or AppArmor profile.
pub(super) fn profile(cx: &mut Findings, node: &Node, armor: bool) {
    let path = node.get("localhostProfile");
    let text = path.text();
    let local = node.get("type").text() == "Localhost";
    cx.hit_if(!local && path.is_set(), &PROFILE, &path);
    if !local {
        return;
    }
    if !path.is_set() || armor && text.trim().is_empty() {
        cx.required(&path, "localhostProfile must be set for the type Localhost");
    } else if armor {
        cx.hit_if(text.trim() != text || text.len() > 4095, &ARMOR, &path);
    } else {
        cx.hit_if(text.starts_with('/') || steps_back(text), &RELATIVE, &path);
    }
}

/// The security context of a pod.
pub(super) fn pod(cx: &mut Findings, node: &Node) {
    // The gate SELinuxMount is on by default from 1.37 on.
    let change = node.get("seLinuxChangePolicy");
    cx.hit_if(
        cx.minor.0 < 37 && change.text() == "MountOption",
        &SELINUX,
        &change,
    );
    let mut names = Once::default();
    for sysctl in node.get("sysctls").items() {
        let name = sysctl.get("name");
        if !name.text().is_empty() && !names.is_new(name.text()) {
            cx.hit(&DUPLICATE, &name);
        }
    }
}

/// What the security of a pod depends on beside its context.
pub(super) fn of_pod(cx: &mut Findings, node: &Node) {
    let context = node.get("securityContext");
    let shared = node.get("shareProcessNamespace");
    if shared.is_true() && node.get("hostPID").is_true() {
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
        let of_host = node.get("hostNetwork").is_true() && text.starts_with("net.")
            || node.get("hostIPC").is_true() && ipc;
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
    operating_system(cx, node);
    host_processes(cx, node);
}

fn operating_system(cx: &mut Findings, node: &Node) {
    let context = node.get("securityContext");
    let linux_only = [
        "appArmorProfile",
        "seLinuxOptions",
        "seccompProfile",
        "fsGroup",
        "fsGroupChangePolicy",
        "sysctls",
        "runAsUser",
        "runAsGroup",
        "supplementalGroups",
        "supplementalGroupsPolicy",
        "seLinuxChangePolicy",
    ];
    let of_container = [
        "capabilities",
        "readOnlyRootFilesystem",
        "privileged",
        "allowPrivilegeEscalation",
        "procMount",
    ];
    let refused: &[&'static str] = match node.get("os").get("name").text() {
        "linux" => &["windowsOptions"],
        "windows" => &linux_only,
        _ => return,
    };
    let windows = refused.len() > 1;
    for name in refused {
        refuse(cx, &context.get(name));
    }
    if windows {
        for name in ["hostUsers", "shareProcessNamespace"] {
            refuse(cx, &node.get(name));
        }
        for name in ["hostPID", "hostIPC"] {
            let field = node.get(name);
            if field.is_true() {
                refuse(cx, &field);
            }
        }
    }
    for list in ["containers", "initContainers"] {
        for container in node.get(list).items() {
            let context = container.get("securityContext");
            for name in refused.iter().filter(|name| {
                !windows || linux_only[..3].contains(name) || name.starts_with("runAs")
            }) {
                refuse(cx, &context.get(name));
            }
            for name in of_container.iter().filter(|_| windows) {
                refuse(cx, &context.get(name));
            }
        }
    }
}

fn refuse(cx: &mut Findings, field: &Node) {
    if field.is_set() {
        cx.say(
            &WINDOWS,
            field,
            "This does not go with the operating system of the pod",
        );
    }
}

/// Options of Windows by themselves.
pub(super) fn windows(cx: &mut Findings, node: &Node) {
    let spec = node.get("gmsaCredentialSpec");
    if spec.is_set() && !(1..=65_536).contains(&spec.text().len()) {
        cx.say(&WINDOWS, &spec, "A gMSA specification has 1 to 65536 bytes");
    }
    let user = node.get("runAsUserName");
    if !user.is_set() {
        return;
    }
    let (domain, name) = user.text().split_once('\\').unwrap_or(("", user.text()));
    let bad = name.is_empty()
        || name.len() > 104
        || domain.len() >= 256
        || user.text().contains(char::is_control)
        || name.contains([
            '"', '/', '\\', ':', ';', '|', '=', ',', '+', '*', '?', '<', '>', '@', '[', ']',
        ])
        || name.chars().all(|c| c == '.' || c == ' ');
    if bad {
        cx.say(&WINDOWS, &user, "This is no name of a Windows user");
    }
}

fn host_processes(cx: &mut Findings, node: &Node) {
    let of = |context: &Node| {
        context
            .get("windowsOptions")
            .get("hostProcess")
            .tree()
            .cloned()
    };
    let of_pod = of(&node.get("securityContext"));
    let mut containers = 0;
    let mut on_host = 0;
    for list in ["containers", "initContainers"] {
        for container in node.get(list).items() {
            let own = of(&container.get("securityContext"));
            containers += 1;
            let chosen = own.as_ref().or(of_pod.as_ref());
            on_host += usize::from(chosen == Some(&crate::render::tree::Tree::Bool(true)));
            if own.is_some() && of_pod.is_some() && own != of_pod {
                let context = container.get("securityContext");
                let options = context.get("windowsOptions");
                cx.say(
                    &HOST_PROCESS,
                    &options.get("hostProcess"),
                    "hostProcess differs from that of the pod",
                );
            }
        }
    }
    if on_host > 0 {
        if on_host != containers {
            cx.say(
                &HOST_PROCESS,
                node,
                "Either all containers of a pod are processes of the host or none",
            );
        }
        if !node.get("hostNetwork").is_true() {
            cx.say(
                &HOST_PROCESS,
                &node.get("hostNetwork"),
                "Processes of the host need hostNetwork: true",
            );
        }
    }
}
