//! Services.

use super::findings::Findings;
use super::formats::{self, CIDR, DNS_SUBDOMAIN, PORT, QUALIFIED};
use super::ip;
use super::node::Node;
use super::rule::rules;
use super::text::{is_dns_subdomain, is_qualified_name};
use super::unions::{DUPLICATE, Once};
use super::walk::one_of;
use std::net::IpAddr;

rules! {
    HEADLESS Refused "kube.service.headless"
        "A Service of this type cannot be headless (clusterIP: None)"
        "core validateService";
    ONLY Refused "kube.service.only"
        "{}"
        "core validateService, validateLoadBalancerClassField, validateServiceExternalTrafficPolicy";
    CLUSTER_IPS Refused "kube.service.cluster-ips"
        "{}"
        "core ValidateServiceClusterIPsRelatedFields";
    EXTERNAL_IP Refused "kube.service.external-ip"
        "{} is an address that no Service can have: unspecified, loopback, link-local or multicast"
        "core ValidateEndpointIP";
    NODE_PORT Fails "kube.service.node-port"
        "{} lies outside the node ports 30000 to 32767 of a cluster that does not set its own range; only a dry run accepts it"
        "pkg/registry/core/service/portallocator/allocator.go";
    IGNORED Warned "kube.service.ignored"
        "{} does nothing on a Service of this type"
        "pkg/api/service/warnings.go GetWarningsForService";
    EXTERNAL_IPS Warned "kube.service.external-ips"
        "externalIPs are deprecated and no longer work in some clusters"
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
        external_name(cx, node);
    } else {
        cluster_ips(cx, node, headless);
    }
    affinity(cx, node);
    load_balancer(cx, node, kind);
    traffic(cx, node, kind);
    external_ips(cx, node, kind, headless);
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

fn external_name(cx: &mut Findings, node: &Node) {
    for name in ["clusterIPs", "ipFamilies", "ipFamilyPolicy"] {
        let field = node.get(name);
        let single = node.get("clusterIP");
        if name == "clusterIPs" && field.len() == 0 && !single.text().is_empty() {
            cx.say_as(
                &ONLY,
                &single,
                &field,
                "A Service of type ExternalName has no clusterIP",
            );
        } else if field.len() > 0 || !field.text().is_empty() {
            cx.say(
                &ONLY,
                &field,
                "A Service of type ExternalName has no addresses",
            );
        }
    }
    let name = node.get("externalName");
    let host = name.text().strip_suffix('.').unwrap_or(name.text());
    if host.is_empty() {
        cx.required(&name, "externalName must be set for type: ExternalName");
    } else {
        cx.hit_if(!is_dns_subdomain(host), &DNS_SUBDOMAIN, &name);
    }
}

fn cluster_ips(cx: &mut Findings, node: &Node, headless: bool) {
    let single = node.get("clusterIP");
    let list = node.get("clusterIPs");
    let first = list.index(0);
    if list.len() > 0 && first.text() != single.text() {
        cx.say(
            &CLUSTER_IPS,
            &list,
            "The first of clusterIPs must equal clusterIP",
        );
    }
    let mut families = Once::default();
    for family in node.get("ipFamilies").items() {
        cx.hit_if(!families.is_new(family.text()), &DUPLICATE, &family);
    }
    if headless {
        return;
    }
    if list.len() == 0 && !single.text().is_empty() {
        formats::address(cx, &single, &first);
    }
    for (at, address) in list.items().enumerate() {
        if address.text() == "None" && at == 0 {
            cx.say(&CLUSTER_IPS, &list, "None must stand alone");
        } else {
            formats::address(cx, &address, &address);
        }
    }
    let v6 = |address: &Node| ip::sloppy(address.text()).map(|address| address.is_ipv6());
    let both = list.len() == 2 && v6(&list.index(0)) == v6(&list.index(1));
    if list.len() > 2 || both {
        cx.say(
            &CLUSTER_IPS,
            &list,
            "There may be one address of each IP family",
        );
    }
    for (address, family) in list.items().zip(node.get("ipFamilies").items()) {
        if v6(&address).is_some_and(|v6| v6 != (family.text() == "IPv6")) {
            cx.say(
                &CLUSTER_IPS,
                &address,
                "The address is not of the family that ipFamilies says",
            );
        }
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

fn external_ips(cx: &mut Findings, node: &Node, kind: &str, headless: bool) {
    let list = node.get("externalIPs");
    for address in list.items() {
        let before = cx.hits.len();
        formats::address(cx, &address, &address);
        if cx.hits.len() == before && !is_reachable(address.text()) {
            cx.hit(&EXTERNAL_IP, &address);
        }
    }
    if list.len() > 0 {
        if headless || kind == "ExternalName" {
            cx.say(&IGNORED, &list, "externalIPs");
        } else {
            cx.hit(&EXTERNAL_IPS, &list);
        }
    }
    let name = node.get("externalName");
    if kind != "ExternalName" && !name.text().is_empty() {
        cx.say(&IGNORED, &name, "externalName");
    }
    let address = node.get("loadBalancerIP");
    if headless && !address.text().is_empty() {
        cx.say(&IGNORED, &address, "loadBalancerIP");
    }
}

/// `ValidateEndpointIP`: an address that can be somewhere else.
fn is_reachable(text: &str) -> bool {
    match ip::sloppy(text) {
        Some(IpAddr::V4(ip)) => {
            let link_local_group = ip.octets()[..3] == [224, 0, 0];
            !(ip.is_unspecified() || ip.is_loopback() || ip.is_link_local() || link_local_group)
        }
        Some(IpAddr::V6(ip)) => {
            let first = ip.segments()[0];
            !(ip.is_unspecified()
                || ip.is_loopback()
                || first & 0xffc0 == 0xfe80
                || first & 0xff0f == 0xff02)
        }
        None => false,
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
