//! Network policies: who may connect, and the way to the cluster's DNS.

use std::collections::BTreeMap;

use k8s_openapi::api::networking::v1::{
    IPBlock, NetworkPolicyEgressRule, NetworkPolicyPeer, NetworkPolicyPort,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use crate::form::{Form, Leaf};
use crate::site::ClusterDns;
use crate::text::{Cidr, DnsLabel};

/// Somebody who may connect.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub enum Peer {
    /// Every pod of the same namespace.
    #[form(label = "This namespace")]
    #[default]
    SameNamespace,
    /// Every pod of another namespace.
    #[form(label = "Another namespace")]
    Namespace(NamespacePeer),
    /// Addresses outside the cluster, or of its nodes.
    #[form(label = "A network")]
    Network(NetworkPeer),
    /// Everybody.
    Everybody,
}

/// Every pod of a namespace.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub struct NamespacePeer {
    /// The name of the namespace.
    #[form(example = "ingress-controller")]
    pub name: DnsLabel,
}

/// Addresses of a network.
#[derive(Clone, Debug, Default, PartialEq, Form)]
pub struct NetworkPeer {
    /// The network in CIDR notation.
    #[form(example = "10.20.0.0/16")]
    pub cidr: Cidr,
}

/// The peers as a policy names them, or `None` where everybody may connect.
pub fn peers(peers: &[Peer]) -> Option<Vec<NetworkPolicyPeer>> {
    peers.iter().map(peer).collect()
}

fn peer(peer: &Peer) -> Option<NetworkPolicyPeer> {
    match peer {
        Peer::SameNamespace => Some(pods(BTreeMap::new())),
        Peer::Namespace(other) => Some(in_namespace(other.name.as_str())),
        Peer::Network(network) => Some(NetworkPolicyPeer {
            ip_block: Some(IPBlock {
                cidr: network.cidr.print(),
                except: None,
            }),
            ..NetworkPolicyPeer::default()
        }),
        Peer::Everybody => None,
    }
}

/// The pods of the same namespace that carry the labels.
pub fn pods(labels: BTreeMap<String, String>) -> NetworkPolicyPeer {
    NetworkPolicyPeer {
        pod_selector: Some(selecting(labels)),
        ..NetworkPolicyPeer::default()
    }
}

fn in_namespace(name: &str) -> NetworkPolicyPeer {
    let label = [("kubernetes.io/metadata.name".to_owned(), name.to_owned())];
    NetworkPolicyPeer {
        namespace_selector: Some(selecting(label.into())),
        ..NetworkPolicyPeer::default()
    }
}

fn selecting(labels: BTreeMap<String, String>) -> LabelSelector {
    let match_labels = Some(labels).filter(|labels| !labels.is_empty());
    LabelSelector {
        match_labels,
        ..LabelSelector::default()
    }
}

/// A port of one protocol.
pub fn port(protocol: &str, port: IntOrString) -> NetworkPolicyPort {
    NetworkPolicyPort {
        port: Some(port),
        protocol: Some(protocol.to_owned()),
        end_port: None,
    }
}

/// The way to the cluster's DNS.
pub fn dns(dns: &ClusterDns) -> NetworkPolicyEgressRule {
    let labelled = |namespace: &str, key: &str, value: &str| NetworkPolicyPeer {
        pod_selector: Some(selecting([(key.to_owned(), value.to_owned())].into())),
        ..in_namespace(namespace)
    };
    let core_dns = || labelled("kube-system", "k8s-app", "kube-dns");
    let (to, number) = match dns {
        ClusterDns::KubeDns => (vec![core_dns()], 53),
        ClusterDns::NodeLocal => {
            let block = IPBlock {
                cidr: "169.254.20.10/32".to_owned(),
                except: None,
            };
            let cache = NetworkPolicyPeer {
                ip_block: Some(block),
                ..NetworkPolicyPeer::default()
            };
            (vec![core_dns(), cache], 53)
        }
        ClusterDns::OpenShift => {
            let pods = labelled(
                "openshift-dns",
                "dns.operator.openshift.io/daemonset-dns",
                "default",
            );
            (vec![pods], 5353)
        }
    };
    let ports = ["UDP", "TCP"].map(|protocol| port(protocol, IntOrString::Int(number)));
    NetworkPolicyEgressRule {
        ports: Some(ports.into()),
        to: Some(to),
    }
}
