//! Restart rules, claims of devices and the network of the node.

use super::containers;
use super::devices;
use super::host;
use super::scheduling;
use super::windows;
use crate::kube::rules::findings::Findings;
use crate::kube::rules::formats::DNS_SUBDOMAIN;
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;
use crate::kube::rules::text::is_dns_subdomain;
use crate::kube::rules::unions::{DUPLICATE, Once};
use crate::kube::rules::walk;

rules! {
    HOST_PORT Refused "kube.port.host-network"
        "{} must equal the containerPort, because the pod shares the network of its node"
        "core validatePodHostNetworkDeps";
    RESTART Refused "kube.container.restart-policy"
        "{}"
        "core validateInitContainerRestartPolicy, validateContainerRestartPolicy";
    RESTART_EARLY MayFail "kube.container.restart-policy-early"
        "{} is dropped or refused before Kubernetes 1.35, which knows only Always for a sidecar"
        "pkg/api/pod/util.go dropContainerRestartRules";
    RESIZE Refused "kube.container.resize-init"
        "{} does not go with an init container that ends on its own"
        "core validateInitContainers";
    CLAIM Refused "kube.pod.resource-claim"
        "A claim names either a resourceClaimName or a resourceClaimTemplateName"
        "core validatePodResourceClaim";
    HOSTNAME_OVERRIDE Refused "kube.pod.hostname-override"
        "{} must have at most 64 characters, and goes neither with hostNetwork nor with setHostnameAsFQDN"
        "core validatePodHostName";
    OS Refused "kube.pod.os"
        "{} is neither linux nor windows"
        "core validateOS";
}

/// The specification of a pod.
pub(super) fn spec(cx: &mut Findings, node: &Node) {
    let claims = node.get("resourceClaims");
    let init = node.get("initContainers");
    let main = node.get("containers");
    for container in init.items().chain(main.items()) {
        devices::claims(cx, &container.get("resources"), &claims);
        host::with_pod(cx, &container, node);
        restart(cx, &container);
    }
    for container in init.items() {
        if !container.is("restartPolicy", "Always") {
            for policy in container.get("resizePolicy").items() {
                let restart = policy.get("restartPolicy");
                cx.hit_if(restart.says("RestartContainer"), &RESIZE, &restart);
            }
        }
        // The API server checks init containers one by one and calls each the first.
        containers::host_ports(cx, &[container], Some(&init.index(0)));
    }
    let mains: Vec<Node> = main.items().collect();
    containers::host_ports(cx, &mains, None);
    resource_claims(cx, &claims);
    network(cx, node);
    names(cx, node);
    scheduling::of_pod(cx, node);
    host::of_pod(cx, node);
    windows::operating_system(cx, node);
    windows::host_processes(cx, node);
}

fn names(cx: &mut Findings, node: &Node) {
    let os = node.get("os");
    let name = os.get("name");
    if name.is_filled() && !matches!(name.text(), "linux" | "windows") {
        cx.hit_as(&OS, &name, &os);
    }
    let over = node.get("hostnameOverride");
    // The gate HostnameOverride is on by default from 1.35 on.
    if over.is_set() && cx.minor.0 >= 35 {
        let clash = node.flag("hostNetwork") || node.flag("setHostnameAsFQDN");
        cx.hit_if(clash || over.text().len() > 64, &HOSTNAME_OVERRIDE, &over);
        cx.hit_if(!is_dns_subdomain(over.text()), &DNS_SUBDOMAIN, &over);
    }
}

/// The restart policy of one container, an affair of sidecars alone before the gate ContainerRestartRules was on.
fn restart(cx: &mut Findings, container: &Node) {
    let policy = container.get("restartPolicy");
    if cx.minor.0 >= 35 {
        rules_of_restart(cx, container);
    } else if policy.is_set() && !policy.says("Always") {
        cx.hit(&RESTART_EARLY, &policy);
    }
}

fn rules_of_restart(cx: &mut Findings, container: &Node) {
    let policy = container.get("restartPolicy");
    let rules = container.get("restartPolicyRules");
    if rules.len() > 0 && !policy.is_set() {
        cx.say(&RESTART, &policy, "restartPolicyRules need a restartPolicy");
    }
    if policy.is_set() {
        walk::one_of(
            cx,
            "Always|Never|OnFailure",
            policy.text(),
            &policy,
            &policy,
        );
    }
    if rules.len() > 20 {
        cx.say(
            &RESTART,
            &rules,
            "There may be at most 20 restartPolicyRules",
        );
    }
    for rule in rules.items() {
        let codes = rule.get("exitCodes");
        if !codes.is_set() {
            cx.required(&codes, "exitCodes must be set");
        }
    }
}

fn resource_claims(cx: &mut Findings, claims: &Node) {
    let mut names = Once::default();
    for claim in claims.items() {
        let name = claim.get("name");
        if name.is_filled() && !names.is_new(name.text()) {
            cx.hit(&DUPLICATE, &name);
        }
        let direct = claim.has("resourceClaimName");
        let by_template = claim.has("resourceClaimTemplateName");
        cx.hit_if(direct == by_template, &CLAIM, &claim);
    }
}

/// With the network of the node, a port of the node is the port of the container. A pod gets it filled in.
fn network(cx: &mut Findings, node: &Node) {
    if !node.flag("hostNetwork") {
        return;
    }
    for container in node.get("containers").items() {
        for port in container.get("ports").items() {
            let host = port.get("hostPort");
            let differs = host.int() != 0 && host.int() != port.int_of("containerPort");
            cx.hit_if(differs, &HOST_PORT, &host);
        }
    }
}
