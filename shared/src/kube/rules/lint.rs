//! The rest of the rules: kinds that no product makes, and what only somebody else's manifest gets wrong.
//!
//! The command line has them all. The page does without: what it checks is made by Drydock itself, and the whole weighs
//! more than three times as much.

mod addresses;
mod autoscaling;
mod containers;
mod cron;
mod devices;
mod formats;
mod host;
mod ingress;
mod jobs;
mod metadata;
mod pods;
mod projected;
mod rbac;
mod scheduling;
mod secrets;
mod services;
mod sources;
mod storage;
mod versions;
mod windows;
mod workloads;
mod zones;

use super::findings::Findings;
use super::node::Node;
use super::rule::Rule;

pub(super) use formats::{address, broken, range};
pub(super) use versions::check as version;

/// The types that only these rules look into.
pub(super) const FIELDS: &str = concat!(
    include_str!("fields/lint/autoscaling.txt"),
    include_str!("fields/lint/networking.txt"),
    include_str!("fields/lint/pods.txt"),
    include_str!("fields/lint/quotas.txt"),
    include_str!("fields/lint/rbac.txt"),
    include_str!("fields/lint/volumes.txt"),
    include_str!("fields/lint/workloads.txt"),
);

/// Every rule of these modules.
pub(super) static ALL: [&[&Rule]; 20] = [
    addresses::ALL,
    autoscaling::ALL,
    containers::ALL,
    devices::ALL,
    formats::ALL,
    host::ALL,
    ingress::ALL,
    jobs::ALL,
    metadata::ALL,
    pods::ALL,
    projected::ALL,
    rbac::ALL,
    scheduling::ALL,
    secrets::ALL,
    services::ALL,
    sources::ALL,
    storage::ALL,
    versions::ALL,
    windows::ALL,
    workloads::ALL,
];

/// Checks a value of a type.
pub(super) fn part(cx: &mut Findings, name: &str, node: &Node) {
    match name {
        "ObjectMeta" => metadata::check(cx, node),
        "PodSpec" => pods::spec(cx, node),
        "Container" => containers::check(cx, node),
        "PodSecurityContext" => host::context(cx, node),
        "WindowsSecurityContextOptions" => windows::options(cx, node),
        "PodAffinityTerm" => scheduling::affinity_term(cx, node),
        "PodDNSConfig" => scheduling::dns(cx, node),
        "Volume" => sources::check(cx, node),
        "ProjectedVolumeSource" => projected::check(cx, node),
        "DownwardAPIVolumeSource" | "DownwardAPIProjection" => projected::downward(cx, node, node),
        "CSIVolumeSource" => sources::csi(cx, node),
        "PersistentVolumeClaimTemplate" => sources::claim_template(cx, node),
        "PersistentVolumeClaimSpec" => storage::claim(cx, node),
        "PersistentVolumeSpec" => storage::volume(cx, node),
        "DaemonSetSpec" => workloads::daemon_set(cx, node),
        "ReplicationControllerSpec" => workloads::replication_controller(cx, node),
        "JobSpec" => jobs::spec(cx, node),
        "PodFailurePolicy" => jobs::failure_policy(cx, node),
        "PodFailurePolicyRule" => jobs::failure_rule(cx, node),
        "CronJobSpec" => jobs::cron(cx, node),
        "ServiceSpec" => addresses::spec(cx, node),
        "IngressClassSpec" => ingress::class(cx, node),
        "IngressClassParametersReference" => ingress::class_parameters(cx, node),
        "HorizontalPodAutoscalerSpec" => autoscaling::spec(cx, node),
        "HPAScalingRules" => autoscaling::scaling(cx, node),
        "MetricSpec" => autoscaling::metric(cx, node),
        "PolicyRule" => rbac::rule(cx, node),
        "RoleRef" => rbac::role(cx, node),
        "Subject" => rbac::subject(cx, node),
        "AggregationRule" => rbac::aggregation(cx, node),
        _ => {}
    }
}

/// Checks what concerns an object of a kind as a whole.
pub(super) fn object(cx: &mut Findings, kind: &str, node: &Node) {
    match kind {
        "Namespace" => metadata::namespace(cx, node),
        "Job" => jobs::object(cx, node),
        "CronJob" => jobs::cron_object(cx, node),
        "Secret" => secrets::check(cx, node),
        "Service" => services::object(cx, node),
        "Endpoints" => services::endpoints(cx, node),
        "Ingress" => ingress::object(cx, node),
        "PersistentVolumeClaim" => storage::claim_object(cx, node),
        "StorageClass" => storage::class(cx, node),
        "PriorityClass" => scheduling::priority_class(cx, node),
        _ => {}
    }
}
