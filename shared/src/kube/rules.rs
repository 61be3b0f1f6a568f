//! What an API server demands of a finished object, and what it accepts that fails later.

use super::object::Object;
use crate::issue::Severity;
use crate::site::Minor;

/// A rule that an object breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The position of the object among those that were checked.
    pub object: usize,
    /// The place in the object in the API server's notation, such as `spec.template.spec.containers[0].image`.
    pub field: String,
    /// An error where the API server refuses the object, a warning where it fails later.
    pub severity: Severity,
    /// The stable name of the rule, such as `kube.name.dns-label`.
    pub code: &'static str,
    /// One sentence: what is wrong, with the value, and what happens.
    pub message: String,
}

/// Every rule that the objects break, as the API server of the given minor would see them.
pub fn check(_objects: &[Object], _minor: Minor) -> Vec<Hit> {
    Vec::new()
}
