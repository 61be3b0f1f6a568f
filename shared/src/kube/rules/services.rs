//! Services.

use super::findings::Findings;
use super::formats;
use super::formats::{PORT, QUALIFIED};
use super::node::Node;
use super::rule::rules;
use super::text::is_qualified_name;
use super::unions::{DUPLICATE, Once};
use super::walk::one_of;

rules! {
    HEADLESS Refused "kube.service.headless"
        "A Service of this type cannot be headless (clusterIP: None)"
        "core validateService";
    ONLY Refused "kube.service.only"
        "{}"
        "core validateService, validateLoadBalancerClassField, validateServiceExternalTrafficPolicy";
    NODE_PORT Fails "kube.service.node-port"
        "{} lies outside the node ports 30000 to 32767 of a cluster that does not set its own range; only a dry run accepts it"
        "pkg/registry/core/service/portallocator/allocator.go";
    PREFER_CLOSE Warned "kube.service.prefer-close"
        "PreferClose is deprecated for PreferSameZone, which came with Kubernetes 1.34"
        "pkg/api/service/warnings.go GetWarningsForService";
}

/// A Service.
pub(super) fn spec(cx: &mut Findings, node: &Node) {
    let kind = match node.text_of("type") {
        "" => "ClusterIP",
        kind => kind,
    };
    let headless = is_headless(node);
    ports(cx, node, kind, headless);
    let ips = node.get("clusterIPs");
    if headless && matches!(kind, "LoadBalancer" | "NodePort") {
        let single = node.get("clusterIP");
        cx.hit_as(&HEADLESS, &single, &ips.index(0));
    }
    load_balancer(cx, node, kind);
    traffic(cx, node, kind);
}

/// Whether a Service has no address of its own, `isHeadlessService`.
pub(super) fn is_headless(node: &Node) -> bool {
    let ips = node.get("clusterIPs");
    node.is("clusterIP", "None")
        && (ips.len() == 0 || ips.len() == 1 && ips.index(0).text() == "None")
}

fn ports(cx: &mut Findings, node: &Node, kind: &str, headless: bool) {
    let list = node.get("ports");
    if list.len() == 0 && !headless && kind != "ExternalName" {
        cx.required(&list, "A Service with an address of its own needs ports");
    }
    let mut names = Once::default();
    let mut seen: Vec<(&str, i64)> = Vec::new();
    let mut on_nodes: Vec<(&str, i64)> = Vec::new();
    for port in list.items() {
        let name = port.get("name");
        if name.text().is_empty() && list.len() > 1 {
            cx.required(&name, "Each of several ports needs a name");
        } else if name.is_filled() && !names.is_new(name.text()) {
            cx.hit(&DUPLICATE, &name);
        }
        let protocol = match port.text_of("protocol") {
            "" => "TCP",
            protocol => protocol,
        };
        let number = port.int_of("port");
        if seen.contains(&(protocol, number)) {
            cx.say(&DUPLICATE, &port, &format!("Port {number} of {protocol}"));
        }
        seen.push((protocol, number));
        let on_node = port.get("nodePort");
        let target = port.get("targetPort");
        if !(1..=65535).contains(&number) && target.int() == 0 && target.text().is_empty() {
            // Filled in from the port.
            cx.say(&PORT, &target, &number.to_string());
        }
        if on_node.int() == 0 {
            continue;
        }
        if kind == "ClusterIP" {
            cx.say(
                &ONLY,
                &on_node,
                "A Service of type ClusterIP has no nodePort",
            );
        } else {
            cx.hit_if(
                !(30_000..=32_767).contains(&on_node.int()),
                &NODE_PORT,
                &on_node,
            );
        }
        cx.hit_if(
            on_nodes.contains(&(protocol, on_node.int())),
            &DUPLICATE,
            &on_node,
        );
        on_nodes.push((protocol, on_node.int()));
    }
}

fn load_balancer(cx: &mut Findings, node: &Node, kind: &str) {
    let balanced = kind == "LoadBalancer";
    let ranges = node.get("loadBalancerSourceRanges");
    // The API server writes the first letter of this one as a capital.
    let named = node.get("LoadBalancerSourceRanges");
    if ranges.len() > 0 && !balanced {
        cx.say_as(
            &ONLY,
            &ranges,
            &named,
            "loadBalancerSourceRanges need type: LoadBalancer",
        );
    }
    for (at, range) in ranges.items().enumerate() {
        formats::cidr(cx, &range, &named.index(at));
    }
    for name in ["allocateLoadBalancerNodePorts", "loadBalancerClass"] {
        let field = node.get(name);
        if field.is_set() && !balanced {
            cx.say(&ONLY, &field, &format!("{name} needs type: LoadBalancer"));
        }
    }
    let class = node.get("loadBalancerClass");
    cx.hit_if(
        balanced && class.is_set() && !is_qualified_name(class.text()),
        &QUALIFIED,
        &class,
    );
}

fn traffic(cx: &mut Findings, node: &Node, kind: &str) {
    let policy = node.get("externalTrafficPolicy");
    let outside = matches!(kind, "LoadBalancer" | "NodePort")
        || kind == "ClusterIP" && node.len_of("externalIPs") > 0;
    if policy.is_filled() {
        if outside {
            one_of(cx, "Cluster|Local", policy.text(), &policy, &policy);
        } else {
            cx.say(
                &ONLY,
                &policy,
                "externalTrafficPolicy needs a Service that is reached from outside",
            );
        }
    }
    let check = node.get("healthCheckNodePort");
    let checked = kind == "LoadBalancer" && policy.says("Local");
    if check.int() != 0 && !checked {
        cx.say(
            &ONLY,
            &check,
            "healthCheckNodePort needs type: LoadBalancer and externalTrafficPolicy: Local",
        );
    }
    cx.hit_if(
        check.int() != 0 && checked && !(1..=65535).contains(&check.int()),
        &PORT,
        &check,
    );
    let distribution = node.get("trafficDistribution");
    if distribution.is_set() {
        // The gate PreferSameTrafficDistribution is on by default from 1.34 on.
        let known = match cx.minor.0 {
            ..34 => "PreferClose|PreferClose",
            _ => "PreferClose|PreferSameZone|PreferSameNode",
        };
        one_of(cx, known, distribution.text(), &distribution, &distribution);
        cx.hit_if(
            distribution.says("PreferClose"),
            &PREFER_CLOSE,
            &distribution,
        );
    }
}
