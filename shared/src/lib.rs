//! The core of Drydock: answers in, checked Kubernetes manifests out.
//!
//! ```text
//! keystrokes -> Draft --parse--> Config --resolve--> Topology --build--> Vec<Object> --render--> Files --pack--> zip
//!               raw text         every field is     the whole is        trees           one YAML      bytes
//!               at pointers      right by itself    right                               emitter
//! ```
//!
//! Each arrow yields a type of its own, and only that arrow makes it. What is wrong on the way becomes an
//! [`Issue`](issue::Issue) at the answer it concerns. From `build` on nothing can fail.
//!
//! # Invariants
//!
//! - This crate is pure: no I/O, clock, randomness or globals. Same [`Draft`](form::Draft), same bytes.
//! - The page names no product; only `catalog/<product>/` knows that product, and products do not import each other.
//! - Only [`kube::object`] turns a typed object into a tree.
//! - Only [`render::yaml`] prints YAML.
//! - Secrets have a type of their own ([`form::SecretText`]) that cannot be printed, serialised or compared in logs.

extern crate self as drydock;

pub mod catalog;
pub mod diff;
pub mod form;
pub mod issue;
pub mod kube;
pub mod pack;
pub mod pipeline;
pub mod render;
pub mod site;
pub mod source;
pub mod text;
pub mod trace;
