//! Keys of labels, gates, name servers and priorities of pods.

use crate::kube::rules::findings::{Findings, quoted};
use crate::kube::rules::formats::{DNS_SUBDOMAIN, QUALIFIED};
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;
use crate::kube::rules::text::is_dns_subdomain;
use crate::kube::rules::text::is_qualified_name;
use crate::kube::rules::unions::Once;

rules! {
    MATCH_KEYS Refused "kube.scheduling.match-label-keys"
        "matchLabelKeys and mismatchLabelKeys need a labelSelector, which must not name the same keys"
        "core ValidateMatchLabelKeysAndMismatchLabelKeys, ValidateMatchLabelKeysInTopologySpread";
    DNS Refused "kube.pod.dns"
        "{}"
        "core validatePodDNSConfig";
    GATE Refused "kube.scheduling.gate"
        "{} must be a name with an optional DNS prefix, and stand only once"
        "core validateSchedulingGates";
    OLD_LABEL Warned "kube.scheduling.old-label"
        "{} is the old name of a label of nodes: use kubernetes.io/os, kubernetes.io/arch, topology.kubernetes.io/zone, topology.kubernetes.io/region or node.kubernetes.io/instance-type"
        "pkg/api/node/util.go GetNodeLabelDeprecatedMessage";
    ALIAS_TWICE Warned "kube.pod.alias-twice"
        "{} has two entries"
        "pkg/api/pod/warnings.go warningsForPodSpecAndMeta";
    PRIORITY Refused "kube.priority-class.value"
        "{} is more than 1000000000, the highest priority that is not Kubernetes' own"
        "scheduling ValidatePriorityClass";
    PRIORITY_NAME Refused "kube.priority-class.name"
        "{} begins with system-, which is Kubernetes' own"
        "scheduling ValidatePriorityClass";
}

/// One term about other pods.
pub(super) fn affinity_term(cx: &mut Findings, node: &Node) {
    let selector = node.get("labelSelector");
    let matched = node.get("matchLabelKeys");
    let mismatched = node.get("mismatchLabelKeys");
    for keys in [matched, mismatched] {
        label_keys(cx, &keys, &selector);
    }
    for (at, key) in matched.items().enumerate() {
        let both = mismatched.items().any(|other| other.text() == key.text());
        cx.hit_if(both, &MATCH_KEYS, &key);
        if in_both(&selector, key.text()) {
            cx.hit_as(&MATCH_KEYS, &key, &node.index(at));
        }
    }
}

/// A pod.
pub(super) fn of_pod(cx: &mut Findings, node: &Node) {
    for (label, value) in node.get("nodeSelector").keys() {
        old_label(cx, label, &value);
    }
    let mut gates = Once::default();
    for gate in node.get("schedulingGates").items() {
        let name = gate.text_of("name");
        if !is_qualified_name(name) || !gates.is_new(name) {
            cx.say(&GATE, &gate, &quoted(name));
        }
    }
    let mut aliases = Once::default();
    for alias in node.get("hostAliases").items() {
        let address = alias.get("ip");
        cx.hit_if(!aliases.is_new(address.text()), &ALIAS_TWICE, &address);
    }
    for constraint in node.get("topologySpreadConstraints").items() {
        let topology = constraint.get("topologyKey");
        old_label(cx, topology.text(), &topology);
        let selector = constraint.get("labelSelector");
        let keys = constraint.get("matchLabelKeys");
        label_keys(cx, &keys, &selector);
        for (at, key) in keys.items().enumerate() {
            // From 1.34 on the keys are merged into the selector, as those of affinity are.
            if cx.minor.0 < 34 {
                cx.hit_if(is_named(&selector, key.text()), &MATCH_KEYS, &key);
            } else if in_both(&selector, key.text()) {
                cx.hit_as(&MATCH_KEYS, &key, &constraint.index(at));
            }
        }
    }
}

fn label_keys(cx: &mut Findings, keys: &Node, selector: &Node) {
    cx.hit_if(keys.len() > 0 && !selector.is_set(), &MATCH_KEYS, keys);
    for key in keys.items() {
        cx.hit_if(!is_qualified_name(key.text()), &QUALIFIED, &key);
    }
}

/// Whether a key stands in an expression after it stood in the labels or in another expression: how the API server
/// notices a key that it merges in from `matchLabelKeys` and that was there before.
fn in_both(selector: &Node, key: &str) -> bool {
    let expressions = selector.get("matchExpressions");
    let uses = expressions
        .items()
        .filter(|expression| expression.text_of("key") == key)
        .count();
    let labelled = selector
        .get("matchLabels")
        .keys()
        .any(|(label, _)| label == key);
    uses + usize::from(labelled) > 1 && uses > 0
}

/// Whether a selector names a key at all.
fn is_named(selector: &Node, key: &str) -> bool {
    let used = |expression: Node| expression.text_of("key") == key;
    selector
        .get("matchLabels")
        .keys()
        .any(|(label, _)| label == key)
        || selector.get("matchExpressions").items().any(used)
}

/// Warns of a label of nodes that was renamed.
fn old_label(cx: &mut Findings, label: &str, node: &Node) {
    let old = matches!(
        label,
        "beta.kubernetes.io/os"
            | "beta.kubernetes.io/arch"
            | "beta.kubernetes.io/instance-type"
            | "failure-domain.beta.kubernetes.io/zone"
            | "failure-domain.beta.kubernetes.io/region"
    );
    if old {
        cx.say(&OLD_LABEL, node, &quoted(label));
    }
}

/// The name servers and search domains of a pod.
pub(super) fn dns(cx: &mut Findings, node: &Node) {
    let servers = node.get("nameservers");
    let searches = node.get("searches");
    if servers.len() > MOST_SERVERS {
        cx.say(&DNS, &servers, "A pod has at most 3 name servers");
    }
    let length: usize = searches.items().map(|domain| domain.text().len() + 1).sum();
    if searches.len() > MOST_SEARCHES || length > LONGEST_SEARCH + 1 {
        cx.say(
            &DNS,
            &searches,
            "A pod has at most 32 search domains with 2048 characters together",
        );
    }
    for domain in searches.items() {
        let text = domain.text();
        let name = text.strip_suffix('.').unwrap_or(text);
        cx.hit_if(
            text != "." && !is_dns_subdomain_with_underscores(name),
            &DNS_SUBDOMAIN,
            &domain,
        );
    }
    for option in node.get("options").items() {
        if option.text_of("name").is_empty() {
            cx.required(&option, "An option needs a name");
        }
    }
}

/// A priority class as a whole.
pub(super) fn priority_class(cx: &mut Findings, node: &Node) {
    let metadata = node.get("metadata");
    let name = metadata.get("name");
    let value = node.get("value");
    let own = match name.text() {
        "system-cluster-critical" => value.int() == 2_000_000_000,
        "system-node-critical" => value.int() == 2_000_001_000,
        other => !other.starts_with("system-"),
    };
    cx.hit_if(!own, &PRIORITY_NAME, &name);
    let ordinary = !name.text().starts_with("system-");
    cx.hit_if(ordinary && value.int() > 1_000_000_000, &PRIORITY, &value);
}

const MOST_SERVERS: usize = 3;

const MOST_SEARCHES: usize = 32;

const LONGEST_SEARCH: usize = 2048;

/// `IsDNS1123SubdomainWithUnderscore`.
fn is_dns_subdomain_with_underscores(text: &str) -> bool {
    is_dns_subdomain(&text.replace('_', "x"))
}
