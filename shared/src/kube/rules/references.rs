//! Names of other objects: what they lead to must be there, and hold what is taken from it.

use super::findings::{Findings, quoted};
use super::node::Node;
use super::rule::rules;
use super::together::template_path;
use crate::kube::object::Object;
use crate::render::tree::Tree;

rules! {
    MISSING Assumed "kube.reference.missing"
        "{} is not among these objects and must exist in the cluster"
        "the admission plugins ServiceAccount and Priority, kubelet and scheduler";
    KEY Fails "kube.reference.key"
        "{}, so the container stays in CreateContainerConfigError or its volume is never mounted"
        "pkg/kubelet/kubelet_pods.go makeEnvironmentVariables; pkg/volume/configmap, pkg/volume/secret";
}

/// The objects that are known, by kind, namespace and name.
pub(super) struct Known<'t> {
    sorted: Vec<(Name<'t>, usize)>,
    objects: &'t [Object],
    /// What operators make of objects of their own kinds.
    made: Vec<Name<'t>>,
}

type Name<'t> = (&'t str, &'t str, &'t str);

impl<'t> Known<'t> {
    /// The names of objects.
    pub(super) fn of(objects: &'t [Object]) -> Self {
        let mut sorted: Vec<(Name, usize)> = Vec::with_capacity(objects.len());
        for (index, object) in objects.iter().enumerate() {
            let name = name(object);
            let place = sorted.partition_point(|(known, _)| *known <= name);
            sorted.insert(place, (name, index));
        }
        let made = objects.iter().filter_map(made_by).collect();
        Self {
            sorted,
            objects,
            made,
        }
    }

    /// The position of the first object of the same name as this one.
    pub(super) fn first(&self, object: &Object) -> Option<usize> {
        self.position(name(object))
    }

    fn position(&self, name: Name) -> Option<usize> {
        let at = self.sorted.partition_point(|(known, _)| *known < name);
        let (known, index) = self.sorted.get(at)?;
        (*known == name).then_some(*index)
    }

    fn find(&self, kind: &str, namespace: &str, name: &str) -> Option<&'t Object> {
        self.position((kind, namespace, name))
            .and_then(|index| self.objects.get(index))
    }
}

fn name(object: &Object) -> Name<'_> {
    (
        object.kind(),
        object.namespace().unwrap_or_default(),
        object.name(),
    )
}

/// The Secret that an operator makes of an object: External Secrets (`external-secrets.io/v1`), Sealed Secrets
/// (`bitnami.com/v1alpha1`), cert-manager (`cert-manager.io/v1`).
fn made_by(object: &Object) -> Option<Name<'_>> {
    let text = |keys: &[&str]| object.tree().at(keys).and_then(Tree::text);
    let secret = match object.kind() {
        "ExternalSecret" => text(&["spec", "target", "name"]).unwrap_or(object.name()),
        "SealedSecret" => object.name(),
        "Certificate" => text(&["spec", "secretName"])?,
        _ => return None,
    };
    Some(("Secret", object.namespace().unwrap_or_default(), secret))
}

/// What an object refers to, seen from its namespace.
struct From<'f, 't> {
    known: &'f Known<'t>,
    namespace: &'f str,
}

impl From<'_, '_> {
    /// A name that must lead to an object of a kind, unless it is optional.
    fn name(&self, cx: &mut Findings, kind: &str, name: &Node, optional: &Node) {
        let namespace = match kind {
            "StorageClass" | "PriorityClass" | "IngressClass" => "",
            _ => self.namespace,
        };
        let text = name.text();
        let known = self.known.find(kind, namespace, text).is_some()
            || self.known.made.contains(&(kind, namespace, text));
        if text.is_empty() || optional.is_true() || known {
            return;
        }
        cx.say(&MISSING, name, &format!("The {kind} {}", quoted(text)));
    }

    /// A key that must stand in a ConfigMap or Secret, where that is known.
    fn key(&self, cx: &mut Findings, kind: &str, name: &str, key: &Node, optional: &Node) {
        let Some(object) = self.known.find(kind, self.namespace, name) else {
            return;
        };
        let root = Node::root(object.tree());
        let text = key.text();
        let held = ["data", "stringData", "binaryData"]
            .iter()
            .any(|map| root.get(map).key(text).is_set());
        if !held && !text.is_empty() && !optional.is_true() {
            cx.say(
                &KEY,
                key,
                &format!("The {kind} {} has no key {}", quoted(name), quoted(text)),
            );
        }
    }
}

/// Checks the names that an object refers to.
pub(super) fn check(cx: &mut Findings, object: &Object, root: &Node, known: &Known) {
    let from = From {
        known,
        namespace: object.namespace().unwrap_or_default(),
    };
    let spec = root.get("spec");
    let none = root.get("");
    match object.kind() {
        "PersistentVolumeClaim" | "PersistentVolume" => {
            from.name(cx, "StorageClass", &spec.get("storageClassName"), &none);
        }
        "StatefulSet" => {
            for claim in spec.get("volumeClaimTemplates").items() {
                let spec = claim.get("spec");
                from.name(cx, "StorageClass", &spec.get("storageClassName"), &none);
            }
        }
        "Ingress" => {
            from.name(cx, "IngressClass", &spec.get("ingressClassName"), &none);
            for tls in spec.get("tls").items() {
                from.name(cx, "Secret", &tls.get("secretName"), &none);
            }
            backends(cx, &from, &spec);
        }
        "HorizontalPodAutoscaler" => {
            let target = spec.get("scaleTargetRef");
            from.name(cx, target.text_of("kind"), &target.get("name"), &none);
        }
        _ => {}
    }
    match template_path(object.kind()) {
        Some([]) => pod(cx, &from, &spec),
        Some([_, template]) => pod(cx, &from, &spec.get(template).get("spec")),
        Some([_, job, _, template]) => pod(
            cx,
            &from,
            &spec.get(job).get("spec").get(template).get("spec"),
        ),
        _ => {}
    }
}

fn backends(cx: &mut Findings, from: &From, spec: &Node) {
    let none = spec.get("");
    let default = spec.get("defaultBackend");
    let service = default.get("service");
    from.name(cx, "Service", &service.get("name"), &none);
    for rule in spec.get("rules").items() {
        let http = rule.get("http");
        for path in http.get("paths").items() {
            let backend = path.get("backend");
            let service = backend.get("service");
            from.name(cx, "Service", &service.get("name"), &none);
        }
    }
}

fn pod(cx: &mut Findings, from: &From, spec: &Node) {
    let none = spec.get("");
    let account = spec.get("serviceAccountName");
    if !account.says("default") {
        from.name(cx, "ServiceAccount", &account, &none);
    }
    let priority = spec.get("priorityClassName");
    if !priority.text().starts_with("system-") {
        from.name(cx, "PriorityClass", &priority, &none);
    }
    for secret in spec.get("imagePullSecrets").items() {
        from.name(cx, "Secret", &secret.get("name"), &none);
    }
    for list in ["initContainers", "containers"] {
        for container in spec.get(list).items() {
            environment(cx, from, &container);
        }
    }
    for volume in spec.get("volumes").items() {
        volume_sources(cx, from, &volume);
    }
}

fn environment(cx: &mut Findings, from: &From, container: &Node) {
    for variable in container.get("env").items() {
        let source = variable.get("valueFrom");
        for (field, kind) in [("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret")] {
            let reference = source.get(field);
            let optional = reference.get("optional");
            from.name(cx, kind, &reference.get("name"), &optional);
            from.key(
                cx,
                kind,
                reference.text_of("name"),
                &reference.get("key"),
                &optional,
            );
        }
    }
    for source in container.get("envFrom").items() {
        for (field, kind) in [("configMapRef", "ConfigMap"), ("secretRef", "Secret")] {
            let reference = source.get(field);
            from.name(cx, kind, &reference.get("name"), &reference.get("optional"));
        }
    }
}

fn volume_sources(cx: &mut Findings, from: &From, volume: &Node) {
    let none = volume.get("");
    let claim = volume.get("persistentVolumeClaim");
    from.name(cx, "PersistentVolumeClaim", &claim.get("claimName"), &none);
    files(cx, from, &volume.get("configMap"), "ConfigMap", "name");
    files(cx, from, &volume.get("secret"), "Secret", "secretName");
    let projected = volume.get("projected");
    for source in projected.get("sources").items() {
        files(cx, from, &source.get("configMap"), "ConfigMap", "name");
        files(cx, from, &source.get("secret"), "Secret", "name");
    }
}

fn files(cx: &mut Findings, from: &From, source: &Node, kind: &str, field: &'static str) {
    let name = source.get(field);
    let optional = source.get("optional");
    from.name(cx, kind, &name, &optional);
    for item in source.get("items").items() {
        from.key(cx, kind, name.text(), &item.get("key"), &optional);
    }
}
