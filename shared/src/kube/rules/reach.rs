//! What reaches what: names in DNS, ports of Services, backends of Ingresses.

use super::findings::{Findings, quoted};
use super::node::Node;
use super::rule::rules;
use super::selectors::{OF_CONTROLLERS, has_all};
use super::services::is_headless;
use super::together::{Pods, SELECTS_NOTHING, together};
use crate::kube::object::Object;

rules! {
    NO_SERVICE MayFail "kube.stateful-set.no-service"
        "No Service of these objects is called {}, so the pods have no names in DNS"
        "docs/concepts/workloads/controllers/statefulset#stable-network-id";
    NOT_HEADLESS MayFail "kube.stateful-set.not-headless"
        "The Service {} is not headless (clusterIP: None), so the pods have no names in DNS"
        "docs/concepts/workloads/controllers/statefulset#stable-network-id";
    TARGET_PORT Fails "kube.service.target-port"
        "No selected pod has a port named {}, so the Service has no endpoints there"
        "pkg/controller/endpointslice, FindPort";
    NODE_PORT_TAKEN Fails "kube.service.node-port-taken"
        "{} is taken by another Service of these objects"
        "pkg/registry/core/service/portallocator/allocator.go";
    INGRESS_PORT Fails "kube.ingress.port"
        "The Service has no port {}, so requests end in an error"
        "docs/concepts/services-networking/ingress";
}

/// A StatefulSet, whose pods have names in DNS only through a headless Service.
pub(super) fn names(cx: &mut Findings, root: &Node, objects: &[Object]) {
    let metadata = root.get("metadata");
    let spec = root.get("spec");
    let wanted = spec.get("serviceName");
    if wanted.text().is_empty() {
        return;
    }
    let namespace = metadata.text_of("namespace");
    let service = objects.iter().find(|object| {
        object.kind() == "Service"
            && object.name() == wanted.text()
            && object.namespace().unwrap_or_default() == namespace
    });
    match service {
        None => cx.hit(&NO_SERVICE, &wanted),
        Some(service) => {
            let root = Node::root(service.tree());
            cx.hit_if(!is_headless(&root.get("spec")), &NOT_HEADLESS, &wanted);
        }
    }
}

/// A Service: what it selects and where its ports lead.
pub(super) fn service<'t>(
    cx: &mut Findings,
    object: &'t Object,
    root: &Node<'t, '_>,
    workloads: &[Pods<'t>],
    taken: &mut Vec<(&'t str, i64)>,
) {
    let spec = root.get("spec");
    let selector = spec.get("selector");
    let ports = spec.get("ports");
    for port in ports.items() {
        let on_node = port.get("nodePort");
        let key = (port.text_of("protocol"), on_node.int());
        cx.hit_if(
            on_node.int() != 0 && taken.contains(&key),
            &NODE_PORT_TAKEN,
            &on_node,
        );
    }
    taken.extend(
        ports
            .items()
            .map(|port| (port.text_of("protocol"), port.int_of("nodePort"))),
    );
    if selector.len() == 0 || spec.is("type", "ExternalName") {
        return;
    }
    let here = |pods: &&Pods<'t>| {
        together(object, pods.object)
            && pods.has_labels(|labels| has_all(&selector, labels, &OF_CONTROLLERS))
    };
    let behind: Vec<&Pods> = workloads.iter().filter(here).collect();
    if behind.is_empty() {
        return cx.say(&SELECTS_NOTHING, &selector, "the Service");
    }
    for port in ports.items() {
        let target = port.get("targetPort");
        let name = target.text();
        if !name.is_empty() && !behind.iter().any(|pods| pods.has_port(name)) {
            cx.say(&TARGET_PORT, &target, &quoted(name));
        }
    }
}

/// An Ingress: the ports of the Services behind it.
pub(super) fn ingress(cx: &mut Findings, object: &Object, root: &Node, objects: &[Object]) {
    let spec = root.get("spec");
    backend(cx, object, &spec.get("defaultBackend"), objects);
    for rule in spec.get("rules").items() {
        let http = rule.get("http");
        for path in http.get("paths").items() {
            backend(cx, object, &path.get("backend"), objects);
        }
    }
}

fn backend(cx: &mut Findings, from: &Object, backend: &Node, objects: &[Object]) {
    let wanted = backend.get("service");
    let name = wanted.text_of("name");
    let service = objects.iter().find(|object| {
        object.kind() == "Service" && object.name() == name && together(from, object)
    });
    let Some(service) = service else { return };
    let port = wanted.get("port");
    let root = Node::root(service.tree());
    let spec = root.get("spec");
    let by_name = port.get("name");
    let number = port.get("number");
    let known = spec.get("ports").items().any(|port| {
        let named = by_name.is_filled() && port.text_of("name") == by_name.text();
        named || number.is_set() && port.int_of("port") == number.int()
    });
    if !known && port.is_set() {
        let text = if by_name.is_set() {
            quoted(by_name.text())
        } else {
            number.int().to_string()
        };
        cx.say(&INGRESS_PORT, &port, &text);
    }
}
