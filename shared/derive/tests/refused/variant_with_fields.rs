use drydock::form::Form;
use drydock::text::DnsLabel;

#[derive(Clone, Form)]
enum Exposure {
    /// Not at all.
    Hidden,
    /// On a host.
    Open { host: DnsLabel },
}

fn main() {}
