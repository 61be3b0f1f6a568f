//! What the form asks of a person who deploys agdb.

mod access;
mod server;

pub(super) use access::{Access, ClientService, Ingress, PodServices, Route};
pub(super) use server::{BindFamily, Credentials, Server, Tls};

use super::text::Version;
use crate::form::Form;
use crate::kube::policy::Peer;
use crate::site::Site;
use crate::text::{
    Blank, CpuAmount, DnsSubdomain, ImageDigest, ImageRepository, Int, MemorySize, StatefulSetName,
    StorageSize,
};

/// Every answer of the product.
#[derive(Clone, Debug, PartialEq, Form)]
pub(crate) struct Config {
    /// The name of the deployment. Its pods, Services and Secrets are called after it.
    pub(crate) name: StatefulSetName,
    /// Which agdb is run.
    pub(crate) image: Image,
    /// How many servers there are. Only a cluster survives the loss of a node.
    pub(crate) servers: Servers,
    /// How each server behaves.
    pub(crate) server: Server,
    /// The secrets of the servers.
    pub(crate) credentials: Credentials,
    /// Encrypt all traffic, between the servers and with clients. Certificates come from a Secret.
    #[form(label = "TLS")]
    pub(crate) tls: Option<Tls>,
    /// The disk of each server.
    pub(crate) storage: Storage,
    /// How clients reach the servers.
    pub(crate) access: Access,
    /// Let only the traffic through that agdb needs. Your cluster's network must enforce policies.
    pub(crate) network_policy: Option<Policy>,
    /// What each server gets of a node.
    pub(crate) resources: Resources,
    /// How the servers are spread, disrupted and stopped.
    pub(crate) availability: Availability,
    /// The place where all this will run.
    pub(crate) site: Site,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            name: StatefulSetName::literal("agdb"),
            image: Image::default(),
            servers: Servers::Cluster(Cluster::default()),
            server: Server::default(),
            credentials: Credentials::default(),
            tls: None,
            storage: Storage::default(),
            access: Access::default(),
            network_policy: Some(Policy::default()),
            resources: Resources::default(),
            availability: Availability::default(),
            site: Site {
                namespace: crate::text::DnsLabel::literal("agdb"),
                ..Site::default()
            },
        }
    }
}

/// The image of the servers.
#[derive(Clone, Debug, PartialEq, Form)]
pub(crate) struct Image {
    /// The image without its tag. agdb is published as agnesoft/agdb on Docker Hub and as ghcr.io/agnesoft/agdb.
    pub(crate) repository: ImageRepository,
    /// The release of agdb, which is also the tag of the image. It decides which configuration keys are written: an
    /// unknown key stops the server.
    #[form(example = "0.16.0")]
    pub(crate) version: Version,
    /// The digest that the tag must have. With it, nodes run exactly the image that was tested.
    pub(crate) digest: Blank<ImageDigest>,
}

impl Default for Image {
    fn default() -> Self {
        Self {
            repository: ImageRepository::literal("agnesoft/agdb"),
            version: Version::NEWEST,
            digest: Blank::default(),
        }
    }
}

/// How many servers there are.
#[derive(Clone, Debug, PartialEq, Form)]
pub(crate) enum Servers {
    /// One server without replication. It stops while its node or disk is away.
    #[form(label = "One server")]
    Single,
    /// Servers that copy each change to a majority of them and elect a leader among themselves.
    #[form(label = "A cluster")]
    Cluster(Cluster),
}

/// A cluster of servers.
#[derive(Clone, Debug, PartialEq, Form)]
pub(crate) struct Cluster {
    /// The number of servers. A change needs a majority of them: 3 servers survive the loss of one, 5 of two. Growing
    /// later goes one step at a time, from 3 to 5, never from 3 to 7.
    pub(crate) replicas: Int<2, 21>,
    /// The silence after which the leader sends a sign of life.
    #[form(label = "Heartbeat", unit = "ms")]
    pub(crate) heartbeat_ms: Int<1, 3_600_000>,
    /// The silence after which the other servers elect a new leader. At least three heartbeats, so that one lost
    /// message does not cause an election.
    #[form(label = "Term timeout", unit = "ms")]
    pub(crate) term_ms: Int<1, 3_600_000>,
    /// Each server waits this long, times its position in the cluster, before it stands for election. From 0.13.1.
    #[form(label = "Election factor", unit = "ms")]
    pub(crate) election_factor_ms: Int<0, 3_600_000>,
    /// The most log entries that the leader sends a server at once. From 0.14.0.
    pub(crate) max_log_entries: Int<0, { i64::MAX }>,
    /// The largest piece of a database that is sent at once. 0 stands for agdb's own default. From 0.14.0.
    #[form(unit = "bytes")]
    pub(crate) max_chunk_size: Int<0, { i64::MAX }>,
    /// The largest message of log entries, at most the limit of a request's body. 0 stands for agdb's own default.
    /// From 0.16.0.
    #[form(unit = "bytes")]
    pub(crate) max_append_size: Int<0, { i64::MAX }>,
}

impl Default for Cluster {
    /// The server's own defaults (agdb_server 0.16.0, `config.rs`) and the size of the vendor's example.
    fn default() -> Self {
        Self {
            replicas: Int::new(3),
            heartbeat_ms: Int::new(1000),
            term_ms: Int::new(3000),
            election_factor_ms: Int::new(1000),
            max_log_entries: Int::new(1000),
            max_chunk_size: Int::new(65_536),
            max_append_size: Int::new(4_194_304),
        }
    }
}

/// The disk of each server.
#[derive(Clone, Debug, PartialEq, Form)]
pub(crate) struct Storage {
    /// The size of each disk: databases, their backups, audit files and the log of the cluster.
    #[form(example = "10Gi")]
    pub(crate) size: StorageSize,
    /// The storage class of the disks. Empty: the class of the place where it runs.
    #[form(example = "managed-csi")]
    pub(crate) class: Blank<DnsSubdomain>,
    /// What happens to the disks when the StatefulSet is deleted.
    #[form(label = "Disks after deletion")]
    pub(crate) when_deleted: Retention,
    /// What happens to the disks of servers that are scaled away.
    #[form(label = "Disks after scaling down")]
    pub(crate) when_scaled: Retention,
}

impl Default for Storage {
    fn default() -> Self {
        Self {
            size: StorageSize::literal("1Gi"),
            class: Blank::default(),
            when_deleted: Retention::Retain,
            when_scaled: Retention::Retain,
        }
    }
}

/// What happens to a disk that is no longer used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Form)]
pub(crate) enum Retention {
    /// It stays until somebody deletes it.
    #[form(tag = "Retain")]
    Retain,
    /// It is deleted with all data on it.
    #[form(tag = "Delete")]
    Delete,
}

/// The traffic that is let through.
#[derive(Clone, Debug, PartialEq, Form)]
pub(crate) struct Policy {
    /// Who may connect to the servers, besides the servers themselves.
    pub(crate) clients: Vec<Peer>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            clients: vec![Peer::default()],
        }
    }
}

/// What each server gets of a node.
#[derive(Clone, Debug, PartialEq, Form)]
pub(crate) struct Resources {
    /// The share of processors that is reserved for each server.
    #[form(label = "CPU request", example = "500m")]
    pub(crate) cpu: CpuAmount,
    /// The most processors that a server may use. Empty: no limit.
    #[form(label = "CPU limit", example = "2")]
    pub(crate) cpu_limit: Blank<CpuAmount>,
    /// The memory of each server, reserved and at the same time its limit. Databases of the kinds mapped and memory
    /// live in it as a whole.
    #[form(example = "2Gi")]
    pub(crate) memory: MemorySize,
}

impl Default for Resources {
    fn default() -> Self {
        Self {
            cpu: CpuAmount::literal("250m"),
            cpu_limit: Blank::of(CpuAmount::literal("2")),
            memory: MemorySize::literal("512Mi"),
        }
    }
}

/// How the servers are spread, disrupted and stopped.
#[derive(Clone, Debug, PartialEq, Form)]
pub(crate) struct Availability {
    /// Whether two servers may share a node.
    pub(crate) spread: Spread,
    /// How many nodes of the cluster can run agdb. Empty: not known; then nobody checks that the servers fit.
    #[form(example = "3")]
    pub(crate) nodes: Blank<Int<1, 5000>>,
    /// How many servers may be moved away at once while nodes are drained.
    #[form(label = "Disruption budget")]
    pub(crate) disruption: Disruption,
    /// The name of an existing PriorityClass. Empty: the default of the cluster.
    pub(crate) priority_class: Blank<DnsSubdomain>,
    /// How long a server may take to load its databases before it is restarted.
    #[form(unit = "s")]
    pub(crate) startup_seconds: Int<10, 86_400>,
    /// How long a server may take to stop before it is killed.
    #[form(label = "Grace period", unit = "s")]
    pub(crate) grace_seconds: Int<1, 3600>,
}

impl Default for Availability {
    fn default() -> Self {
        Self {
            spread: Spread::Preferred,
            nodes: Blank::default(),
            disruption: Disruption::KeepMajority,
            priority_class: Blank::default(),
            startup_seconds: Int::new(300),
            grace_seconds: Int::new(30),
        }
    }
}

/// Whether two servers may share a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Form)]
pub(crate) enum Spread {
    /// Different nodes where there are enough; otherwise they share.
    #[form(label = "Rather not")]
    Preferred,
    /// Never; a server without a node of its own waits.
    #[form(label = "Never")]
    Required,
}

/// How many servers may be moved away at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Form)]
pub(crate) enum Disruption {
    /// As many as leave a majority running.
    #[form(label = "Keep a majority")]
    KeepMajority,
    /// One after the other, however many there are.
    #[form(label = "One at a time")]
    OneAtATime,
}
