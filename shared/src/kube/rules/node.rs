//! A place in an object: the value there, and how to name it.

use std::fmt::Write;

use crate::render::tree::Tree;

/// A place in an object, whether or not something stands there.
///
/// `null` counts as absent, as it does for the API server.
#[derive(Clone, Copy)]
pub(super) struct Node<'t, 'p> {
    tree: Option<&'t Tree>,
    step: Step<'t>,
    up: Option<&'p Node<'t, 'p>>,
}

#[derive(Clone, Copy)]
enum Step<'t> {
    Root,
    Field(&'t str),
    Key(&'t str),
    Index(usize),
}

impl<'t, 'p> Node<'t, 'p> {
    /// The whole object.
    pub(super) fn root(tree: &'t Tree) -> Self {
        Self {
            tree: Some(tree),
            step: Step::Root,
            up: None,
        }
    }

    fn child<'q>(&'q self, step: Step<'t>, tree: Option<&'t Tree>) -> Node<'t, 'q>
    where
        'p: 'q,
    {
        Node {
            tree: tree.filter(|tree| **tree != Tree::Null),
            step,
            up: Some(self),
        }
    }

    /// The field of that name.
    pub(super) fn get<'q>(&'q self, name: &'t str) -> Node<'t, 'q>
    where
        'p: 'q,
    {
        self.child(Step::Field(name), self.tree.and_then(|tree| tree.get(name)))
    }

    /// The value under a key of a map, which is written in brackets.
    pub(super) fn key<'q>(&'q self, key: &'t str) -> Node<'t, 'q>
    where
        'p: 'q,
    {
        self.child(Step::Key(key), self.tree.and_then(|tree| tree.get(key)))
    }

    /// The element at that position.
    pub(super) fn index<'q>(&'q self, index: usize) -> Node<'t, 'q>
    where
        'p: 'q,
    {
        self.child(
            Step::Index(index),
            self.tree.and_then(|tree| tree.list().get(index)),
        )
    }

    /// The elements of a list.
    pub(super) fn items<'q>(&'q self) -> impl Iterator<Item = Node<'t, 'q>>
    where
        'p: 'q,
    {
        (0..self.list().len()).map(|index| self.index(index))
    }

    /// The fields of a map with their names.
    pub(super) fn fields<'q>(&'q self) -> impl Iterator<Item = (&'t str, Node<'t, 'q>)>
    where
        'p: 'q,
    {
        self.entries()
            .map(|(name, tree)| (name, self.child(Step::Field(name), Some(tree))))
    }

    /// The values of a map with their keys.
    pub(super) fn keys<'q>(&'q self) -> impl Iterator<Item = (&'t str, Node<'t, 'q>)>
    where
        'p: 'q,
    {
        self.entries()
            .map(|(key, tree)| (key, self.child(Step::Key(key), Some(tree))))
    }

    fn entries(&self) -> impl Iterator<Item = (&'t str, &'t Tree)> + use<'t> {
        let entries = self.tree.map_or(&[][..], Tree::entries);
        entries.iter().map(|entry| (&*entry.key, &entry.value))
    }

    /// The value.
    pub(super) fn tree(&self) -> Option<&'t Tree> {
        self.tree
    }

    /// Whether something stands here.
    pub(super) fn is_set(&self) -> bool {
        self.tree.is_some()
    }

    /// The elements, none where this is no list.
    pub(super) fn list(&self) -> &'t [Tree] {
        self.tree.map_or(&[], Tree::list)
    }

    /// How many elements or entries it holds.
    pub(super) fn len(&self) -> usize {
        self.list().len() + self.tree.map_or(0, |tree| tree.entries().len())
    }

    /// The text, empty where there is none: the API server does not tell them apart either.
    pub(super) fn text(&self) -> &'t str {
        self.tree.and_then(Tree::text).unwrap_or_default()
    }

    /// The whole number, 0 where there is none.
    pub(super) fn int(&self) -> i64 {
        self.opt_int().unwrap_or_default()
    }

    /// The whole number, where there is one.
    pub(super) fn opt_int(&self) -> Option<i64> {
        match self.tree {
            Some(Tree::Number(number)) => number.as_i64(),
            _ => None,
        }
    }

    /// Whether `true` stands here.
    pub(super) fn is_true(&self) -> bool {
        self.tree == Some(&Tree::Bool(true))
    }

    /// Whether `false` stands here.
    pub(super) fn is_false(&self) -> bool {
        self.tree == Some(&Tree::Bool(false))
    }

    /// The name of the place in the API server's notation, such as `spec.ports[0].name` or `data[a/b]`.
    pub(super) fn field(&self) -> String {
        let mut out = String::new();
        self.write_field(&mut out, true);
        out
    }

    fn write_field(&self, out: &mut String, last: bool) {
        if let Some(up) = self.up {
            up.write_field(out, false);
        }
        match self.step {
            Step::Root => {}
            Step::Field(name) => {
                if !out.is_empty() {
                    out.push('.');
                }
                // `validateVolumeSource` and `ValidatePersistentVolumeSpec` spell this one differently.
                let spelt = name == "gcePersistentDisk" && !last;
                out.push_str(if spelt { "persistentDisk" } else { name });
            }
            Step::Key(key) => {
                out.push('[');
                out.push_str(key);
                out.push(']');
            }
            Step::Index(index) => {
                let _ = write!(out, "[{index}]");
            }
        }
    }

    /// The place as a JSON Pointer (RFC 6901) into the object.
    pub(super) fn pointer(&self) -> String {
        let mut out = self.up.map(Node::pointer).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Field(name) | Step::Key(name) => {
                out.push('/');
                for c in name.chars() {
                    match c {
                        '~' => out.push_str("~0"),
                        '/' => out.push_str("~1"),
                        c => out.push(c),
                    }
                }
            }
            Step::Index(index) => {
                let _ = write!(out, "/{index}");
            }
        }
        out
    }
}
