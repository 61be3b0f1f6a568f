//! What objects are to each other: names that lead nowhere, selectors that select nothing, and what stands in its own way.
//!
//! The API server takes each object alone and accepts all of this.

use super::findings::Findings;
use super::node::Node;
use super::reach;
use super::references;
use super::rule::rules;
use super::selectors;
use super::selectors::will_select;
use crate::kube::object::Object;

rules! {
    NAME_LENGTH Fails "kube.stateful-set.name"
        "{} has more than 52 characters: with the revision at its end it is too long for a label, and no pod is ever created"
        "pkg/controller/statefulset/stateful_set_utils.go, measured";
    SELECTS_NOTHING MayFail "kube.selector.nothing"
        "The selector selects no pod of these objects, so {} has no effect"
        "docs/concepts/overview/working-with-objects/labels";
    TWICE MayFail "kube.object.twice"
        "{} stands among the objects twice; the second replaces the first"
        "kubectl apply";
    BLOCKS_DRAIN MayFail "kube.disruption-budget.blocks"
        "{} forbids every eviction, so no node with these pods can be drained"
        "pkg/registry/core/pod/storage/eviction.go";
    TWO_BUDGETS Fails "kube.disruption-budget.two"
        "Two budgets select the same pods, and then no eviction succeeds"
        "pkg/registry/core/pod/storage/eviction.go";
    SHARED_DISK MayFail "kube.deployment.shared-disk"
        "The claim {} can be used on one node at a time; a rolling update or a second replica waits for it forever on another node"
        "docs/concepts/storage/persistent-volumes#access-modes";
    SPREAD Assumed "kube.scheduling.nodes"
        "The pods refuse to share a node, so there must be at least {} nodes"
        "docs/concepts/scheduling-eviction/assign-pod-node";
}

/// A workload among the objects: the labels and the specification of its pods.
#[derive(Clone, Copy)]
pub(super) struct Pods<'t> {
    pub(super) object: &'t Object,
    template: Node<'t, 't>,
    replicas: i64,
}

/// Checks the objects against each other.
pub(super) fn check(cx: &mut Findings, objects: &[Object]) {
    let known = references::Known::of(objects);
    let workloads: Vec<Pods> = objects.iter().filter_map(pods_of).collect();
    let mut node_ports = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        cx.begin(index, object);
        let root = Node::root(object.tree());
        if known.first(object) != Some(index) {
            let metadata = root.get("metadata");
            cx.hit(&TWICE, &metadata.get("name"));
        }
        references::check(cx, object, &root, &known);
        match object.kind() {
            "StatefulSet" => stateful_set(cx, &root, objects),
            "Service" => reach::service(cx, object, &root, &workloads, &mut node_ports),
            "NetworkPolicy" => policy(cx, object, &root, &workloads),
            "PodDisruptionBudget" => budget(cx, object, &root, &workloads),
            "Ingress" => reach::ingress(cx, object, &root, objects),
            "Deployment" => deployment(cx, object, &root, objects),
            _ => {}
        }
        spread(cx, object, &root);
    }
    budgets(cx, objects, &workloads);
}

/// Where the template of an object's pods stands; nothing where it has none.
pub(super) fn template_path(kind: &str) -> Option<&'static [&'static str]> {
    match kind {
        "Pod" => Some(&[]),
        "Deployment"
        | "StatefulSet"
        | "DaemonSet"
        | "ReplicaSet"
        | "ReplicationController"
        | "Job" => Some(&["spec", "template"]),
        "CronJob" => Some(&["spec", "jobTemplate", "spec", "template"]),
        _ => None,
    }
}

fn pods_of(object: &Object) -> Option<Pods<'_>> {
    let path = template_path(object.kind())?;
    let template = Node::root(object.tree().at(path)?);
    let replicas = object.tree().at(&["spec"]).map(Node::root);
    let replicas = replicas.and_then(|spec| spec.get("replicas").opt_int());
    Some(Pods {
        object,
        template,
        replicas: replicas.unwrap_or(1),
    })
}

/// Whether two objects stand in the same namespace.
pub(super) fn together(one: &Object, other: &Object) -> bool {
    one.namespace() == other.namespace()
}

impl<'t> Pods<'t> {
    /// Whether the labels of the pods are as wanted.
    pub(super) fn has_labels(&self, wanted: impl Fn(&Node<'t, '_>) -> bool) -> bool {
        let metadata = self.template.get("metadata");
        wanted(&metadata.get("labels"))
    }

    /// Whether a container of the pods has a port of that name.
    pub(super) fn has_port(&self, name: &str) -> bool {
        let spec = self.template.get("spec");
        ["containers", "initContainers"].iter().any(|list| {
            spec.get(list).items().any(|container| {
                container
                    .get("ports")
                    .items()
                    .any(|port| port.text_of("name") == name)
            })
        })
    }
}

/// The workloads of an object's namespace whose pods a selector of labels selects.
fn selected<'w, 't>(
    object: &'w Object,
    selector: &'w Node<'t, 't>,
    workloads: &'w [Pods<'t>],
) -> impl Iterator<Item = &'w Pods<'t>> {
    workloads.iter().filter(move |pods| {
        together(object, pods.object) && pods.has_labels(|labels| will_select(selector, labels))
    })
}

fn stateful_set(cx: &mut Findings, root: &Node, objects: &[Object]) {
    let metadata = root.get("metadata");
    let name = metadata.get("name");
    cx.hit_if(name.text().len() > 52, &NAME_LENGTH, &name);
    reach::names(cx, root, objects);
}

fn policy<'t>(cx: &mut Findings, object: &'t Object, root: &Node<'t, '_>, workloads: &[Pods<'t>]) {
    let spec = root.get("spec");
    let selector = spec.get("podSelector");
    let Some(tree) = selector.tree() else { return };
    if selectors::is_empty(&selector) {
        return;
    }
    if selected(object, &Node::root(tree), workloads)
        .next()
        .is_none()
    {
        cx.say(&SELECTS_NOTHING, &selector, "the policy");
    }
}

fn budget<'t>(cx: &mut Findings, object: &'t Object, root: &Node<'t, '_>, workloads: &[Pods<'t>]) {
    let spec = root.get("spec");
    let selector = spec.get("selector");
    let Some(tree) = selector.tree() else { return };
    let whole = Node::root(tree);
    let mut behind = selected(object, &whole, workloads).peekable();
    if behind.peek().is_none() && !selectors::is_empty(&selector) {
        return cx.say(&SELECTS_NOTHING, &selector, "the budget");
    }
    let replicas: i64 = behind.map(|pods| pods.replicas).sum();
    let most = spec.get("maxUnavailable");
    let least = spec.get("minAvailable");
    let nothing = most.opt_int() == Some(0) || most.says("0%");
    cx.hit_if(nothing, &BLOCKS_DRAIN, &most);
    let all = least
        .opt_int()
        .is_some_and(|least| replicas > 0 && least >= replicas)
        || least.says("100%");
    cx.hit_if(all, &BLOCKS_DRAIN, &least);
}

/// Two budgets over the same pods.
fn budgets(cx: &mut Findings, objects: &[Object], workloads: &[Pods]) {
    for pods in workloads {
        let mut before = false;
        for (index, object) in objects.iter().enumerate() {
            if object.kind() != "PodDisruptionBudget" || !together(object, pods.object) {
                continue;
            }
            let root = Node::root(object.tree());
            let spec = root.get("spec");
            let selector = spec.get("selector");
            if pods.has_labels(|labels| will_select(&selector, labels)) {
                cx.begin(index, object);
                cx.hit_if(before, &TWO_BUDGETS, &selector);
                before = true;
            }
        }
    }
}

/// A Deployment whose pods share a claim that only one node can use.
fn deployment(cx: &mut Findings, object: &Object, root: &Node, objects: &[Object]) {
    let spec = root.get("spec");
    let strategy = spec.get("strategy");
    let rolling = strategy.get("rollingUpdate");
    let one_by_one =
        strategy.is("type", "Recreate") || rolling.get("maxSurge").opt_int() == Some(0);
    let alone = spec.get("replicas").opt_int().unwrap_or(1) <= 1;
    if one_by_one && alone {
        return;
    }
    let template = spec.get("template");
    let pod = template.get("spec");
    for volume in pod.get("volumes").items() {
        let source = volume.get("persistentVolumeClaim");
        let name = source.get("claimName");
        let single = objects.iter().any(|claim| {
            let modes = claim.tree().at(&["spec", "accessModes"]).map(Node::root);
            claim.kind() == "PersistentVolumeClaim"
                && claim.name() == name.text()
                && together(object, claim)
                && modes.is_some_and(|modes| {
                    modes
                        .items()
                        .all(|mode| mode.text().starts_with("ReadWriteOnce"))
                })
        });
        cx.hit_if(single && name.is_filled(), &SHARED_DISK, &name);
    }
}

/// Pods that refuse to share a node with their like.
fn spread(cx: &mut Findings, object: &Object, root: &Node) {
    let replicas = match pods_of(object) {
        Some(pods) if matches!(object.kind(), "Deployment" | "StatefulSet" | "ReplicaSet") => {
            pods.replicas
        }
        _ => return,
    };
    let spec = root.get("spec");
    let template = spec.get("template");
    let metadata = template.get("metadata");
    let labels = metadata.get("labels");
    let pod = template.get("spec");
    let affinity = pod.get("affinity");
    let rules = affinity.get("podAntiAffinity");
    for term in rules
        .get("requiredDuringSchedulingIgnoredDuringExecution")
        .items()
    {
        let by_node = term.is("topologyKey", "kubernetes.io/hostname");
        if replicas > 1 && by_node && will_select(&term.get("labelSelector"), &labels) {
            cx.say(&SPREAD, &term, &replicas.to_string());
        }
    }
}
