//! The one place where a typed object becomes a tree.

use k8s_openapi::Resource;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use serde::Serialize;

use crate::render::tree::{Entry, Tree};

/// A finished Kubernetes object.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    tree: Tree,
}

/// An object of a kind that an operator brings.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Custom<'a, S> {
    api_version: &'a str,
    kind: &'a str,
    metadata: &'a ObjectMeta,
    spec: &'a S,
}

/// The members that a reader looks for first; the others follow by name.
const FIRST: [&str; 6] = [
    "apiVersion",
    "kind",
    "metadata",
    "name",
    "namespace",
    "image",
];

impl Object {
    /// The object that a value of one of Kubernetes' own types stands for.
    pub fn new<T: Resource + Serialize>(typed: &T) -> Self {
        Self::of_resource(typed)
    }

    /// The object of a kind that an operator brings, whose `spec` is a type of our own.
    pub(super) fn custom<S: Serialize>(
        [api_version, kind]: [&str; 2],
        metadata: &ObjectMeta,
        spec: &S,
    ) -> Self {
        Self::of_resource(&Custom {
            api_version,
            kind,
            metadata,
            spec,
        })
    }

    fn of_resource<T: Serialize>(typed: &T) -> Self {
        Self::of_value(serde_json::to_value(typed).expect("types with text keys serialise to JSON"))
    }

    /// The object that a JSON or YAML document holds; its members are put in the order of printing.
    pub fn of_value(value: serde_json::Value) -> Self {
        Self {
            tree: ordered(Tree::from(value)),
        }
    }

    /// The object as it is printed.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// `apiVersion`.
    pub fn api_version(&self) -> &str {
        self.tree
            .get("apiVersion")
            .and_then(Tree::text)
            .unwrap_or_default()
    }

    /// `kind`.
    pub fn kind(&self) -> &str {
        self.tree
            .get("kind")
            .and_then(Tree::text)
            .unwrap_or_default()
    }

    /// `metadata.name`.
    pub fn name(&self) -> &str {
        self.tree
            .at(&["metadata", "name"])
            .and_then(Tree::text)
            .unwrap_or_default()
    }

    /// `metadata.namespace`, where the object has one.
    pub fn namespace(&self) -> Option<&str> {
        self.tree
            .at(&["metadata", "namespace"])
            .and_then(Tree::text)
    }
}

fn ordered(tree: Tree) -> Tree {
    match tree {
        Tree::List(items) => Tree::List(items.into_iter().map(ordered).collect()),
        Tree::Map(mut entries) => {
            entries.sort_by(|a, b| {
                rank(&a.key)
                    .cmp(&rank(&b.key))
                    .then_with(|| a.key.cmp(&b.key))
            });
            let entries = entries.into_iter().map(|entry| Entry {
                value: ordered(entry.value),
                ..entry
            });
            Tree::Map(entries.collect())
        }
        leaf => leaf,
    }
}

fn rank(key: &str) -> usize {
    FIRST
        .iter()
        .position(|first| *first == key)
        .unwrap_or(FIRST.len())
}
