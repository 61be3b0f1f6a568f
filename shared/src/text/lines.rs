use super::{Rule, Text};
use crate::form::parse::quoted;
use crate::form::{Fault, Input};

/// Several lines of text, such as a configuration file; nothing is an answer too.
///
/// Any text but one with a NUL character, which no program reads as text.
pub type Lines = Text<LinesRule>;

/// The rule of [`Lines`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinesRule;

impl Rule for LinesRule {
    const NAME: &'static str = "lines";
    const EXPECTS: &'static str = "any text";
    const PATTERN: Option<&'static str> = None;
    const MISSING: Option<&'static str> = None;
    const INPUT: Input = Input::Lines;

    fn check(text: &str) -> Result<(), Fault> {
        match text.split_once('\0') {
            None => Ok(()),
            Some((before, _)) => {
                let line = before.matches('\n').count() + 1;
                let message = format!(
                    "Line {line} of {} holds a NUL character, which no program reads as text.",
                    quoted(text)
                );
                Err(Fault::new("lines.nul", message))
            }
        }
    }

    fn nearest(text: &str) -> Vec<String> {
        vec![text.replace('\0', "")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn only_a_nul_character_is_refused() {
        refuses::<Lines>(&[
            ("a\nb\0c", "lines.nul", Some("a\nbc")),
            ("\0", "lines.nul", None),
        ]);
        accepts::<Lines>(&["", "a", "a = 1\n\tb: \"x\"\r\n", "\u{feff}ä"]);
    }
}
