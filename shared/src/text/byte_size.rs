//! What sizes in bytes have in common.

use super::quantity::{NANO, nano};
use crate::form::Fault;
use crate::form::parse::quoted;

const KIBI: i128 = 1024;
const MEBI: i128 = 1024 * KIBI;
const GIBI: i128 = 1024 * MEBI;

/// The codes of the rules of a size in bytes.
pub(super) struct ByteCodes {
    pub(super) fraction: &'static str,
    pub(super) small: &'static str,
    pub(super) large: &'static str,
}

/// Why no disk or memory has a size of so many thousand-millionths of a byte.
pub(super) fn check_bytes(text: &str, nano: i128, codes: &ByteCodes) -> Result<(), Fault> {
    let shown = quoted(text);
    if text.ends_with('m') {
        let message =
            format!("{shown} means thousandths of a byte; m is milli, Mi is the mebibyte.");
        Err(Fault::new(codes.fraction, message))
    } else if nano % NANO != 0 {
        let message = format!("{shown} is not a whole number of bytes, of which Kubernetes warns.");
        Err(Fault::new(codes.fraction, message))
    } else if nano / NANO < MEBI {
        let message = format!(
            "{shown} is less than a mebibyte (1Mi), which nothing can run on or be kept in."
        );
        Err(Fault::new(codes.small, message))
    } else if nano / NANO > i128::from(i64::MAX) {
        let message = format!("{shown} is more than Kubernetes can count.");
        Err(Fault::new(codes.large, message))
    } else {
        Ok(())
    }
}

/// The sizes that were probably meant; a sole number counts `usual` units.
pub(super) fn nearest_size(number: &str, unit: &str, usual: &str) -> Vec<String> {
    let typed = format!("{number}{unit}");
    let rounded = nano(&typed).map(|nano| {
        let mebis = (nano - 1).div_euclid(MEBI * NANO) + 1;
        format!("{mebis}Mi")
    });
    let binary = if unit.is_empty() {
        Some(usual.to_owned())
    } else {
        binary_unit(unit)
    };
    let meant = binary.map(|unit| format!("{number}{unit}"));
    let rounded = rounded.filter(|_| number.contains('.'));
    [typed].into_iter().chain(meant).chain(rounded).collect()
}

/// The binary unit of a loosely written one, such as `Gi` of `g`, `gb` or `GIB`.
fn binary_unit(unit: &str) -> Option<String> {
    let lower = unit.to_ascii_lowercase();
    let rest = lower.get(1..)?;
    let letter = lower.chars().next().filter(|c| "kmgtpe".contains(*c))?;
    matches!(rest, "" | "b" | "i" | "ib").then(|| format!("{}i", letter.to_ascii_uppercase()))
}

/// Another size in the largest binary unit of which the given one has a whole number.
pub(super) fn varied_size(bytes: i128) -> String {
    let units = [("Gi", GIBI), ("Mi", MEBI), ("Ki", KIBI), ("", 1)];
    let whole = units.iter().find(|(_, size)| bytes % size == 0);
    let (unit, size) = whole.copied().unwrap_or(("", 1));
    let count = bytes / size;
    let more = (count + 1) * size <= i128::from(i64::MAX);
    format!("{}{unit}", if more { count + 1 } else { count - 1 })
}
