//! Finalizers and owners.

use crate::kube::rules::findings::Findings;
use crate::kube::rules::formats::{LABEL_VALUE, QUALIFIED};
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;
use crate::kube::rules::text::{is_label_value, is_qualified_name};

rules! {
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
}

/// The metadata of an object.
pub(super) fn check(cx: &mut Findings, metadata: &Node) {
    finalizers(cx, &metadata.get("finalizers"));
    owners(cx, &metadata.get("ownerReferences"));
}

/// A namespace.
pub(super) fn namespace(cx: &mut Findings, object: &Node) {
    let spec = object.get("spec");
    let list = spec.get("finalizers");
    for item in list.items() {
        let text = item.text();
        if !is_qualified_name(text) || !text.contains('/') && !is_standard_finalizer(text) {
            cx.hit_as(&FINALIZER, &item, &list);
        }
    }
}

fn finalizers(cx: &mut Findings, list: &Node) {
    for item in list.items() {
        let text = item.text();
        if !is_qualified_name(text) {
            cx.hit_as(&QUALIFIED, &item, list);
        }
        if !text.contains('/') && !is_standard_finalizer(text) {
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
            let field = owner.get(name);
            // Until 1.36 the API server leaves the number of the owner out.
            let named = if cx.minor.0 < 37 {
                list.get(name)
            } else {
                field
            };
            if field.text().is_empty() {
                cx.say_as(&OWNER, &field, &named, name);
            }
        }
        controllers += usize::from(owner.flag("controller"));
    }
    cx.hit_if(controllers > 1, &OWNERS, list);
}

fn is_standard_finalizer(text: &str) -> bool {
    matches!(text, "kubernetes" | "orphan" | "foregroundDeletion")
}

/// A name that becomes a label of pods as it is.
pub(super) fn labels_pods(cx: &mut Findings, object: &Node) {
    let metadata = object.get("metadata");
    let name = metadata.get("name");
    let spec = object.get("spec");
    let template = spec.get("template");
    if !spec.flag("manualSelector") && !is_label_value(name.text()) {
        cx.hit_as(&LABEL_VALUE, &name, &template.get("labels"));
    }
}
