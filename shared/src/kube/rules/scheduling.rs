//! Affinity, spread, tolerations, DNS and priority of pods.

use super::findings::Findings;
use super::formats::{DNS_LABEL, LABEL_VALUE};
use super::node::Node;
use super::rule::rules;
use super::text::{is_dns_label, is_label_value};
use super::walk::one_of;

rules! {
    NULL_SELECTOR Warned "kube.scheduling.null-selector"
        "A labelSelector that is absent matches no pod"
        "pkg/api/pod/warnings.go warningsForPodAffinityTerms";
    SPREAD_TWICE Refused "kube.scheduling.spread-twice"
        "Two constraints have the same topologyKey and whenUnsatisfiable"
        "core ValidateSpreadConstraintNotRepeat";
    MIN_DOMAINS Refused "kube.scheduling.min-domains"
        "minDomains goes only with whenUnsatisfiable: DoNotSchedule"
        "core validateMinDomains";
    TOLERATION Refused "kube.scheduling.toleration"
        "{}"
        "core ValidateTolerations";
}

const REQUIRED_TERMS: &str = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED_TERMS: &str = "preferredDuringSchedulingIgnoredDuringExecution";

/// Selectors of pods that select nothing.
pub(super) fn affinity(cx: &mut Findings, node: &Node) {
    for kind in ["podAffinity", "podAntiAffinity"] {
        let rules = node.get(kind);
        for term in rules.get(REQUIRED_TERMS).items() {
            let selector = term.get("labelSelector");
            cx.hit_if(!selector.is_set(), &NULL_SELECTOR, &selector);
        }
        for weighted in rules.get(PREFERRED_TERMS).items() {
            let term = weighted.get("podAffinityTerm");
            let selector = term.get("labelSelector");
            cx.hit_if(!selector.is_set(), &NULL_SELECTOR, &selector);
        }
    }
}

/// One term about other pods.
pub(super) fn affinity_term(cx: &mut Findings, node: &Node) {
    let namespaces = node.get("namespaces");
    for name in namespaces.items() {
        if !is_dns_label(name.text()) {
            cx.hit_as(&DNS_LABEL, &name, &node.get("namespace"));
        }
    }
}

/// What concerns the scheduling and the network of a whole pod.
pub(super) fn of_pod(cx: &mut Findings, node: &Node) {
    spread(cx, &node.get("topologySpreadConstraints"));
    if node.is("dnsPolicy", "None") {
        let config = node.get("dnsConfig");
        let servers = config.get("nameservers");
        if !config.is_set() {
            cx.required(&config, "dnsPolicy: None needs a dnsConfig");
        } else if servers.len() == 0 {
            cx.required(&servers, "dnsPolicy: None needs a name server");
        }
    }
}

fn spread(cx: &mut Findings, list: &Node) {
    for (at, constraint) in list.items().enumerate() {
        let action = constraint.text_of("whenUnsatisfiable");
        let same = |other: &Node| {
            let topology = other.text_of("topologyKey");
            topology == constraint.text_of("topologyKey")
                && other.text_of("whenUnsatisfiable") == action
        };
        if list.items().skip(at + 1).any(|other| same(&other)) {
            cx.hit_as(
                &SPREAD_TWICE,
                &constraint,
                &constraint.get("{topologyKey, whenUnsatisfiable}"),
            );
        }
        let domains = constraint.get("minDomains");
        cx.hit_if(
            domains.is_set() && action != "DoNotSchedule",
            &MIN_DOMAINS,
            &domains,
        );
        let selector = constraint.get("labelSelector");
        cx.hit_if(!selector.is_set(), &NULL_SELECTOR, &selector);
    }
}

/// A toleration; the API server blames the operator for the value.
pub(super) fn toleration(cx: &mut Findings, node: &Node) {
    let operator = node.get("operator");
    let value = node.get("value");
    let effect = node.get("effect");
    if node.text_of("key").is_empty() && !operator.says("Exists") {
        cx.say(
            &TOLERATION,
            &operator,
            "A toleration without a key needs operator: Exists",
        );
    }
    if node.has("tolerationSeconds") && !effect.says("NoExecute") {
        cx.say(
            &TOLERATION,
            &effect,
            "tolerationSeconds needs effect: NoExecute",
        );
    }
    match operator.text() {
        "Equal" | "" if !is_label_value(value.text()) => cx.hit_as(&LABEL_VALUE, &value, &operator),
        "Exists" if value.is_filled() => {
            cx.say_as(
                &TOLERATION,
                &value,
                &operator,
                "operator: Exists takes no value",
            );
        }
        "Equal" | "" | "Exists" => {}
        // The gate TaintTolerationComparisonOperators is off by default through 1.37.
        text => one_of(cx, "Equal|Exists", text, &operator, &operator),
    }
}
