//! What the tests of the whole share.

pub mod case;
pub mod controlplane;
pub mod visit;

pub use case::{Case, bytes, cases, listed, root, told, with_secrets};
