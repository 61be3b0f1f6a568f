use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use super::rule::{literal, read_or_suggest};
use crate::form::parse::quoted;
use crate::form::{Fault, Input, Leaf, LeafType};

/// An amount of the resource `M`, written as Kubernetes writes quantities. The default is unanswered.
///
/// Two amounts are equal, and ordered, by their value: `1Gi` is `1024Mi`. What is printed is what was typed. Grammar:
/// `apimachinery/pkg/api/resource/quantity.go`, Kubernetes 1.37; a sign is refused, an amount has none.
#[derive(Clone)]
pub struct Quantity<M> {
    text: String,
    milli: i128,
    measure: PhantomData<M>,
}

/// A resource of which there are amounts.
pub trait Measure: Clone {
    /// The name of the kind, such as `memorySize`.
    const NAME: &'static str;
    /// What is expected, in a few words.
    const EXPECTS: &'static str;
    /// What is missing where nothing was answered, such as "The memory".
    const MISSING: &'static str;
    /// The code for a text that is no quantity at all.
    const FORM: &'static str;
    /// The code for an amount that is not above zero.
    const POSITIVE: &'static str;
    /// An amount for the unanswered to vary to.
    const SAMPLE: &'static str;

    /// Why no workload can do with this amount, of which there are `nano` thousand-millionths and which is above zero.
    fn check(text: &str, nano: i128) -> Result<(), Fault>;

    /// What was probably meant by a number and a unit, both as typed but without blanks; the likeliest first.
    fn nearest(number: &str, unit: &str) -> Vec<String>;

    /// Another amount in the same unit.
    fn vary(milli: i128) -> String;
}

/// How many of the smallest fractions that Kubernetes knows make one.
pub(super) const NANO: i128 = 1_000_000_000;

impl<M: Measure> Quantity<M> {
    /// The amount in thousandths.
    pub const fn milli(&self) -> i128 {
        self.milli
    }

    /// The amount as typed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The amount that a literal of the source spells.
    pub fn literal(text: &'static str) -> Self {
        literal(text)
    }

    fn read(text: &str) -> Result<Self, Fault> {
        if text.is_empty() {
            return Err(Fault::required(M::MISSING));
        }
        let shown = quoted(text);
        if text.starts_with('-') {
            let message = format!("{shown} is below zero.");
            return Err(Fault::new(M::POSITIVE, message));
        }
        let Some(nano) = nano(text) else {
            let message = format!("{shown} is no quantity; {} is expected.", M::EXPECTS);
            return Err(Fault::new(M::FORM, message));
        };
        if nano == 0 {
            let message = format!("{shown} is nothing at all; give an amount above zero.");
            return Err(Fault::new(M::POSITIVE, message));
        }
        M::check(text, nano)?;
        Ok(Self {
            text: text.to_owned(),
            milli: nano / (NANO / 1000),
            measure: PhantomData,
        })
    }
}

impl<M: Measure> Leaf for Quantity<M> {
    fn describe() -> LeafType {
        LeafType::of::<Self>(M::NAME, M::EXPECTS, Input::Line)
            .matching(r"^([0-9]+\.?[0-9]*|\.[0-9]+)([numkMGTPE]|[KMGTPE]i|[eE][-+]?[0-9]+)?$")
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        read_or_suggest(text, Self::read, |text| {
            let (number, unit) = number_and_unit(text);
            M::nearest(&number, &unit)
        })
    }

    fn print(&self) -> String {
        self.text.clone()
    }

    fn vary(&self) -> Self {
        let varied = if self.text.is_empty() {
            M::SAMPLE.to_owned()
        } else {
            M::vary(self.milli)
        };
        Self::read(&varied).unwrap_or_else(|_| self.clone())
    }
}

/// The value of a quantity in thousand-millionths, or nothing where the API server's grammar does not know the text, it
/// is too large for a computer to hold or finer than that.
pub(super) fn nano(text: &str) -> Option<i128> {
    const LONGEST: usize = 64;
    if text.len() > LONGEST {
        return None;
    }
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, suffix) = text.split_at(end);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{}", fraction.trim_end_matches('0'));
    let empty = whole.is_empty() && fraction.is_empty();
    if empty || fraction.contains('.') {
        return None;
    }
    let mantissa: i128 = if digits.is_empty() {
        0
    } else {
        digits.parse().ok()?
    };
    let scale = fraction.trim_end_matches('0').len();
    let divisor = 10_i128.checked_pow(u32::try_from(scale).ok()?)?;
    let product = mantissa.checked_mul(multiplier(suffix)?)?;
    (product % divisor == 0).then(|| product / divisor)
}

/// What one of a unit is, in thousand-millionths.
fn multiplier(suffix: &str) -> Option<i128> {
    const DECIMAL: [&str; 10] = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    const BINARY: [&str; 6] = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    let thousands = DECIMAL.iter().position(|unit| *unit == suffix);
    let kibis = BINARY.iter().position(|unit| *unit == suffix);
    if let Some(power) = thousands.and_then(|power| u32::try_from(power).ok()) {
        Some(1000_i128.pow(power))
    } else if let Some(power) = kibis.and_then(|power| u32::try_from(power).ok()) {
        Some(NANO << (10 * (power + 1)))
    } else {
        let exponent = suffix.strip_prefix(['e', 'E'])?;
        let exponent: i32 = exponent.parse().ok()?;
        10_i128.checked_pow(u32::try_from(exponent.checked_add(9)?).ok()?)
    }
}

/// The number and the unit of a loosely written quantity: no blanks, no sign, a point for a comma.
fn number_and_unit(text: &str) -> (String, String) {
    let packed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let packed = packed.trim_start_matches(['+', '-']).replace(',', ".");
    let end = packed
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(packed.len());
    (packed[..end].to_owned(), packed[end..].to_owned())
}

impl<M> Default for Quantity<M> {
    fn default() -> Self {
        Self {
            text: String::new(),
            milli: 0,
            measure: PhantomData,
        }
    }
}

impl<M> fmt::Debug for Quantity<M> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(out)
    }
}

impl<M> fmt::Display for Quantity<M> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl<M> PartialEq for Quantity<M> {
    fn eq(&self, other: &Self) -> bool {
        self.milli == other.milli
    }
}

impl<M> Eq for Quantity<M> {}

impl<M> PartialOrd for Quantity<M> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<M> Ord for Quantity<M> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.milli.cmp(&other.milli)
    }
}

impl<M> Hash for Quantity<M> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.milli.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_has_the_value_that_the_api_server_gives_it() {
        for (text, value) in [
            ("1", Some(NANO)),
            ("1.5", Some(1_500_000_000)),
            (".5", Some(500_000_000)),
            ("5.", Some(5 * NANO)),
            ("0", Some(0)),
            ("1n", Some(1)),
            ("0.0000000001", None),
            ("100m", Some(100_000_000)),
            ("1k", Some(1000 * NANO)),
            ("1Ki", Some(1024 * NANO)),
            ("1.5Gi", Some(1_610_612_736 * NANO)),
            ("1E", Some(1_000_000_000_000_000_000 * NANO)),
            ("1Ei", Some((1 << 60) * NANO)),
            ("12e6", Some(12_000_000 * NANO)),
            ("1E3", Some(1000 * NANO)),
            ("1e-3", Some(1_000_000)),
            ("1e+2", Some(100 * NANO)),
            ("1e-10", None),
            ("1e99", None),
            ("1e99999999999", None),
            ("1K", None),
            ("1e", None),
            ("1.2.3", None),
            (".", None),
            ("", None),
            ("Gi", None),
            ("1 Gi", None),
            ("٣", None),
            ("99999999999999999999999999999999999999999", None),
        ] {
            assert_eq!(nano(text), value, "{text:?}");
        }
    }
}
