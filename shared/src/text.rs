//! Kinds of answers: types that parse from text and print back, one file each.
//!
//! A name of Kubernetes follows the API server's rule for it; the file says which and where it stands. A kind that is
//! nothing but text is a [`Rule`]; one that has a value of its own implements [`Leaf`](crate::form::Leaf) itself.

mod blank;
mod cidr;
mod dns_label;
mod dns_subdomain;
mod file_path;
mod flag;
mod host_name;
mod host_port;
mod int;
mod ip;
#[cfg(test)]
mod laws;
mod name;
mod port_range;
mod rule;
mod service_name;
mod stateful_set_name;
mod url;
mod url_path;

pub use blank::Blank;
pub use cidr::Cidr;
pub use dns_label::DnsLabel;
pub use dns_subdomain::DnsSubdomain;
pub use file_path::FilePath;
pub use host_name::HostName;
pub use host_port::HostPort;
pub use int::{Int, Port};
pub use ip::Ip;
pub use port_range::PortRange;
pub use rule::{Rule, Text};
pub use service_name::ServiceName;
pub use stateful_set_name::StatefulSetName;
pub use url::Url;
pub use url_path::UrlPath;

/// Stands for its own type until that is written.
pub type ImagePrefix = DnsLabel;
/// Stands for its own type until that is written.
pub type LabelKey = DnsLabel;
/// Stands for its own type until that is written.
pub type LabelValue = DnsLabel;
