//! Kubernetes objects of a text.
