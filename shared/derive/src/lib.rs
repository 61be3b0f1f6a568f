//! `#[derive(Form)]`.
