//! Addresses and hosts of Services.

use std::net::IpAddr;

use super::findings::Findings;
use super::formats::{self, DNS_SUBDOMAIN, QUALIFIED};
use super::ip;
use super::node::Node;
use super::rule::rules;
use super::services::{IGNORED, ONLY};
use super::text::{is_dns_subdomain, is_qualified_name};
use super::unions::{DUPLICATE, Once};

rules! {
    CLUSTER_IPS Refused "kube.service.cluster-ips"
        "{}"
        "core ValidateServiceClusterIPsRelatedFields";
    EXTERNAL_IP Refused "kube.service.external-ip"
        "{} is an address that no Service can have: unspecified, loopback, link-local or multicast"
        "core ValidateEndpointIP";
    EXTERNAL_IPS Warned "kube.service.external-ips"
        "externalIPs are deprecated and no longer work in some clusters"
        "pkg/api/service/warnings.go GetWarningsForService";
}

/// A Service that is an alias of a host.
pub(super) fn external_name(cx: &mut Findings, node: &Node) {
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

/// The addresses of a Service inside the cluster.
pub(super) fn cluster_ips(cx: &mut Findings, node: &Node, headless: bool) {
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

/// What concerns a load balancer alone.
pub(super) fn load_balancer(cx: &mut Findings, node: &Node, kind: &str) {
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

/// The addresses of a Service outside the cluster.
pub(super) fn external_ips(cx: &mut Findings, node: &Node, kind: &str, headless: bool) {
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
