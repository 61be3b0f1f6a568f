//! One product's form while it is being filled in: the draft, and everything that is a memo of it.

mod edits;
mod masks;
mod view;

pub(crate) use edits::carry_over;
pub(crate) use masks::covered;
pub(crate) use view::{Messages, Notice, Pane, Tab, View};

use std::sync::Arc;

use drydock::catalog::{Preset, Product};
use drydock::form::{Draft, Node, Pointer, SecretText};
use drydock::issue::{Issue, Severity};
use drydock::pack::Files;
use drydock::pipeline::{self, Outcome};
use leptos::prelude::*;

use crate::browser;
use crate::history::History;
use masks::Masks;

/// The answers of a product. One signal holds the draft with its past; the rest follows from it.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    /// What is being deployed.
    pub(crate) product: &'static Product,
    /// The form, which lasts as long as the page.
    pub(crate) form: &'static Node,
    /// The starting points of the product.
    pub(crate) presets: &'static [Preset<Draft>],
    /// What is looked at.
    pub(crate) view: View,
    history: RwSignal<History>,
    made: Memo<Made>,
    rendered: Memo<Option<Rendered>>,
    masks: Memo<Masks>,
}

/// A draft with what it comes to.
#[derive(Clone)]
pub(crate) struct Made {
    draft: Arc<Draft>,
    outcome: Arc<Outcome>,
}

impl Made {
    fn of(product: &Product, draft: &Draft) -> Self {
        Self {
            draft: Arc::new(draft.clone()),
            outcome: Arc::new(pipeline::run(product, draft)),
        }
    }

    /// The files, where there are no errors.
    pub(crate) fn files(&self) -> Option<&Files> {
        Some(&self.outcome.output.as_ref()?.files)
    }
}

/// The last result without errors.
#[derive(Clone)]
pub(crate) struct Rendered {
    /// What the draft came to; it has files.
    pub(crate) now: Made,
    /// What it had come to before the files changed last.
    pub(crate) before: Option<Made>,
    /// Whether the draft has errors by now, so that this is from before them.
    pub(crate) stale: bool,
}

/// How many issues there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// What blocks the download.
    pub(crate) errors: usize,
    /// What has a consequence.
    pub(crate) warnings: usize,
    /// What is worth knowing.
    pub(crate) hints: usize,
}

impl Counts {
    /// Counts issues.
    pub(crate) fn of<'a>(issues: impl IntoIterator<Item = &'a Issue>) -> Self {
        let mut counts = Self::default();
        for issue in issues {
            match issue.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Hint => counts.hints += 1,
            }
        }
        counts
    }
}

impl Session {
    /// A session that starts from a draft. Its signals belong to the present owner.
    pub(crate) fn start(product: &'static Product, draft: Draft, messages: Messages) -> Self {
        let history = RwSignal::new(History::new(draft));
        let form: &'static Node = Box::leak(Box::new(product.schema()));
        let made = Memo::new_with_compare(
            move |_| history.with(|history| Made::of(product, history.present())),
            |_, _| true,
        );
        let rendered = Memo::new_with_compare(
            move |last: Option<&Option<Rendered>>| {
                let last = last.and_then(Option::as_ref);
                made.with(|made| Rendered::after(last, made))
            },
            |_, _| true,
        );
        let other = browser::random();
        let masks = Memo::new_with_compare(
            move |_| rendered.with(|last| masks_of(product, form, last.as_ref(), other.as_ref())),
            |_, _| true,
        );
        Self {
            product,
            form,
            presets: Box::leak(product.presets().into_boxed_slice()),
            view: View::new(messages),
            history,
            made,
            rendered,
            masks,
        }
    }

    /// Reads the draft, and follows it.
    pub(crate) fn with_draft<T>(&self, read: impl FnOnce(&Draft) -> T) -> T {
        self.history.with(|history| read(history.present()))
    }

    /// Reads what the draft comes to, and follows it.
    pub(crate) fn with_outcome<T>(&self, read: impl FnOnce(&Outcome) -> T) -> T {
        self.made.with(|made| read(&made.outcome))
    }

    /// The files made with other secrets, which tell what to cover. They are made only while somebody looks.
    pub(crate) fn masks(&self) -> Masks {
        self.masks.get()
    }

    /// The last result without errors, if there was one.
    pub(crate) fn rendered(&self) -> Option<Rendered> {
        self.rendered.get()
    }

    /// The text of an answer, a choice or a switch: as typed, or the default.
    pub(crate) fn text(&self, at: &Pointer, default: &'static str) -> Memo<String> {
        let (history, at) = (self.history, at.clone());
        Memo::new_owning(move |known: Option<String>| {
            history.with(|history| {
                let text = history.present().text(&at).unwrap_or(default);
                match known {
                    Some(known) if known == text => (known, false),
                    _ => (text.to_owned(), true),
                }
            })
        })
    }

    /// A secret answer; an empty one where none is given.
    pub(crate) fn secret(&self, at: &Pointer) -> Memo<SecretText> {
        let (history, at) = (self.history, at.clone());
        Memo::new(move |_| {
            history.with(|history| history.present().secret(&at).cloned().unwrap_or_default())
        })
    }

    /// The number of rows of a list.
    pub(crate) fn row_count(&self, list: &'static Node, at: &Pointer) -> Memo<usize> {
        let (history, at) = (self.history, at.clone());
        Memo::new(move |_| history.with(|history| list.rows(history.present(), &at).len()))
    }

    /// Whether the rows of a list differ from those given beforehand.
    pub(crate) fn rows_differ(&self, list: &'static Node, at: &Pointer) -> Memo<bool> {
        let mut fresh = Draft::new(self.product.id);
        fresh.settle(list, at);
        let (history, at) = (self.history, at.clone());
        Memo::new(move |_| {
            history.with(|history| {
                let draft = history.present();
                let within = |draft: &Draft| -> Vec<(Pointer, String)> {
                    let rows = draft.answers().filter(|(answer, _)| answer.is_within(&at));
                    rows.map(|(at, text)| (at.clone(), text.to_owned()))
                        .collect()
                };
                draft.text(&at).is_some() && within(draft) != within(&fresh)
            })
        })
    }

    /// The issues of an answer that are to be shown at it.
    ///
    /// While a text is being typed, or a new row is entered, an error is not held against it before it is left; but one
    /// that is shown stays until it is mended.
    pub(crate) fn shown(&self, at: &Pointer) -> Memo<Vec<Issue>> {
        let (made, typing, at) = (self.made, self.view.typing, at.clone());
        Memo::new(move |shown: Option<&Vec<Issue>>| {
            let is_typed = typing.with(|typing| typing.as_ref().is_some_and(|t| at.is_within(t)));
            let is_patient = is_typed && !shown.is_some_and(|shown| has_error(shown));
            made.with(|made| {
                let here = made.outcome.issues.iter().filter(|issue| issue.path == at);
                here.filter(|issue| !(is_patient && issue.severity == Severity::Error))
                    .cloned()
                    .collect()
            })
        })
    }

    /// How many issues there are in all.
    pub(crate) fn counts(&self) -> Memo<Counts> {
        let made = self.made;
        Memo::new(move |_| made.with(|made| Counts::of(&made.outcome.issues)))
    }

    /// How many issues there are within any of some places.
    pub(crate) fn counts_within(&self, places: Vec<Pointer>) -> Memo<Counts> {
        let made = self.made;
        Memo::new(move |_| {
            let within = |issue: &&Issue| places.iter().any(|at| issue.path.is_within(at));
            made.with(|made| Counts::of(made.outcome.issues.iter().filter(within)))
        })
    }

    /// The name of what an undo would take back.
    pub(crate) fn to_undo(self) -> Option<String> {
        self.history
            .with(|history| history.to_undo().map(str::to_owned))
    }

    /// The name of what a redo would make again.
    pub(crate) fn to_redo(self) -> Option<String> {
        self.history
            .with(|history| history.to_redo().map(str::to_owned))
    }
}

/// Whether an error is among issues.
pub(crate) fn has_error(issues: &[Issue]) -> bool {
    issues.iter().any(|issue| issue.severity == Severity::Error)
}

impl Rendered {
    fn after(last: Option<&Self>, made: &Made) -> Option<Self> {
        if made.files().is_none() {
            return last.map(|last| Self {
                stale: true,
                ..last.clone()
            });
        }
        let before = match last {
            Some(last) if last.now.files() == made.files() => last.before.clone(),
            Some(last) => Some(last.now.clone()),
            None => None,
        };
        Some(Self {
            now: made.clone(),
            before,
            stale: false,
        })
    }
}

fn masks_of(
    product: &Product,
    form: &Node,
    rendered: Option<&Rendered>,
    random: Option<&[u8; 64]>,
) -> Masks {
    let (Some(rendered), Some(random)) = (rendered, random) else {
        return Masks::default();
    };
    let other = |made: &Made| {
        let draft = masks::with_other_secrets(form, &made.draft, random);
        pipeline::run(product, &draft)
            .output
            .map(|output| output.files)
    };
    Masks {
        now: other(&rendered.now),
        before: rendered.before.as_ref().and_then(other),
    }
}
