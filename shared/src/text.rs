//! Kinds of answers: types that parse from text and print back, one file each.
//!
//! A name of Kubernetes follows the API server's rule for it; the file says which and where it stands. A kind that is
//! nothing but text is a [`Rule`]; one that has a value of its own implements [`Leaf`](crate::form::Leaf) itself.

mod annotation_key;
mod blank;
mod byte_count;
mod byte_size;
mod cidr;
mod config_key;
mod cpu_amount;
mod dns_label;
mod dns_subdomain;
mod duration;
mod env_name;
mod file_path;
mod flag;
mod host_name;
mod host_port;
mod image_prefix;
mod image_ref;
mod image_repository;
mod image_tag;
mod int;
mod ip;
mod label_key;
mod label_value;
#[cfg(test)]
mod laws;
mod lines;
mod memory_size;
mod name;
mod password;
mod plain_text;
mod port_name;
mod port_range;
mod quantity;
mod rule;
mod service_name;
mod stateful_set_name;
mod storage_size;
mod url;
mod url_path;

pub use annotation_key::AnnotationKey;
pub use blank::Blank;
pub use byte_count::ByteCount;
pub use cidr::Cidr;
pub use config_key::ConfigKey;
pub use cpu_amount::CpuAmount;
pub use dns_label::DnsLabel;
pub use dns_subdomain::DnsSubdomain;
pub use duration::Duration;
pub use env_name::EnvName;
pub use file_path::FilePath;
pub use host_name::HostName;
pub use host_port::HostPort;
pub use image_prefix::ImagePrefix;
pub use image_ref::ImageRef;
pub use image_repository::ImageRepository;
pub use image_tag::ImageTag;
pub use int::{Int, Port};
pub use ip::Ip;
pub use label_key::LabelKey;
pub use label_value::LabelValue;
pub use lines::Lines;
pub use memory_size::MemorySize;
pub use password::{Password, random_text};
pub use plain_text::PlainText;
pub use port_name::PortName;
pub use port_range::PortRange;
pub use quantity::{Measure, Quantity};
pub use rule::{Rule, Text};
pub use service_name::ServiceName;
pub use stateful_set_name::StatefulSetName;
pub use storage_size::StorageSize;
pub use url::Url;
pub use url_path::UrlPath;
