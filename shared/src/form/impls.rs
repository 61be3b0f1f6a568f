//! The forms of leaves, switches and lists; groups and choices are derived.

use super::{Draft, Form, Leaf, LeafNode, Node, Pointer, Reader, SecretText};

impl<T: Leaf> Form for T {
    fn node(default: &Self) -> Node {
        let kind = T::describe();
        let default = if kind.is_secret() {
            String::new()
        } else {
            default.print()
        };
        Node::Leaf(LeafNode { kind, default })
    }

    fn read(at: &Reader<'_>, default: &Self) -> Option<Self> {
        at.leaf(default)
    }

    fn write(&self, at: &Pointer, draft: &mut Draft) {
        if T::describe().is_secret() {
            draft.set_secret(at.clone(), SecretText::new(&self.print()));
        } else {
            draft.set(at.clone(), &self.print());
        }
    }
}

/// A form whose answers all lie below its own pointer, so that a switch or a choice can stand there: a derived struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no group of answers",
    label = "put it into a struct that derives `Form`"
)]
pub trait Group: Form + Default {}

impl<T: Group> Form for Option<T> {
    fn node(default: &Self) -> Node {
        let body = default
            .as_ref()
            .map_or_else(|| T::node(&T::default()), T::node);
        Node::Switch {
            body: Box::new(body),
            default: default.is_some(),
        }
    }

    fn read(at: &Reader<'_>, default: &Self) -> Option<Self> {
        if !at.is_on(default.is_some())? {
            return Some(None);
        }
        match default {
            Some(default) => T::read(at, default),
            None => T::read(at, &T::default()),
        }
        .map(Some)
    }

    fn write(&self, at: &Pointer, draft: &mut Draft) {
        draft.set(at.clone(), if self.is_some() { "true" } else { "false" });
        if let Some(body) = self {
            body.write(at, draft);
        }
    }
}

/// The most rows of a list; what a form can still show and a reader can still follow.
pub const MOST_ROWS: usize = 64;

impl<T: Form + Default> Form for Vec<T> {
    fn node(default: &Self) -> Node {
        Node::List {
            row: Box::new(T::node(&T::default())),
            defaults: default.iter().map(T::node).collect(),
            bounds: (0, MOST_ROWS),
        }
    }

    fn read(at: &Reader<'_>, default: &Self) -> Option<Self> {
        let Some(count) = at.rows((0, MOST_ROWS)) else {
            return Some(default.clone());
        };
        let rows: Vec<_> = (0..count)
            .map(|index| T::read(&at.row(index), &T::default()))
            .collect();
        rows.into_iter().collect()
    }

    fn write(&self, at: &Pointer, draft: &mut Draft) {
        draft.set(at.clone(), &self.len().to_string());
        for (index, row) in self.iter().enumerate() {
            row.write(&at.row(index), draft);
        }
    }
}
