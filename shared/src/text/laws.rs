//! What holds of every kind of answer, and how its file states what it accepts and refuses.

use std::fmt::Debug;

use super::*;
use crate::form::parse::is_invisible;
use crate::form::{Input, Leaf};

/// Asserts the code and the suggestion of each text that is refused.
pub(super) fn refuses<T: Leaf + Debug>(table: &[(&str, &str, Option<&str>)]) {
    for (text, code, suggestion) in table {
        let fault = T::parse(text).expect_err(text);
        let found = (fault.code, fault.suggestion.as_deref());
        assert_eq!(found, (*code, *suggestion), "{text:?}");
    }
}

/// Asserts that each text is accepted, and what holds of every accepted text.
pub(super) fn accepts<T: Leaf + Debug>(texts: &[&str]) {
    let kind = T::describe();
    let pattern = kind.pattern.map(|p| regex_lite::Regex::new(p).unwrap());
    for text in texts {
        let value = T::parse(text).unwrap_or_else(|fault| panic!("{text:?}: {fault:?}"));
        assert_eq!(value, T::parse(&value.print()).unwrap(), "{text:?}");
        let varied = value.vary();
        assert_ne!(varied, value, "{text:?}");
        assert_eq!(T::parse(&varied.print()), Ok(varied.clone()), "{text:?}");
        if let Some(pattern) = &pattern {
            for text in [*text, &value.print(), &varied.print()] {
                assert!(pattern.is_match(text), "{} {text:?}", kind.name);
            }
        }
    }
}
