//! The files that come out, and the archive that holds them.

pub mod files;
pub mod zip;

pub use files::{Files, sha256_hex};
