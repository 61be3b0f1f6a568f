//! Pods of Windows.

use crate::kube::rules::findings::Findings;
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;

rules! {
    WINDOWS Refused "kube.security.windows"
        "{}"
        "core validateWindowsSecurityContextOptions, validateWindows, validateLinux";
    HOST_PROCESS Refused "kube.security.host-process"
        "{}"
        "core validateWindowsHostProcessPod";
}

/// What goes with the operating system of a pod alone.
pub(super) fn operating_system(cx: &mut Findings, node: &Node) {
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
    let refused: &[&'static str] = match node.get("os").text_of("name") {
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
pub(super) fn options(cx: &mut Findings, node: &Node) {
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

/// Processes of the host in place of containers.
pub(super) fn host_processes(cx: &mut Findings, node: &Node) {
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
        if !node.flag("hostNetwork") {
            cx.say(
                &HOST_PROCESS,
                &node.get("hostNetwork"),
                "Processes of the host need hostNetwork: true",
            );
        }
    }
}
