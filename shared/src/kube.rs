//! Pieces and rules of Kubernetes that every product uses.

pub mod exceptions;
pub mod external_secret;
pub mod gateway;
pub mod identity;
pub mod image;
pub mod namespace;
pub mod object;
pub mod policy;
pub mod probe;
pub mod rules;
pub mod security;
pub mod spread;
