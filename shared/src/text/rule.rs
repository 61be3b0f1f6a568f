use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;

use crate::form::parse::LONGEST_LINE;
use crate::form::{Fault, Input, Leaf, LeafType};

/// A text that follows the rule `R`. The default is unanswered, unless the rule accepts an empty text.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<R>(String, PhantomData<R>);

/// What makes a text of one kind valid, and what it is called.
pub trait Rule: Clone + fmt::Debug + Default + Ord + Hash {
    /// The name of the kind, such as `dnsLabel`.
    const NAME: &'static str;
    /// What is expected, in a few words.
    const EXPECTS: &'static str;
    /// An ECMA-262 pattern that every accepted text matches.
    const PATTERN: Option<&'static str>;
    /// What is missing where nothing was answered, such as "The name"; nothing where an empty text is an answer.
    const MISSING: Option<&'static str>;
    /// How it is asked.
    const INPUT: Input = Input::Line;

    /// Why the text, which is empty only where it may be, is none of this kind. Suggestions come from `nearest`.
    fn check(text: &str) -> Result<(), Fault>;

    /// What was probably meant by a text that was refused, the likeliest first. What is refused in turn is not offered.
    fn nearest(_text: &str) -> Vec<String> {
        Vec::new()
    }

    /// Texts near the given one, of which the first accepted is the varied answer.
    fn variations(text: &str) -> Vec<String> {
        let mut start = text.to_owned();
        start.pop();
        vec![
            format!("{text}x"),
            format!("{start}x"),
            format!("{start}y"),
            "x".to_owned(),
        ]
    }
}

impl<R: Rule> Text<R> {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text that a literal of the source spells, which must follow the rule.
    pub fn literal(text: &'static str) -> Self {
        literal(text)
    }

    /// A text that was put together of others that follow their rules, and is not read back.
    pub(super) fn composed(text: String) -> Self {
        Self(text, PhantomData)
    }

    fn read(text: &str) -> Result<Self, Fault> {
        if let (true, Some(missing)) = (text.is_empty(), R::MISSING) {
            return Err(Fault::required(missing));
        }
        R::check(text).map(|()| Self(text.to_owned(), PhantomData))
    }
}

impl<R> fmt::Debug for Text<R> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl<R> fmt::Display for Text<R> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl<R: Rule> Leaf for Text<R> {
    fn describe() -> LeafType {
        LeafType {
            pattern: R::PATTERN,
            ..LeafType::of::<Self>(R::NAME, R::EXPECTS, R::INPUT)
        }
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        read_or_suggest(text, Self::read, R::nearest)
    }

    fn print(&self) -> String {
        self.0.clone()
    }

    fn vary(&self) -> Self {
        let mut variations = R::variations(&self.0).into_iter();
        variations
            .find_map(|text| Self::read(&text).ok().filter(|varied| varied != self))
            .unwrap_or_else(|| self.clone())
    }
}

/// What `read` makes of a text; where it refuses, with the first of `nearest` that it does not refuse.
pub(super) fn read_or_suggest<T, N: IntoIterator<Item = String>>(
    text: &str,
    read: impl Fn(&str) -> Result<T, Fault>,
    nearest: impl FnOnce(&str) -> N,
) -> Result<T, Fault> {
    let fault = match read(text) {
        Ok(value) => return Ok(value),
        Err(fault) => fault,
    };
    if text.is_empty() || text.len() > LONGEST_LINE {
        return Err(fault);
    }
    let mut nearest = nearest(text).into_iter();
    Err(
        match nearest.find(|near| !near.is_empty() && read(near).is_ok()) {
            Some(near) => fault.suggest(near),
            None => fault,
        },
    )
}

/// The value that a literal of the source spells; the unanswered one where it spells none, which the tests find.
pub(super) fn literal<T: Leaf + Default>(text: &'static str) -> T {
    let value = T::parse(text);
    debug_assert!(value.is_ok(), "{text:?} is no {}", T::describe().name);
    value.unwrap_or_default()
}
