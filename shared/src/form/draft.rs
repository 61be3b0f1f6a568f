//! What was typed: raw text at pointers, right or wrong.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::Pointer;

/// The raw answers to one product's form.
///
/// Only what was answered is held; everything else is the product's default. The text at the pointer of
/// - a leaf is the answer as typed,
/// - a choice is the tag of the chosen variant, whose own answers lie below `/<tag>`,
/// - a switch is `true` or `false`,
/// - a list is the number of its rows, which lie below `/0`, `/1`, ….
///
/// What was typed under another choice or a closed switch stays where it is and is neither read nor emitted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    product: String,
    answers: BTreeMap<Pointer, Arc<str>>,
    secrets: BTreeMap<Pointer, SecretText>,
}

/// A secret answer. It cannot be printed, serialised or linked; `reveal` is the one way to its text.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SecretText(Arc<str>);

impl SecretText {
    /// A secret with the given text.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text itself, for the Secret manifest and the field that edits it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SecretText(…)")
    }
}

/// One change to a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The text at a pointer becomes this.
    Set(Pointer, String),
    /// The answer at a pointer, and all below it, becomes the default again.
    Reset(Pointer),
    /// The secret at a pointer is made anew from random bytes, which the caller supplies.
    Generate(Pointer),
}

impl Draft {
    /// A draft of the given product with every answer at its default.
    pub fn new(product: impl Into<String>) -> Self {
        Self {
            product: product.into(),
            ..Self::default()
        }
    }

    /// The id of the product whose form this answers.
    pub fn product(&self) -> &str {
        &self.product
    }

    /// The text at a pointer, where one was given.
    pub fn text(&self, at: &Pointer) -> Option<&str> {
        self.answers.get(at).map(AsRef::as_ref)
    }

    /// The secret at a pointer, where one was given.
    pub fn secret(&self, at: &Pointer) -> Option<&SecretText> {
        self.secrets.get(at)
    }

    /// All answers but the secrets, in the order of their pointers.
    pub fn answers(&self) -> impl Iterator<Item = (&Pointer, &str)> {
        self.answers.iter().map(|(at, text)| (at, text.as_ref()))
    }

    /// All secrets, in the order of their pointers.
    pub fn secrets(&self) -> impl Iterator<Item = (&Pointer, &SecretText)> {
        self.secrets.iter()
    }

    /// Makes `text` the answer at a pointer.
    pub fn set(&mut self, at: Pointer, text: &str) {
        self.answers.insert(at, text.into());
    }

    /// Makes `secret` the secret at a pointer; an empty one is no answer.
    pub fn set_secret(&mut self, at: Pointer, secret: SecretText) {
        if secret.reveal().is_empty() {
            self.secrets.remove(&at);
        } else {
            self.secrets.insert(at, secret);
        }
    }

    /// Returns the answer at a pointer, and all below it, to the default.
    pub fn reset(&mut self, at: &Pointer) {
        self.answers.retain(|pointer, _| !pointer.is_within(at));
        self.secrets.retain(|pointer, _| !pointer.is_within(at));
    }

    /// The same answers without the secrets.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self {
            secrets: BTreeMap::new(),
            ..self.clone()
        }
    }

    /// Carries an edit out. A secret is made by `generate`, which is given its pointer.
    pub fn apply(&mut self, edit: &Edit, generate: impl FnOnce(&Pointer) -> SecretText) {
        match edit {
            Edit::Set(at, text) => self.set(at.clone(), text),
            Edit::Reset(at) => self.reset(at),
            Edit::Generate(at) => self.set_secret(at.clone(), generate(at)),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::catalog::Product;
    use crate::form::Input;

    /// The first preset of a product with secrets made of fixed bytes.
    pub(crate) fn with_secrets(product: &Product) -> Draft {
        let mut draft = product.presets().remove(0).answers;
        for answer in product.schema().answers(&draft.clone()) {
            if let Input::Secret { generate } = answer.leaf.kind.input {
                let bytes: Vec<u8> = (0..64).collect();
                draft.set_secret(answer.at, SecretText::new(&generate(&bytes)));
            }
        }
        draft
    }

    #[test]
    fn a_secret_does_not_show_in_debug_output() {
        let mut draft = Draft::new("agdb");
        draft.set_secret("/pepper".into(), SecretText::new("hunter2hunter2hu"));
        assert!(!format!("{draft:?}").contains("hunter2"));
    }

    #[test]
    fn resetting_a_group_takes_its_answers_and_secrets_and_no_others() {
        let mut draft = Draft::new("agdb");
        draft.set("/tls/secretName".into(), "certs");
        draft.set("/tlsOther".into(), "kept");
        draft.set_secret("/tls/key".into(), SecretText::new("x"));
        draft.reset(&"/tls".into());
        assert_eq!(
            draft
                .answers()
                .map(|(at, _)| at.as_str())
                .collect::<Vec<_>>(),
            ["/tlsOther"]
        );
        assert_eq!(draft.secrets().count(), 0);
    }
}
