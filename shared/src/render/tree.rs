//! The value that every output is printed from.

use crate::form::Pointer;

/// A value: what an object, an answers file or a chart's values are made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is printed.
    Number(serde_json::Number),
    /// A text.
    Text(String),
    /// A sequence.
    List(Vec<Tree>),
    /// Named values in the order in which they are printed.
    Map(Vec<Entry>),
}

/// A named value of a [`Tree::Map`].
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The name.
    pub key: String,
    /// What a reader is told above it, one or several lines; not part of the value. An empty first line keeps it apart.
    pub comment: Option<String>,
    /// The value.
    pub value: Tree,
}

impl Entry {
    /// A named value without a comment.
    pub fn new(key: impl Into<String>, value: impl Into<Tree>) -> Self {
        Self {
            key: key.into(),
            comment: None,
            value: value.into(),
        }
    }
}

impl Tree {
    /// The value under a name, where this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries
                .iter()
                .find(|entry| entry.key == key)
                .map(|entry| &entry.value),
            _ => None,
        }
    }

    /// The value at the end of a chain of names.
    pub fn at(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().try_fold(self, |tree, key| tree.get(key))
    }

    /// The text, where this is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements, where this is a list; nothing otherwise.
    pub fn list(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The named values, where this is a map; nothing otherwise.
    pub fn entries(&self) -> &[Entry] {
        match self {
            Self::Map(entries) => entries,
            _ => &[],
        }
    }
}

/// A field in the API server's notation, such as `spec.containers[0].image` or `data[a.yaml]`, with nothing but dots
/// between its steps, so that it compares to that of a pointer.
pub fn dotted(field: &str) -> String {
    field.replace('[', ".").replace([']', '"'], "")
}

/// The place that a pointer into a tree addresses, with dots between its steps.
pub fn dotted_pointer(at: &Pointer) -> String {
    at.segments().collect::<Vec<_>>().join(".")
}

/// A number as text: an integer with all its digits, a fraction as short as it reads back.
pub fn digits(number: &serde_json::Number) -> String {
    match (number.as_i64(), number.as_u64()) {
        (Some(integer), _) => integer.to_string(),
        (None, Some(integer)) => integer.to_string(),
        (None, None) => fraction(number),
    }
}

#[cfg(any(test, feature = "lint"))]
fn fraction(number: &serde_json::Number) -> String {
    number.to_string()
}

/// What prints fractions brings large tables into the page, and nothing that Drydock makes holds one.
#[cfg(not(any(test, feature = "lint")))]
fn fraction(_number: &serde_json::Number) -> String {
    debug_assert!(false, "no product makes a fraction");
    ".nan".to_owned()
}

impl From<&str> for Tree {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Tree {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Tree {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Tree {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<serde_json::Value> for Tree {
    fn from(value: serde_json::Value) -> Self {
        use serde_json::Value;
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Number(number) => Self::Number(number),
            Value::String(text) => Self::Text(text),
            Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Value::Object(members) => Self::Map(
                members
                    .into_iter()
                    .map(|(key, value)| Entry::new(key, value))
                    .collect(),
            ),
        }
    }
}
