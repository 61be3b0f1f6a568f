use drydock::form::Form;

#[derive(Clone, Form)]
enum Exposure {}

fn main() {}
