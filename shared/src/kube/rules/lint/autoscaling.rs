//! Horizontal pod autoscalers.

use crate::kube::rules::findings::Findings;
use crate::kube::rules::node::Node;
use crate::kube::rules::quantity::Milli;
use crate::kube::rules::resources;
use crate::kube::rules::resources::is_resource;
use crate::kube::rules::rule::rules;
use crate::kube::rules::walk::read_quantity;

rules! {
    MAXIMUM Refused "kube.autoscaler.maximum"
        "{} must be at least minReplicas"
        "autoscaling validateHorizontalPodAutoscalerSpec";
    TARGET Refused "kube.autoscaler.target"
        "{} must name a group and a version, such as apps/v1"
        "autoscaling ValidateAPIVersion";
    MINIMUM Refused "kube.autoscaler.minimum"
        "{} must be at least 1 before Kubernetes 1.37"
        "autoscaling validateHorizontalPodAutoscalerSpec";
    METRIC Refused "kube.autoscaler.metric"
        "{}"
        "autoscaling validateMetricSpec, validateMetricTarget";
}

/// An autoscaler.
pub(super) fn spec(cx: &mut Findings, node: &Node) {
    let least = node.get("minReplicas").opt_int().unwrap_or(1);
    let most = node.get("maxReplicas");
    cx.hit_if(most.int() > 0 && most.int() < least, &MAXIMUM, &most);
    // The gate HPAScaleToZero is on by default from 1.37 on.
    let fewest = node.get("minReplicas");
    let to_zero = fewest.opt_int() == Some(0);
    cx.hit_if(to_zero && cx.minor.0 < 37, &MINIMUM, &fewest);
    let target = node.get("scaleTargetRef");
    let version = target.get("apiVersion");
    let grouped = version
        .text()
        .split_once('/')
        .is_some_and(|(group, rest)| !group.is_empty() && !rest.contains('/'));
    cx.hit_if(!grouped, &TARGET, &version);
    let metrics = node.get("metrics");
    let outside = |metric: &Node| matches!(metric.text_of("type"), "Object" | "External");
    if to_zero && !metrics.items().any(|metric| outside(&metric)) {
        cx.say(
            &METRIC,
            &metrics,
            "Only with an Object or External metric can it scale to nothing",
        );
    }
}

/// The rules of scaling in one direction.
pub(super) fn scaling(cx: &mut Findings, node: &Node) {
    let policies = node.get("policies");
    if policies.is_set() && policies.len() == 0 {
        cx.required(&policies, "policies must not be empty");
    }
    // The gate HPAConfigurableTolerance is on by default from 1.35 on.
    let tolerance = node.get("tolerance");
    let negative = read_quantity(&tolerance).is_some_and(Milli::is_negative);
    cx.hit_if(
        cx.minor.0 >= 35 && negative,
        &resources::NEGATIVE,
        &tolerance,
    );
}

const SOURCES: [(&str, &str); 5] = [
    ("Object", "object"),
    ("External", "external"),
    ("Pods", "pods"),
    ("Resource", "resource"),
    ("ContainerResource", "containerResource"),
];

/// One metric: the source that its type names, and no other.
pub(super) fn metric(cx: &mut Findings, node: &Node) {
    let kind = node.text_of("type");
    for (name, field) in SOURCES {
        let source = node.get(field);
        if name == kind && !source.is_set() {
            cx.required(&source, "The source that the type names must be set");
        } else if name != kind && source.is_set() {
            cx.say(
                &METRIC,
                &source,
                "A metric has only the source that its type names",
            );
        }
        if source.is_set() {
            target(cx, name, &source);
        }
    }
}

fn target(cx: &mut Findings, kind: &str, source: &Node) {
    let target = source.get("target");
    let value = target.get("value");
    let average = target.get("averageValue");
    let share = target.get("averageUtilization");
    for amount in [value, average] {
        let bad = read_quantity(&amount).is_some_and(|amount: Milli| !amount.is_positive());
        if bad {
            cx.say(&METRIC, &amount, "A target must be more than 0");
        }
    }
    let resource = matches!(kind, "Resource" | "ContainerResource");
    if resource {
        if !share.is_set() && !average.is_set() {
            cx.required(&share, "averageUtilization or averageValue must be set");
        } else if share.is_set() && average.is_set() {
            cx.say(
                &METRIC,
                &average,
                "averageUtilization and averageValue exclude each other",
            );
        }
    } else if !average.is_set() && (kind == "Pods" || !value.is_set()) {
        cx.required(&average, "averageValue must be set");
    } else if kind == "External" && value.is_set() && average.is_set() {
        cx.say(&METRIC, &value, "value and averageValue exclude each other");
    }
    let name = source.get("name");
    if kind == "ContainerResource" && name.is_filled() && !is_resource(name.text()) {
        cx.hit(&resources::NAME, &name);
    }
}
