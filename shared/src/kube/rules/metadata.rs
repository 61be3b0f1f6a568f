//! Names, labels, annotations, finalizers and owners.

use super::findings::{Findings, quoted};
use super::formats::{self, QUALIFIED};
use super::node::Node;
use super::rule::rules;
use super::text::{is_dns_label, is_qualified_name};

rules! {
    NAME Refused "kube.name.missing"
        "metadata.name or metadata.generateName must be set"
        "apimachinery/pkg/api/validation/objectmeta.go ValidateObjectMetaAccessor";
    ANNOTATIONS_SIZE Refused "kube.metadata.annotations-size"
        "The annotations hold {} bytes, more than the 262144 that they may have together"
        "apimachinery/pkg/api/validation/objectmeta.go ValidateAnnotationsSize";
    FINALIZER Refused "kube.metadata.finalizer"
        "{} is neither a finalizer of Kubernetes nor a name with a DNS prefix"
        "core validateKubeFinalizerName";
    FINALIZERS Refused "kube.metadata.finalizers"
        "The finalizers orphan and foregroundDeletion exclude each other"
        "apimachinery/pkg/api/validation/objectmeta.go ValidateFinalizers";
    OWNER Refused "kube.metadata.owner"
        "An owner needs its {}"
        "apimachinery/pkg/api/validation/objectmeta.go validateOwnerReference";
    OWNERS Refused "kube.metadata.owners"
        "Only one owner may have controller: true"
        "apimachinery/pkg/api/validation/objectmeta.go ValidateOwnerReferences";
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
    } else if !name.text().is_empty() {
        formats::text(cx, name_format, &name);
    }
    if let Some(rule) = formats::broken(name_format, &finished(generated.text()), cx.minor)
        && generated.is_set()
    {
        cx.hit(rule, &generated);
    }
    let labels = metadata.get("labels");
    formats::labels(cx, &labels, &labels);
    let given = metadata.get("annotations");
    annotations(cx, &given, &given);
    finalizers(cx, &metadata.get("finalizers"));
    owners(cx, &metadata.get("ownerReferences"));
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

fn finalizers(cx: &mut Findings, list: &Node) {
    for item in list.items() {
        let text = item.text();
        if !is_qualified_name(text) {
            cx.hit_as(&QUALIFIED, &item, list);
        }
        if !text.contains('/') && !matches!(text, "kubernetes" | "orphan" | "foregroundDeletion") {
            cx.hit(&FINALIZER, &item);
        }
    }
    let has = |name: &str| list.items().any(|item| item.text() == name);
    cx.hit_if(
        has("orphan") && has("foregroundDeletion"),
        &FINALIZERS,
        list,
    );
}

fn owners(cx: &mut Findings, list: &Node) {
    let mut controllers = 0;
    for owner in list.items() {
        for name in ["apiVersion", "kind", "name", "uid"] {
            if owner.get(name).text().is_empty() {
                cx.say_as(&OWNER, &owner.get(name), &list.get(name), name);
            }
        }
        controllers += usize::from(owner.get("controller").is_true());
    }
    cx.hit_if(controllers > 1, &OWNERS, list);
}

/// Warns of a name that is no DNS label, on a kind whose pods are named after it.
pub(super) fn names_pods(cx: &mut Findings, object: &Node) {
    let metadata = object.get("metadata");
    let name = metadata.get("name");
    cx.hit_if(
        !name.text().is_empty() && !is_dns_label(name.text()),
        &NAME_OF_PODS,
        &name,
    );
}
