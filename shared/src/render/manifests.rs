//! Plain manifests: one object a file, in the order in which they are applied.

use super::{runbook, yaml};
use crate::catalog::{Deployment, Product};
use crate::form::{Draft, answers};
use crate::kube::object::Object;
use crate::pack::{Files, files};

/// The kinds in the order of applying: what others refer to comes first.
const ORDER: [&str; 16] = [
    "Namespace",
    "ServiceAccount",
    "NetworkPolicy",
    "Secret",
    "ExternalSecret",
    "ConfigMap",
    "StorageClass",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "Service",
    "PodDisruptionBudget",
    "StatefulSet",
    "Deployment",
    "Job",
    "Ingress",
    "HTTPRoute",
];

/// Puts objects in the order in which they are applied: by kind, then by name.
pub fn sort(objects: &mut [Object]) {
    objects.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.name().cmp(b.name())));
}

fn rank(object: &Object) -> usize {
    ORDER
        .iter()
        .position(|kind| *kind == object.kind())
        .unwrap_or(ORDER.len())
}

/// The path of an object's manifest: its number in the order of applying, kind and name.
pub fn path(index: usize, object: &Object) -> String {
    files::portable(&format!(
        "manifests/{index:02}-{}-{}.yaml",
        object.kind().to_ascii_lowercase(),
        object.name()
    ))
}

/// Every file of the archive of a deployment whose objects are in the order of applying.
pub fn files(product: &Product, draft: &Draft, deployment: &Deployment) -> Files {
    let mut files = Files::new(&deployment.name);
    for (index, object) in deployment.objects.iter().enumerate() {
        let text = yaml::print(object.tree());
        if object.kind() == "Secret" {
            files.add_secret(path(index, object), text);
        } else {
            files.add(path(index, object), text);
        }
    }
    files.add(
        "README.md",
        runbook::print(&deployment.runbook, &deployment.site, &deployment.objects),
    );
    files.add("answers.yaml", answers::print(product, draft));
    for (path, text) in &deployment.files {
        files.add(path, text);
    }
    files.add_sums();
    files
}
