//! Volumes that are put together from several sources, and files that tell a pod about itself.

use super::containers::resource_reference;
use crate::kube::rules::containers::field_path;
use crate::kube::rules::findings::{Findings, quoted};
use crate::kube::rules::formats::{RANGE, RELATIVE, is_inner_path};
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;
use crate::kube::rules::unions::{Once, SECOND};
use crate::kube::rules::walk::REQUIRED;

rules! {
    PATHS Refused "kube.volume.paths"
        "Two files of the volume have the path {}"
        "core validateProjectionSources";
    DOWNWARD Refused "kube.volume.downward"
        "A file of a downwardAPI volume takes its text from either a fieldRef or a resourceFieldRef"
        "core validateDownwardAPIVolumeFile";
    BUNDLE Refused "kube.volume.trust-bundle"
        "A clusterTrustBundle is chosen either by name or by signerName"
        "core validateProjectionSources";
    NOTHING Warned "kube.volume.nothing"
        "This source of the volume holds nothing"
        "pkg/api/pod/warnings.go warningsForOverlappingVirtualPaths";
}

/// The files of a downwardAPI volume; the API server leaves `items` and their numbers out of their names.
pub(super) fn downward(cx: &mut Findings, node: &Node, named: &Node) {
    for file in node.get("items").items() {
        let path = file.get("path");
        if path.text().is_empty() {
            cx.say_as(&REQUIRED, &path, &named.get("path"), "path must be set");
        } else if !is_inner_path(path.text()) {
            cx.hit_as(&RELATIVE, &path, &named.get("path"));
        }
        let field = file.get("fieldRef");
        let resource = file.get("resourceFieldRef");
        if field.is_set() == resource.is_set() {
            cx.hit_as(&DOWNWARD, &file, named);
        }
        let container = resource.get("containerName");
        let reference = named.get("resourceFieldRef");
        if resource.is_set() && container.text().is_empty() {
            let shown = reference.get("containerName");
            cx.say_as(&REQUIRED, &container, &shown, "containerName must be set");
        } else if resource.is_set() {
            resource_reference(cx, &resource, &reference);
        }
        let mode = file.get("mode");
        if !(0..=0o777).contains(&mode.int()) {
            let what = format!("{} must lie between 0 and 511", mode.int());
            cx.say_as(&RANGE, &mode, &named.get("mode"), &what);
        }
        if field.is_set() {
            let allowed = [
                "metadata.name",
                "metadata.namespace",
                "metadata.uid",
                "metadata.labels",
                "metadata.annotations",
            ];
            field_path(cx, &field, &named.get("fieldRef"), &allowed);
        }
    }
}

/// The sources of a projected volume, whose paths must differ; the API server names some places short.
pub(super) fn check(cx: &mut Findings, node: &Node) {
    let mut paths = Once::default();
    for source in node.get("sources").items() {
        cx.hit_if(source.len() == 0, &NOTHING, &source);
        if source.len() > 1 {
            cx.say(&SECOND, &source, "A second source");
        }
        for kind in ["secret", "configMap", "downwardAPI"] {
            for item in source.get(kind).get("items").items() {
                unique(cx, node, &mut paths, &item.get("path"));
            }
        }
        let bundle = source.get("clusterTrustBundle");
        // The gate ClusterTrustBundleProjection is on by default from 1.37 on.
        if bundle.is_set() && cx.minor.0 >= 37 {
            cx.hit_if(
                bundle.has("name") == bundle.has("signerName"),
                &BUNDLE,
                &bundle,
            );
            unique(cx, node, &mut paths, &bundle.get("path"));
        }
        let token = source.get("serviceAccountToken");
        let path = token.get("path");
        let named = node.get("path");
        if token.is_set() && path.text().is_empty() {
            cx.say_as(&REQUIRED, &path, &named, "path must be set");
        } else if !is_inner_path(path.text()) {
            cx.hit_as(&RELATIVE, &path, &named);
        }
    }
}

fn unique<'t>(cx: &mut Findings, volume: &Node, paths: &mut Once<'t>, path: &Node<'t, '_>) {
    if path.is_filled() && !paths.is_new(path.text()) {
        cx.say_as(&PATHS, path, volume, &quoted(path.text()));
    }
}
