//! Quantities such as `500m` and `2Gi`.

/// A quantity in thousandths, rounded up as the API server rounds resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Milli(i128);

/// The largest quantity: 2^63 - 1.
const MOST: i128 = 0x7fff_ffff_ffff_ffff;
const NANO: i128 = 1_000_000_000;

impl Milli {
    /// Reads a quantity; the grammar is that of `ParseQuantity` in `apimachinery/pkg/api/resource/quantity.go`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (whole, rest) = digits(unsigned);
        let (fraction, suffix) = match rest.strip_prefix('.') {
            Some(rest) => digits(rest),
            None => ("", rest),
        };
        let (two, ten) = exponents(suffix)?;
        let nano = scaled(whole, fraction, two, ten);
        let milli = (nano + 999_999) / 1_000_000;
        let rounded = if text.starts_with('-') {
            -(nano / 1_000_000)
        } else {
            milli
        };
        Some(Self(rounded))
    }

    /// Whether it is below zero.
    pub(super) fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether it is above zero.
    pub(super) fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Whether it is a whole number.
    pub(super) fn is_whole(self) -> bool {
        self.0 % 1000 == 0
    }

    /// Whether it is a multiple of another.
    pub(super) fn is_multiple_of(self, other: Self) -> bool {
        other.0 > 0 && self.0 % other.0 == 0
    }
}

fn digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

/// The powers of two and of ten that a suffix stands for.
fn exponents(suffix: &str) -> Option<(u32, i32)> {
    let ten = match suffix {
        "" => 0,
        "n" => -9,
        "u" => -6,
        "m" => -3,
        "k" => 3,
        "M" => 6,
        "G" => 9,
        "T" => 12,
        "P" => 15,
        "E" => 18,
        _ => match suffix.strip_prefix(['e', 'E']) {
            Some(exponent) if exponent != "i" => exponent.parse::<i32>().ok()?,
            _ => {
                let at = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]
                    .iter()
                    .position(|unit| *unit == suffix)?;
                return Some((10 * (u32::try_from(at).ok()? + 1), 0));
            }
        },
    };
    Some((0, ten))
}

/// Digits before and after the point times powers of two and ten, in billionths, rounded up, at most [`MOST`].
fn scaled(whole: &str, fraction: &str, two: u32, ten: i32) -> i128 {
    let most = MOST * NANO;
    let mut value: i128 = 0;
    for digit in whole.bytes().chain(fraction.bytes().take(18)) {
        value = (value * 10 + i128::from(digit - b'0')).min(most);
    }
    value = value.checked_mul(1 << two).unwrap_or(most);
    let places = i32::try_from(fraction.len().min(18)).unwrap_or_default();
    let exponent = ten.saturating_sub(places).saturating_add(9);
    for _ in 0..exponent.clamp(0, 64) {
        value = value.saturating_mul(10).min(most);
    }
    let mut rest = false;
    for _ in 0..(-exponent.max(-64)).max(0) {
        rest |= value % 10 != 0;
        value /= 10;
    }
    (value + i128::from(rest)).min(most)
}
