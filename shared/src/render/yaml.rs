//! The one YAML emitter.

use super::tree::Tree;

/// The tree as a YAML document.
pub fn print(tree: &Tree) -> String {
    format!("{tree:?}")
}
