//! Selectors of labels and of nodes, and what they select.

use super::findings::Findings;
use super::formats::{LABEL_VALUE, QUALIFIED};
use super::node::Node;
use super::rule::rules;
use super::text::{is_dns_subdomain, is_label_value, is_qualified_name};

rules! {
    OPERATOR Refused "kube.selector.operator"
        "{} is no operator of this selector"
        "apimachinery/pkg/apis/meta/v1/validation/validation.go ValidateLabelSelectorRequirement; core ValidateNodeSelectorRequirement";
    VALUES Refused "kube.selector.values"
        "{}"
        "apimachinery/pkg/apis/meta/v1/validation/validation.go ValidateLabelSelectorRequirement; core ValidateNodeSelectorRequirement";
    NO_LABEL Warned "kube.selector.no-label"
        "{} cannot be the value of a label, so no node matches"
        "pkg/api/node/util.go GetWarningsForNodeSelectorTerm";
    FIELD Refused "kube.selector.field"
        "{} is no field of nodes that can be selected: only metadata.name is"
        "core ValidateNodeFieldSelectorRequirement";
    FIELD_VALUE Refused "kube.selector.field-value"
        "{} is no name of a node"
        "core ValidateNodeFieldSelectorRequirement";
}

/// `matchExpressions` of a selector of labels.
pub(super) fn requirement(cx: &mut Findings, node: &Node) {
    let operator = node.get("operator");
    let values = node.get("values");
    match operator.text() {
        "In" | "NotIn" if values.len() == 0 => cx.say(&VALUES, &values, "In and NotIn need values"),
        "Exists" | "DoesNotExist" if values.len() > 0 => {
            cx.say(&VALUES, &values, "Exists and DoesNotExist take no values");
        }
        "In" | "NotIn" | "Exists" | "DoesNotExist" => {}
        _ => cx.hit(&OPERATOR, &operator),
    }
    label_values(cx, &values);
}

fn label_values(cx: &mut Findings, values: &Node) {
    for value in values.items() {
        cx.hit_if(!is_label_value(value.text()), &LABEL_VALUE, &value);
    }
}

/// The terms that a node must match.
pub(super) fn node_selector(cx: &mut Findings, node: &Node) {
    for term in node.get("nodeSelectorTerms").items() {
        node_term(cx, &term, true);
    }
}

/// One term about nodes; the values of labels are checked only where the term is required.
pub(super) fn node_term(cx: &mut Findings, term: &Node, required: bool) {
    for expression in term.get("matchExpressions").items() {
        let operator = expression.get("operator");
        let key = expression.get("key");
        let values = expression.get("values");
        match operator.text() {
            "Gt" | "Lt" if values.len() != 1 => {
                cx.say(&VALUES, &values, "Gt and Lt take exactly one value");
            }
            "In" | "NotIn" if values.len() == 0 => {
                cx.say(&VALUES, &values, "In and NotIn need values");
            }
            "Exists" | "DoesNotExist" if values.len() > 0 => {
                cx.say(&VALUES, &values, "Exists and DoesNotExist take no values");
            }
            "Gt" | "Lt" | "In" | "NotIn" | "Exists" | "DoesNotExist" => {}
            _ => cx.hit(&OPERATOR, &operator),
        }
        cx.hit_if(
            key.is_filled() && !is_qualified_name(key.text()),
            &QUALIFIED,
            &key,
        );
        if required {
            label_values(cx, &values);
        } else {
            for value in values.items() {
                cx.hit_if(!is_label_value(value.text()), &NO_LABEL, &value);
            }
        }
    }
    for field in term.get("matchFields").items() {
        match field.text_of("operator") {
            "In" | "NotIn" if field.len_of("values") == 1 => {}
            "In" | "NotIn" => cx.say(
                &VALUES,
                &field.get("values"),
                "In and NotIn take exactly one value here",
            ),
            _ => cx.hit(&OPERATOR, &field.get("operator")),
        }
        if field.is("key", "metadata.name") {
            for value in field.get("values").items() {
                cx.hit_if(!is_dns_subdomain(value.text()), &FIELD_VALUE, &value);
            }
        } else {
            cx.hit(&FIELD, &field.get("key"));
        }
    }
}

/// Whether a selector of labels selects something with these labels; one that is absent selects nothing.
pub(super) fn selects(selector: &Node, labels: &Node) -> bool {
    matches(selector, labels, &[])
}

/// Whether a selector of labels will select the pods of a template with these labels, to which controllers add some.
pub(super) fn will_select(selector: &Node, labels: &Node) -> bool {
    matches(selector, labels, &OF_CONTROLLERS)
}

fn matches(selector: &Node, labels: &Node, added: &[&str]) -> bool {
    selector.is_set()
        && has_all(&selector.get("matchLabels"), labels, added)
        && selector.get("matchExpressions").items().all(|expression| {
            let label = labels.get(expression.text_of("key"));
            let listed = expression
                .get("values")
                .items()
                .any(|value| value.text() == label.text());
            let good = match expression.text_of("operator") {
                "In" => label.is_set() && listed,
                "NotIn" => !(label.is_set() && listed),
                "Exists" => label.is_set(),
                _ => !label.is_set(),
            };
            good || added.contains(&expression.text_of("key"))
        })
}

/// Whether labels hold all of some others, but for those that are added later.
pub(super) fn has_all(wanted: &Node, labels: &Node, added: &[&str]) -> bool {
    wanted.keys().all(|(key, value)| {
        let label = labels.get(key);
        added.contains(&key) || label.is_set() && label.text() == value.text()
    })
}

/// The labels that the controllers of workloads put on their pods (docs/reference/labels-annotations-taints).
pub(super) const OF_CONTROLLERS: [&str; 7] = [
    "apps.kubernetes.io/pod-index",
    "batch.kubernetes.io/controller-uid",
    "batch.kubernetes.io/job-completion-index",
    "batch.kubernetes.io/job-name",
    "controller-revision-hash",
    "pod-template-hash",
    "statefulset.kubernetes.io/pod-name",
];

/// Whether a selector of labels names nothing and so selects everything.
pub(super) fn is_empty(selector: &Node) -> bool {
    selector.len_of("matchLabels") + selector.len_of("matchExpressions") == 0
}
