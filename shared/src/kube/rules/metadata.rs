//! Names, labels, annotations, finalizers and owners.

use super::findings::{Findings, quoted};
use super::formats;
use super::formats::{LABEL_VALUE, QUALIFIED};
use super::node::Node;
use super::rule::rules;
use super::text::{is_dns_label, is_dns_subdomain, is_label_value, is_qualified_name};

rules! {
    NAME Refused "kube.name.missing"
        "metadata.name or metadata.generateName must be set"
        "apimachinery/pkg/api/validation/objectmeta.go ValidateObjectMetaAccessor";
    ANNOTATIONS_SIZE Refused "kube.metadata.annotations-size"
        "The annotations hold {} bytes, more than the 262144 that they may have together"
        "apimachinery/pkg/api/validation/objectmeta.go ValidateAnnotationsSize";
    POD_SECURITY Refused "kube.namespace.pod-security"
        "{} is neither privileged, baseline or restricted nor, for a version, latest or v1.33"
        "k8s.io/pod-security-admission/admission/admission.go ValidateNamespace";
    NAME_OF_PODS Warned "kube.name.pods"
        "{} becomes part of the names of pods and of their host names, for which only a DNS label is safe"
        "pkg/registry/apps/deployment/strategy.go WarningsOnCreate";
}

/// Checks the metadata of a whole object, whose name follows a format of the table.
pub(super) fn check(cx: &mut Findings, metadata: &Node, name_format: &'static str) {
    let name = metadata.get("name");
    let generated = metadata.get("generateName");
    if name.text().is_empty() && generated.text().is_empty() {
        cx.hit(&NAME, &name);
    } else if name.is_filled() {
        formats::text(cx, name_format, &name);
    }
    let prefix = finished(generated.text());
    if let Some(rule) = formats::broken(name_format, &prefix, cx.minor)
        && !prefix.is_empty()
        && cx.kind != "ReplicationController"
    {
        cx.hit(rule, &generated);
    }
    let labels = metadata.get("labels");
    formats::labels(cx, &labels, &labels);
    let given = metadata.get("annotations");
    annotations(cx, &given, &given);
}

/// A prefix of names as `maskTrailingDash` completes it for the check.
pub(super) fn finished(prefix: &str) -> String {
    match prefix.strip_suffix('-') {
        Some(head) if !head.is_empty() => {
            let shorter = head.char_indices().next_back().map_or(0, |(at, _)| at);
            [&head[..shorter], "a"].concat()
        }
        _ => prefix.to_owned(),
    }
}

/// Checks annotations; the API server names the map, not the key.
pub(super) fn annotations(cx: &mut Findings, map: &Node, named: &Node) {
    let mut size = 0;
    for (key, value) in map.keys() {
        size += key.len() + value.text().len();
        if !is_qualified_name(&key.to_ascii_lowercase()) {
            cx.say_as(&QUALIFIED, &value, named, &quoted(key));
        }
    }
    if size > 262_144 {
        cx.say_as(&ANNOTATIONS_SIZE, map, named, &size.to_string());
    }
}

/// A namespace, which is labelled with its name and may ask for a level of Pod Security.
pub(super) fn namespace(cx: &mut Findings, object: &Node) {
    let metadata = object.get("metadata");
    let name = metadata.get("name");
    let labels = metadata.get("labels");
    if !is_label_value(name.text()) {
        cx.hit_as(&LABEL_VALUE, &name, &labels);
    }
    for (key, value) in labels.keys() {
        let Some(mode) = key.strip_prefix("pod-security.kubernetes.io/") else {
            continue;
        };
        let text = value.text();
        let good = match mode {
            "enforce" | "audit" | "warn" => {
                matches!(text, "privileged" | "baseline" | "restricted")
            }
            "enforce-version" | "audit-version" | "warn-version" => {
                let minor = text.strip_prefix("v1.").map(str::parse::<u32>);
                text == "latest" || minor.is_some_and(|minor| minor.is_ok())
            }
            _ => true,
        };
        cx.hit_if(!good, &POD_SECURITY, &value);
    }
}

/// Warns of a name that is no DNS label, on a kind whose pods are named after it.
pub(super) fn names_pods(cx: &mut Findings, object: &Node) {
    let metadata = object.get("metadata");
    let name = metadata.get("name");
    let label = is_dns_label(name.text());
    cx.hit_if(
        !label && is_dns_subdomain(name.text()),
        &NAME_OF_PODS,
        &name,
    );
}
