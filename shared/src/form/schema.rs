//! What a form asks, as data: the page draws it, the schemas are written from it.

use super::{Fault, Pointer};

/// A part of a form.
#[derive(Clone, Debug)]
pub enum Node {
    /// One answer.
    Leaf(LeafNode),
    /// Answers that belong together, in the order in which they are asked.
    Group(Vec<Field>),
    /// One of several; only the chosen variant's own answers count.
    Choice {
        /// What can be chosen.
        variants: Vec<Variant>,
        /// The tag chosen beforehand.
        default: &'static str,
    },
    /// Something that is there or not; `body` counts only while it is there.
    Switch {
        /// What the switch opens.
        body: Box<Node>,
        /// Whether it is on beforehand.
        default: bool,
    },
    /// Any number of rows of one shape.
    List {
        /// The shape of a new row.
        row: Box<Node>,
        /// The rows given beforehand.
        defaults: Vec<Node>,
        /// The least and the greatest number of rows.
        bounds: (usize, usize),
    },
}

/// A named part of a group.
#[derive(Clone, Debug)]
pub struct Field {
    /// The segment of the pointer, in camelCase.
    pub name: &'static str,
    /// What stands beside the input.
    pub label: &'static str,
    /// What the answer means: the doc comment of the field.
    pub help: &'static str,
    /// What the number counts, such as `ms`; empty without one.
    pub unit: &'static str,
    /// A value that somebody might give; empty without one.
    pub example: &'static str,
    /// What is asked.
    pub node: Node,
}

/// One of the things that can be chosen.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The text of the choice when this is chosen, and the segment above its own answers.
    pub tag: &'static str,
    /// What stands beside the button.
    pub label: &'static str,
    /// What choosing it means: the doc comment of the variant.
    pub help: &'static str,
    /// What it asks in turn.
    pub body: Option<Node>,
}

/// One answer, with its kind and what it is beforehand.
#[derive(Clone, Debug)]
pub struct LeafNode {
    /// The kind of answer.
    pub kind: LeafType,
    /// The text that stands there beforehand; empty for a secret and for an answer that must be given.
    pub default: String,
}

/// What is known of a kind of answer without its type.
#[derive(Clone, Debug)]
pub struct LeafType {
    /// The name of the kind, such as `dnsLabel`.
    pub name: &'static str,
    /// What is expected, in a few words, such as "lower-case letters, digits and hyphens, at most 63".
    pub expects: &'static str,
    /// How it is asked.
    pub input: Input,
    /// An ECMA-262 pattern that every accepted text matches, for the schemas.
    pub pattern: Option<&'static str>,
    /// Why a text is refused, or nothing where it is accepted.
    pub check: fn(&str) -> Option<Fault>,
    /// Another valid text, or nothing where the given one is not valid.
    pub vary: fn(&str) -> Option<String>,
}

/// How an answer is asked, and of what JSON type it is in an answers file.
#[derive(Clone, Copy, Debug)]
pub enum Input {
    /// One line of text.
    Line,
    /// Several lines of text, such as a configuration file.
    Lines,
    /// A whole number with its bounds.
    Number {
        /// The least accepted.
        min: i64,
        /// The greatest accepted.
        max: i64,
    },
    /// `true` or `false`.
    Toggle,
    /// A secret; random bytes become one by the given function.
    Secret {
        /// Makes an acceptable secret of random bytes, of which it wants at least 32.
        generate: fn(&[u8]) -> String,
    },
}

impl LeafType {
    /// The description of the leaf type `T`, with its functions filled in.
    pub fn of<T: super::Leaf>(name: &'static str, expects: &'static str, input: Input) -> Self {
        Self {
            name,
            expects,
            input,
            pattern: None,
            check: |text| T::parse(text).err(),
            vary: |text| T::parse(text).ok().map(|value| value.vary().print()),
        }
    }

    /// The same description with a pattern for the schemas.
    #[must_use]
    pub fn matching(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// Whether answers of this kind are secrets.
    pub fn is_secret(&self) -> bool {
        matches!(self.input, Input::Secret { .. })
    }
}

impl Node {
    /// The part of the form at a pointer below this node, whichever variant it belongs to.
    ///
    /// A list answers for every row index; its rows given beforehand count for their own.
    pub fn at(&self, pointer: &Pointer) -> Option<&Self> {
        pointer
            .segments()
            .try_fold(self, |node, segment| node.step(&segment))
    }

    fn step(&self, segment: &str) -> Option<&Self> {
        match self {
            Self::Leaf(_) => None,
            Self::Group(fields) => fields
                .iter()
                .find(|field| field.name == segment)
                .map(|field| &field.node),
            Self::Choice { variants, .. } => variants
                .iter()
                .find(|variant| variant.tag == segment)?
                .body
                .as_ref(),
            Self::Switch { body, .. } => body.step(segment),
            Self::List {
                row,
                defaults,
                bounds,
            } => {
                let index: usize = segment.parse().ok().filter(|index| *index < bounds.1)?;
                Some(defaults.get(index).unwrap_or(row))
            }
        }
    }
}
