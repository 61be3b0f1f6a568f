//! Ingresses and their classes.

use super::findings::Findings;
use super::formats::{DNS_SUBDOMAIN, PATH_SEGMENT, PORT, PORT_NAME};
use super::node::Node;
use super::rule::rules;
use super::text::{is_dns_subdomain, is_path_segment, is_port_name};
use super::walk;

rules! {
    EMPTY Refused "kube.ingress.empty"
        "An Ingress needs rules or a defaultBackend"
        "networking ValidateIngressSpec";
    PATH Refused "kube.ingress.path"
        "{} must begin with '/' and, unless the controller reads it its own way, hold no '//', no '.' or '..' as a part and no %2f"
        "networking validateHTTPIngressPath";
    BACKEND Refused "kube.ingress.backend"
        "{}"
        "networking validateIngressBackend";
}

/// An Ingress.
pub(super) fn spec(cx: &mut Findings, node: &Node) {
    let empty = node.len_of("rules") == 0 && !node.has("defaultBackend");
    cx.hit_if(empty, &EMPTY, node);
}

/// A path and where it leads.
pub(super) fn path(cx: &mut Findings, node: &Node) {
    let path = node.get("path");
    let text = path.text();
    let good = match node.text_of("pathType") {
        "Exact" | "Prefix" => {
            let odd = ["//", "/./", "/../", "%2f", "%2F"]
                .iter()
                .any(|part| text.contains(part));
            text.starts_with('/') && !odd && !text.ends_with("/..") && !text.ends_with("/.")
        }
        "ImplementationSpecific" => text.is_empty() || text.starts_with('/'),
        _ => true,
    };
    cx.hit_if(!good, &PATH, &path);
}

/// What answers requests: a Service or another object.
pub(super) fn backend(cx: &mut Findings, node: &Node) {
    let service = node.get("service");
    let resource = node.get("resource");
    match (service.is_set(), resource.is_set()) {
        (true, true) => cx.say(
            &BACKEND,
            node,
            "A backend is either a service or a resource",
        ),
        (false, false) => cx.say(&BACKEND, node, "A backend needs a service or a resource"),
        (false, true) => {
            let group = resource.get("apiGroup");
            cx.hit_if(
                group.is_set() && !is_dns_subdomain(group.text()),
                &DNS_SUBDOMAIN,
                &group,
            );
            for name in ["kind", "name"] {
                let field = resource.get(name);
                cx.required_if_unset(&field, "A resource is named by kind and name");
                cx.hit_if(!is_path_segment(field.text()), &PATH_SEGMENT, &field);
            }
        }
        (true, false) => service_port(cx, node, &service.get("port")),
    }
}

/// The API server blames the whole backend for a port that is missing or given twice.
fn service_port(cx: &mut Findings, backend: &Node, port: &Node) {
    let name = port.get("name");
    let number = port.get("number");
    match (name.text(), number.int()) {
        ("", 0) => cx.say_as(
            &walk::REQUIRED,
            port,
            backend,
            "The name or the number of the port must be set",
        ),
        ("", value) => cx.hit_if(!(1..=65535).contains(&value), &PORT, &number),
        (text, 0) => cx.hit_if(!is_port_name(text), &PORT_NAME, &name),
        _ => cx.say_as(
            &BACKEND,
            port,
            backend,
            "A port is given by its name or its number",
        ),
    }
}
