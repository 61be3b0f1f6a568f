//! One part of the form, whatever its kind.

use drydock::form::{Field, Node, Pointer};
use leptos::prelude::*;

use super::{choice, frame, leaf, list, switch};
use crate::session::Session;

/// A part of the form with the place it is asked at.
#[derive(Clone)]
pub(crate) struct Question {
    /// The session that holds the answer.
    pub(crate) session: Session,
    /// Where the answer stands.
    pub(crate) at: Pointer,
    /// What stands beside the input.
    pub(crate) label: String,
    /// What the answer means.
    pub(crate) help: &'static str,
    /// What a number counts; empty without one.
    pub(crate) unit: &'static str,
    /// A value that somebody might give; empty without one.
    pub(crate) example: &'static str,
    /// What is asked.
    pub(crate) node: &'static Node,
    /// Whether the label stands above already, so that it need not be seen again.
    pub(crate) is_titled: bool,
}

impl Question {
    /// The question that a member of a group asks.
    pub(crate) fn of(session: Session, group: &Pointer, field: &'static Field) -> Self {
        Self {
            session,
            at: group.join(field.name),
            label: field.label.to_owned(),
            help: field.help,
            unit: field.unit,
            example: field.example,
            node: &field.node,
            is_titled: false,
        }
    }

    /// The same question below a heading that names it.
    pub(crate) fn titled(self) -> Self {
        Self {
            is_titled: true,
            ..self
        }
    }

    /// The question that a row of this list asks.
    pub(crate) fn row(&self, index: usize, node: &'static Node) -> Self {
        Self {
            at: self.at.row(index),
            label: format!("{} {}", self.label, index + 1),
            help: "",
            node,
            is_titled: false,
            ..self.clone()
        }
    }

    /// The class of a label, which is always there to be heard.
    pub(crate) const fn label_class(&self) -> &'static str {
        if self.is_titled { "unseen" } else { "label" }
    }
}

/// Draws a question.
pub(crate) fn question(question: Question) -> AnyView {
    match question.node {
        Node::Leaf(leaf) => leaf::view(question, leaf),
        Node::Group(_) => frame::group(&question),
        Node::Choice { variants, default } => choice::view(&question, variants, default),
        Node::Switch { body, default } => switch::view(&question, body, *default),
        Node::List { row, bounds, .. } => list::view(&question, row, *bounds),
    }
}

/// Draws what a node asks below a place that has its label already: the members of a group, or the question itself.
pub(crate) fn body(session: Session, at: &Pointer, label: &str, node: &'static Node) -> AnyView {
    match node {
        Node::Group(fields) => fields
            .iter()
            .map(|field| question(Question::of(session, at, field)))
            .collect_view()
            .into_any(),
        node => question(Question {
            session,
            at: at.clone(),
            label: label.to_owned(),
            help: "",
            unit: "",
            example: "",
            node,
            is_titled: true,
        }),
    }
}
