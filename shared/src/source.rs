//! YAML and JSON texts of unknown origin as nodes with their places, read under limits and never trusted.
//!
//! The parser's events are used as they come: a scalar keeps the text that was written (`1.10`, `0x1F` and `yes` stay
//! so), and an alias stays an alias, so that nothing grows while reading.

mod build;
pub mod objects;

use crate::form::Pointer;

/// A place in a text: line and column, both counted from one, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Place {
    /// The beginning of a text.
    pub const START: Self = Self { line: 1, column: 1 };
}

/// Something that makes a text, or a part of it, unusable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it stands.
    pub place: Place,
    /// The answer that it concerns, where that is known.
    pub pointer: Option<Pointer>,
    /// The stable code, such as `answers.key`.
    pub code: &'static str,
    /// One sentence: what is wrong.
    pub message: String,
    /// What would mend it, where that is obvious.
    pub help: Option<String>,
}

impl Mistake {
    /// A mistake that concerns no answer in particular.
    pub fn new(place: Place, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            place,
            pointer: None,
            code,
            message: message.into(),
            help: None,
        }
    }

    /// The same mistake with the answer it concerns.
    #[must_use]
    pub fn of(mut self, pointer: &Pointer) -> Self {
        self.pointer = Some(pointer.clone());
        self
    }

    /// The same mistake with what would mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A value of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it begins.
    pub place: Place,
    /// What it says.
    pub value: Value,
    /// The number of its anchor, where it has one.
    pub anchor: Option<usize>,
    /// Its tag as it reads without `!<…>`, where one is written.
    pub tag: Option<String>,
}

/// What a [`Node`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text; `plain` where it stands without quotes and not as a block.
    Scalar {
        /// The text, escapes resolved.
        text: String,
        /// Whether a YAML reader may take it for something other than a text.
        plain: bool,
    },
    /// A sequence.
    List(Vec<Node>),
    /// Keys and values as they are written, repeated keys included.
    Map(Vec<(Node, Node)>),
    /// What the anchor of this number says.
    Alias(usize),
}

impl Node {
    /// The text, where this is a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether nothing is written here.
    pub fn is_empty(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true } if text.is_empty())
    }

    /// Whether this is null as YAML spells it, or nothing.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }
}

/// How much of a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes.
    pub bytes: usize,
    /// The most values, keys included.
    pub nodes: usize,
}

/// The documents of a text in UTF-8, with or without a byte order mark, or why it cannot be read.
///
/// Codes: `source.size`, `source.encoding`, `source.syntax`, `source.values`.
pub fn documents(bytes: &[u8], limits: Limits) -> Result<Vec<Node>, Mistake> {
    if bytes.len() > limits.bytes {
        let message = format!(
            "The text has {} bytes; at most {} are read.",
            bytes.len(),
            limits.bytes
        );
        return Err(Mistake::new(Place::START, "source.size", message));
    }
    build::documents(text_of(bytes)?, limits.nodes)
}

fn text_of(bytes: &[u8]) -> Result<&str, Mistake> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => error,
    };
    let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    let what = if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        "The text is in UTF-16"
    } else {
        "The text is not in UTF-8"
    };
    let mistake = Mistake::new(
        Place { line, column },
        "source.encoding",
        format!("{what}, which cannot be read."),
    );
    Err(mistake.help("Save it in UTF-8"))
}
