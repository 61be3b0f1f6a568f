//! Which rules belong to which type of the field table.

use super::findings::Findings;
use super::node::Node;
use super::{
    autoscaling, config, containers, ingress, jobs, metadata, pod, policies, probes, projected,
    rbac, resources, scheduling,
};
use super::{security, selectors, services, storage, volumes, workloads};

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
        "WindowsSecurityContextOptions" => security::windows(cx, node),
        "Affinity" => scheduling::affinity(cx, node),
        "PodAffinityTerm" => scheduling::affinity_term(cx, node),
        "Toleration" => scheduling::toleration(cx, node),
        "PodDNSConfig" => scheduling::dns(cx, node),
        "Volume" => volumes::check(cx, node),
        "ProjectedVolumeSource" => projected::check(cx, node),
        "DownwardAPIVolumeSource" | "DownwardAPIProjection" => projected::downward(cx, node, node),
        "CSIVolumeSource" => volumes::csi(cx, node),
        "PersistentVolumeClaimTemplate" => volumes::claim_template(cx, node),
        "PersistentVolumeClaimSpec" => storage::claim(cx, node),
        "PersistentVolumeSpec" => storage::volume(cx, node),
        "StorageClass" => storage::class(cx, node),
        "DeploymentSpec" => workloads::deployment(cx, node),
        "StatefulSetSpec" => workloads::stateful_set(cx, node),
        "DaemonSetSpec" => workloads::daemon_set(cx, node),
        "ReplicaSetSpec" => workloads::replica_set(cx, node),
        "ReplicationControllerSpec" => workloads::replication_controller(cx, node),
        "JobSpec" => jobs::spec(cx, node),
        "PodFailurePolicy" => jobs::failure_policy(cx, node),
        "PodFailurePolicyRule" => jobs::failure_rule(cx, node),
        "CronJobSpec" => jobs::cron(cx, node),
        "ServiceSpec" => services::spec(cx, node),
        "NetworkPolicySpec" => policies::network_policy(cx, node),
        "NetworkPolicyPeer" => policies::peer(cx, node),
        "NetworkPolicyPort" => policies::port(cx, node),
        "IPBlock" => policies::ip_block(cx, node),
        "PodDisruptionBudgetSpec" => policies::budget(cx, node),
        "IngressSpec" => ingress::spec(cx, node),
        "HTTPIngressPath" => ingress::path(cx, node),
        "IngressBackend" => ingress::backend(cx, node),
        "IngressClassSpec" => ingress::class(cx, node),
        "IngressClassParametersReference" => ingress::class_parameters(cx, node),
        "HorizontalPodAutoscalerSpec" => autoscaling::spec(cx, node),
        "MetricSpec" => autoscaling::metric(cx, node),
        "PolicyRule" => rbac::rule(cx, node),
        "RoleRef" => rbac::role(cx, node),
        "AggregationRule" => rbac::aggregation(cx, node),
        "HPAScalingRules" => autoscaling::scaling(cx, node),
        "Subject" => rbac::subject(cx, node),
        "Secret" => config::secret(cx, node),
        "ConfigMap" => config::config_map(cx, node),
        _ => {}
    }
}

/// Checks what concerns an object of a kind as a whole, its name for one.
pub(super) fn object(cx: &mut Findings, kind: &str, node: &Node) {
    match kind {
        "Pod" => pod::object(cx, node),
        "Deployment" | "ReplicaSet" | "ReplicationController" => workloads::named_after(cx, node),
        "Namespace" => metadata::namespace(cx, node),
        "Job" => jobs::object(cx, node),
        "CronJob" => jobs::cron_object(cx, node),
        "Service" => services::object(cx, node),
        "Ingress" => ingress::object(cx, node),
        "PersistentVolumeClaim" => storage::claim_object(cx, node),
        "PriorityClass" => scheduling::priority_class(cx, node),
        "Endpoints" => services::endpoints(cx, node),
        _ => {}
    }
}
