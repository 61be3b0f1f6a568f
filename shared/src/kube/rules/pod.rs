//! Pods and their templates.

use super::containers;
use super::findings::Findings;
use super::formats;
use super::formats::DNS_SUBDOMAIN;
use super::metadata;
use super::mounts;
use super::node::Node;
use super::probes;
use super::rule::rules;
use super::running;
use super::scheduling;
use super::text::{is_dns_label, is_dns_subdomain};
use super::unions::{DUPLICATE, Once};
use super::volumes;

rules! {
    EPHEMERAL Refused "kube.pod.ephemeral-containers"
        "Ephemeral containers are added to a running pod and cannot be created with it"
        "core ValidatePodTemplateSpec, ValidatePodCreate";
    IMAGE_BLANK Refused "kube.container.image-blank"
        "{} has blanks at its ends"
        "core validateContainerOnlyForPod";
    TOKEN Refused "kube.pod.token"
        "A token of a service account needs serviceAccountName"
        "core validatePodMetadataAndSpec";
    PULL_SECRET Warned "kube.pod.pull-secret"
        "{} is empty or stands twice"
        "pkg/api/pod/warnings.go warningsForPodSpecAndMeta";
    GRACE Warned "kube.pod.grace"
        "{} is below zero and counts as 1 second"
        "pkg/api/pod/warnings.go warningsForPodSpecAndMeta";
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
    if accounts.iter().any(|name| !spec.text_of(name).is_empty()) {
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
    for container in init.items().chain(main.items()) {
        mounts::check(cx, &container, &volumes);
        running::container(cx, &container, node);
    }
    running::sysctls(cx, &node.get("securityContext"));
    container_names(cx, &main, &init);
    for container in main.items() {
        probes::running(cx, &container, seconds);
    }
    for container in init.items() {
        if container.is("restartPolicy", "Always") {
            probes::running(cx, &container, seconds);
        } else {
            probes::ending(cx, &container);
        }
    }
    let all: Vec<Node> = init.items().chain(main.items()).collect();
    containers::ports_across(cx, &all);
    names(cx, node);
    scheduling::of_pod(cx, node);
}

fn container_names(cx: &mut Findings, main: &Node, init: &Node) {
    let mut names = Once::default();
    for container in main.items().chain(init.items()) {
        let name = container.get("name");
        if name.is_filled() && !names.is_new(name.text()) {
            cx.hit(&DUPLICATE, &name);
        }
    }
}

fn names(cx: &mut Findings, node: &Node) {
    // The API server blanks both in the template of a StatefulSet, whose pods get their own.
    if cx.kind != "StatefulSet" {
        for name in ["hostname", "subdomain"] {
            let label = node.get(name);
            cx.hit_if(
                label.is_filled() && !is_dns_label(label.text()),
                &formats::DNS_LABEL,
                &label,
            );
        }
    }
    if node.text_of("serviceAccountName").is_empty() {
        let account = node.get("serviceAccount");
        let named = node.get("serviceAccountName");
        if account.is_filled() && !is_dns_subdomain(account.text()) {
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
}
