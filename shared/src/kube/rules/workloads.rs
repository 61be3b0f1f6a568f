//! Deployments, StatefulSets, DaemonSets and ReplicaSets.

use super::findings::Findings;
use super::formats;
use super::formats::{DNS_LABEL, INT_OR_PERCENT, OVER_100};
use super::node::Node;
use super::rule::rules;
use super::selectors::{is_empty, selects};
use super::text::{is_dns_label, percent};
use super::walk::{REQUIRED, one_of};

rules! {
    SELECTOR Refused "kube.workload.selector"
        "The selector does not match the labels of the template, so the workload would never find its pods"
        "apps ValidatePodTemplateSpecForReplicaSet, ValidatePodTemplateSpecForStatefulSet, ValidateDaemonSetSpec";
    BAD_SELECTOR Refused "kube.workload.bad-selector"
        "The selector is refused itself and so selects nothing"
        "apps ValidateDeploymentSpec, ValidateStatefulSetSpec; rbac ValidateClusterRole";
    EMPTY_SELECTOR Refused "kube.workload.empty-selector"
        "The selector names no labels"
        "apps ValidateDeploymentSpec, ValidateStatefulSetSpec, ValidateDaemonSetSpec";
    RESTART Refused "kube.workload.restart-policy"
        "{} must be Always for pods that a workload keeps running"
        "apps ValidatePodTemplateSpecForReplicaSet, ValidateStatefulSetSpec, ValidateDaemonSetSpec";
    DEADLINE Refused "kube.workload.deadline"
        "activeDeadlineSeconds is for pods that end, which these do not"
        "apps ValidatePodTemplateSpecForReplicaSet, ValidateStatefulSetSpec, ValidateDaemonSetSpec";
    RECREATE Refused "kube.deployment.recreate"
        "rollingUpdate does not go with type: Recreate"
        "apps ValidateDeploymentStrategy";
    NO_ROOM Refused "kube.workload.no-room"
        "{} leaves no room to update: of maxUnavailable and maxSurge one must be more than 0"
        "apps ValidateRollingUpdateDeployment, ValidateRollingUpdateDaemonSet";
    PROGRESS Refused "kube.deployment.progress"
        "{} must be more than minReadySeconds, or every roll-out counts as stuck"
        "apps ValidateDeploymentSpec";
    ON_DELETE Refused "kube.stateful-set.on-delete"
        "rollingUpdate goes only with type: RollingUpdate"
        "apps ValidateStatefulSetSpec";
    HISTORY Warned "kube.stateful-set.history"
        "{} keeps every revision for good"
        "pkg/registry/apps/statefulset/strategy.go WarningsOnCreate";
}

/// A selector and the template that it must match.
pub(super) fn template(cx: &mut Findings, node: &Node) {
    let selector = node.get("selector");
    let template = node.get("template");
    let metadata = template.get("metadata");
    let labels = metadata.get("labels");
    if cx.refuses_within(&selector.pointer()) && selector.is_set() {
        cx.hit_if(cx.kind != "DaemonSet", &BAD_SELECTOR, &selector);
    } else {
        cx.hit_if(
            selector.is_set() && is_empty(&selector),
            &EMPTY_SELECTOR,
            &selector,
        );
        cx.hit_if(!selects(&selector, &labels), &SELECTOR, &labels);
    }
    let spec = template.get("spec");
    let restart = spec.get("restartPolicy");
    cx.hit_if(!matches!(restart.text(), "" | "Always"), &RESTART, &restart);
    let deadline = spec.get("activeDeadlineSeconds");
    cx.hit_if(deadline.is_set(), &DEADLINE, &deadline);
}

/// A Deployment.
pub(super) fn deployment(cx: &mut Findings, node: &Node) {
    template(cx, node);
    let strategy = node.get("strategy");
    let rolling = strategy.get("rollingUpdate");
    let kind = strategy.get("type");
    match kind.text() {
        "" | "RollingUpdate" => {
            let unavailable = rolling.get("maxUnavailable");
            let stuck = is_none(&unavailable) && is_none(&rolling.get("maxSurge"));
            cx.hit_if(stuck, &NO_ROOM, &unavailable);
            cx.hit_if(
                percent(unavailable.text()).is_some_and(|share| share > 100),
                &OVER_100,
                &unavailable,
            );
        }
        "Recreate" => cx.hit_if(rolling.is_set(), &RECREATE, &rolling),
        text => one_of(cx, "Recreate|RollingUpdate", text, &kind, &strategy),
    }
    let deadline = node.get("progressDeadlineSeconds");
    let seconds = deadline.opt_int().unwrap_or(PROGRESS_SECONDS);
    cx.hit_if(
        seconds <= node.int_of("minReadySeconds"),
        &PROGRESS,
        &deadline,
    );
}

/// `progressDeadlineSeconds` of a Deployment that does not say.
const PROGRESS_SECONDS: i64 = 600;

/// Whether a number or percentage is there and is nothing.
pub(super) fn is_none(node: &Node) -> bool {
    node.opt_int() == Some(0) || percent(node.text()) == Some(0)
}

/// A ReplicaSet.
pub(super) fn replica_set(cx: &mut Findings, node: &Node) {
    template(cx, node);
}

/// A StatefulSet.
pub(super) fn stateful_set(cx: &mut Findings, node: &Node) {
    template(cx, node);
    let strategy = node.get("updateStrategy");
    let kind = strategy.get("type");
    let rolling = strategy.get("rollingUpdate");
    match kind.text() {
        "" | "RollingUpdate" => {
            // Only here does the API server keep the field; elsewhere it drops it unseen.
            let unavailable = rolling.get("maxUnavailable");
            let kept = cx.minor.0 >= 37;
            cx.hit_if(kept && is_none(&unavailable), &NO_ROOM, &unavailable);
            if kept && unavailable.is_filled() {
                formats::text(cx, "int-or-share", &unavailable);
            }
            cx.hit_if(kept && unavailable.int() < 0, &INT_OR_PERCENT, &unavailable);
        }
        "OnDelete" => cx.hit_if(rolling.is_set(), &ON_DELETE, &rolling),
        text => one_of(cx, "RollingUpdate|OnDelete", text, &kind, &strategy),
    }
    let history = node.get("revisionHistoryLimit");
    cx.hit_if(history.int() < 0, &HISTORY, &history);
    let spec = node.get("template");
    let spec = spec.get("spec");
    let volumes = spec.get("volumes");
    if !cx.claims.is_empty() {
        cx.shift_volumes(&volumes);
    }
    for (at, claim) in node.get("volumeClaimTemplates").items().enumerate() {
        let metadata = claim.get("metadata");
        let name = metadata.get("name");
        let volume = volumes.index(at);
        if name.text().is_empty() {
            let source = volume.get("persistentVolumeClaim");
            cx.say_as(
                &REQUIRED,
                &name,
                &source.get("claimName"),
                "A claim needs a name",
            );
        }
        if !is_dns_label(name.text()) {
            cx.hit_as(&DNS_LABEL, &name, &volume.get("name"));
        }
    }
}
