//! What limits traffic and disruptions.

use k8s_openapi::api::networking::v1::{
    NetworkPolicy, NetworkPolicyEgressRule, NetworkPolicyIngressRule, NetworkPolicySpec,
};
use k8s_openapi::api::policy::v1::{PodDisruptionBudget, PodDisruptionBudgetSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::services;
use crate::catalog::agdb::config::Disruption;
use crate::catalog::agdb::topology::Topology;
use crate::kube::identity::INSTANCE;
use crate::kube::object::Object;
use crate::kube::policy;

/// Lets clients and the other servers in, and the servers out to each other and to DNS.
///
/// It selects by one label, since Polaris accepts no more.
pub(super) fn network_policy(topology: &Topology) -> Option<Object> {
    let answers = topology.policy.as_ref()?;
    let instance = [(INSTANCE.to_owned(), topology.name.clone())];
    let servers = policy::pods(instance.clone().into());
    let port = || {
        Some(vec![policy::port(
            "TCP",
            IntOrString::Int(services::port(topology)),
        )])
    };
    let from = policy::peers(&answers.clients).map(|mut peers| {
        peers.push(servers.clone());
        peers
    });
    let spec = NetworkPolicySpec {
        pod_selector: Some(LabelSelector {
            match_labels: Some(instance.into()),
            ..LabelSelector::default()
        }),
        policy_types: Some(vec!["Ingress".to_owned(), "Egress".to_owned()]),
        ingress: Some(vec![NetworkPolicyIngressRule {
            from,
            ports: port(),
        }]),
        egress: Some(vec![
            policy::dns(&topology.site.dns),
            NetworkPolicyEgressRule {
                ports: port(),
                to: Some(vec![servers]),
            },
        ]),
    };
    Some(Object::new(&NetworkPolicy {
        metadata: topology.identity().meta(&topology.name),
        spec: Some(spec),
    }))
}

/// How many servers may be moved away at once. One alone has no budget: it could only block the draining of its node.
///
/// Two servers have no majority to spare; a budget that keeps both would never let a node be drained.
pub(super) fn disruption_budget(topology: &Topology) -> Option<Object> {
    topology.cluster.as_ref()?;
    let keep =
        topology.availability.disruption == Disruption::KeepMajority && topology.replicas > 2;
    let count = |servers| Some(IntOrString::Int(i32::try_from(servers).unwrap_or(i32::MAX)));
    let spec = PodDisruptionBudgetSpec {
        min_available: if keep {
            count(topology.majority())
        } else {
            None
        },
        max_unavailable: if keep { None } else { count(1) },
        selector: Some(topology.identity().label_selector()),
        unhealthy_pod_eviction_policy: Some("IfHealthyBudget".to_owned()),
    };
    Some(Object::new(&PodDisruptionBudget {
        metadata: topology.identity().meta(&topology.name),
        spec: Some(spec),
        ..PodDisruptionBudget::default()
    }))
}
