//! Network policies and disruption budgets.

use super::findings::Findings;
use super::formats::PORT;
use super::ip::Range;
use super::node::Node;
use super::rule::rules;

rules! {
    TYPES Refused "kube.network-policy.types"
        "There are two policyTypes, Ingress and Egress"
        "networking ValidateNetworkPolicySpec";
    PEER Refused "kube.network-policy.peer"
        "An ipBlock stands alone in its peer"
        "networking ValidateNetworkPolicyPeer";
    END_PORT Refused "kube.network-policy.end-port"
        "{} must be at least the port, which must be a number"
        "networking ValidateNetworkPolicyPort";
    EXCEPT Refused "kube.network-policy.except"
        "{} must lie inside the cidr and be smaller"
        "networking ValidateIPBlock";
    BUDGET Refused "kube.disruption-budget.both"
        "minAvailable and maxUnavailable exclude each other"
        "policy ValidatePodDisruptionBudgetSpec";
}

/// A network policy.
pub(super) fn network_policy(cx: &mut Findings, node: &Node) {
    let types = node.get("policyTypes");
    cx.hit_if(types.len() > 2, &TYPES, &types);
}

/// One side that a policy lets through.
pub(super) fn peer(cx: &mut Findings, node: &Node) {
    let selected = ["podSelector", "namespaceSelector"]
        .iter()
        .any(|name| node.has(name));
    let block = node.has("ipBlock");
    if !selected && !block {
        cx.required(
            node,
            "A peer needs a podSelector, a namespaceSelector or an ipBlock",
        );
    }
    cx.hit_if(selected && block, &PEER, node);
}

/// A port or a range of ports.
pub(super) fn port(cx: &mut Findings, node: &Node) {
    let end = node.get("endPort");
    if !end.is_set() {
        return;
    }
    match node.get("port").opt_int() {
        Some(first) => {
            cx.hit_if(end.int() < first, &END_PORT, &end);
            cx.hit_if(!(1..=65535).contains(&end.int()), &PORT, &end);
        }
        None => cx.hit(&END_PORT, &end),
    }
}

/// A range of addresses and the parts of it that are left out.
pub(super) fn ip_block(cx: &mut Findings, node: &Node) {
    let Some(whole) = Range::sloppy(node.text_of("cidr")) else {
        return;
    };
    for except in node.get("except").items() {
        let outside = Range::sloppy(except.text()).is_some_and(|part| !whole.holds(part));
        cx.hit_if(outside, &EXCEPT, &except);
    }
}

/// How many pods may be away at once.
pub(super) fn budget(cx: &mut Findings, node: &Node) {
    let both = node.has("minAvailable") && node.has("maxUnavailable");
    cx.hit_if(both, &BUDGET, node);
}
