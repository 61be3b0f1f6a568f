use drydock::form::Form;
use drydock::text::DnsLabel;

#[derive(Clone, Default, Form)]
struct Config(DnsLabel);

fn main() {}
