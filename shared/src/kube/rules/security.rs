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
    PROFILE Refused "kube.security.profile"
        "localhostProfile goes with type: Localhost and with no other"
        "core validateSeccompProfileField, ValidateAppArmorProfileField";
    ARMOR Refused "kube.security.app-armor"
        "{} has blanks at its ends or more than 4095 characters"
        "core ValidateAppArmorProfileField";
}

/// The security context of a container.
pub(super) fn container(cx: &mut Findings, node: &Node) {
    if node.get("allowPrivilegeEscalation").is_false() {
        let capabilities = node.get("capabilities");
        let administers = capabilities
            .get("add")
            .items()
            .any(|name| name.says("CAP_SYS_ADMIN"));
        cx.hit_if(node.flag("privileged") || administers, &ESCALATION, node);
    }
}

/// A seccomp or AppArmor profile.
pub(super) fn profile(cx: &mut Findings, node: &Node, armor: bool) {
    let path = node.get("localhostProfile");
    let text = path.text();
    let local = node.is("type", "Localhost");
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
    let mut names = Once::default();
    for sysctl in node.get("sysctls").items() {
        let name = sysctl.get("name");
        if name.is_filled() && !names.is_new(name.text()) {
            cx.hit(&DUPLICATE, &name);
        }
    }
}
