//! Resources that a container is told, resizing, and ports of the node.

use crate::kube::rules::findings::{Findings, quoted};
use crate::kube::rules::node::Node;
use crate::kube::rules::quantity::Milli;
use crate::kube::rules::rule::rules;
use crate::kube::rules::unions::{DUPLICATE, Once};
use crate::kube::rules::walk::{REQUIRED, one_of, read_quantity};

rules! {
    RESOURCE Refused "kube.env.resource"
        "{} is no resource that a container can be told"
        "core validateContainerResourceFieldSelector";
    DIVISOR Refused "kube.env.divisor"
        "{} is no divisor for this resource: 1m or 1 for cpu, otherwise 1 or 1 with a unit"
        "core validateContainerResourceDivisor";
    RESIZE Refused "kube.container.resize-policy"
        "{}"
        "core validateResizePolicy";
}

/// A container by itself.
pub(super) fn check(cx: &mut Findings, node: &Node) {
    resize_policy(cx, &node.get("resizePolicy"));
    for variable in node.get("env").items() {
        let from = variable.get("valueFrom");
        let resource = from.get("resourceFieldRef");
        if resource.is_set() {
            resource_reference(cx, &resource, &resource);
        }
    }
}

/// A resource that a variable or a file takes its text from.
pub(super) fn resource_reference(cx: &mut Findings, node: &Node, named: &Node) {
    let resource = node.get("resource");
    let shown = named.get("resource");
    let text = resource.text();
    if text.is_empty() {
        return cx.say_as(&REQUIRED, &resource, &shown, "resource must be set");
    }
    let name = text
        .strip_prefix("limits.")
        .or_else(|| text.strip_prefix("requests."));
    let known = name.is_some_and(|name| {
        matches!(name, "cpu" | "memory" | "ephemeral-storage") || name.starts_with("hugepages-")
    });
    if !known {
        return cx.hit_as(&RESOURCE, &resource, &shown);
    }
    let divisor = node.get("divisor");
    let Some(value) = read_quantity(&divisor) else {
        return;
    };
    let units: &[&str] = match name {
        Some("cpu") => &["1m", "1"],
        _ => &[
            "1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei",
        ],
    };
    let known = units.iter().any(|unit| Milli::parse(unit) == Some(value));
    if value.is_positive() && !known {
        cx.hit_as(&DIVISOR, &divisor, &named.get("divisor"));
    }
}

fn resize_policy(cx: &mut Findings, list: &Node) {
    let mut names = Once::default();
    for item in list.items() {
        let resource = item.get("resourceName");
        let policy = item.get("restartPolicy");
        if !names.is_new(resource.text()) {
            cx.say(&DUPLICATE, &item, &quoted(resource.text()));
        }
        for (field, choices) in [
            (resource, "cpu|memory"),
            (policy, "NotRequired|RestartContainer"),
        ] {
            if field.text().is_empty() {
                cx.say_as(
                    &RESIZE,
                    &field,
                    list,
                    "A resizePolicy needs resourceName and restartPolicy",
                );
            } else {
                one_of(cx, choices, field.text(), &field, list);
            }
        }
    }
}

/// Checks that no two containers take the same port of the node; the API server may name another container.
pub(super) fn host_ports(cx: &mut Findings, containers: &[Node], named: Option<&Node>) {
    let mut seen: Vec<(&str, &str, i64)> = Vec::new();
    for container in containers {
        let ports = container.get("ports");
        let shown = named.unwrap_or(container).get("ports");
        for (at, port) in ports.items().enumerate() {
            let host = port.get("hostPort");
            let protocol = port.text_of("protocol");
            let key = (
                if protocol.is_empty() { "TCP" } else { protocol },
                port.text_of("hostIP"),
                host.int(),
            );
            if host.int() != 0 && seen.contains(&key) {
                cx.hit_as(&DUPLICATE, &host, &shown.index(at).get("hostPort"));
            }
            seen.push(key);
        }
    }
}
