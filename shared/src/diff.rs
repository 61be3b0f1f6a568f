//! What differs between two sets of objects, and what applying the second does to a system that runs the first.

mod effect;

use std::collections::{BTreeMap, BTreeSet};

use crate::form::parse::quoted;
use crate::kube::object::Object;
use crate::render::tree::{Entry, Tree};
use crate::render::yaml;

/// What a change does to a running system, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Taken over in place.
    Safe,
    /// The pods are replaced one after the other.
    RollsPods,
    /// The API server refuses it; the object must be deleted and made again.
    NeedsRecreate,
    /// Data is deleted, or out of reach afterwards.
    DataLoss,
}

impl Effect {
    /// The words for it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::RollsPods => "rolls pods",
            Self::NeedsRecreate => "needs recreate",
            Self::DataLoss => "data loss",
        }
    }
}

/// An object that is not the same on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The kind, and the name with the namespace before it, such as `StatefulSet agdb/agdb`.
    pub object: String,
    /// What happened to it.
    pub what: What,
    /// What that does; nothing for what is only added or taken away without data.
    pub effect: Option<Effect>,
}

/// What happened to an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Only the second side has it.
    Added,
    /// Only the first side has it. `kubectl apply` alone leaves it in the cluster.
    Removed,
    /// Both sides have it with these differences.
    Changed(Vec<FieldChange>),
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field, such as `spec.template.spec.containers[agdb].image`.
    pub field: String,
    /// What it was, shortened; covered in Secrets; nothing where it was absent.
    pub old: Option<String>,
    /// What it becomes, likewise.
    pub new: Option<String>,
    /// What that does.
    pub effect: Effect,
}

/// What differs from `old` to `new`, by kind and name.
pub fn compare(old: &[Object], new: &[Object]) -> Vec<Change> {
    let (old, new) = (by_identity(old), by_identity(new));
    let identities: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    identities
        .into_iter()
        .filter_map(|identity| match (old.get(identity), new.get(identity)) {
            (Some(old), Some(new)) => changed(old, new),
            (Some(old), None) => Some(Change {
                object: label(old),
                what: What::Removed,
                effect: effect::of_removal(old),
            }),
            (None, Some(new)) => Some(Change {
                object: label(new),
                what: What::Added,
                effect: None,
            }),
            (None, None) => None,
        })
        .collect()
}

fn by_identity(objects: &[Object]) -> BTreeMap<[&str; 4], &Object> {
    let mut found = BTreeMap::new();
    for object in objects {
        found.insert(identity(object), object);
    }
    found
}

/// What makes two objects the same one: kind, API group, namespace and name.
fn identity(object: &Object) -> [&str; 4] {
    let group = object.api_version().rsplit_once('/');
    [
        object.kind(),
        group.map_or("", |(group, _)| group),
        object.namespace().unwrap_or_default(),
        object.name(),
    ]
}

fn label(object: &Object) -> String {
    match object.namespace() {
        Some(namespace) => format!("{} {namespace}/{}", object.kind(), object.name()),
        None => format!("{} {}", object.kind(), object.name()),
    }
}

fn changed(old: &Object, new: &Object) -> Option<Change> {
    let mut found = Vec::new();
    walk(
        Some(old.tree()),
        Some(new.tree()),
        String::new(),
        &mut found,
    );
    let fields: Vec<_> = found
        .into_iter()
        .filter(|(field, ..)| !is_of_the_server(field))
        .map(|(field, was, is)| FieldChange {
            effect: effect::of_change(old, new, &field, was, is),
            old: was.map(|tree| shown(old, &field, tree)),
            new: is.map(|tree| shown(new, &field, tree)),
            field,
        })
        .collect();
    let effect = fields.iter().map(|field| field.effect).max()?;
    Some(Change {
        object: label(new),
        what: What::Changed(fields),
        effect: Some(effect),
    })
}

/// Whether the API server or kubectl writes the field, so that it says nothing about a change.
fn is_of_the_server(field: &str) -> bool {
    const METADATA: [&str; 6] = [
        "creationTimestamp",
        "generation",
        "managedFields",
        "resourceVersion",
        "selfLink",
        "uid",
    ];
    const APPLIED: &str = "metadata.annotations[kubectl.kubernetes.io/last-applied-configuration]";
    within(field, "status")
        || field == APPLIED
        || METADATA
            .iter()
            .any(|name| within(field, &format!("metadata.{name}")))
}

/// Whether a field is another or lies below it.
fn within(field: &str, other: &str) -> bool {
    field
        .strip_prefix(other)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

type Difference<'a> = (String, Option<&'a Tree>, Option<&'a Tree>);

fn walk<'a>(
    old: Option<&'a Tree>,
    new: Option<&'a Tree>,
    at: String,
    found: &mut Vec<Difference<'a>>,
) {
    match (old, new) {
        (Some(old), Some(new)) if old == new => {}
        (Some(Tree::Map(old)), Some(Tree::Map(new))) => {
            let names: BTreeSet<_> = old.iter().chain(new).map(|entry| &entry.key).collect();
            for name in names {
                let value = |entries: &'a [Entry]| entry(entries, name);
                walk(value(old), value(new), step(&at, name), found);
            }
        }
        (Some(Tree::List(old)), Some(Tree::List(new))) => {
            if let (Some(old), Some(new)) = (by_name(old), by_name(new)) {
                let names: BTreeSet<_> = old.keys().chain(new.keys()).copied().collect();
                for name in names {
                    let (was, is) = (old.get(name).copied(), new.get(name).copied());
                    walk(was, is, format!("{at}[{name}]"), found);
                }
            } else {
                for index in 0..old.len().max(new.len()) {
                    walk(
                        old.get(index),
                        new.get(index),
                        format!("{at}[{index}]"),
                        found,
                    );
                }
            }
        }
        (old, new) => found.push((at, old, new)),
    }
}

fn entry<'a>(entries: &'a [Entry], name: &str) -> Option<&'a Tree> {
    entries
        .iter()
        .find(|entry| entry.key == name)
        .map(|entry| &entry.value)
}

fn step(at: &str, name: &str) -> String {
    if name.contains(['.', '/']) {
        format!("{at}[{name}]")
    } else if at.is_empty() {
        name.to_owned()
    } else {
        format!("{at}.{name}")
    }
}

/// The items of a list by what names them, `name` or `metadata.name`, where each has a name of its own.
fn by_name(items: &[Tree]) -> Option<BTreeMap<&str, &Tree>> {
    let mut found = BTreeMap::new();
    for item in items {
        if found.insert(name(item)?, item).is_some() {
            return None;
        }
    }
    Some(found)
}

fn name(item: &Tree) -> Option<&str> {
    let name = item.get("name").or_else(|| item.at(&["metadata", "name"]));
    name?.text()
}

/// A value on one short line; values of Secrets are covered.
fn shown(object: &Object, field: &str, value: &Tree) -> String {
    const LONGEST: usize = 60;
    let is_secret =
        object.kind() == "Secret" && (within(field, "data") || within(field, "stringData"));
    if is_secret {
        return "(covered)".to_owned();
    }
    match value {
        Tree::Text(text) if text.contains('\n') => format!("({} lines)", text.lines().count()),
        Tree::Text(text) => quoted(text),
        Tree::Map(entries) if !entries.is_empty() => {
            let names: Vec<_> = entries.iter().map(|entry| entry.key.as_str()).collect();
            shortened(&format!("{{{}}}", names.join(", ")), LONGEST)
        }
        Tree::List(items) if !items.is_empty() => format!("[{} items]", items.len()),
        value => shortened(yaml::print(value).trim_end(), LONGEST),
    }
}

fn shortened(text: &str, longest: usize) -> String {
    let mut shown: String = text.chars().take(longest).collect();
    if text.chars().nth(longest).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests;
