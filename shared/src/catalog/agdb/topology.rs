//! The answers, right as a whole, with everything that follows from them.

use super::config::{
    Access, Availability, Cluster, Config, Credentials, Policy, Resources, Server, Servers,
    Storage, Tls,
};
use super::text::Version;
use crate::kube::exceptions::{Demand, Exception};
use crate::kube::identity::Identity;
use crate::kube::image;
use crate::site::Site;

/// User and group of the process in the image (agdb_server 0.16.0, `containerfile`).
pub(super) const USER: i64 = 1000;

/// A deployment of agdb.
#[derive(Clone, Debug)]
pub(crate) struct Topology {
    /// The name of the StatefulSet, of its headless Service and of the archive.
    pub(super) name: String,
    /// The image with tag and digest.
    pub(super) image: String,
    /// The release.
    pub(super) version: Version,
    /// The release as text.
    pub(super) release: String,
    /// The number of servers.
    pub(super) replicas: i64,
    /// How the servers agree, where there are several.
    pub(super) cluster: Option<Cluster>,
    /// The name of the Secret with configuration and pepper.
    pub(super) secret_name: String,
    /// How each server behaves.
    pub(super) server: Server,
    /// The secrets.
    pub(super) credentials: Credentials,
    /// Encryption, where it is on.
    pub(super) tls: Option<Tls>,
    /// The disks.
    pub(super) storage: Storage,
    /// How clients reach the servers.
    pub(super) access: Access,
    /// The traffic that is let through, where it is limited.
    pub(super) policy: Option<Policy>,
    /// What each server gets of a node.
    pub(super) resources: Resources,
    /// Spread, disruption, priority, waits.
    pub(super) availability: Availability,
    /// The checkers' demands that are not met.
    pub(super) exceptions: Vec<Exception>,
    /// The place where it runs.
    pub(super) site: Site,
}

/// How many of `servers` must agree on a change.
pub(super) const fn majority(servers: i64) -> i64 {
    servers / 2 + 1
}

impl Topology {
    /// The topology of answers that contradict one another nowhere.
    pub(super) fn of(config: Config) -> Self {
        let name = config.name.as_str().to_owned();
        let secret_name = config.credentials.secret_name.get();
        let secret_name = secret_name.map_or_else(
            || format!("{name}-config"),
            |given| given.as_str().to_owned(),
        );
        let release = crate::form::Leaf::print(&config.image.version);
        let cluster = match &config.servers {
            Servers::Single => None,
            Servers::Cluster(cluster) => Some(cluster.clone()),
        };
        Self {
            image: image::reference(
                &config.site,
                &config.image.repository,
                &release,
                config.image.digest.get(),
            ),
            version: config.image.version,
            replicas: cluster.as_ref().map_or(1, |cluster| cluster.replicas.get()),
            exceptions: exceptions(&config),
            release,
            name,
            cluster,
            secret_name,
            server: config.server,
            credentials: config.credentials,
            tls: config.tls,
            storage: config.storage,
            access: config.access,
            policy: config.network_policy,
            resources: config.resources,
            availability: config.availability,
            site: config.site,
        }
    }

    /// The names and labels of the servers' objects.
    pub(super) fn identity(&self) -> Identity<'_> {
        Identity {
            product: "agdb",
            instance: &self.name,
            component: "server",
            version: &self.release,
            site: &self.site,
        }
    }

    /// The name of the pod of a server.
    pub(super) fn pod(&self, index: i64) -> String {
        format!("{}-{index}", self.name)
    }

    /// The DNS name of a server.
    pub(super) fn host(&self, index: i64) -> String {
        let (namespace, domain) = (
            self.site.namespace.as_str(),
            self.site.cluster_domain.as_str(),
        );
        format!("{}.{}.{namespace}.svc.{domain}", self.pod(index), self.name)
    }

    /// `http`, or `https` with TLS.
    pub(super) const fn scheme(&self) -> &'static str {
        if self.tls.is_some() { "https" } else { "http" }
    }

    /// The URL of a server without the base path.
    pub(super) fn address(&self, index: i64) -> String {
        format!(
            "{}://{}:{}",
            self.scheme(),
            self.host(index),
            self.server.port.get()
        )
    }

    /// The base path, empty or beginning with a slash and ending in none.
    pub(super) fn basepath(&self) -> &str {
        self.server
            .basepath
            .get()
            .map_or("", |path| path.as_str().trim_end_matches('/'))
    }

    /// The path that answers while a server is up.
    pub(super) fn status_path(&self) -> String {
        format!("{}/api/v1/status", self.basepath())
    }

    /// How many servers must agree on a change.
    pub(super) const fn majority(&self) -> i64 {
        majority(self.replicas)
    }

    /// The name of the Service for clients.
    pub(super) fn client_service(&self) -> String {
        format!("{}-client", self.name)
    }

    /// The entry of the secret store that holds the values.
    pub(super) fn store_entry(&self, given: Option<&str>) -> String {
        given.map_or_else(
            || format!("{}/{}", self.site.namespace.as_str(), self.name),
            str::to_owned,
        )
    }
}

fn exceptions(config: &Config) -> Vec<Exception> {
    let exception = |demand, reason: &str| Exception {
        demand,
        reason: reason.to_owned(),
    };
    let mut exceptions = vec![
        exception(
            Demand::HighUserId,
            "The image owns its files as user and group 1000.",
        ),
        exception(
            Demand::AlwaysPull,
            "A server must start again while the registry is away.",
        ),
    ];
    if config.image.digest.get().is_none() {
        exceptions.push(exception(
            Demand::ImageDigest,
            "No digest was given; the tag names a release that does not change.",
        ));
    }
    if config.resources.cpu_limit.get().is_none() {
        exceptions.push(exception(
            Demand::CpuLimit,
            "A limit would slow the servers down just when they have much to do.",
        ));
    }
    if config.availability.priority_class.get().is_none() {
        exceptions.push(exception(
            Demand::PriorityClass,
            "Which classes exist is decided by the cluster; none was named.",
        ));
    }
    if matches!(config.servers, Servers::Single) {
        exceptions.push(exception(
            Demand::SeveralReplicas,
            "One server was chosen; a budget would only block the draining of its node.",
        ));
    }
    if config.network_policy.is_none() {
        exceptions.push(exception(
            Demand::LimitedTraffic,
            "No network policy was asked for.",
        ));
    }
    exceptions
}
