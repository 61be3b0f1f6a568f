use drydock::form::Form;

#[derive(Clone, Copy, Form)]
union Either {
    number: u8,
    letter: u8,
}

fn main() {}
