//! Services.

use super::addresses;
use super::findings::Findings;
use super::formats::{self, CIDR, PORT};
use super::ip;
use super::node::Node;
use super::rule::rules;
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
    IGNORED Warned "kube.service.ignored"
        "{} does nothing on a Service of this type"
        "pkg/api/service/warnings.go GetWarningsForService";
    PREFER_CLOSE Warned "kube.service.prefer-close"
        "PreferClose is deprecated for PreferSameZone, which came with Kubernetes 1.34"
        "pkg/api/service/warnings.go GetWarningsForService";
    TOPOLOGY Refused "kube.service.topology"
        "{} contradicts the annotation service.kubernetes.io/topology-aware-hints"
        "core validateService";
    ENDPOINTS Warned "kube.endpoints.deprecated"
        "Endpoints are deprecated since Kubernetes 1.33; use an EndpointSlice"
        "pkg/registry/core/endpoint/strategy.go endpointsWarnings";
}

/// A Service.
pub(super) fn spec(cx: &mut Findings, node: &Node) {
    let kind = match node.get("type").text() {
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
    if kind == "ExternalName" {
        addresses::external_name(cx, node);
    } else {
        addresses::cluster_ips(cx, node, headless);
    }
    affinity(cx, node);
    addresses::load_balancer(cx, node, kind);
    traffic(cx, node, kind);
    addresses::external_ips(cx, node, kind, headless);
}

/// Whether a Service has no address of its own, `isHeadlessService`.
pub(super) fn is_headless(node: &Node) -> bool {
    let ips = node.get("clusterIPs");
    node.get("clusterIP").text() == "None"
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
        } else if !name.text().is_empty() && !names.is_new(name.text()) {
            cx.hit(&DUPLICATE, &name);
        }
        let protocol = match port.get("protocol").text() {
            "" => "TCP",
            protocol => protocol,
        };
        let number = port.get("port").int();
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

fn affinity(cx: &mut Findings, node: &Node) {
    // `SetDefaults_Service` drops the configuration of sessionAffinity: None, so it is never looked at.
    let choice = node.get("sessionAffinity");
    let config = node.get("sessionAffinityConfig");
    let client = config.get("clientIP");
    let timeout = client.get("timeoutSeconds");
    if choice.text() == "ClientIP" && timeout.is_set() {
        formats::int(cx, "1..86400", &timeout);
    }
    let warned = is_headless(node) && choice.text() == "ClientIP";
    if warned {
        cx.say(&IGNORED, &choice, "sessionAffinity");
    }
}

fn traffic(cx: &mut Findings, node: &Node, kind: &str) {
    let policy = node.get("externalTrafficPolicy");
    let outside = matches!(kind, "LoadBalancer" | "NodePort")
        || kind == "ClusterIP" && node.get("externalIPs").len() > 0;
    if !policy.text().is_empty() {
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
    let checked = kind == "LoadBalancer" && policy.text() == "Local";
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
            distribution.text() == "PreferClose",
            &PREFER_CLOSE,
            &distribution,
        );
    }
}

/// A Service as a whole.
pub(super) fn object(cx: &mut Findings, node: &Node) {
    let metadata = node.get("metadata");
    let annotations = metadata.get("annotations");
    let hints = annotations.key("service.kubernetes.io/topology-aware-hints");
    let mode = annotations.key("service.kubernetes.io/topology-mode");
    let spec = node.get("spec");
    let ranges = annotations.key("service.beta.kubernetes.io/load-balancer-source-ranges");
    if ranges.is_set() && spec.get("loadBalancerSourceRanges").len() == 0 {
        if spec.get("type").text() != "LoadBalancer" {
            cx.say(&ONLY, &ranges, "The annotation needs type: LoadBalancer");
        }
        let good = |range: &str| ip::Range::sloppy(range.trim()).is_some();
        let text = ranges.text().trim();
        cx.hit_if(
            !text.is_empty() && !text.split(',').all(good),
            &CIDR,
            &ranges,
        );
    }
    cx.hit_if(
        hints.is_set() && mode.is_set() && hints.text() != mode.text(),
        &TOPOLOGY,
        &mode,
    );
}

/// An object of a kind that is on its way out.
pub(super) fn endpoints(cx: &mut Findings, node: &Node) {
    cx.hit(&ENDPOINTS, node);
}
