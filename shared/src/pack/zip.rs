//! The archive.

use super::Files;

/// The bytes of a zip archive of the files: the same for the same files, on every machine.
pub fn zip(_files: &Files) -> Vec<u8> {
    Vec::new()
}
