//! Kinds of answers that only agdb has.

mod names;
mod secrets;
mod version;

pub(super) use names::AdminName;
pub(super) use secrets::{ClusterToken, Pepper};
pub(super) use version::Version;
