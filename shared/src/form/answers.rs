//! Answers files: a draft as YAML that a person can read, edit and keep.
//!
//! ```yaml
//! drydock: 1
//! product: agdb
//! replicas: 3
//! exposure:          # a choice with answers of its own: the tag above them
//!   ingress:
//!     host: agdb.example.com
//! delivery: written  # a choice without: the tag
//! tls: false         # a switch: false, true, or the answers it opens
//! labels:            # a list: its rows
//! - key: owner
//!   value: data
//! ```
//!
//! The answers stand under their names in the order of the form. What a file leaves out is the default. Secrets stand
//! in a file of their own, of the same shape.

mod nearest;
mod print;
mod read;
mod secrets;
mod shape;

use std::collections::BTreeMap;

use super::{Draft, Pointer};
use crate::source::{Limits, Mistake, Place};

pub use print::{print, print_commented, print_secrets};
pub use read::{read, read_bytes};
pub use secrets::{Secrets, read_secrets, read_secrets_bytes};

/// The version of the format, as the value of `drydock`.
pub const VERSION: &str = "1";

/// The name of the member that says which format this is.
const FORMAT: &str = "drydock";
/// The name of the member that says whose answers these are.
const PRODUCT: &str = "product";

/// How much of an answers file is read; no form has a tenth of either.
const LIMITS: Limits = Limits {
    bytes: 4 << 20,
    nodes: 100_000,
};

/// The most mistakes that are listed of one file.
const MOST_MISTAKES: usize = 50;

/// What an answers file says.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The answers that could be read; none where the file is no answers file of a known product and format.
    pub draft: Option<Draft>,
    /// What the file says that no answers file can say. A wrong answer is no such mistake: it stands in the draft.
    pub mistakes: Vec<Mistake>,
    /// Where each answer stands: its text, or the name above it where it has several parts.
    pub places: BTreeMap<Pointer, Place>,
}

impl Reading {
    /// Where an answer stands, or the nearest thing around it that the file mentions.
    pub fn place(&self, at: &Pointer) -> Place {
        nearest_place(&self.places, at).unwrap_or(Place::START)
    }
}

fn nearest_place(places: &BTreeMap<Pointer, Place>, at: &Pointer) -> Option<Place> {
    let around = std::iter::successors(Some(at.clone()), Pointer::parent);
    around.into_iter().find_map(|at| places.get(&at).copied())
}

#[cfg(test)]
mod tests;
