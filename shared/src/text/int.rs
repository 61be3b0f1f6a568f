use crate::form::parse::quoted;
use crate::form::{Fault, Input, Leaf, LeafType};

/// A whole number from `MIN` to `MAX`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Int<const MIN: i64, const MAX: i64>(i64);

/// The number of a TCP or UDP port.
pub type Port = Int<1, 65535>;

impl<const MIN: i64, const MAX: i64> Int<MIN, MAX> {
    /// The number, or the nearest bound where it is out of bounds.
    pub const fn new(value: i64) -> Self {
        Self(if value < MIN {
            MIN
        } else if value > MAX {
            MAX
        } else {
            value
        })
    }

    /// The number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl<const MIN: i64, const MAX: i64> Default for Int<MIN, MAX> {
    /// Zero, or the bound that is nearest to it.
    fn default() -> Self {
        Self::new(0)
    }
}

impl<const MIN: i64, const MAX: i64> Leaf for Int<MIN, MAX> {
    fn describe() -> LeafType {
        LeafType::of::<Self>(
            "integer",
            "a whole number",
            Input::Number { min: MIN, max: MAX },
        )
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        if text.is_empty() {
            return Err(Fault::required("The number"));
        }
        let digits = text.strip_prefix('-').unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            let fault = Fault::new(
                "integer.digits",
                format!("{} is not a whole number.", quoted(text)),
            );
            let meant: String = text.chars().filter(char::is_ascii_digit).take(18).collect();
            return Err(match meant.parse::<i64>() {
                Ok(meant) => fault.suggest(Self::new(meant).print()),
                Err(_) => fault,
            });
        }
        let bound = if text.starts_with('-') { MIN } else { MAX };
        let value = text.parse().unwrap_or(bound);
        if Self::new(value).0 == value && text.parse::<i64>().is_ok() {
            return Ok(Self(value));
        }
        let message = format!(
            "{} is out of range; {MIN} to {MAX} are possible.",
            quoted(text)
        );
        Err(Fault::new("integer.range", message).suggest(Self::new(value).print()))
    }

    fn print(&self) -> String {
        self.0.to_string()
    }

    fn vary(&self) -> Self {
        Self(if self.0 < MAX {
            self.0 + 1
        } else {
            self.0.saturating_sub(1).max(MIN)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Percent = Int<0, 100>;

    #[test]
    fn a_number_that_is_none_or_out_of_bounds_is_refused_with_the_nearest_that_is_not() {
        for (text, code, nearest) in [
            ("", "required", None),
            ("12a", "integer.digits", Some("12")),
            ("1 0", "integer.digits", Some("10")),
            ("1.5", "integer.digits", Some("15")),
            ("101", "integer.range", Some("100")),
            ("-1", "integer.range", Some("0")),
            ("99999999999999999999", "integer.range", Some("100")),
            ("-", "integer.digits", None),
        ] {
            let fault = Percent::parse(text).unwrap_err();
            assert_eq!(
                (fault.code, fault.suggestion.as_deref()),
                (code, nearest),
                "{text}"
            );
        }
    }

    #[test]
    fn a_varied_number_is_another_one_within_the_bounds() {
        for value in [0, 50, 100] {
            let varied = Percent::new(value).vary();
            assert!(varied.get() != value && (0..=100).contains(&varied.get()));
        }
    }
}
