//! Roles and their bindings.

use crate::kube::rules::findings::Findings;
use crate::kube::rules::formats::DNS_SUBDOMAIN;
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;
use crate::kube::rules::text::is_dns_subdomain;
use crate::kube::rules::walk::one_of;
use crate::kube::rules::workloads::BAD_SELECTOR;

rules! {
    URLS Refused "kube.role.urls"
        "nonResourceURLs belong in a ClusterRole and in a rule without apiGroups, resources and resourceNames"
        "rbac ValidatePolicyRule";
    GROUP Refused "kube.role.group"
        "{} must be rbac.authorization.k8s.io, and empty for a ServiceAccount"
        "rbac ValidateRoleBinding, ValidateRoleBindingSubject";
}

const RBAC: &str = "rbac.authorization.k8s.io";

/// What a role allows.
pub(super) fn rule(cx: &mut Findings, node: &Node) {
    let urls = node.get("nonResourceURLs");
    let groups = node.get("apiGroups");
    let kinds = node.get("resources");
    let about_objects = groups.len() + kinds.len() + node.len_of("resourceNames") > 0;
    if urls.len() > 0 {
        cx.hit_if(cx.kind == "Role" || about_objects, &URLS, &urls);
        return;
    }
    if groups.len() == 0 {
        cx.required(
            &groups,
            "apiGroups must be set; the core group is an empty text",
        );
    }
    if kinds.len() == 0 {
        cx.required(&kinds, "resources must be set");
    }
}

/// The selectors of roles that a role is made of.
pub(super) fn aggregation(cx: &mut Findings, node: &Node) {
    for selector in node.get("clusterRoleSelectors").items() {
        cx.hit_if(
            cx.refuses_within(&selector.pointer()),
            &BAD_SELECTOR,
            &selector,
        );
    }
}

/// The role that is bound.
pub(super) fn role(cx: &mut Findings, node: &Node) {
    let group = node.get("apiGroup");
    cx.hit_if(!matches!(group.text(), "" | RBAC), &GROUP, &group);
    let kind = node.get("kind");
    if cx.kind == "ClusterRoleBinding" && kind.says("Role") {
        one_of(cx, "ClusterRole|ClusterRole", kind.text(), &kind, &kind);
    }
}

/// Whom a role is bound to.
pub(super) fn subject(cx: &mut Findings, node: &Node) {
    let kind = node.get("kind");
    let name = node.get("name");
    let group = node.get("apiGroup");
    match kind.text() {
        "ServiceAccount" => {
            cx.hit_if(
                name.is_filled() && !is_dns_subdomain(name.text()),
                &DNS_SUBDOMAIN,
                &name,
            );
            cx.hit_if(group.is_filled(), &GROUP, &group);
            let namespace = node.get("namespace");
            if cx.kind == "ClusterRoleBinding" && namespace.text().is_empty() {
                cx.required(&namespace, "namespace must be set for a ServiceAccount");
            }
        }
        "User" | "Group" => cx.hit_if(!matches!(group.text(), "" | RBAC), &GROUP, &group),
        text => one_of(cx, "ServiceAccount|User|Group", text, &kind, &kind),
    }
}
