//! One answer: its state, and the widget for its kind.

use drydock::form::{Input, LeafNode};
use drydock::issue::Issue;
use leptos::prelude::*;

use super::frame::{self, Origin};
use super::question::Question;
use super::widgets::{line, lines, number, secret, toggle};
use crate::session::has_error;
use crate::ui::live;

/// One answer as its widget sees it.
#[derive(Clone)]
pub(crate) struct Cell {
    /// Where and how it is asked.
    pub(crate) question: Question,
    /// What it is.
    pub(crate) leaf: &'static LeafNode,
    /// Its text.
    pub(crate) text: Memo<String>,
    /// The issues shown at it.
    pub(crate) shown: Memo<Vec<Issue>>,
}

impl Cell {
    /// `true` for `aria-invalid` while an error is shown.
    pub(crate) fn invalid(&self) -> Signal<Option<&'static str>> {
        let shown = self.shown;
        live::mark(move || has_error(&shown.get()))
    }

    /// Takes what was typed.
    pub(crate) fn typing(&self) -> impl Fn(&str) + Send + Clone + 'static {
        let Question { session, at, .. } = self.question.clone();
        move |text| {
            session.enter(&at);
            session.type_text(&at, text);
        }
    }
}

/// Draws the answer.
pub(crate) fn view(question: Question, leaf: &'static LeafNode) -> AnyView {
    let cell = Cell {
        text: question.session.text(&question.at, &leaf.default),
        shown: question.session.shown(&question.at),
        question,
        leaf,
    };
    let (control, class) = match leaf.kind.input {
        Input::Toggle => return toggle::view(&cell, from(&cell)),
        Input::Line => (line::view(&cell), ""),
        Input::Lines => (lines::view(&cell), "wide"),
        Input::Number { min, max } => (number::view(&cell, min, max), ""),
        Input::Secret { .. } => (secret::view(&cell), "wide"),
    };
    frame::field(
        &cell.question,
        class,
        from(&cell),
        leaf.kind.expects,
        cell.shown,
        control,
    )
}

fn from(cell: &Cell) -> Option<Origin> {
    let (leaf, text) = (cell.leaf, cell.text);
    if leaf.kind.is_secret() {
        return None;
    }
    let is_required = leaf.default.is_empty() && (leaf.kind.check)("").is_some();
    let Question { session, at, .. } = cell.question.clone();
    Some(Origin {
        changed: Memo::new(move |_| !is_required && text.with(|text| *text != leaf.default)),
        // Without a default there is nothing to go back to.
        word: if is_required { "required" } else { "default" },
        default: leaf.default.clone(),
        reset: Callback::new(move |()| session.set(&at, &leaf.default)),
    })
}
