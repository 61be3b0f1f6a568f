//! Kinds of answers: types that parse from text and print back, one file each.
//!
//! A name of Kubernetes follows the API server's rule for it; the file says which and where it stands. A kind that is
//! nothing but text is a [`Rule`]; one that has a value of its own implements [`Leaf`](crate::form::Leaf) itself.

mod blank;
mod dns_label;
mod dns_subdomain;
mod flag;
mod int;
#[cfg(test)]
mod laws;
mod name;
mod rule;
mod service_name;
mod stateful_set_name;

pub use blank::Blank;
pub use dns_label::DnsLabel;
pub use dns_subdomain::DnsSubdomain;
pub use int::Int;
pub use rule::{Rule, Text};
pub use service_name::ServiceName;
pub use stateful_set_name::StatefulSetName;

/// Stands for its own type until that is written.
pub type ImagePrefix = DnsLabel;
/// Stands for its own type until that is written.
pub type LabelKey = DnsLabel;
/// Stands for its own type until that is written.
pub type LabelValue = DnsLabel;
