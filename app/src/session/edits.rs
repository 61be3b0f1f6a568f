//! The changes that a session can make to its draft, each one step to undo.

use drydock::form::{Draft, Node, Pointer, SecretText, answers};
use drydock::issue::Fix;
use leptos::prelude::*;

use super::Session;
use crate::browser::{self, rescue};
use crate::form::trail;
use crate::secrets;

/// Where every product's form has the shared answers, the facts of the place where it will run.
const SHARED: &str = "/site";

impl Session {
    /// A text as it is typed.
    pub(crate) fn type_text(&self, at: &Pointer, text: &str) {
        let next = self.after(at, |draft| draft.set(at.clone(), text));
        self.typed(at, next);
    }

    /// A secret as it is typed.
    pub(crate) fn type_secret(&self, at: &Pointer, text: &str) {
        let next = self.after(at, |draft| {
            draft.set_secret(at.clone(), SecretText::new(text));
        });
        self.typed(at, next);
    }

    /// A text, a choice or a switch that was set in one go.
    pub(crate) fn set(&self, at: &Pointer, text: &str) {
        let next = self.after(at, |draft| draft.set(at.clone(), text));
        self.opening(&trail::name(self.form, at), next);
    }

    /// Makes a new secret.
    pub(crate) fn generate(&self, at: &Pointer) {
        let Some(secret) = self.new_secret(at) else {
            self.view
                .say("This browser has no source of random numbers.");
            return;
        };
        let next = self.after(at, |draft| draft.set_secret(at.clone(), secret));
        self.change(&trail::name(self.form, at), next);
        self.view.say("Secret generated");
    }

    /// Carries out what mends an issue.
    pub(crate) fn fix(&self, fix: &Fix) {
        let mut next = self.draft();
        for edit in &fix.edits {
            let (drydock::form::Edit::Set(at, _)
            | drydock::form::Edit::Reset(at)
            | drydock::form::Edit::Generate(at)) = edit;
            settle_above(self.form, at, &mut next);
            next.apply(edit, |at| self.new_secret(at).unwrap_or_default());
        }
        self.opening(&fix.label, next);
        self.view.say(format!("Done: {}", fix.label));
    }

    /// Adds a row to a list.
    pub(crate) fn add_row(&self, list: &Node, at: &Pointer) {
        let new = list.rows(&self.draft(), at).len();
        self.view.typing.set(Some(at.row(new)));
        let next = self.after(at, |draft| draft.add_row(list, at));
        self.opening(&format!("add to {}", trail::name(self.form, at)), next);
    }

    /// Takes a row out of a list.
    pub(crate) fn remove_row(&self, list: &Node, at: &Pointer, index: usize) {
        let next = self.after(at, |draft| draft.remove_row(list, at, index));
        self.opening(&format!("remove from {}", trail::name(self.form, at)), next);
    }

    /// Exchanges a row of a list with the one before it.
    pub(crate) fn move_row_up(&self, list: &Node, at: &Pointer, index: usize) {
        let next = self.after(at, |draft| draft.move_row_up(list, at, index));
        self.opening(&format!("order of {}", trail::name(self.form, at)), next);
    }

    /// Makes the rows of a list those given beforehand again.
    pub(crate) fn reset_rows(&self, list: &Node, at: &Pointer) {
        let next = self.after(at, |draft| {
            draft.reset(at);
            draft.settle(list, at);
        });
        self.opening(&trail::name(self.form, at), next);
    }

    /// Starts again from a preset; the shared answers stay as they are.
    pub(crate) fn pick_preset(&self, index: usize) {
        if let Some(preset) = self.presets.get(index) {
            let (now, mut next) = (self.draft(), preset.answers.clone());
            for (at, secret) in now.secrets() {
                next.set_secret(at.clone(), secret.clone());
            }
            carry_over(self.form, &now, &mut next);
            secrets::fill(self.form, &mut next, &[], browser::random);
            self.change(&format!("preset {}", preset.title), next);
        }
    }

    /// Starts again from the preset of a name, where there is one.
    pub(crate) fn pick_preset_named(&self, name: &str) {
        if let Some(index) = self.presets.iter().position(|preset| preset.name == name) {
            self.pick_preset(index);
        }
    }

    /// The preset whose answers the draft has, whatever the shared answers and the secrets are.
    pub(crate) fn picked_preset(&self) -> Memo<Option<usize>> {
        let session = *self;
        Memo::new(move |_| {
            let own = |draft: &Draft| -> Vec<(Pointer, String)> {
                let shared = Pointer::from(SHARED);
                let own = draft.answers().filter(|(at, _)| !at.is_within(&shared));
                own.map(|(at, text)| (at.clone(), text.to_owned()))
                    .collect()
            };
            let now = session.with_draft(own);
            session
                .presets
                .iter()
                .position(|preset| own(&preset.answers) == now)
        })
    }

    /// Makes the answers of a file the draft. Secrets are not made up for them: those in use are to be given.
    pub(crate) fn open(&self, answers: Draft) {
        self.change("opened answers", answers);
    }

    /// Takes the last change back.
    pub(crate) fn undo(&self) {
        let Some(change) = self
            .history
            .with_untracked(|h| h.to_undo().map(str::to_owned))
        else {
            return;
        };
        self.history.update(crate::history::History::undo);
        self.keep(&self.draft());
        self.view.say(format!("Undone: {change}"));
    }

    /// Makes the change that was taken back last again.
    pub(crate) fn redo(&self) {
        let Some(change) = self
            .history
            .with_untracked(|h| h.to_redo().map(str::to_owned))
        else {
            return;
        };
        self.history.update(crate::history::History::redo);
        self.keep(&self.draft());
        self.view.say(format!("Redone: {change}"));
    }

    /// A text is being typed.
    pub(crate) fn enter(&self, at: &Pointer) {
        let is_known = |typing: &Option<Pointer>| typing.as_ref() == Some(at);
        if !self.view.typing.with_untracked(is_known) {
            self.view.typing.set(Some(at.clone()));
        }
    }

    /// The field of an answer was left.
    pub(crate) fn leave(&self) {
        self.view.typing.set(None);
        self.history.update_untracked(crate::history::History::seal);
    }

    fn draft(&self) -> Draft {
        self.history
            .with_untracked(|history| history.present().clone())
    }

    fn after(&self, at: &Pointer, edit: impl FnOnce(&mut Draft)) -> Draft {
        let mut next = self.draft();
        settle_above(self.form, at, &mut next);
        edit(&mut next);
        next
    }

    fn typed(&self, at: &Pointer, next: Draft) {
        self.keep(&next);
        let name = trail::name(self.form, at);
        self.history
            .update(|history| history.typed(at, &name, next));
    }

    /// A change that may make further secrets count.
    fn opening(&self, change: &str, mut next: Draft) {
        let emptied = secrets::missing(self.form, &self.draft());
        secrets::fill(self.form, &mut next, &emptied, browser::random);
        self.change(change, next);
    }

    fn change(&self, change: &str, next: Draft) {
        self.keep(&next);
        self.history.update(|history| history.change(change, next));
    }

    fn new_secret(&self, at: &Pointer) -> Option<SecretText> {
        browser::random().and_then(|random| secrets::generate(self.form, at, &random))
    }

    /// Gives the answers to the script that rescues them, before anything is made of them.
    pub(super) fn keep(&self, draft: &Draft) {
        rescue::keep("answers.yaml", &answers::print(self.product, draft));
    }
}

/// Gives a draft the shared answers that somebody gave in another: those that differ from the defaults of its form.
pub(crate) fn carry_over(form: &Node, from: &Draft, to: &mut Draft) {
    let shared = Pointer::from(SHARED);
    let given = from.answers().filter(|(at, text)| {
        at.is_within(&shared) && form.at(at).is_none_or(|node| !is_default(node, text))
    });
    for (at, text) in given {
        to.set(at.clone(), text);
    }
    for (at, secret) in from.secrets().filter(|(at, _)| at.is_within(&shared)) {
        to.set_secret(at.clone(), secret.clone());
    }
}

fn is_default(node: &Node, text: &str) -> bool {
    match node {
        Node::Leaf(leaf) => leaf.default == text,
        Node::Choice { default, .. } => *default == text,
        Node::Switch { default, .. } => default.to_string() == text,
        Node::List { defaults, .. } => defaults.len().to_string() == text,
        Node::Group(_) => true,
    }
}

/// Writes the rows given beforehand of every list above an answer into the draft, so that the answer counts.
fn settle_above(form: &Node, at: &Pointer, draft: &mut Draft) {
    let mut above = Pointer::root();
    for segment in at.segments() {
        if let Some(list @ Node::List { .. }) = form.at(&above)
            && draft.text(&above).is_none()
        {
            draft.settle(list, &above);
        }
        above = above.join(&segment);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use drydock::catalog::PRODUCTS;

    #[test]
    fn the_shared_answers_that_somebody_gave_go_along_and_no_others() {
        let product = &PRODUCTS[0];
        let form = product.schema();
        let mut from = product.presets().remove(0).answers;
        let mut to = Draft::new("b");
        to.set("/site/namespace".into(), "there");
        carry_over(&form, &from, &mut to);
        assert_eq!(to.answers().count(), 1, "{to:?}");
        from.set("/site/namespace".into(), "here");
        from.set("/name".into(), "a");
        carry_over(&form, &from, &mut to);
        assert_eq!(to.text(&"/site/namespace".into()), Some("here"));
        assert_eq!(to.answers().count(), 1);
    }
}
