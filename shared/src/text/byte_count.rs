use super::quantity::{NANO, nano};
use super::rule::read_or_suggest;
use crate::form::parse::quoted;
use crate::form::{Fault, Input, Leaf, LeafType};

/// A number of bytes in plain digits, for products that count them so; at most 2^63 - 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteCount(u64);

const MOST: u64 = i64::MAX.cast_unsigned();

impl ByteCount {
    /// So many bytes, or the most possible where there are more.
    pub const fn new(bytes: u64) -> Self {
        Self(if bytes > MOST { MOST } else { bytes })
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl Leaf for ByteCount {
    fn describe() -> LeafType {
        let input = Input::Number {
            min: 0,
            max: i64::MAX,
        };
        LeafType::of::<Self>("byteCount", "a number of bytes in digits", input)
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        read_or_suggest(text, read, nearest)
    }

    fn print(&self) -> String {
        self.0.to_string()
    }

    fn vary(&self) -> Self {
        Self(if self.0 < MOST {
            self.0 + 1
        } else {
            self.0 - 1
        })
    }
}

fn read(text: &str) -> Result<ByteCount, Fault> {
    if text.is_empty() {
        return Err(Fault::required("The number of bytes"));
    }
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        let message = format!("{} is not a number of bytes in plain digits.", quoted(text));
        return Err(Fault::new("byte-count.digits", message));
    }
    let count = text.parse().ok().filter(|count| *count <= MOST);
    count.map(ByteCount).ok_or_else(|| {
        let message = format!(
            "{} is too large; at most {MOST} bytes are possible.",
            quoted(text)
        );
        Fault::new("byte-count.range", message)
    })
}

/// The number that was probably meant: a quantity such as `64Mi` written out, or the digits alone.
fn nearest(text: &str) -> Option<String> {
    let packed: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '_')
        .collect();
    let unit = packed.trim_end_matches(['B', 'b']);
    match nano(unit) {
        Some(nano) if nano % NANO == 0 && !unit.ends_with('m') => Some((nano / NANO).to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_is_not_plain_digits_is_refused_with_the_number_written_out() {
        refuses::<ByteCount>(&[
            ("", "required", None),
            ("64Mi", "byte-count.digits", Some("67108864")),
            ("64 MiB", "byte-count.digits", Some("67108864")),
            ("1_000", "byte-count.digits", Some("1000")),
            ("+1", "byte-count.digits", None),
            ("-1", "byte-count.digits", None),
            ("512m", "byte-count.digits", None),
            ("9223372036854775808", "byte-count.range", None),
        ]);
        accepts::<ByteCount>(&["0", "1", "9223372036854775807"]);
    }
}
