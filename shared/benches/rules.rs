//! The time of the object rules: they run on every keystroke.

use divan::Bencher;
use drydock::kube::object::Object;
use drydock::kube::rules;
use drydock::site::Minor;
use serde_json::json;

fn main() {
    divan::main();
}

/// A workload with its Service, budget, policy and account, as many times as asked.
fn objects(sets: usize) -> Vec<Object> {
    let set = |number: usize| {
        let name = format!("db-{number}");
        let labels = json!({"app.kubernetes.io/name": "db", "app.kubernetes.io/instance": name});
        let probe = |path: &str| json!({"httpGet": {"path": path, "port": "http"}, "periodSeconds": 10, "timeoutSeconds": 3});
        let container = json!({
            "name": "main",
            "image": "registry.example.com/db:1.2.3",
            "ports": [{"name": "http", "containerPort": 8080}, {"name": "peer", "containerPort": 9090}],
            "env": [
                {"name": "POD", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
                {"name": "MODE", "value": "cluster"},
                {"name": "LEVEL", "value": "info"},
            ],
            "resources": {"requests": {"cpu": "500m", "memory": "2Gi"}, "limits": {"memory": "2Gi"}},
            "startupProbe": probe("/start"), "livenessProbe": probe("/live"), "readinessProbe": probe("/ready"),
            "securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}, "readOnlyRootFilesystem": true},
            "volumeMounts": [{"name": "data", "mountPath": "/data"}, {"name": "tmp", "mountPath": "/tmp"}],
        });
        let selector = json!({"matchLabels": labels});
        let spec = json!({
            "serviceName": name, "replicas": 3, "selector": selector,
            "template": {
                "metadata": {"labels": labels},
                "spec": {
                    "serviceAccountName": name, "containers": [container],
                    "securityContext": {"runAsNonRoot": true, "runAsUser": 10000, "fsGroup": 10000},
                    "volumes": [{"name": "tmp", "emptyDir": {}}],
                },
            },
            "volumeClaimTemplates": [{
                "metadata": {"name": "data"},
                "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "10Gi"}}},
            }],
        });
        let object = |version: &str, kind: &str, spec: serde_json::Value| {
            let metadata = json!({"name": name, "namespace": "db", "labels": labels});
            Object::of_value(
                json!({"apiVersion": version, "kind": kind, "metadata": metadata, "spec": spec}),
            )
        };
        let ports = json!([{"name": "http", "port": 80, "targetPort": "http"}, {"name": "peer", "port": 9090}]);
        let account = json!({"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": name, "namespace": "db"}});
        [
            object("apps/v1", "StatefulSet", spec),
            object(
                "v1",
                "Service",
                json!({"clusterIP": "None", "selector": labels, "ports": ports}),
            ),
            object(
                "policy/v1",
                "PodDisruptionBudget",
                json!({"maxUnavailable": 1, "selector": selector}),
            ),
            object(
                "networking.k8s.io/v1",
                "NetworkPolicy",
                json!({"podSelector": selector, "policyTypes": ["Ingress", "Egress"]}),
            ),
            Object::of_value(account),
        ]
    };
    (0..sets).flat_map(set).collect()
}

#[divan::bench(args = [1, 4, 40])]
fn sets_of_five_objects(bencher: Bencher, sets: usize) {
    let objects = objects(sets);
    assert_eq!(rules::check(&objects, Minor::OLDEST), []);
    bencher.bench(|| rules::check(&objects, Minor::OLDEST));
}

#[divan::bench]
fn no_object(bencher: Bencher) {
    bencher.bench(|| rules::check(&[], Minor::OLDEST));
}
