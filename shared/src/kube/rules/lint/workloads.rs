//! DaemonSets and ReplicationControllers.

use crate::kube::rules::findings::Findings;
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;
use crate::kube::rules::selectors::has_all;
use crate::kube::rules::walk::one_of;
use crate::kube::rules::workloads::{NO_ROOM, SELECTOR, is_none, template};

rules! {
    BOTH_ROOMS Refused "kube.daemon-set.both"
        "{} does not go with a maxUnavailable that is more than 0"
        "apps ValidateRollingUpdateDaemonSet";
}

/// A ReplicationController, whose selector is a map of labels and by default the template's.
pub(super) fn replication_controller(cx: &mut Findings, node: &Node) {
    let template = node.get("template");
    let metadata = template.get("metadata");
    let labels = metadata.get("labels");
    let selector = node.get("selector");
    if selector.len() + labels.len() == 0 {
        cx.required(&selector, "selector must be set");
    }
    cx.hit_if(!has_all(&selector, &labels, &[]), &SELECTOR, &labels);
}

/// A DaemonSet.
pub(super) fn daemon_set(cx: &mut Findings, node: &Node) {
    template(cx, node);
    let strategy = node.get("updateStrategy");
    let kind = strategy.get("type");
    match kind.text() {
        "" | "RollingUpdate" => {
            let rolling = strategy.get("rollingUpdate");
            let unavailable = rolling.get("maxUnavailable");
            let surge = rolling.get("maxSurge");
            let surges = surge.is_set() && !is_none(&surge);
            if is_none(&unavailable) {
                cx.hit_if(!surges, &NO_ROOM, &unavailable);
            } else {
                cx.hit_if(surges, &BOTH_ROOMS, &surge);
            }
        }
        "OnDelete" => {}
        text => one_of(cx, "RollingUpdate|OnDelete", text, &kind, &strategy),
    }
}
