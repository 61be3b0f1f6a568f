//! Kinds of answers: types that parse from text and print back, one file each.
//!
//! A name of Kubernetes follows the API server's rule for it; the file says which and where it stands.

mod blank;
mod dns_label;
mod flag;
mod int;

pub use blank::Blank;
pub use dns_label::DnsLabel;
pub use int::Int;

/// Stands for its own type until that is written.
pub type DnsSubdomain = DnsLabel;
/// Stands for its own type until that is written.
pub type ImagePrefix = DnsLabel;
/// Stands for its own type until that is written.
pub type LabelKey = DnsLabel;
/// Stands for its own type until that is written.
pub type LabelValue = DnsLabel;
