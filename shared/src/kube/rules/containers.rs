//! Ports, environment and mounts of containers.

use super::findings::{Findings, quoted};
use super::formats::QUALIFIED;
use super::node::Node;
use super::rule::rules;
use super::text::is_qualified_name;
use super::unions::{DUPLICATE, Once};
use super::walk::REQUIRED;

rules! {
    SOURCE Refused "kube.env.source"
        "{}"
        "core validateEnvVarValueFrom, ValidateEnvFrom";
    FIELD_PATH Refused "kube.env.field-path"
        "{} is no field that a container can be told"
        "core validateObjectFieldSelector";
    ENV_TWICE Warned "kube.env.twice"
        "{} is defined twice; the second hides the first, and a server-side apply refuses both"
        "pkg/api/pod/warnings.go warningsForPodSpecAndMeta";
    PORT_TWICE Warned "kube.port.twice"
        "{} is declared twice with the same protocol, which a server-side apply refuses"
        "pkg/api/pod/warnings.go warningsForPodSpecAndMeta";
    PORT_NAME_TWICE Warned "kube.port.name-twice"
        "{} names ports of two containers; services and probes take the first"
        "pkg/api/pod/warnings.go warningsForPodSpecAndMeta";
    HOST_IP Warned "kube.port.host-ip"
        "A hostIP without a hostPort does nothing"
        "pkg/api/pod/warnings.go warningsForPodSpecAndMeta";
}

/// What a container shows by itself, without its pod.
pub(super) fn check(cx: &mut Findings, node: &Node) {
    let mut names = Once::default();
    for port in node.get("ports").items() {
        let name = port.get("name");
        if name.is_filled() && !names.is_new(name.text()) {
            cx.hit(&DUPLICATE, &name);
        }
        cx.hit_if(
            port.has("hostIP") && port.int_of("hostPort") == 0,
            &HOST_IP,
            &port,
        );
    }
    env_from(cx, &node.get("envFrom"));
    shadowed(cx, &node.get("env"));
}

/// A variable: its source, where it has one.
pub(super) fn variable(cx: &mut Findings, node: &Node) {
    let from = node.get("valueFrom");
    if !from.is_set() {
        return;
    }
    let field = from.get("fieldRef");
    if field.is_set() {
        field_path(cx, &field, &field, &IN_ENV);
    }
    let what = if from.len() == 0 {
        "valueFrom must name a source"
    } else if node.fills("value") {
        "A variable has a value or a source, not both"
    } else if from.len() > 1 {
        "A variable has one source only"
    } else {
        return;
    };
    cx.say(&SOURCE, &from, what);
}

fn env_from(cx: &mut Findings, list: &Node) {
    for item in list.items() {
        let sources = ["configMapRef", "secretRef"]
            .iter()
            .filter(|name| item.has(name));
        if sources.count() != 1 {
            cx.say_as(
                &SOURCE,
                &item,
                list,
                "envFrom takes either a configMapRef or a secretRef",
            );
        }
    }
}

fn shadowed(cx: &mut Findings, list: &Node) {
    let mut names = Once::default();
    for item in list.items() {
        let name = item.text_of("name");
        if names.is_new(name) {
            continue;
        }
        let value = item.text_of("value");
        let itself = format!("$({name})");
        let extends = value.contains(&itself) && value != itself && !item.has("valueFrom");
        if !extends {
            cx.say(&ENV_TWICE, &item, &quoted(name));
        }
    }
}

/// The fields that a variable can take its value from; `spec.host` is the old name of `spec.nodeName`.
const IN_ENV: [&str; 10] = [
    "spec.host",
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
];

/// A reference to a field, of those that are allowed here.
pub(super) fn field_path(cx: &mut Findings, node: &Node, named: &Node, allowed: &[&str]) {
    let path = node.get("fieldPath");
    let version = node.get("apiVersion");
    let shown = named.get("fieldPath");
    if version.is_set() && !version.says("v1") && version.is_filled() {
        cx.hit_as(&FIELD_PATH, &path, &shown);
        return;
    }
    let text = path.text();
    if text.is_empty() {
        cx.say_as(&REQUIRED, &path, &shown, "fieldPath must be set");
        return;
    }
    let subscript = text
        .split_once("['")
        .and_then(|(map, key)| Some((map, key.strip_suffix("']")?)));
    match subscript {
        Some(("metadata.labels", key)) if !is_qualified_name(key) => {
            cx.say_as(&QUALIFIED, &path, named, &quoted(key));
        }
        Some(("metadata.annotations", key)) if !is_qualified_name(&key.to_ascii_lowercase()) => {
            cx.say_as(&QUALIFIED, &path, named, &quoted(key));
        }
        Some(("metadata.labels" | "metadata.annotations", _)) => {}
        _ if allowed.contains(&text) => {}
        _ => cx.hit_as(&FIELD_PATH, &path, &shown),
    }
}

/// Checks ports against those of the containers before: duplicates are accepted with a warning.
pub(super) fn ports_across(cx: &mut Findings, containers: &[Node]) {
    let mut seen: Vec<(i64, &str, i64, &str)> = Vec::new();
    let mut names = Once::default();
    for container in containers {
        let mut own = Once::default();
        for port in container.get("ports").items() {
            let number = port.int_of("containerPort");
            let protocol = port.text_of("protocol");
            let protocol = if protocol.is_empty() { "TCP" } else { protocol };
            let here = (
                number,
                protocol,
                port.int_of("hostPort"),
                port.text_of("hostIP"),
            );
            let clashes = |other: &&(i64, &str, i64, &str)| {
                (other.0, other.1) == (here.0, here.1)
                    && (**other == here
                        || other.2 == 0
                        || here.2 == 0
                        || other.2 == here.2 && other.3.is_empty() != here.3.is_empty())
            };
            if number != 0 && seen.iter().any(|other| clashes(&other)) {
                cx.say(&PORT_TWICE, &port, &format!("Port {number}"));
            }
            seen.push(here);
            let name = port.get("name");
            if name.is_filled() && own.is_new(name.text()) && !names.is_new(name.text()) {
                cx.hit(&PORT_NAME_TWICE, &port);
            }
        }
    }
}
