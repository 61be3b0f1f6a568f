use serde_json::{Value, json};

use super::*;

fn object(kind: &str, rest: Value) -> Object {
    let mut value = json!({
        "apiVersion": "v1", "kind": kind, "metadata": { "name": "a", "namespace": "n" },
    });
    let (Value::Object(members), Value::Object(rest)) = (&mut value, rest) else {
        panic!("both are objects");
    };
    members.extend(rest);
    Object::of_value(value)
}

/// Each line: the kind, a part of the object before and after, the one field that differs, and the class.
const CHANGES: &str = "
StatefulSet | spec: {replicas: 3} | spec: {replicas: 5} | spec.replicas | safe
StatefulSet | spec: {replicas: 3} | spec: {replicas: 1} | spec.replicas | safe
StatefulSet | spec: {persistentVolumeClaimRetentionPolicy: {whenScaled: Delete, whenDeleted: Delete}, replicas: 3} | spec: {persistentVolumeClaimRetentionPolicy: {whenScaled: Delete, whenDeleted: Delete}, replicas: 1} | spec.replicas | data loss
StatefulSet | spec: {persistentVolumeClaimRetentionPolicy: {whenScaled: Delete, whenDeleted: Delete}, replicas: 1} | spec: {persistentVolumeClaimRetentionPolicy: {whenScaled: Delete, whenDeleted: Delete}, replicas: 3} | spec.replicas | safe
StatefulSet | spec: {serviceName: a} | spec: {serviceName: b} | spec.serviceName | needs recreate
StatefulSet | spec: {persistentVolumeClaimRetentionPolicy: {whenScaled: Delete, whenDeleted: Delete}, serviceName: a} | spec: {persistentVolumeClaimRetentionPolicy: {whenScaled: Delete, whenDeleted: Delete}, serviceName: b} | spec.serviceName | data loss
StatefulSet | spec: {minReadySeconds: 1} | spec: {minReadySeconds: 2} | spec.minReadySeconds | safe
StatefulSet | spec: {template: {spec: {containers: [{name: x, image: a}]}}} | spec: {template: {spec: {containers: [{name: x, image: b}]}}} | spec.template.spec.containers[x].image | rolls pods
StatefulSet | spec: {volumeClaimTemplates: [{metadata: {name: data}, size: 1}]} | spec: {volumeClaimTemplates: [{metadata: {name: data}, size: 2}]} | spec.volumeClaimTemplates[data].size | needs recreate
Deployment | spec: {template: {spec: {containers: [{name: x, image: a}]}}} | spec: {template: {spec: {containers: [{name: x, image: b}]}}} | spec.template.spec.containers[x].image | rolls pods
Deployment | spec: {selector: a} | spec: {selector: b} | spec.selector | needs recreate
Deployment | spec: {replicas: 2} | spec: {replicas: 1} | spec.replicas | safe
Job | spec: {template: {spec: {containers: [{name: x, image: a}]}}} | spec: {template: {spec: {containers: [{name: x, image: b}]}}} | spec.template.spec.containers[x].image | needs recreate
Pod | spec: {containers: [{image: a}]} | spec: {containers: [{image: b}]} | spec.containers[0].image | safe
Pod | spec: {nodeName: a} | spec: {nodeName: b} | spec.nodeName | needs recreate
Service | spec: {clusterIP: None} | spec: {} | spec.clusterIP | needs recreate
Service | spec: {type: ClusterIP} | spec: {type: NodePort} | spec.type | safe
ConfigMap | data: {a.yaml: x} | data: {a.yaml: y} | data[a.yaml] | safe
ConfigMap | {immutable: true, data: {a: x}} | {immutable: true, data: {a: y}} | data.a | needs recreate
Secret | type: a | type: b | type | needs recreate
PersistentVolumeClaim | spec: {resources: {requests: {storage: 900Mi}}} | spec: {resources: {requests: {storage: 1Gi}}} | spec.resources.requests.storage | safe
PersistentVolumeClaim | spec: {resources: {requests: {storage: 1Gi}}} | spec: {resources: {requests: {storage: 900Mi}}} | spec.resources.requests.storage | data loss
PersistentVolumeClaim | spec: {storageClassName: a} | spec: {storageClassName: b} | spec.storageClassName | data loss
PersistentVolume | spec: {csi: {volumeHandle: a}} | spec: {csi: {volumeHandle: b}} | spec.csi.volumeHandle | needs recreate
PersistentVolume | spec: {} | spec: {nodeAffinity: 1} | spec.nodeAffinity | safe
PersistentVolume | spec: {nodeAffinity: 1} | spec: {nodeAffinity: 2} | spec.nodeAffinity | needs recreate
StorageClass | parameters: {a: b} | parameters: {a: c} | parameters.a | needs recreate
RoleBinding | roleRef: {name: a} | roleRef: {name: b} | roleRef.name | needs recreate
Ingress | spec: {ingressClassName: a} | spec: {ingressClassName: b} | spec.ingressClassName | safe
";

#[test]
fn a_change_is_classed_by_what_it_does() {
    for row in CHANGES.trim().lines() {
        let columns: Vec<_> = row.split(" | ").collect();
        let [kind, old, new, field, effect] = columns[..] else {
            panic!("{row}");
        };
        let side = |text: &str| [object(kind, serde_yaml_ng::from_str(text).unwrap())];
        let changes = compare(&side(old), &side(new));
        let [change] = &changes[..] else {
            panic!("{row}: {changes:?}");
        };
        let What::Changed(fields) = &change.what else {
            panic!("{row}: {change:?}");
        };
        let fields: Vec<_> = fields.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, [field], "{row}");
        assert_eq!(change.effect.map(Effect::words), Some(effect), "{row}");
    }
}

#[test]
fn what_is_only_on_one_side_is_added_or_removed() {
    for (kind, rest, effect) in [
        ("PersistentVolumeClaim", json!({}), Some(Effect::DataLoss)),
        ("StatefulSet", json!({}), None),
        (
            "StatefulSet",
            json!({"spec": {"persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Delete"}}}),
            Some(Effect::DataLoss),
        ),
        (
            "PersistentVolume",
            json!({"spec": {"persistentVolumeReclaimPolicy": "Retain"}}),
            None,
        ),
        ("Service", json!({}), None),
    ] {
        let side = [object(kind, rest)];
        let expected = |what, effect| {
            vec![Change {
                object: format!("{kind} n/a"),
                what,
                effect,
            }]
        };
        assert_eq!(compare(&side, &[]), expected(What::Removed, effect));
        assert_eq!(compare(&[], &side), expected(What::Added, None));
        assert_eq!(compare(&side, &side), []);
    }
}

#[test]
fn what_the_server_writes_is_no_change() {
    let old = object("Pod", json!({"status": {"phase": "Running"}}));
    assert_eq!(compare(&[old], &[object("Pod", json!({}))]), []);
    let applied = |text: &str| {
        let annotations =
            json!({"x": "y", "kubectl.kubernetes.io/last-applied-configuration": text});
        [object(
            "Secret",
            json!({"metadata": {"name": "a", "annotations": annotations}}),
        )]
    };
    assert_eq!(compare(&applied("hunter2"), &applied("hunter3")), []);
}

#[test]
fn a_secret_is_not_shown() {
    let old = object("Secret", json!({"stringData": {"a": "hunter2"}}));
    let new = object(
        "Secret",
        json!({"stringData": {"a": "hunter3", "b": "hunter4"}}),
    );
    let changes = compare(&[old], &[new]);
    assert!(!format!("{changes:?}").contains("hunter"));
    let bare = object("Secret", json!({}));
    let full = object(
        "Secret",
        json!({"data": {"hunter": "aHVudGVy"}, "stringData": "hunter2"}),
    );
    assert!(!format!("{:?}", compare(&[bare], &[full])).contains("hunter"));
}
