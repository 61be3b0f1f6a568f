//! Jobs and CronJobs.

use super::findings::Findings;
use super::node::Node;
use super::rule::rules;

rules! {
    RESTART Refused "kube.job.restart-policy"
        "{} must be OnFailure or Never for the pods of a Job, and Never beside a podFailurePolicy"
        "batch validateJobSpec";
}

/// A Job, alone or in a CronJob.
pub(super) fn spec(cx: &mut Findings, node: &Node) {
    let template = node.get("template");
    let spec = template.get("spec");
    let restart = spec.get("restartPolicy");
    let policy = node.get("podFailurePolicy");
    match restart.text() {
        "" | "Always" => cx.required(&restart, "restartPolicy must be OnFailure or Never"),
        "Never" => {}
        "OnFailure" => cx.hit_if(policy.is_set(), &RESTART, &restart),
        _ => cx.hit(&RESTART, &restart),
    }
}
