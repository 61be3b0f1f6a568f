use std::fmt;

use crate::form::{Fault, Input, Leaf, LeafType};
use crate::text::random_text;

/// The pepper of the password hashes: exactly 16 bytes after blanks at both ends are dropped.
///
/// Source: agdb_server 0.16.0, `password.rs`; any other length stops the server. The default is unanswered.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Pepper(String);

/// The length of a pepper in bytes.
const PEPPER_BYTES: usize = 16;
/// The pepper that is built into the server and therefore known to everybody.
const BUILT_IN_PEPPER: &str = "1234567891234567";

impl Pepper {
    /// The text itself, for the Secret.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether it is the one that is built into the server.
    pub(crate) fn is_built_in(&self) -> bool {
        self.0 == BUILT_IN_PEPPER
    }
}

impl Leaf for Pepper {
    fn describe() -> LeafType {
        let generate = |bytes: &[u8]| random_text(bytes, PEPPER_BYTES);
        LeafType::of::<Self>("agdbPepper", "exactly 16 bytes", Input::Secret { generate })
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        if text.is_empty() {
            return Err(Fault::required("The pepper"));
        }
        if text.trim_ascii() != text || text.contains(char::is_control) {
            let message = "The pepper begins or ends with a blank or holds a control character; agdb would drop it.";
            return Err(Fault::new("agdb.pepper.blanks", message));
        }
        if text.len() != PEPPER_BYTES {
            let message = format!(
                "The pepper has {} bytes; agdb does not start unless it has exactly {PEPPER_BYTES}.",
                text.len()
            );
            return Err(Fault::new("agdb.pepper.length", message));
        }
        Ok(Self(text.to_owned()))
    }

    fn print(&self) -> String {
        self.0.clone()
    }

    fn vary(&self) -> Self {
        Self(
            if self.0 == "aaaaaaaaaaaaaaaa" {
                "b"
            } else {
                "a"
            }
            .repeat(PEPPER_BYTES),
        )
    }
}

/// The word by which the servers of a cluster know each other.
///
/// It stands in the configuration, which is read line by line: what follows a `#` is dropped and quotes at the ends are
/// trimmed (agdb_server 0.16.0, `config.rs`). It is sent as a Bearer token, so it is printable ASCII without blanks.
/// The default is unanswered.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct ClusterToken(String);

/// The longest token; a header line of HTTP holds it everywhere.
const LONGEST_TOKEN: usize = 256;
/// A token shorter than this can be guessed.
const SAFE_TOKEN: usize = 16;
/// The length of a generated token.
const GENERATED_TOKEN: usize = 32;

impl ClusterToken {
    /// The text itself, for the Secret.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether somebody could guess it: the server's own default, or too short.
    pub(crate) fn is_weak(&self) -> bool {
        self.0 == "cluster" || self.0.len() < SAFE_TOKEN
    }
}

impl Leaf for ClusterToken {
    fn describe() -> LeafType {
        let generate = |bytes: &[u8]| random_text(bytes, GENERATED_TOKEN);
        LeafType::of::<Self>(
            "agdbToken",
            "printable characters without blanks, quotes and #",
            Input::Secret { generate },
        )
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        if text.is_empty() {
            return Err(Fault::required("The cluster token"));
        }
        if !text
            .chars()
            .all(|c| c.is_ascii_graphic() && !matches!(c, '#' | '"' | '\''))
        {
            let message = "The cluster token holds a blank, a quote, a # or a character that is not ASCII; agdb would \
                           read only a part of it.";
            return Err(Fault::new("agdb.token.characters", message));
        }
        if text.len() > LONGEST_TOKEN {
            let message = format!(
                "The cluster token has {} characters; at most {LONGEST_TOKEN} are possible.",
                text.len()
            );
            return Err(Fault::new("agdb.token.length", message));
        }
        Ok(Self(text.to_owned()))
    }

    fn print(&self) -> String {
        self.0.clone()
    }

    fn vary(&self) -> Self {
        let letter = if self.0.starts_with('a') { "b" } else { "a" };
        Self(letter.repeat(GENERATED_TOKEN))
    }
}

impl fmt::Debug for Pepper {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Pepper(…)")
    }
}

impl fmt::Debug for ClusterToken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ClusterToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pepper_that_would_stop_the_server_is_refused() {
        for (text, code) in [
            ("", "required"),
            ("123456789123456", "agdb.pepper.length"),
            ("12345678912345678", "agdb.pepper.length"),
            ("äääääääää", "agdb.pepper.length"),
            (" 123456789123456", "agdb.pepper.blanks"),
            ("123456789123456\n", "agdb.pepper.blanks"),
        ] {
            assert_eq!(Pepper::parse(text).unwrap_err().code, code, "{text:?}");
        }
        assert!(
            Pepper::parse("ääääääää").is_ok(),
            "eight characters of two bytes"
        );
    }

    #[test]
    fn a_token_that_the_configuration_would_cut_is_refused() {
        for (text, code) in [
            ("", "required"),
            ("abc#def", "agdb.token.characters"),
            ("\"abc\"", "agdb.token.characters"),
            ("abc def", "agdb.token.characters"),
            ("tökän", "agdb.token.characters"),
            (&"a".repeat(257), "agdb.token.length"),
        ] {
            assert_eq!(
                ClusterToken::parse(text).unwrap_err().code,
                code,
                "{text:?}"
            );
        }
    }

    #[test]
    fn no_message_repeats_a_secret() {
        let secret = "hunter#2 hunter#2";
        assert!(
            !Pepper::parse(secret)
                .unwrap_err()
                .message
                .contains("hunter")
        );
        assert!(
            !ClusterToken::parse(secret)
                .unwrap_err()
                .message
                .contains("hunter")
        );
    }

    #[test]
    fn generated_secrets_are_accepted() {
        let bytes: Vec<u8> = (0..64).collect();
        assert!(Pepper::parse(&random_text(&bytes, PEPPER_BYTES)).is_ok());
        assert!(
            !ClusterToken::parse(&random_text(&bytes, GENERATED_TOKEN))
                .unwrap()
                .is_weak()
        );
    }
}
