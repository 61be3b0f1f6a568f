//! Reading a draft: every mistake is reported, none stops the reading.

use std::cell::RefCell;

use super::{Draft, Edit, Fault, Form, Leaf, Pointer};
use crate::issue::{Issue, Issues};

/// The longest answer on one line, in bytes; nothing of Kubernetes that fits in one field is longer.
pub const LONGEST_LINE: usize = 4096;
/// The longest answer of several lines, in bytes: what a `ConfigMap` or Secret may hold in all.
///
/// Source: `MaxSecretSize` of `pkg/apis/core/types.go`, Kubernetes 1.37.
pub const LONGEST_TEXT: usize = 1_048_576;

/// A place in a draft, and where the issues found there go.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    draft: &'a Draft,
    at: Pointer,
    issues: &'a RefCell<Issues>,
}

impl<'a> Reader<'a> {
    /// A reader at the root of `draft`.
    pub fn new(draft: &'a Draft, issues: &'a RefCell<Issues>) -> Self {
        Self {
            draft,
            at: Pointer::root(),
            issues,
        }
    }

    /// The place that is read.
    pub fn at(&self) -> &Pointer {
        &self.at
    }

    /// A reader of the member called `name`.
    #[must_use]
    pub fn field(&self, name: &str) -> Self {
        Self {
            at: self.at.join(name),
            ..self.clone()
        }
    }

    /// A reader of a row of the list.
    #[must_use]
    pub fn row(&self, index: usize) -> Self {
        Self {
            at: self.at.row(index),
            ..self.clone()
        }
    }

    /// The text that was answered here, if any.
    pub fn text(&self) -> Option<&'a str> {
        self.draft.text(&self.at)
    }

    /// Reports an issue.
    pub fn report(&self, issue: Issue) {
        self.issues.borrow_mut().push(issue);
    }

    /// The tag chosen here, of those given, or `default` where nothing was chosen.
    pub fn tag(&self, tags: &[&'static str], default: &'static str) -> Option<&'static str> {
        let Some(text) = self.text() else {
            return Some(default);
        };
        let tag = tags.iter().copied().find(|tag| *tag == text);
        if tag.is_none() {
            let message = format!(
                "{} is none of the choices {}.",
                quoted(text),
                tags.join(", ")
            );
            let issue = Issue::error(&self.at, "choice.unknown", message);
            self.report(issue.fix(
                format!("Choose {default}"),
                [Edit::Set(self.at.clone(), default.to_owned())],
            ));
        }
        tag
    }

    /// Whether the switch here is on.
    pub fn is_on(&self, default: bool) -> Option<bool> {
        self.tag(&["true", "false"], if default { "true" } else { "false" })
            .map(|tag| tag == "true")
    }

    /// The number of rows of the list here, or `None` where none was answered.
    ///
    /// A number out of `bounds` is reported; the rows within the bounds are read all the same.
    pub fn rows(&self, bounds: (usize, usize)) -> Option<usize> {
        let text = self.text()?;
        let (least, most) = bounds;
        let count = text.parse().unwrap_or(usize::MAX);
        if !(least..=most).contains(&count) {
            let message = format!(
                "The list has {} rows; {least} to {most} are possible.",
                quoted(text)
            );
            self.report(Issue::error(&self.at, "list.rows", message));
        }
        Some(count.min(most))
    }

    /// The value of the leaf here.
    pub fn leaf<T: Leaf>(&self, default: &T) -> Option<T> {
        let kind = T::describe();
        let secret = self.draft.secret(&self.at);
        let given = if kind.is_secret() {
            secret.map(super::SecretText::reveal)
        } else {
            self.text()
        };
        let longest = if matches!(kind.input, super::Input::Lines) {
            LONGEST_TEXT
        } else {
            LONGEST_LINE
        };
        let parsed = match given {
            Some(text) if text.len() > longest => Err(too_long(text, longest)),
            Some(text) => T::parse(text),
            None => T::parse(&default.print()),
        };
        let issue = |fault| {
            let issue = Issue::of_fault(&self.at, fault);
            if kind.is_secret() {
                issue.fix("Generate a new one", [Edit::Generate(self.at.clone())])
            } else {
                issue
            }
        };
        parsed.map_err(|fault| self.report(issue(fault))).ok()
    }
}

fn too_long(text: &str, longest: usize) -> Fault {
    Fault::new(
        "too-long",
        format!(
            "The answer has {} bytes; at most {longest} are possible.",
            text.len()
        ),
    )
}

/// The value of a product's form that a draft holds, as far as it can be read, and everything wrong with it.
pub fn parse<T: Form + Default>(draft: &Draft) -> (Option<T>, Issues) {
    let issues = RefCell::new(Issues::default());
    let value = T::read(&Reader::new(draft, &issues), &T::default());
    (value, issues.into_inner())
}

/// A text in quotes for a message: control and bidirectional characters spelled out, cut to a readable length.
pub fn quoted(text: &str) -> String {
    const SHOWN: usize = 48;
    let mut shown: String = text.chars().take(SHOWN).flat_map(spelled).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

/// A character as a message may hold it: itself, or its code point where it cannot be seen or reorders text.
fn spelled(c: char) -> Vec<char> {
    if c.is_control() || is_invisible(c) {
        format!("\\u{{{:x}}}", u32::from(c)).chars().collect()
    } else {
        vec![c]
    }
}

/// Whether a character takes no room or reorders its neighbours (Unicode general category Cf and separators).
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_shows_control_and_bidirectional_characters_as_code_points() {
        assert_eq!(quoted("a\u{202e}b\n"), "\"a\\u{202e}b\\u{a}\"");
    }

    #[test]
    fn a_message_does_not_repeat_a_long_text() {
        assert!(quoted(&"x".repeat(10_000_000)).len() < 60);
    }
}
