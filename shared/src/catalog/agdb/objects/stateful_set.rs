//! The StatefulSet.

use k8s_openapi::api::apps::v1::{
    StatefulSet, StatefulSetPersistentVolumeClaimRetentionPolicy, StatefulSetSpec,
    StatefulSetUpdateStrategy,
};
use k8s_openapi::api::core::v1::{
    PersistentVolumeClaim, PersistentVolumeClaimSpec, VolumeResourceRequirements,
};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::pod;
use crate::catalog::agdb::topology::Topology;
use crate::kube::object::Object;

/// The name of the claim of each server's disk.
pub(super) const DATA: &str = "data";

/// The servers. All start at once, since each waits for the others.
pub(super) fn stateful_set(topology: &Topology) -> Object {
    let identity = topology.identity();
    let spec = StatefulSetSpec {
        persistent_volume_claim_retention_policy: Some(
            StatefulSetPersistentVolumeClaimRetentionPolicy {
                when_deleted: Some(topology.storage.when_deleted.tag().to_owned()),
                when_scaled: Some(topology.storage.when_scaled.tag().to_owned()),
            },
        ),
        pod_management_policy: Some("Parallel".to_owned()),
        replicas: Some(i32::try_from(topology.replicas).unwrap_or(i32::MAX)),
        selector: identity.label_selector(),
        service_name: Some(topology.name.clone()),
        template: pod::template(topology),
        update_strategy: Some(StatefulSetUpdateStrategy {
            type_: Some("RollingUpdate".to_owned()),
            ..StatefulSetUpdateStrategy::default()
        }),
        volume_claim_templates: Some(vec![claim(topology)]),
        ..StatefulSetSpec::default()
    };
    Object::new(&StatefulSet {
        metadata: identity.meta_with(&topology.name, &topology.exceptions),
        spec: Some(spec),
        ..StatefulSet::default()
    })
}

/// The disk of each server. Its labels never change, for nothing of it can be changed later but its size.
fn claim(topology: &Topology) -> PersistentVolumeClaim {
    let class = topology
        .storage
        .class
        .get()
        .or_else(|| topology.site.storage_class.get());
    let requests = [(
        "storage".to_owned(),
        Quantity(topology.storage.size.as_str().to_owned()),
    )];
    PersistentVolumeClaim {
        metadata: ObjectMeta {
            name: Some(DATA.to_owned()),
            labels: Some(topology.identity().selector()),
            ..ObjectMeta::default()
        },
        spec: Some(PersistentVolumeClaimSpec {
            access_modes: Some(vec!["ReadWriteOnce".to_owned()]),
            resources: Some(VolumeResourceRequirements {
                requests: Some(requests.into()),
                limits: None,
            }),
            storage_class_name: class.map(|class| class.as_str().to_owned()),
            ..PersistentVolumeClaimSpec::default()
        }),
        ..PersistentVolumeClaim::default()
    }
}
