//! Pieces and rules of Kubernetes that every product uses.

pub mod object;
pub mod rules;
