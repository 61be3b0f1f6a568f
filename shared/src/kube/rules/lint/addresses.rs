//! Addresses and hosts of Services.

use crate::kube::rules::findings::Findings;
use crate::kube::rules::formats;
use crate::kube::rules::formats::DNS_SUBDOMAIN;
use crate::kube::rules::ip;
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;
use crate::kube::rules::services::{ONLY, is_headless};
use crate::kube::rules::text::is_dns_subdomain;
use crate::kube::rules::unions::{DUPLICATE, Once};
use std::net::IpAddr;

rules! {
    IGNORED Warned "kube.service.ignored"
        "{} does nothing on a Service of this type"
        "pkg/api/service/warnings.go GetWarningsForService";
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

/// A Service.
pub(super) fn spec(cx: &mut Findings, node: &Node) {
    let kind = match node.text_of("type") {
        "" => "ClusterIP",
        kind => kind,
    };
    let headless = is_headless(node);
    if kind == "ExternalName" {
        external_name(cx, node);
    } else {
        cluster_ips(cx, node, headless);
    }
    affinity(cx, node);
    external_ips(cx, node, kind, headless);
}

fn external_name(cx: &mut Findings, node: &Node) {
    for name in ["clusterIPs", "ipFamilies", "ipFamilyPolicy"] {
        let field = node.get(name);
        let single = node.get("clusterIP");
        if name == "clusterIPs" && field.len() == 0 && single.is_filled() {
            cx.say_as(
                &ONLY,
                &single,
                &field,
                "A Service of type ExternalName has no clusterIP",
            );
        } else if field.len() > 0 || field.is_filled() {
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
    if list.len() == 0 && single.is_filled() {
        formats::address(cx, &single, &first);
    }
    for (at, address) in list.items().enumerate() {
        if address.says("None") && at == 0 {
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
        if v6(&address).is_some_and(|v6| v6 != (family.says("IPv6"))) {
            cx.say(
                &CLUSTER_IPS,
                &address,
                "The address is not of the family that ipFamilies says",
            );
        }
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
    if kind != "ExternalName" && name.is_filled() {
        cx.say(&IGNORED, &name, "externalName");
    }
    let address = node.get("loadBalancerIP");
    if headless && address.is_filled() {
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

fn affinity(cx: &mut Findings, node: &Node) {
    // `SetDefaults_Service` drops the configuration of sessionAffinity: None, so it is never looked at.
    let choice = node.get("sessionAffinity");
    let config = node.get("sessionAffinityConfig");
    let client = config.get("clientIP");
    let timeout = client.get("timeoutSeconds");
    if choice.says("ClientIP") && timeout.is_set() {
        formats::int(cx, "1..86400", &timeout);
    }
    let warned = is_headless(node) && choice.says("ClientIP");
    if warned {
        cx.say(&IGNORED, &choice, "sessionAffinity");
    }
}
