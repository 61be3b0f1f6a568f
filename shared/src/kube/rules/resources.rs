//! Requests and limits.

use super::findings::{Findings, quoted};
use super::node::Node;
use super::quantity::Milli;
use super::rule::rules;
use super::text::is_qualified_name;
use super::walk::read_quantity;

rules! {
    NAME Refused "kube.resources.name"
        "{} is neither a resource of containers (cpu, memory, ephemeral-storage, hugepages-…) nor a name with a DNS prefix"
        "core validateContainerResourceName";
    NEGATIVE Refused "kube.resources.negative"
        "{} must not be negative"
        "core ValidateResourceQuantityValue";
    WHOLE Refused "kube.resources.whole"
        "{} must be a whole number, as for every resource of a device"
        "core ValidateResourceQuantityValue";
    OVER_LIMIT Refused "kube.resources.over-limit"
        "{}"
        "core validateResourceRequirements";
    HUGE_PAGES Refused "kube.resources.huge-pages"
        "{} is no multiple of the page size"
        "core validateResourceQuantityHugePageValue";
    HUGE_PAGES_ALONE Refused "kube.resources.huge-pages-alone"
        "Huge pages need a request or limit of cpu or memory beside them"
        "core validateResourceRequirements";
    FRACTION Warned "kube.resources.fraction"
        "{} is a fraction of a byte: m stands for thousandths, M for millions"
        "pkg/api/pod/warnings.go warningsForPodSpecAndMeta";
}

/// The requests and limits of a container.
pub(super) fn check(cx: &mut Findings, node: &Node) {
    let limits = node.get("limits");
    let requests = node.get("requests");
    for (name, value) in limits.keys().chain(requests.keys()) {
        amount(cx, name, &value);
    }
    for (name, value) in requests.keys() {
        within_limit(cx, name, &value, &requests, &limits);
    }
    let has = |wanted: fn(&str) -> bool| {
        limits
            .keys()
            .chain(requests.keys())
            .any(|(name, _)| wanted(name))
    };
    let alone = has(is_huge_pages) && !has(|name| matches!(name, "cpu" | "memory"));
    cx.hit_if(alone, &HUGE_PAGES_ALONE, node);
}

fn amount(cx: &mut Findings, name: &str, value: &Node) {
    if !is_resource(name) {
        cx.say(&NAME, value, &quoted(name));
    }
    let Some(amount) = read_quantity(value) else {
        return;
    };
    cx.hit_if(amount.is_negative(), &NEGATIVE, value);
    cx.hit_if(is_extended(name) && !amount.is_whole(), &WHOLE, value);
    if matches!(name, "memory" | "ephemeral-storage") {
        cx.hit_if(!amount.is_whole(), &FRACTION, value);
    }
    if let Some(page) = name.strip_prefix("hugepages-") {
        let divides = Milli::parse(page).is_some_and(|page| amount.is_multiple_of(page));
        cx.hit_if(!divides, &HUGE_PAGES, value);
    }
}

/// A request is at most the limit; of what cannot be shared, exactly the limit.
fn within_limit(cx: &mut Findings, name: &str, request: &Node, requests: &Node, limits: &Node) {
    let native = !name.contains('/') || name.contains("kubernetes.io/");
    let shared = native && !is_huge_pages(name);
    let limit = read_quantity(&limits.key(name_of(limits, name)));
    let Some(asked) = read_quantity(request) else {
        return;
    };
    match limit {
        Some(limit) if !shared && asked != limit => {
            cx.say_as(
                &OVER_LIMIT,
                request,
                requests,
                &format!("The request of {name} must equal its limit"),
            );
        }
        Some(limit) if asked > limit => {
            cx.say_as(
                &OVER_LIMIT,
                request,
                requests,
                &format!("The request of {name} is more than its limit"),
            );
        }
        None if !shared => cx.required(
            limits,
            &format!("{name} cannot be shared, so its limit must be set"),
        ),
        _ => {}
    }
}

/// The key of a map that equals a text, with the lifetime of the map.
fn name_of<'t>(map: &Node<'t, '_>, name: &str) -> &'t str {
    map.keys()
        .map(|(key, _)| key)
        .find(|key| *key == name)
        .unwrap_or_default()
}

/// `IsHugePageResourceName`.
fn is_huge_pages(name: &str) -> bool {
    name.starts_with("hugepages-")
}

/// `validateContainerResourceName`.
pub(super) fn is_resource(name: &str) -> bool {
    if !is_qualified_name(name) {
        return false;
    }
    if name.contains('/') {
        return name.contains("kubernetes.io/") || is_extended(name);
    }
    matches!(name, "cpu" | "memory" | "ephemeral-storage") || is_huge_pages(name)
}

/// `IsExtendedResourceName`: a resource of a device, outside kubernetes.io.
fn is_extended(name: &str) -> bool {
    name.contains('/') && !name.contains("kubernetes.io/") && !name.starts_with("requests.")
}
