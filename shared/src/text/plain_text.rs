use super::{Rule, Text};
use crate::form::Fault;
use crate::form::parse::{is_invisible, quoted};

/// A line of text that people read: 1 to 253 characters, each of which can be seen or is a plain blank.
///
/// No control characters, none that reorder or hide their neighbours, no blanks at the ends.
pub type PlainText = Text<PlainTextRule>;

/// The rule of [`PlainText`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlainTextRule;

const LONGEST: usize = 253;

impl Rule for PlainTextRule {
    const NAME: &'static str = "plainText";
    const EXPECTS: &'static str = "a line of text, at most 253 characters";
    const PATTERN: Option<&'static str> = Some(r"^\S(.*\S)?$");
    const MISSING: Option<&'static str> = Some("The text");

    fn check(text: &str) -> Result<(), Fault> {
        let shown = quoted(text);
        let length = text.chars().count();
        if length > LONGEST {
            let message =
                format!("{shown} has {length} characters; at most {LONGEST} are possible.");
            Err(Fault::new("plain-text.length", message))
        } else if let Some(c) = text.chars().find(|c| !is_plain(*c)) {
            let message = format!(
                "{shown} holds the character U+{:04X}, which cannot be seen.",
                u32::from(c)
            );
            Err(Fault::new("plain-text.characters", message))
        } else if text.trim() != text {
            let message =
                format!("{shown} begins or ends with a blank, which is easily overlooked.");
            Err(Fault::new("plain-text.ends", message))
        } else {
            Ok(())
        }
    }

    fn nearest(text: &str) -> Vec<String> {
        let spaced = text
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c });
        let seen: String = spaced.filter(|c| is_plain(*c)).collect();
        let cut: String = seen.trim().chars().take(LONGEST).collect();
        vec![cut.trim_end().to_owned()]
    }
}

fn is_plain(c: char) -> bool {
    c == ' ' || !(c.is_whitespace() || c.is_control() || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_cannot_be_read_on_one_line_is_refused() {
        refuses::<PlainText>(&[
            ("", "required", None),
            ("two\nlines", "plain-text.characters", Some("two lines")),
            ("a\tb", "plain-text.characters", Some("a b")),
            ("a\u{a0}b", "plain-text.characters", Some("a b")),
            ("a\u{202e}b", "plain-text.characters", Some("ab")),
            ("a\u{0}", "plain-text.characters", Some("a")),
            (" a ", "plain-text.ends", Some("a")),
            ("  ", "plain-text.ends", None),
            (
                &"ä".repeat(254),
                "plain-text.length",
                Some(&"ä".repeat(253)),
            ),
        ]);
        accepts::<PlainText>(&["a", "SVM Users, Größe ½", "日本語", "👍", &"ä".repeat(253)]);
    }
}
