//! Which rules belong to which type of the field table.

use super::config;
use super::containers;
use super::findings::Findings;
use super::ingress;
use super::jobs;
use super::lint;
use super::metadata;
use super::node::Node;
use super::pod;
use super::policies;
use super::probes;
use super::resources;
use super::scheduling;
use super::security;
use super::selectors;
use super::services;
use super::storage;
use super::volumes;
use super::workloads;

/// Checks what the table cannot say of a value of a type.
pub(super) fn check(cx: &mut Findings, name: &str, node: &Node) {
    match name {
        "LabelSelectorRequirement" => selectors::requirement(cx, node),
        "NodeSelector" => selectors::node_selector(cx, node),
        "PreferredSchedulingTerm" => selectors::node_term(cx, &node.get("preference"), false),
        "PodTemplateSpec" => pod::template(cx, node),
        "PodSpec" => pod::spec(cx, node),
        "Container" => containers::check(cx, node),
        "EnvVar" => containers::variable(cx, node),
        "ResourceRequirements" => resources::check(cx, node),
        "Probe" => probes::check(cx, node),
        "HTTPGetAction" => probes::http(cx, node),
        "SecurityContext" => security::container(cx, node),
        "PodSecurityContext" => security::pod(cx, node),
        "SeccompProfile" => security::profile(cx, node, false),
        "AppArmorProfile" => security::profile(cx, node, true),
        "Affinity" => scheduling::affinity(cx, node),
        "PodAffinityTerm" => scheduling::affinity_term(cx, node),
        "Toleration" => scheduling::toleration(cx, node),
        "Volume" => volumes::check(cx, node),
        "PersistentVolumeClaimSpec" => storage::claim(cx, node),
        "PersistentVolumeSpec" => storage::volume(cx, node),
        "DeploymentSpec" => workloads::deployment(cx, node),
        "StatefulSetSpec" => workloads::stateful_set(cx, node),
        "ReplicaSetSpec" => workloads::replica_set(cx, node),
        "JobSpec" => jobs::spec(cx, node),
        "ServiceSpec" => services::spec(cx, node),
        "NetworkPolicySpec" => policies::network_policy(cx, node),
        "NetworkPolicyPeer" => policies::peer(cx, node),
        "NetworkPolicyPort" => policies::port(cx, node),
        "IPBlock" => policies::ip_block(cx, node),
        "PodDisruptionBudgetSpec" => policies::budget(cx, node),
        "IngressSpec" => ingress::spec(cx, node),
        "HTTPIngressPath" => ingress::path(cx, node),
        "IngressBackend" => ingress::backend(cx, node),
        "Secret" => config::secret(cx, node),
        "ConfigMap" => config::config_map(cx, node),
        _ => {}
    }
    lint::part(cx, name, node);
}

/// Checks what concerns an object of a kind as a whole, its name for one.
pub(super) fn object(cx: &mut Findings, kind: &str, node: &Node) {
    match kind {
        "Pod" => pod::object(cx, node),
        "Deployment" | "ReplicaSet" | "ReplicationController" | "Job" | "CronJob" => {
            metadata::names_pods(cx, node);
        }
        "Namespace" => metadata::namespace(cx, node),
        _ => {}
    }
    lint::object(cx, kind, node);
}
