//! Forms that come from types: what a form asks, and how its answers are read and written back.
//!
//! A product describes its form once, as structs and enums with `#[derive(Form)]`. A struct is a group, an enum a
//! choice, an `Option` a switch, a `Vec` a list, and every [`Leaf`] one answer. From that one description come the
//! form on the page ([`Node`]), the reading of a [`Draft`] into the typed value, and the way back.

pub mod answers;
pub mod draft;
mod impls;
#[cfg(feature = "cli")]
pub mod json_schema;
pub mod live;
pub mod parse;
pub mod path;
pub mod schema;
#[cfg(test)]
mod ship;

pub use draft::{Draft, Edit, SecretText};
pub use drydock_derive::Form;
pub use impls::{Group, MOST_ROWS};
pub use live::Answer;
pub use parse::Reader;
pub use path::Pointer;
pub use schema::{Field, Input, LeafNode, LeafType, Node, Variant};

/// A part of a form that can be described, read from a [`Draft`] and written back to one.
///
/// Derived for structs and enums, implemented for every [`Leaf`], `Option` and `Vec`.
pub trait Form: Clone {
    /// What the form asks, with `default` as the answers given beforehand.
    fn node(default: &Self) -> Node;

    /// The value at the reader's place, or `None` with at least one error reported there or below.
    ///
    /// Answers that the draft leaves out are those of `default`.
    fn read(at: &Reader<'_>, default: &Self) -> Option<Self>;

    /// Writes every answer of this value to `draft`, each at its pointer below `at`.
    fn write(&self, at: &Pointer, draft: &mut Draft);
}

/// One answer: a type that parses from text and prints back.
///
/// `parse(print(x))` is `x` for every parsed `x`. A type whose answer may be missing has an unanswered value as its
/// `Default`, which prints as nothing and which `parse` refuses with the code `required`.
pub trait Leaf: Clone + PartialEq {
    /// What the page, the schemas and the generated files need to know of this kind of answer.
    fn describe() -> LeafType;

    /// The value that `text` stands for, or why it stands for none.
    fn parse(text: &str) -> Result<Self, Fault>;

    /// The text that parses to this value.
    fn print(&self) -> String;

    /// Another valid value, for finding out what this answer changes.
    #[must_use]
    fn vary(&self) -> Self;
}

/// Why a text is not a valid answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The stable code of the rule, such as `dns-label.characters`.
    pub code: &'static str,
    /// One sentence with the offending text: what is wrong and what is expected.
    pub message: String,
    /// A text that would be accepted and is probably meant.
    pub suggestion: Option<String>,
}

impl Fault {
    /// A fault without a suggestion.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            suggestion: None,
        }
    }

    /// The same fault with a text that would be accepted.
    #[must_use]
    pub fn suggest(mut self, text: impl Into<String>) -> Self {
        self.suggestion = Some(text.into());
        self
    }

    /// The fault of an answer that must be given and is not.
    pub fn required(what: &str) -> Self {
        Self::new("required", format!("{what} is missing."))
    }
}
