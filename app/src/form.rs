//! The form, drawn from the description that the product's types give.
//!
//! # Elements and their addresses
//!
//! What belongs to the answer at a pointer is addressed by that pointer; `{at}` is the pointer as text, such as
//! `/site/namespace`:
//!
//! | what | id | further attributes |
//! |---|---|---|
//! | field around an answer, a choice, a switch, a list | | `data-at="{at}"` |
//! | input, textarea, select, checkbox | `a{at}` | `aria-describedby="h{at} m{at}"`, `aria-invalid` |
//! | radio buttons of a choice | `a{at}={tag}` | their group has the id `a{at}` |
//! | rows of a list | `a{at}/0`, `a{at}/1`, … | the list has the id `a{at}` |
//! | message with what is wrong | `m{at}` | always there, empty when nothing is wrong |
//! | help | `h{at}` | |
//! | section | `s{at}` | `data-section="{at}"`; `s` alone for answers at the top of the form |
//!
//! Buttons carry `data-part`: `reset`, `fix`, `reveal`, `generate`, `less`, `more`, `add`, `remove`, `up`, `down`.
//! An id holds no white space but `/` and `=`; selectors name it as `[id="a/replicas"]`.

mod choice;
mod frame;
mod leaf;
mod list;
mod messages;
mod prose;
mod question;
pub(crate) mod section;
mod switch;
pub(crate) mod trail;
mod widgets;

pub(crate) use prose::prose;

use drydock::form::Pointer;

/// The id of the element that takes an answer.
pub(crate) fn answer_id(at: &Pointer) -> String {
    format!("a{at}")
}

/// The id of the help of an answer.
pub(crate) fn help_id(at: &Pointer) -> String {
    format!("h{at}")
}

/// The id of the message of an answer.
pub(crate) fn message_id(at: &Pointer) -> String {
    format!("m{at}")
}

/// The ids of an answer's element and of those around it, innermost first: where to go for an issue.
pub(crate) fn nearest_ids(at: &Pointer) -> Vec<String> {
    std::iter::successors(Some(at.clone()), Pointer::parent)
        .map(|at| answer_id(&at))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_not_shown_is_looked_for_in_what_contains_it() {
        assert_eq!(
            nearest_ids(&"/tls/secret".into()),
            ["a/tls/secret", "a/tls", "a"]
        );
    }
}
