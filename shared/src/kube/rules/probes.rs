//! Probes and lifecycle hooks.

use super::findings::Findings;
use super::node::Node;
use super::rule::rules;
use super::text::is_header_name;
use super::unions::exactly_one;

rules! {
    SUCCESSES Refused "kube.probe.success-threshold"
        "{} must be 1: one success ends a liveness or startup failure"
        "core validateLivenessProbe, validateStartupProbe";
    READINESS_GRACE Refused "kube.probe.readiness-grace"
        "A readiness probe stops nothing, so it has no terminationGracePeriodSeconds"
        "core validateReadinessProbe";
    HEADER Refused "kube.probe.header"
        "{} is no name of an HTTP header: letters, digits and hyphens"
        "core validateHTTPGetAction";
    SLEEP Refused "kube.lifecycle.sleep"
        "{} must lie between 0 and the pod's terminationGracePeriodSeconds"
        "core validateSleepAction";
    INIT Refused "kube.container.init-hooks"
        "An init container that ends on its own has neither probes nor lifecycle hooks"
        "core validateInitContainers";
}

const HANDLER: &str = "One of exec, httpGet, tcpSocket and grpc must be set";

/// A probe of any sort.
pub(super) fn check(cx: &mut Findings, node: &Node) {
    exactly_one(cx, node, &["exec", "httpGet", "tcpSocket", "grpc"], HANDLER);
}

/// An HTTP request; the API server names the list of headers, not the header.
pub(super) fn http(cx: &mut Findings, node: &Node) {
    let headers = node.get("httpHeaders");
    for header in headers.items() {
        let name = header.get("name");
        if !is_header_name(name.text()) {
            cx.hit_as(&HEADER, &name, &headers);
        }
    }
}

/// The three probes and the hooks of a container that keeps running.
pub(super) fn running(cx: &mut Findings, container: &Node, grace: i64) {
    for name in ["livenessProbe", "startupProbe"] {
        let probe = container.get(name);
        let successes = probe.get("successThreshold");
        cx.hit_if(
            successes.int() != 0 && successes.int() != 1,
            &SUCCESSES,
            &successes,
        );
    }
    let readiness = container.get("readinessProbe");
    let own_grace = readiness.get("terminationGracePeriodSeconds");
    cx.hit_if(own_grace.is_set(), &READINESS_GRACE, &own_grace);
    let lifecycle = container.get("lifecycle");
    for name in ["postStart", "preStop"] {
        let hook = lifecycle.get(name);
        if hook.is_set() {
            exactly_one(
                cx,
                &hook,
                &["exec", "httpGet", "tcpSocket", "sleep"],
                "One of exec, httpGet and sleep must be set",
            );
            let sleep = hook.get("sleep");
            let seconds = sleep.int_of("seconds");
            if sleep.is_set() && !(0..=grace).contains(&seconds) {
                cx.say(&SLEEP, &sleep, &seconds.to_string());
            }
        }
    }
}

/// An init container that ends on its own.
pub(super) fn ending(cx: &mut Findings, container: &Node) {
    for name in [
        "lifecycle",
        "livenessProbe",
        "readinessProbe",
        "startupProbe",
    ] {
        let field = container.get(name);
        cx.hit_if(field.is_set(), &INIT, &field);
    }
}
