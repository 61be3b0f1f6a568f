//! Jobs with indexes and policies, and CronJobs.

use super::metadata;
use crate::kube::rules::findings::{Findings, quoted};
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;
use crate::kube::rules::selectors::{is_empty, selects};
use crate::kube::rules::text::is_dns_label;
use crate::kube::rules::unions::DUPLICATE;
use crate::kube::rules::workloads;

rules! {
    INDEXED Refused "kube.job.indexed"
        "{} needs completionMode: Indexed"
        "batch validateJobSpec";
    INDEXED_LIMIT Refused "kube.job.indexed-limit"
        "{} is more than a Job with indexes may have"
        "batch validateJobSpec";
    INDEXES Refused "kube.job.indexes"
        "{} lists no indexes of the Job in ascending order, such as 0,2-4"
        "batch validateIndexesFormat";
    INDEXED_NAME Refused "kube.job.indexed-name"
        "{} is too long for the host names of its pods, which get their index at the end"
        "batch ValidateJob";
    MANAGED_BY Refused "kube.job.managed-by"
        "{} has more than 63 characters"
        "batch validateJobSpec";
    SELECTOR Refused "kube.job.selector"
        "A Job makes its own selector; one of your own needs manualSelector: true"
        "batch validateGeneratedSelector, ValidateJobTemplateSpec";
    FAILURE_RULE Refused "kube.job.failure-rule"
        "{}"
        "batch validatePodFailurePolicyRule";
    REPLACEMENT Refused "kube.job.replacement"
        "{} must be Failed beside a podFailurePolicy"
        "batch validatePodReplacementPolicy";
    CRON_NAME Refused "kube.cron-job.name"
        "{} has more than 52 characters; the Jobs get 11 more"
        "batch ValidateCronJobCreate";
    LOCAL_TIME Refused "kube.cron-job.local-time"
        "{} must name a time zone of the IANA list"
        "batch validateTimeZone";
}

const MOST_INDEXES: i64 = 100_000;

/// A Job, alone or in a CronJob.
pub(super) fn spec(cx: &mut Findings, node: &Node) {
    let template = node.get("template");
    let spec = template.get("spec");
    let policy = node.get("podFailurePolicy");
    let replacement = node.get("podReplacementPolicy");
    let other = replacement.is_set() && !replacement.says("Failed");
    cx.hit_if(policy.is_set() && other, &REPLACEMENT, &replacement);
    let manager = node.get("managedBy");
    cx.hit_if(manager.text().len() > 63, &MANAGED_BY, &manager);
    indexes(cx, node);
    failure_containers(cx, &policy, &spec);
    for rule in policy.get("rules").items() {
        let action = rule.get("action");
        if action.says("FailIndex") && !node.has("backoffLimitPerIndex") {
            cx.say(
                &FAILURE_RULE,
                &action,
                "FailIndex needs backoffLimitPerIndex",
            );
        }
    }
}

fn indexes(cx: &mut Findings, node: &Node) {
    let completions = node.get("completions");
    let parallelism = node.get("parallelism");
    let failed = node.get("maxFailedIndexes");
    let per_index = node.get("backoffLimitPerIndex");
    let success = node.get("successPolicy");
    if failed.is_set() && !per_index.is_set() {
        cx.required(
            &per_index,
            "backoffLimitPerIndex must be set beside maxFailedIndexes",
        );
    }
    if node.is("completionMode", "Indexed") {
        // Both are 1 by default, but only where both are left out.
        if !completions.is_set() && parallelism.is_set() {
            cx.required(
                &completions,
                "completions must be set for completionMode: Indexed",
            );
        }
        cx.hit_if(
            parallelism.int() > MOST_INDEXES,
            &INDEXED_LIMIT,
            &parallelism,
        );
        let over = completions.is_set() && failed.int() > completions.int();
        cx.hit_if(over || failed.int() > MOST_INDEXES, &INDEXED_LIMIT, &failed);
        for rule in success.get("rules").items() {
            let count = rule.get("succeededCount");
            if !count.is_set() && !rule.has("succeededIndexes") {
                cx.required(&rule, "succeededCount or succeededIndexes must be set");
            }
            cx.hit_if(count.int() > completions.int(), &INDEXED_LIMIT, &count);
            let listed = rule.get("succeededIndexes");
            cx.hit_if(
                !are_indexes(listed.text(), completions.int()),
                &INDEXES,
                &listed,
            );
        }
    } else {
        for field in [failed, per_index, success] {
            cx.hit_if(field.is_set(), &INDEXED, &field);
        }
    }
}

fn failure_containers(cx: &mut Findings, policy: &Node, spec: &Node) {
    for rule in policy.get("rules").items() {
        let codes = rule.get("onExitCodes");
        let name = codes.get("containerName");
        let known = ["containers", "initContainers"].iter().any(|list| {
            spec.get(list)
                .items()
                .any(|container| container.text_of("name") == name.text())
        });
        if name.is_set() && !known {
            cx.say(
                &FAILURE_RULE,
                &name,
                "The pod has no container of that name",
            );
        }
    }
}

/// The rules about failed pods together.
pub(super) fn failure_policy(cx: &mut Findings, node: &Node) {
    let rules = node.get("rules");
    if rules.len() > 20 {
        cx.say(&FAILURE_RULE, &rules, "There may be at most 20 rules");
    }
}

/// Whether a text lists indexes in ascending order, such as `0,2-4`, all below a number (`validateIndexesFormat`).
fn are_indexes(text: &str, below: i64) -> bool {
    let mut next = 0;
    text.is_empty()
        || text.split(',').all(|interval| {
            let (first, last) = interval.split_once('-').unwrap_or((interval, interval));
            let (Ok(first), Ok(last)) = (first.parse::<i64>(), last.parse::<i64>()) else {
                return false;
            };
            let single = !interval.contains('-');
            let good = next <= first && (single || first < last) && last < below;
            next = last + 1;
            good
        })
}

/// One rule about failed pods.
pub(super) fn failure_rule(cx: &mut Findings, node: &Node) {
    let codes = node.get("onExitCodes");
    let conditions = node.get("onPodConditions");
    if codes.is_set() == (conditions.len() > 0) {
        cx.say(
            &FAILURE_RULE,
            node,
            "A rule is about either onExitCodes or onPodConditions",
        );
    }
    let values = codes.get("values");
    let mut before = i64::MIN;
    for value in values.items() {
        if codes.is("operator", "In") && value.int() == 0 {
            cx.say(&FAILURE_RULE, &value, "The exit code 0 is no failure");
        }
        cx.hit_if(value.int() == before, &DUPLICATE, &value);
        if value.int() < before {
            cx.say(
                &FAILURE_RULE,
                &values,
                "Exit codes must stand in ascending order",
            );
        }
        before = value.int();
    }
}

/// A Job as a whole.
pub(super) fn object(cx: &mut Findings, node: &Node) {
    let spec = node.get("spec");
    let selector = spec.get("selector");
    let manual = spec.flag("manualSelector");
    metadata::labels_pods(cx, node);
    cx.hit_if(!is_empty(&selector) && !manual, &SELECTOR, &selector);
    if manual && !selector.is_set() {
        cx.required(
            &selector,
            "selector must be set beside manualSelector: true",
        );
    }
    let template = spec.get("template");
    let labels = template.get("metadata");
    let labels = labels.get("labels");
    let matches = selects(&selector, &labels);
    let chosen = manual || !is_empty(&selector);
    cx.hit_if(chosen && !matches, &workloads::SELECTOR, &labels);
    let metadata = node.get("metadata");
    let name = metadata.get("name");
    let completions = spec.int_of("completions");
    if spec.is("completionMode", "Indexed") && completions > 0 {
        let last = format!("{}-{}", name.text(), completions - 1);
        if !is_dns_label(&last) {
            cx.say(&INDEXED_NAME, &name, &quoted(name.text()));
        }
    }
}

/// A CronJob.
pub(super) fn cron(cx: &mut Findings, node: &Node) {
    let template = node.get("jobTemplate");
    let spec = template.get("spec");
    let selector = spec.get("selector");
    cx.hit_if(selector.is_set(), &SELECTOR, &selector);
    let manual = spec.get("manualSelector");
    cx.hit_if(manual.is_true(), &SELECTOR, &manual);
    let zone = node.get("timeZone");
    cx.hit_if(
        zone.text().eq_ignore_ascii_case("Local"),
        &LOCAL_TIME,
        &zone,
    );
}

/// A CronJob as a whole.
pub(super) fn cron_object(cx: &mut Findings, node: &Node) {
    let metadata = node.get("metadata");
    let name = metadata.get("name");
    cx.hit_if(name.text().len() > 52, &CRON_NAME, &name);
}
