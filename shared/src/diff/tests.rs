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

#[test]
fn a_change_is_classed_by_what_it_does() {
    use Effect::{DataLoss, NeedsRecreate, RollsPods, Safe};
    let delete = json!({ "whenScaled": "Delete", "whenDeleted": "Delete" });
    for (kind, old, new, field, effect) in [
        (
            "StatefulSet",
            json!({"spec": {"replicas": 3}}),
            json!({"spec": {"replicas": 5}}),
            "spec.replicas",
            Safe,
        ),
        (
            "StatefulSet",
            json!({"spec": {"replicas": 3}}),
            json!({"spec": {"replicas": 1}}),
            "spec.replicas",
            Safe,
        ),
        (
            "StatefulSet",
            json!({"spec": {"replicas": 3, "persistentVolumeClaimRetentionPolicy": delete}}),
            json!({"spec": {"replicas": 1, "persistentVolumeClaimRetentionPolicy": delete}}),
            "spec.replicas",
            DataLoss,
        ),
        (
            "StatefulSet",
            json!({"spec": {"serviceName": "a"}}),
            json!({"spec": {"serviceName": "b"}}),
            "spec.serviceName",
            NeedsRecreate,
        ),
        (
            "StatefulSet",
            json!({"spec": {"serviceName": "a", "persistentVolumeClaimRetentionPolicy": delete}}),
            json!({"spec": {"serviceName": "b", "persistentVolumeClaimRetentionPolicy": delete}}),
            "spec.serviceName",
            DataLoss,
        ),
        (
            "StatefulSet",
            json!({"spec": {"template": {"spec": {"containers": [{"name": "x", "image": "a"}]}}}}),
            json!({"spec": {"template": {"spec": {"containers": [{"name": "x", "image": "b"}]}}}}),
            "spec.template.spec.containers[x].image",
            RollsPods,
        ),
        (
            "StatefulSet",
            json!({"spec": {"volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": {"x": 1}}]}}),
            json!({"spec": {"volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": {"x": 2}}]}}),
            "spec.volumeClaimTemplates[data].spec.x",
            NeedsRecreate,
        ),
        (
            "Deployment",
            json!({"spec": {"selector": {"a": "b"}}}),
            json!({"spec": {"selector": {"a": "c"}}}),
            "spec.selector.a",
            NeedsRecreate,
        ),
        (
            "Deployment",
            json!({"spec": {"template": 1}}),
            json!({"spec": {"template": 2}}),
            "spec.template",
            RollsPods,
        ),
        (
            "Service",
            json!({"spec": {"clusterIP": "None"}}),
            json!({"spec": {}}),
            "spec.clusterIP",
            NeedsRecreate,
        ),
        (
            "Service",
            json!({"spec": {"type": "ClusterIP"}}),
            json!({"spec": {"type": "LoadBalancer"}}),
            "spec.type",
            Safe,
        ),
        (
            "ConfigMap",
            json!({"data": {"a.yaml": "x"}}),
            json!({"data": {"a.yaml": "y"}}),
            "data[a.yaml]",
            Safe,
        ),
        (
            "ConfigMap",
            json!({"immutable": true, "data": {"a": "x"}}),
            json!({"immutable": true, "data": {"a": "y"}}),
            "data.a",
            NeedsRecreate,
        ),
        (
            "Secret",
            json!({"type": "a"}),
            json!({"type": "b"}),
            "type",
            NeedsRecreate,
        ),
        (
            "PersistentVolumeClaim",
            json!({"spec": {"resources": {"requests": {"storage": "900Mi"}}}}),
            json!({"spec": {"resources": {"requests": {"storage": "1Gi"}}}}),
            "spec.resources.requests.storage",
            Safe,
        ),
        (
            "PersistentVolumeClaim",
            json!({"spec": {"resources": {"requests": {"storage": "1Gi"}}}}),
            json!({"spec": {"resources": {"requests": {"storage": "900M"}}}}),
            "spec.resources.requests.storage",
            DataLoss,
        ),
        (
            "PersistentVolumeClaim",
            json!({"spec": {"storageClassName": "a"}}),
            json!({"spec": {"storageClassName": "b"}}),
            "spec.storageClassName",
            DataLoss,
        ),
        (
            "PersistentVolume",
            json!({"spec": {"csi": {"volumeHandle": "a"}}}),
            json!({"spec": {"csi": {"volumeHandle": "b"}}}),
            "spec.csi.volumeHandle",
            NeedsRecreate,
        ),
        (
            "PersistentVolume",
            json!({"spec": {}}),
            json!({"spec": {"nodeAffinity": 1}}),
            "spec.nodeAffinity",
            Safe,
        ),
        (
            "StorageClass",
            json!({"parameters": {"a": "b"}}),
            json!({"parameters": {"a": "c"}}),
            "parameters.a",
            NeedsRecreate,
        ),
        (
            "Job",
            json!({"spec": {"template": 1}}),
            json!({"spec": {"template": 2}}),
            "spec.template",
            NeedsRecreate,
        ),
        (
            "RoleBinding",
            json!({"roleRef": {"name": "a"}}),
            json!({"roleRef": {"name": "b"}}),
            "roleRef.name",
            NeedsRecreate,
        ),
        (
            "Pod",
            json!({"spec": {"containers": [{"image": "a"}]}}),
            json!({"spec": {"containers": [{"image": "b"}]}}),
            "spec.containers[0].image",
            Safe,
        ),
        (
            "Pod",
            json!({"spec": {"nodeName": "a"}}),
            json!({"spec": {"nodeName": "b"}}),
            "spec.nodeName",
            NeedsRecreate,
        ),
    ] {
        let changes = compare(&[object(kind, old)], &[object(kind, new)]);
        assert_eq!(changes.len(), 1, "{kind} {field}");
        assert_eq!(changes[0].effect, Some(effect), "{kind} {field}");
        let What::Changed(fields) = &changes[0].what else {
            panic!("{kind} {field} is on both sides");
        };
        let fields: Vec<_> = fields.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, [field]);
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
