//! Undo and redo: the drafts before and after the present one.

use drydock::form::{Draft, Pointer};

/// The most steps that can be undone; enough for a working day, and a few megabytes at worst.
const DEEPEST: usize = 200;

/// A draft with what it was before and, after an undo, what it had become.
#[derive(Clone, Debug)]
pub(crate) struct History {
    past: Vec<Step>,
    present: Draft,
    future: Vec<Step>,
    typing: Option<Pointer>,
}

/// A draft that can be returned to, and the name of the change between it and the present side.
#[derive(Clone, Debug)]
struct Step {
    draft: Draft,
    change: String,
}

impl History {
    /// A draft without a past.
    pub(crate) const fn new(present: Draft) -> Self {
        Self {
            past: Vec::new(),
            present,
            future: Vec::new(),
            typing: None,
        }
    }

    /// The draft as it stands.
    pub(crate) const fn present(&self) -> &Draft {
        &self.present
    }

    /// Makes `next` the present draft, as a step of its own; nothing if it is what is there already.
    pub(crate) fn change(&mut self, change: &str, next: Draft) {
        self.typing = None;
        self.step(change, next);
    }

    /// Makes `next` the present draft; typing on in one answer stays one step.
    pub(crate) fn typed(&mut self, at: &Pointer, change: &str, next: Draft) {
        if self.typing.as_ref() == Some(at) {
            self.present = next;
        } else if self.step(change, next) {
            self.typing = Some(at.clone());
        }
    }

    /// Ends a run of typing, so that more of it becomes another step.
    pub(crate) fn seal(&mut self) {
        self.typing = None;
    }

    fn step(&mut self, change: &str, next: Draft) -> bool {
        if next == self.present {
            return false;
        }
        self.past.push(Step {
            draft: std::mem::replace(&mut self.present, next),
            change: change.to_owned(),
        });
        if self.past.len() > DEEPEST {
            self.past.remove(0);
        }
        self.future.clear();
        true
    }

    /// The name of the change that an undo would take back.
    pub(crate) fn to_undo(&self) -> Option<&str> {
        self.past.last().map(|step| step.change.as_str())
    }

    /// The name of the change that a redo would make again.
    pub(crate) fn to_redo(&self) -> Option<&str> {
        self.future.last().map(|step| step.change.as_str())
    }

    /// Takes the last change back.
    pub(crate) fn undo(&mut self) {
        travel(&mut self.past, &mut self.present, &mut self.future);
        self.typing = None;
    }

    /// Makes the change that was taken back last again.
    pub(crate) fn redo(&mut self) {
        travel(&mut self.future, &mut self.present, &mut self.past);
        self.typing = None;
    }
}

fn travel(from: &mut Vec<Step>, present: &mut Draft, to: &mut Vec<Step>) {
    if let Some(Step { draft, change }) = from.pop() {
        to.push(Step {
            draft: std::mem::replace(present, draft),
            change,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str) -> Draft {
        let mut draft = Draft::new("x");
        draft.set("/name".into(), text);
        draft
    }

    fn name(history: &History) -> Option<&str> {
        history.present().text(&"/name".into())
    }

    #[test]
    fn typing_in_one_answer_is_undone_at_once_and_again_after_it_was_left() {
        let mut history = History::new(with("a"));
        for text in ["ab", "abc"] {
            history.typed(&"/name".into(), "Name", with(text));
        }
        history.seal();
        history.typed(&"/name".into(), "Name", with("abcd"));
        history.undo();
        assert_eq!(name(&history), Some("abc"));
        history.undo();
        assert_eq!(name(&history), Some("a"));
        assert_eq!(history.to_undo(), None);
    }

    #[test]
    fn what_was_undone_can_be_redone_until_something_else_is_changed() {
        let mut history = History::new(with("a"));
        history.change("first", with("b"));
        history.undo();
        assert_eq!(history.to_redo(), Some("first"));
        history.redo();
        assert_eq!(name(&history), Some("b"));
        history.undo();
        history.change("second", with("c"));
        assert_eq!(
            (history.to_undo(), history.to_redo()),
            (Some("second"), None)
        );
    }

    #[test]
    fn a_change_that_changes_nothing_is_no_step() {
        let mut history = History::new(with("a"));
        history.change("same", with("a"));
        assert_eq!(history.to_undo(), None);
    }

    #[test]
    fn the_past_has_an_end() {
        let mut history = History::new(with(""));
        for number in 0..2 * DEEPEST {
            history.change("n", with(&number.to_string()));
        }
        assert_eq!(history.past.len(), DEEPEST);
    }
}
