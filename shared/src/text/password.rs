use std::fmt;

use crate::form::parse::is_invisible;
use crate::form::{Fault, Input, Leaf, LeafType};

/// A password: 8 to 1024 characters that can be seen, or plain blanks within. The default is unanswered.
///
/// Neither messages nor debug output hold anything of it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Password(String);

const SHORTEST: usize = 8;
const LONGEST: usize = 1024;
const GENERATED: usize = 32;

impl Password {
    /// The password itself, for the Secret that holds it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Password(…)")
    }
}

impl Leaf for Password {
    fn describe() -> LeafType {
        let input = Input::Secret {
            generate: |bytes| random_text(bytes, GENERATED),
        };
        LeafType::of::<Self>("password", "8 to 1024 characters", input)
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        let length = text.chars().count();
        if text.is_empty() {
            Err(Fault::required("The password"))
        } else if length < SHORTEST {
            let message = format!(
                "The password is too easily guessed; at least {SHORTEST} characters are needed."
            );
            Err(Fault::new("password.short", message))
        } else if length > LONGEST {
            let message =
                format!("The password is too long; at most {LONGEST} characters are possible.");
            Err(Fault::new("password.long", message))
        } else if !text.chars().all(is_typeable) {
            let message = "The password holds a character that cannot be seen, such as a tab or a line break.";
            Err(Fault::new("password.characters", message))
        } else if text.trim() != text {
            let message = "The password begins or ends with a blank, which many programs cut off.";
            Err(Fault::new("password.ends", message))
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    fn print(&self) -> String {
        self.0.clone()
    }

    fn vary(&self) -> Self {
        let mut text = self.0.clone();
        let last = text.pop();
        let missing = SHORTEST.saturating_sub(text.chars().count());
        text.extend(std::iter::repeat_n(
            if last == Some('x') { 'y' } else { 'x' },
            missing.max(1),
        ));
        Self(text)
    }
}

fn is_typeable(c: char) -> bool {
    c == ' ' || !(c.is_whitespace() || c.is_control() || is_invisible(c))
}

/// Letters and digits made of random bytes, for secrets of any kind; as many as `length`, if there are as many bytes.
///
/// The bytes are taken for one large number and written with 62 digits. A character takes 5.95 of the 8 bits of a byte,
/// so what is left over makes one character likelier than another by less than one part in 2^(2 * length); with fewer
/// bytes the text is shorter rather than weaker.
pub fn random_text(bytes: &[u8], length: usize) -> String {
    const DIGITS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut number = bytes.to_vec();
    let mut next = || {
        let rest = number.iter_mut().fold(0_u16, |rest, byte| {
            let value = rest * 256 + u16::from(*byte);
            let [_, quotient] = (value / 62).to_be_bytes();
            *byte = quotient;
            value % 62
        });
        char::from(DIGITS[usize::from(rest)])
    };
    (0..length.min(bytes.len())).map(|_| next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_is_easily_guessed_or_mistyped_is_refused_without_a_suggestion() {
        refuses::<Password>(&[
            ("", "required", None),
            ("hunter2", "password.short", None),
            (" hunter22", "password.ends", None),
            ("hunter22 ", "password.ends", None),
            ("hunter22\n", "password.characters", None),
            ("hunter\u{200b}22", "password.characters", None),
            ("hunter\u{a0}22", "password.characters", None),
            (&"x".repeat(1025), "password.long", None),
        ]);
        accepts::<Password>(&["hunter22", "correct horse ☂", "xxxxxxxx", &"ä".repeat(1024)]);
    }

    #[test]
    fn nothing_that_is_shown_holds_anything_of_a_password() {
        for text in ["qzqzq", "qzqzqzqz ", "qzqz\u{202e}qzqz", &"qz".repeat(1000)] {
            let message = Password::parse(text).unwrap_err().message;
            assert!(
                !message.contains("qz") && !message.contains('\u{202e}'),
                "{message}"
            );
        }
        assert!(!format!("{:?}", Password("qzqzqzqz".to_owned())).contains("qz"));
    }

    #[test]
    fn a_made_text_is_a_password_that_all_bytes_have_a_part_in() {
        let made = random_text(&[0; 32], 32);
        assert!(Password::parse(&made).is_ok());
        for index in 0..32 {
            let mut bytes = [0; 32];
            bytes[index] = 1;
            let other = random_text(&bytes, 32);
            assert!(other != made && other.len() == 32, "{index}");
        }
        assert_eq!(random_text(&[255; 32], 16).len(), 16);
        assert_eq!(random_text(&[], 32), "");
    }

    #[test]
    fn every_letter_and_digit_is_made_about_as_often() {
        let mut counts = std::collections::BTreeMap::new();
        for seed in 0..2000_u32 {
            // xorshift32: any bytes without a pattern will do.
            let mut state = seed.wrapping_mul(2_654_435_761) | 1;
            let bytes: Vec<u8> = (0..32)
                .map(|_| {
                    state ^= state << 13;
                    state ^= state >> 17;
                    state ^= state << 5;
                    state.to_le_bytes()[1]
                })
                .collect();
            for c in random_text(&bytes, 32).chars() {
                *counts.entry(c).or_insert(0) += 1;
            }
        }
        let expected = 2000 * 32 / 62;
        assert_eq!(counts.len(), 62);
        for (c, count) in counts {
            assert!(
                (expected * 4 / 5..expected * 6 / 5).contains(&count),
                "{c}: {count}"
            );
        }
    }
}
