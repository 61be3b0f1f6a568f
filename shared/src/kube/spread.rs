//! How the pods of a component are spread over nodes and zones.

use k8s_openapi::api::core::v1::{
    Affinity, PodAffinityTerm, PodAntiAffinity, TopologySpreadConstraint, WeightedPodAffinityTerm,
};

use super::identity::Identity;

const HOST: &str = "kubernetes.io/hostname";
const ZONE: &str = "topology.kubernetes.io/zone";

/// Whether two pods of a component may share a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// Only where there are too few nodes.
    Avoided,
    /// Never; a pod without a node of its own stays pending.
    Forbidden,
}

/// The rule that keeps the component's pods on different nodes.
pub fn anti_affinity(identity: &Identity<'_>, sharing: Sharing) -> Affinity {
    let term = PodAffinityTerm {
        label_selector: Some(identity.label_selector()),
        topology_key: HOST.to_owned(),
        ..PodAffinityTerm::default()
    };
    let rule = match sharing {
        Sharing::Avoided => PodAntiAffinity {
            preferred_during_scheduling_ignored_during_execution: Some(vec![
                WeightedPodAffinityTerm {
                    weight: 100,
                    pod_affinity_term: term,
                },
            ]),
            ..PodAntiAffinity::default()
        },
        Sharing::Forbidden => PodAntiAffinity {
            required_during_scheduling_ignored_during_execution: Some(vec![term]),
            ..PodAntiAffinity::default()
        },
    };
    Affinity {
        pod_anti_affinity: Some(rule),
        ..Affinity::default()
    }
}

/// The rule that spreads the component's pods over zones as evenly as the nodes allow.
pub fn over_zones(identity: &Identity<'_>) -> Vec<TopologySpreadConstraint> {
    vec![TopologySpreadConstraint {
        label_selector: Some(identity.label_selector()),
        max_skew: 1,
        node_taints_policy: Some("Honor".to_owned()),
        topology_key: ZONE.to_owned(),
        when_unsatisfiable: "ScheduleAnyway".to_owned(),
        ..TopologySpreadConstraint::default()
    }]
}
