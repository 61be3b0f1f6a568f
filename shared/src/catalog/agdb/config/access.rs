//! How clients reach the servers.

use crate::form::Form;
use crate::text::{Blank, Cidr, DnsLabel, DnsSubdomain};

/// How clients reach the servers.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub(crate) struct Access {
    /// A Service for clients that do not care which server answers. Each client stays with one server, since a server
    /// may lag behind the others.
    #[form(label = "Service for clients")]
    pub(crate) client_service: ClientService,
    /// A Service for each server, for clients that choose theirs.
    #[form(label = "Service for each server")]
    pub(crate) pod_services: PodServices,
    /// A host name outside the cluster that leads to the Service for clients.
    #[form(label = "From outside")]
    pub(crate) route: Route,
}

/// A Service for clients that do not care which server answers.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub(crate) enum ClientService {
    /// Clients name the server they want, such as agdb-0.agdb.
    #[default]
    None,
    /// One address within the cluster.
    #[form(label = "Within the cluster")]
    ClusterIp,
    /// One address outside the cluster, from the load balancer of the platform.
    LoadBalancer(LoadBalancer),
}

/// An address from the load balancer of the platform.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub(crate) struct LoadBalancer {
    /// The networks that may connect. None: everybody who can reach the load balancer.
    pub(crate) source_ranges: Vec<Cidr>,
}

/// A Service for each server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Form)]
pub(crate) enum PodServices {
    /// None; each server has its DNS name all the same.
    #[default]
    None,
    /// An address within the cluster for each.
    #[form(label = "Within the cluster")]
    ClusterIp,
    /// An address outside the cluster for each.
    LoadBalancer,
}

/// A host name outside the cluster.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub(crate) enum Route {
    /// None.
    #[default]
    None,
    /// An Ingress, which a controller in the cluster serves.
    Ingress(Ingress),
    /// An HTTPRoute of the Gateway API, attached to an existing Gateway.
    #[form(label = "Gateway route")]
    Gateway(Gateway),
}

/// An Ingress.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub(crate) struct Ingress {
    /// The host name that clients use.
    #[form(example = "agdb.example.com")]
    pub(crate) host: DnsSubdomain,
    /// The class of the controller that serves it. Empty: the default class of the cluster.
    #[form(example = "traefik")]
    pub(crate) class: Blank<DnsSubdomain>,
    /// The existing TLS Secret of the host name. Empty: plain HTTP.
    #[form(label = "TLS Secret", example = "agdb-example-com-tls")]
    pub(crate) tls_secret: Blank<DnsSubdomain>,
}

/// An HTTPRoute of the Gateway API.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub(crate) struct Gateway {
    /// The host name that clients use.
    #[form(example = "agdb.example.com")]
    pub(crate) host: DnsSubdomain,
    /// The name of the Gateway.
    pub(crate) name: DnsSubdomain,
    /// The namespace of the Gateway. Empty: the same namespace.
    pub(crate) namespace: Blank<DnsLabel>,
    /// The listener of the Gateway. Empty: every listener that allows it.
    pub(crate) listener: Blank<DnsSubdomain>,
}
