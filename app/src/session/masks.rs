//! Covering secrets in what is shown of the files.
//!
//! No search for the secrets themselves would find them once they are quoted, encoded or hashed. So the files are made a
//! second time with other secrets, and what differs is what the secrets made.

use drydock::form::{Draft, Node};
use drydock::pack::Files;

use crate::secrets;

/// What stands in place of a secret.
const COVER: &str = "••••••••";

/// The files of the result, made with other secrets than those given.
#[derive(Clone, Debug, Default)]
pub(crate) struct Masks {
    /// For the files as they are.
    pub(crate) now: Option<Files>,
    /// For the files before the last change.
    pub(crate) before: Option<Files>,
}

/// The draft with every secret that is given replaced by one made of other random bytes.
pub(super) fn with_other_secrets(form: &Node, draft: &Draft, random: &[u8]) -> Draft {
    let mut other = draft.clone();
    for (at, _) in draft.secrets() {
        if let Some(secret) = secrets::generate(form, at, random) {
            other.set_secret(at.clone(), secret);
        }
    }
    other
}

/// A text with its secrets covered, given the same text made with other secrets.
///
/// `None` where the secrets decide on more than words within lines, so that the whole text is to be covered.
pub(crate) fn covered(text: &str, other: &str) -> Option<String> {
    let (lines, others) = (text.split('\n'), other.split('\n'));
    if lines.clone().count() != others.clone().count() {
        return None;
    }
    let lines: Vec<String> = lines.zip(others).map(|(a, b)| cover(a, b)).collect();
    Some(lines.join("\n"))
}

/// A line whose words from the first to the last difference are covered.
fn cover(line: &str, other: &str) -> String {
    if line == other {
        return line.to_owned();
    }
    let same = |(a, b): &(char, char)| a == b;
    let ahead: usize = line
        .chars()
        .zip(other.chars())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let behind: usize = line[ahead..]
        .chars()
        .rev()
        .zip(other[ahead..].chars().rev())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let start = line[..ahead].rfind(ends_word).map_or(0, |at| at + 1);
    let end = line.len() - behind;
    let end = line[end..]
        .find(ends_word)
        .map_or(line.len(), |at| end + at);
    format!("{}{COVER}{}", &line[..start], &line[end..])
}

/// Whether a character, of one byte, stands between words.
fn ends_word(c: char) -> bool {
    matches!(c, ' ' | '"' | '\'' | ':' | '=' | '@' | ',' | '[' | ']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_secrets_would_make_differently_is_covered_as_whole_words() {
        for (text, other, shown) in [
            ("a: 1\n", "a: 1\n", "a: 1\n"),
            ("token: abc\nx", "token: abd\nx", "token: ••••••••\nx"),
            ("t: \"q\\\"z\" # é", "t: u # é", "t: •••••••• # é"),
            (
                "u://n:pw@host/x",
                "u://n:qq@host/x",
                "u://n:••••••••@host/x",
            ),
            ("k: ab", "k: ab\u{e9}", "k: ••••••••"),
        ] {
            assert_eq!(covered(text, other).as_deref(), Some(shown));
        }
    }

    #[test]
    fn a_text_whose_lines_the_secrets_decide_on_is_covered_whole() {
        assert_eq!(covered("a\nb", "a"), None);
    }

    #[test]
    fn nothing_of_a_secret_is_left_whatever_stands_around_it() {
        for secret in ["s3cr3t", "öß", "a b", "\""] {
            let with = |secret: &str| format!("x: 1\npassword: {secret}\n# end");
            let shown = covered(&with(secret), &with("Zq9")).unwrap();
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}
