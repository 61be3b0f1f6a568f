//! Classes of Ingresses.

use crate::kube::rules::findings::Findings;
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;

rules! {
    CLASS_TWICE Refused "kube.ingress.class-twice"
        "{} contradicts ingressClassName"
        "networking ValidateIngressCreate";
    CLASS_ANNOTATION Warned "kube.ingress.class-annotation"
        "The annotation kubernetes.io/ingress.class is deprecated; use ingressClassName"
        "pkg/registry/networking/ingress/strategy.go WarningsOnCreate";
    CONTROLLER Refused "kube.ingress.controller"
        "{} has more than 250 characters"
        "networking validateIngressClassSpec";
    SCOPE Refused "kube.ingress.scope"
        "namespace goes with scope: Namespace and with no other"
        "networking validateIngressClassParametersReference";
}

/// An Ingress as a whole.
pub(super) fn object(cx: &mut Findings, node: &Node) {
    let metadata = node.get("metadata");
    let annotations = metadata.get("annotations");
    let annotation = annotations.key("kubernetes.io/ingress.class");
    let spec = node.get("spec");
    let class = spec.get("ingressClassName");
    if !annotation.is_set() {
        return;
    }
    if !class.is_set() {
        cx.hit(&CLASS_ANNOTATION, &annotation);
    } else if class.text() != annotation.text() {
        // The API server leaves `metadata` out here.
        let named = node.get("annotations");
        cx.hit_as(
            &CLASS_TWICE,
            &annotation,
            &named.get("kubernetes.io/ingress.class"),
        );
    }
}

/// The parameters of an IngressClass.
pub(super) fn class_parameters(cx: &mut Findings, node: &Node) {
    let namespace = node.get("namespace");
    let namespaced = node.is("scope", "Namespace");
    if namespaced && !namespace.is_set() {
        cx.required(&namespace, "namespace must be set for scope: Namespace");
    }
    cx.hit_if(!namespaced && namespace.is_set(), &SCOPE, &namespace);
}

/// An IngressClass.
pub(super) fn class(cx: &mut Findings, node: &Node) {
    let controller = node.get("controller");
    cx.hit_if(controller.text().len() > 250, &CONTROLLER, &controller);
}
