use crate::form::Form;
use crate::site::Site;
use crate::text::{DnsLabel, Int};

/// What the form asks.
#[derive(Clone, Debug, PartialEq, Form)]
pub(crate) struct Config {
    /// The name of the cluster and the beginning of the names of its objects.
    pub(crate) name: DnsLabel,
    /// How many servers form the cluster.
    pub(crate) replicas: Int<1, 9>,
    /// Where it will run.
    pub(crate) site: Site,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            name: DnsLabel::literal("agdb"),
            replicas: Int::new(3),
            site: Site::default(),
        }
    }
}
