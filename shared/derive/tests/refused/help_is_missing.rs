use drydock::form::Form;
use drydock::text::DnsLabel;

#[derive(Clone, Default, Form)]
struct Config {
    name: DnsLabel,
    /// Where it runs.
    namespace: DnsLabel,
    zone: DnsLabel,
}

fn main() {}
