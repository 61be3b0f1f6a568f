use drydock::form::Form;
use drydock::text::DnsLabel;

#[derive(Clone, Default, Form)]
struct Config {
    /// The name.
    #[form(lable = "Called")]
    name: DnsLabel,
}

fn main() {}
