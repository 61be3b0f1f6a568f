use super::byte_size::{ByteCodes, check_bytes, nearest_size, varied_size};
use super::quantity::{Measure, Quantity};
use crate::form::Fault;

/// The size of a disk, such as `10Gi`: a whole number of bytes, at least a mebibyte.
///
/// The API server takes less and takes fractions, `10` for instance as ten bytes, and warns at most.
pub type StorageSize = Quantity<Storage>;

/// Room on a disk, which is measured in bytes.
#[derive(Clone, Debug)]
pub struct Storage;

const CODES: ByteCodes = ByteCodes {
    fraction: "storage-size.fraction",
    small: "storage-size.small",
    large: "storage-size.large",
};

impl StorageSize {
    /// The size in bytes.
    pub const fn bytes(&self) -> i128 {
        self.milli() / 1000
    }
}

impl Measure for Storage {
    const NAME: &'static str = "storageSize";
    const EXPECTS: &'static str = "a number with Gi or Ti, such as 10Gi";
    const MISSING: &'static str = "The size";
    const FORM: &'static str = "storage-size.form";
    const POSITIVE: &'static str = "storage-size.positive";
    const SAMPLE: &'static str = "10Gi";

    fn check(text: &str, nano: i128) -> Result<(), Fault> {
        check_bytes(text, nano, &CODES)
    }

    fn nearest(number: &str, unit: &str) -> Vec<String> {
        nearest_size(number, unit, "Gi")
    }

    fn vary(milli: i128) -> String {
        varied_size(milli / 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn a_size_that_no_disk_has_is_refused() {
        refuses::<StorageSize>(&[
            ("", "required", None),
            ("10", "storage-size.small", Some("10Gi")),
            ("10 GB", "storage-size.form", Some("10Gi")),
            ("1T B", "storage-size.form", Some("1Ti")),
            ("500m", "storage-size.fraction", Some("500Mi")),
            ("0Gi", "storage-size.positive", None),
            ("-10Gi", "storage-size.positive", Some("10Gi")),
            ("9e20", "storage-size.large", None),
            ("ten", "storage-size.form", None),
        ]);
        accepts::<StorageSize>(&["10Gi", "1.5Ti", "100G", "1e12", "1Mi"]);
    }
}
