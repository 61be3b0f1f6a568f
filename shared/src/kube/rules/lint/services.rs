//! Services as a whole.

use crate::kube::rules::findings::Findings;
use crate::kube::rules::formats::CIDR;
use crate::kube::rules::ip;
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;
use crate::kube::rules::services::ONLY;

rules! {
    TOPOLOGY Refused "kube.service.topology"
        "{} contradicts the annotation service.kubernetes.io/topology-aware-hints"
        "core validateService";
    ENDPOINTS Warned "kube.endpoints.deprecated"
        "Endpoints are deprecated since Kubernetes 1.33; use an EndpointSlice"
        "pkg/registry/core/endpoint/strategy.go endpointsWarnings";
}

/// A Service as a whole.
pub(super) fn object(cx: &mut Findings, node: &Node) {
    let metadata = node.get("metadata");
    let annotations = metadata.get("annotations");
    let hints = annotations.key("service.kubernetes.io/topology-aware-hints");
    let mode = annotations.key("service.kubernetes.io/topology-mode");
    let spec = node.get("spec");
    let ranges = annotations.key("service.beta.kubernetes.io/load-balancer-source-ranges");
    if ranges.is_set() && spec.len_of("loadBalancerSourceRanges") == 0 {
        if !spec.is("type", "LoadBalancer") {
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
