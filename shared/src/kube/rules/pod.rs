//! Pods and their templates.

use super::findings::Findings;
use super::formats::{self, DNS_SUBDOMAIN};
use super::node::Node;
use super::rule::rules;
use super::text::{is_dns_label, is_dns_subdomain};
use super::unions::{DUPLICATE, Once};
use super::{
    containers, metadata, mounts, probes, resources, running, scheduling, security, volumes,
};

rules! {
    EPHEMERAL Refused "kube.pod.ephemeral-containers"
        "Ephemeral containers are added to a running pod and cannot be created with it"
        "core ValidatePodTemplateSpec, ValidatePodCreate";
    IMAGE_BLANK Refused "kube.container.image-blank"
        "{} has blanks at its ends"
        "core validateContainerOnlyForPod";
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
    TOKEN Refused "kube.pod.token"
        "A token of a service account needs serviceAccountName"
        "core validatePodMetadataAndSpec";
    PULL_SECRET Warned "kube.pod.pull-secret"
        "{} is empty or stands twice"
        "pkg/api/pod/warnings.go warningsForPodSpecAndMeta";
    GRACE Warned "kube.pod.grace"
        "{} is below zero and counts as 1 second"
        "pkg/api/pod/warnings.go warningsForPodSpecAndMeta";
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

/// The seconds that a pod has to end where it does not say.
pub(super) const GRACE_SECONDS: i64 = 30;

/// The template of a workload; the API server leaves `metadata` out of the names of its labels and annotations.
pub(super) fn template(cx: &mut Findings, node: &Node) {
    let metadata = node.get("metadata");
    formats::labels(cx, &metadata.get("labels"), &node.get("labels"));
    metadata::annotations(cx, &metadata.get("annotations"), &node.get("annotations"));
    let ephemeral = node.get("spec");
    let ephemeral = ephemeral.get("ephemeralContainers");
    cx.hit_if(ephemeral.len() > 0, &EPHEMERAL, &ephemeral);
}

/// A pod of its own.
pub(super) fn object(cx: &mut Findings, node: &Node) {
    metadata::names_pods(cx, node);
    let spec = node.get("spec");
    let ephemeral = spec.get("ephemeralContainers");
    cx.hit_if(ephemeral.len() > 0, &EPHEMERAL, &ephemeral);
    for list in ["containers", "initContainers"] {
        for container in spec.get(list).items() {
            let image = container.get("image");
            cx.hit_if(image.text().trim() != image.text(), &IMAGE_BLANK, &image);
        }
    }
    let accounts = ["serviceAccountName", "serviceAccount"];
    if accounts
        .iter()
        .any(|name| !spec.get(name).text().is_empty())
    {
        return;
    }
    for volume in spec.get("volumes").items() {
        for source in volume.get("projected").get("sources").items() {
            let token = source.get("serviceAccountToken");
            cx.hit_if(token.is_set(), &TOKEN, &token);
        }
    }
}

/// The specification of a pod.
pub(super) fn spec(cx: &mut Findings, node: &Node) {
    let added = cx.claims.clone();
    let added: Vec<&str> = added.iter().map(String::as_str).collect();
    volumes::of_pod(cx, node, &added);
    let volumes = mounts::volumes_of(cx, node, &added);
    let grace = node.get("terminationGracePeriodSeconds");
    let seconds = grace.opt_int().unwrap_or(GRACE_SECONDS);
    cx.hit_if(seconds < 0, &GRACE, &grace);
    let init = node.get("initContainers");
    let main = node.get("containers");
    let claims = node.get("resourceClaims");
    for container in init.items().chain(main.items()) {
        mounts::check(cx, &container, &volumes);
        resources::claims(cx, &container.get("resources"), &claims);
        security::with_pod(cx, &container, node);
        running::container(cx, &container, node);
    }
    running::sysctls(cx, &node.get("securityContext"));
    container_names(cx, &main, &init);
    for container in main.items() {
        probes::running(cx, &container, seconds);
        restart(cx, &container);
    }
    for container in init.items() {
        if container.get("restartPolicy").text() == "Always" {
            probes::running(cx, &container, seconds);
        } else {
            probes::ending(cx, &container);
            for policy in container.get("resizePolicy").items() {
                let restart = policy.get("restartPolicy");
                cx.hit_if(restart.text() == "RestartContainer", &RESIZE, &restart);
            }
        }
        restart(cx, &container);
        // The API server checks init containers one by one and calls each the first.
        containers::host_ports(cx, &[container], Some(&init.index(0)));
    }
    let mains: Vec<Node> = main.items().collect();
    containers::host_ports(cx, &mains, None);
    let all: Vec<Node> = init.items().chain(main.items()).collect();
    containers::ports_across(cx, &all);
    resource_claims(cx, &claims);
    names(cx, node);
    network(cx, node);
    scheduling::of_pod(cx, node);
    security::of_pod(cx, node);
}

fn container_names(cx: &mut Findings, main: &Node, init: &Node) {
    let mut names = Once::default();
    for container in main.items().chain(init.items()) {
        let name = container.get("name");
        if !name.text().is_empty() && !names.is_new(name.text()) {
            cx.hit(&DUPLICATE, &name);
        }
    }
}

/// The restart policy of one container, an affair of sidecars alone before the gate ContainerRestartRules was on.
fn restart(cx: &mut Findings, container: &Node) {
    let policy = container.get("restartPolicy");
    if cx.minor.0 >= 35 {
        rules_of_restart(cx, container);
    } else if policy.is_set() && policy.text() != "Always" {
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
        super::walk::one_of(
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
        if !name.text().is_empty() && !names.is_new(name.text()) {
            cx.hit(&DUPLICATE, &name);
        }
        let direct = claim.get("resourceClaimName").is_set();
        let by_template = claim.get("resourceClaimTemplateName").is_set();
        cx.hit_if(direct == by_template, &CLAIM, &claim);
    }
}

fn names(cx: &mut Findings, node: &Node) {
    // The API server blanks both in the template of a StatefulSet, whose pods get their own.
    if cx.kind != "StatefulSet" {
        for name in ["hostname", "subdomain"] {
            let label = node.get(name);
            cx.hit_if(
                !label.text().is_empty() && !is_dns_label(label.text()),
                &formats::DNS_LABEL,
                &label,
            );
        }
    }
    if node.get("serviceAccountName").text().is_empty() {
        let account = node.get("serviceAccount");
        let named = node.get("serviceAccountName");
        if !account.text().is_empty() && !is_dns_subdomain(account.text()) {
            cx.hit_as(&DNS_SUBDOMAIN, &account, &named);
        }
    }
    let mut secrets = Once::default();
    for secret in node.get("imagePullSecrets").items() {
        let name = secret.get("name");
        cx.hit_if(
            name.text().is_empty() || !secrets.is_new(name.text()),
            &PULL_SECRET,
            &name,
        );
    }
    let os = node.get("os");
    let name = os.get("name");
    if !name.text().is_empty() && !matches!(name.text(), "linux" | "windows") {
        cx.hit_as(&OS, &name, &os);
    }
    let over = node.get("hostnameOverride");
    // The gate HostnameOverride is on by default from 1.35 on.
    if over.is_set() && cx.minor.0 >= 35 {
        let clash = node.get("hostNetwork").is_true() || node.get("setHostnameAsFQDN").is_true();
        cx.hit_if(clash || over.text().len() > 64, &HOSTNAME_OVERRIDE, &over);
        cx.hit_if(!is_dns_subdomain(over.text()), &DNS_SUBDOMAIN, &over);
    }
}

/// With the network of the node, a port of the node is the port of the container. A pod gets it filled in.
fn network(cx: &mut Findings, node: &Node) {
    if !node.get("hostNetwork").is_true() {
        return;
    }
    for container in node.get("containers").items() {
        for port in container.get("ports").items() {
            let host = port.get("hostPort");
            let differs = host.int() != 0 && host.int() != port.get("containerPort").int();
            cx.hit_if(differs, &HOST_PORT, &host);
        }
    }
}
