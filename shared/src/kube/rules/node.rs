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

/// The elements of a list.
///
/// This and [`Entries`] are types of their own, and the small functions here are never inlined, because hundreds of
/// rules use them: in the page that is half of what the rules weigh.
#[derive(Clone)]
pub(super) struct Items<'t, 'q> {
    list: &'q Node<'t, 'q>,
    next: usize,
}

impl<'t, 'q> Iterator for Items<'t, 'q> {
    type Item = Node<'t, 'q>;

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        let index = self.next;
        self.next += 1;
        (index < self.list.list().len()).then(|| self.list.index(index))
    }
}

/// The entries of a map.
#[derive(Clone)]
pub(super) struct Entries<'t, 'q> {
    map: &'q Node<'t, 'q>,
    step: fn(&'t str) -> Step<'t>,
    next: usize,
}

impl<'t, 'q> Iterator for Entries<'t, 'q> {
    type Item = (&'t str, Node<'t, 'q>);

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.map.tree?.entries().get(self.next)?;
        self.next += 1;
        let step = (self.step)(&entry.key);
        Some((&entry.key, self.map.child(step, Some(&entry.value))))
    }
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
    #[inline(never)]
    pub(super) fn get<'q>(&'q self, name: &'t str) -> Node<'t, 'q>
    where
        'p: 'q,
    {
        self.child(Step::Field(name), self.tree.and_then(|tree| tree.get(name)))
    }

    /// The value under a key of a map, which is written in brackets.
    #[inline(never)]
    pub(super) fn key<'q>(&'q self, key: &'t str) -> Node<'t, 'q>
    where
        'p: 'q,
    {
        self.child(Step::Key(key), self.tree.and_then(|tree| tree.get(key)))
    }

    /// The element at that position.
    #[inline(never)]
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
    pub(super) fn items<'q>(&'q self) -> Items<'t, 'q>
    where
        'p: 'q,
    {
        Items {
            list: self,
            next: 0,
        }
    }

    /// The fields of a map with their names.
    pub(super) fn fields<'q>(&'q self) -> Entries<'t, 'q>
    where
        'p: 'q,
    {
        Entries {
            map: self,
            step: Step::Field,
            next: 0,
        }
    }

    /// The values of a map with their keys.
    pub(super) fn keys<'q>(&'q self) -> Entries<'t, 'q>
    where
        'p: 'q,
    {
        Entries {
            map: self,
            step: Step::Key,
            next: 0,
        }
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
    #[inline(never)]
    pub(super) fn list(&self) -> &'t [Tree] {
        self.tree.map_or(&[], Tree::list)
    }

    /// How many elements or entries it holds.
    #[inline(never)]
    pub(super) fn len(&self) -> usize {
        self.list().len() + self.tree.map_or(0, |tree| tree.entries().len())
    }

    /// The text, empty where there is none: the API server does not tell them apart either.
    #[inline(never)]
    pub(super) fn text(&self) -> &'t str {
        self.tree.and_then(Tree::text).unwrap_or_default()
    }

    /// The whole number, 0 where there is none.
    pub(super) fn int(&self) -> i64 {
        self.opt_int().unwrap_or_default()
    }

    /// The whole number, where there is one.
    #[inline(never)]
    pub(super) fn opt_int(&self) -> Option<i64> {
        match self.tree {
            Some(Tree::Number(number)) => number.as_i64(),
            _ => None,
        }
    }

    /// Whether this text stands here.
    #[inline(never)]
    pub(super) fn says(&self, text: &str) -> bool {
        self.text() == text
    }

    /// Whether a text stands here that is not empty.
    #[inline(never)]
    pub(super) fn is_filled(&self) -> bool {
        !self.text().is_empty()
    }

    /// Whether something stands in a field.
    #[inline(never)]
    pub(super) fn has(&self, name: &str) -> bool {
        self.peek(name).is_some()
    }

    /// The text of a field.
    #[inline(never)]
    pub(super) fn text_of(&self, name: &str) -> &'t str {
        self.peek(name).and_then(Tree::text).unwrap_or_default()
    }

    /// Whether a field has this text.
    #[inline(never)]
    pub(super) fn is(&self, name: &str, text: &str) -> bool {
        self.text_of(name) == text
    }

    /// Whether a field has a text that is not empty.
    #[inline(never)]
    pub(super) fn fills(&self, name: &str) -> bool {
        !self.text_of(name).is_empty()
    }

    /// Whether a field is `true`.
    #[inline(never)]
    pub(super) fn flag(&self, name: &str) -> bool {
        self.peek(name) == Some(&Tree::Bool(true))
    }

    /// The whole number of a field, 0 where there is none.
    #[inline(never)]
    pub(super) fn int_of(&self, name: &str) -> i64 {
        Node::root(self.peek(name).unwrap_or(&Tree::Null)).int()
    }

    /// How many elements or entries a field holds.
    #[inline(never)]
    pub(super) fn len_of(&self, name: &str) -> usize {
        Node::root(self.peek(name).unwrap_or(&Tree::Null)).len()
    }

    fn peek(&self, name: &str) -> Option<&'t Tree> {
        let found = self.tree.and_then(|tree| tree.get(name));
        found.filter(|tree| **tree != Tree::Null)
    }

    /// Whether `true` stands here.
    #[inline(never)]
    pub(super) fn is_true(&self) -> bool {
        self.tree == Some(&Tree::Bool(true))
    }

    /// Whether `false` stands here.
    #[inline(never)]
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
