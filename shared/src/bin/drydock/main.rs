//! The command line of Drydock.
fn main() {}
