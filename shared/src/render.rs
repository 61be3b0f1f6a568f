//! From objects to files: one tree, one YAML emitter, and what is written with them.

pub mod manifests;
pub mod runbook;
pub mod tree;
pub mod yaml;
