use super::byte_size::{ByteCodes, check_bytes, nearest_size, varied_size};
use super::quantity::{Measure, Quantity};
use crate::form::Fault;

/// An amount of memory, such as `512Mi` or `2Gi`: a whole number of bytes, at least a mebibyte.
///
/// The API server takes less and takes fractions, `512m` for instance as half a byte, and the container never starts.
pub type MemorySize = Quantity<Memory>;

/// Memory, which is measured in bytes.
#[derive(Clone, Debug)]
pub struct Memory;

const CODES: ByteCodes = ByteCodes {
    fraction: "memory-size.fraction",
    small: "memory-size.small",
    large: "memory-size.large",
};

impl MemorySize {
    /// The amount in bytes.
    pub const fn bytes(&self) -> i128 {
        self.milli() / 1000
    }
}

impl Measure for Memory {
    const NAME: &'static str = "memorySize";
    const EXPECTS: &'static str = "a number with Mi or Gi, such as 512Mi";
    const MISSING: &'static str = "The amount of memory";
    const FORM: &'static str = "memory-size.form";
    const POSITIVE: &'static str = "memory-size.positive";
    const SAMPLE: &'static str = "512Mi";

    fn check(text: &str, nano: i128) -> Result<(), Fault> {
        check_bytes(text, nano, &CODES)
    }

    fn nearest(number: &str, unit: &str) -> Vec<String> {
        nearest_size(number, unit, "Mi")
    }

    fn vary(milli: i128) -> String {
        varied_size(milli / 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Leaf;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn an_amount_that_no_container_starts_with_is_refused() {
        refuses::<MemorySize>(&[
            ("", "required", None),
            ("2GB", "memory-size.form", Some("2Gi")),
            ("2 Gi", "memory-size.form", Some("2Gi")),
            ("1,5Gi", "memory-size.form", Some("1.5Gi")),
            ("2g", "memory-size.form", Some("2Gi")),
            ("+2Gi", "memory-size.form", Some("2Gi")),
            ("512 MiB", "memory-size.form", Some("512Mi")),
            ("512m", "memory-size.fraction", Some("512Mi")),
            ("1.1Gi", "memory-size.fraction", Some("1127Mi")),
            ("512", "memory-size.small", Some("512Mi")),
            ("1023Ki", "memory-size.small", None),
            ("-1Gi", "memory-size.positive", Some("1Gi")),
            ("0", "memory-size.positive", None),
            ("8Ei", "memory-size.large", None),
            ("much", "memory-size.form", None),
            ("1Gi\u{200b}", "memory-size.form", None),
        ]);
        accepts::<MemorySize>(&[
            "1Mi",
            "512Mi",
            "1.5Gi",
            "2G",
            "1e9",
            "1073741824",
            "9223372036854775807",
            "7.5Ei",
        ]);
    }

    #[test]
    fn amounts_are_compared_by_value_and_printed_as_typed() {
        let (a, b) = (MemorySize::literal("1Gi"), MemorySize::literal("1024Mi"));
        assert_eq!(a, b);
        assert_eq!(
            (a.print(), b.print()),
            ("1Gi".to_owned(), "1024Mi".to_owned())
        );
        assert!(MemorySize::literal("1G") < a);
        assert_eq!(a.bytes(), 1 << 30);
    }
}
