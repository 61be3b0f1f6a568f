//! What of a session is looked at; nothing of it reaches the files.

use std::collections::BTreeSet;

use drydock::form::Pointer;
use leptos::prelude::*;

/// What somebody looks at.
#[derive(Clone, Copy)]
pub(crate) struct View {
    /// The side that is seen where there is room for one.
    pub(crate) pane: RwSignal<Pane>,
    /// The tab of the result that is open.
    pub(crate) tab: RwSignal<Tab>,
    /// The path of the file that was picked; empty before one was.
    pub(crate) file: RwSignal<String>,
    /// The files with secrets that were uncovered.
    pub(crate) uncovered: RwSignal<BTreeSet<String>>,
    /// What is being typed: the answer whose text it is, or the row that was just added.
    pub(crate) typing: RwSignal<Option<Pointer>>,
    /// What is told beside the form.
    pub(crate) messages: Messages,
}

/// What is told beside the form, on every page.
#[derive(Clone, Copy)]
pub(crate) struct Messages {
    /// What is told to those who do not see the page.
    pub(crate) status: RwSignal<String>,
    /// What is told to those who do, for a moment, with its number.
    pub(crate) toast: RwSignal<(u32, String)>,
    /// What went wrong outside the form, such as a file that could not be opened.
    pub(crate) notice: RwSignal<Option<Notice>>,
}

impl Messages {
    /// Nothing to tell yet.
    pub(crate) fn new() -> Self {
        Self {
            status: RwSignal::new(String::new()),
            toast: RwSignal::new((0, String::new())),
            notice: RwSignal::new(None),
        }
    }

    /// Tells what was done.
    pub(crate) fn say(&self, text: String) {
        self.status.set(text.clone());
        self.toast
            .update(|toast| *toast = (toast.0.wrapping_add(1), text));
    }
}

/// One of the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pane {
    /// The form.
    Answers,
    /// The result.
    Result,
}

/// One of the tabs of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    /// The files and their text.
    Files,
    /// The lines that the last edit changed.
    Changes,
    /// What is wrong.
    Issues,
}

/// Something that went wrong, with its particulars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    /// One sentence: what happened, and what did not.
    pub(crate) title: String,
    /// The mistakes, each with its place.
    pub(crate) mistakes: Vec<String>,
}

impl View {
    pub(super) fn new(messages: Messages) -> Self {
        Self {
            pane: RwSignal::new(Pane::Answers),
            tab: RwSignal::new(Tab::Files),
            file: RwSignal::new(String::new()),
            uncovered: RwSignal::new(BTreeSet::new()),
            typing: RwSignal::new(None),
            messages,
        }
    }

    /// Tells what was done.
    pub(crate) fn say(&self, text: impl Into<String>) {
        self.messages.say(text.into());
    }
}
