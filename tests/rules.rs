//! What the API server accepts and the rules warn of: nodes that refuse a pod, and objects that do not fit together.

use drydock::kube::object::Object;
use drydock::kube::rules::{self, Verdict};
use drydock::site::Minor;
use serde_json::{Value, json};

/// Checks objects and returns what is no refusal, as object, place and code.
fn found(objects: &[Value]) -> Vec<(usize, String, &'static str)> {
    let objects: Vec<Object> = objects.iter().cloned().map(Object::of_value).collect();
    let hits = rules::check(&objects, Minor::OLDEST);
    let refused: Vec<_> = hits
        .iter()
        .filter(|hit| hit.verdict == Verdict::Refused)
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
    hits.into_iter()
        .map(|hit| (hit.object, hit.field, hit.code))
        .collect()
}

fn codes(objects: &[Value]) -> Vec<(usize, &'static str)> {
    found(objects)
        .into_iter()
        .map(|(object, _, code)| (object, code))
        .collect()
}

/// A StatefulSet with the rest of its pods' container and of its pods.
fn set(container: &Value, pod: &Value, spec: &Value) -> Value {
    let mut object = json!({
        "apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "db"},
        "spec": {
            "selector": {"matchLabels": {"app": "db"}},
            "template": {
                "metadata": {"labels": {"app": "db"}},
                "spec": {"containers": [{"name": "main", "image": "example/db:1", "ports": [{"name": "sql", "containerPort": 5432}]}]},
            },
        },
    });
    merge(
        &mut object["spec"]["template"]["spec"]["containers"][0],
        container,
    );
    merge(&mut object["spec"]["template"]["spec"], pod);
    merge(&mut object["spec"], spec);
    object
}

fn merge(into: &mut Value, from: &Value) {
    for (key, value) in from.as_object().into_iter().flatten() {
        into[key] = value.clone();
    }
}

fn plain() -> Value {
    set(&json!({}), &json!({}), &json!({}))
}

fn service(spec: &Value) -> Value {
    let mut object = json!({
        "apiVersion": "v1", "kind": "Service", "metadata": {"name": "db"},
        "spec": {"selector": {"app": "db"}, "ports": [{"name": "sql", "port": 5432, "targetPort": "sql"}]},
    });
    merge(&mut object["spec"], spec);
    object
}

fn budget(spec: &Value) -> Value {
    let mut object = json!({
        "apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "db"},
        "spec": {"selector": {"matchLabels": {"app": "db"}}},
    });
    merge(&mut object["spec"], spec);
    object
}

#[test]
fn objects_that_fit_together_are_free_of_hits() {
    let objects = [
        set(&json!({}), &json!({}), &json!({"serviceName": "db"})),
        service(&json!({"clusterIP": "None"})),
        budget(&json!({"maxUnavailable": 1})),
    ];
    assert_eq!(found(&objects), []);
}

#[test]
fn what_a_node_refuses_of_a_container_is_found_at_its_place() {
    for (container, place, code) in [
        (
            json!({"image": "REG/App:@@"}),
            "image",
            "kube.image.reference",
        ),
        (
            json!({"image": "example/db:1@sha256:12"}),
            "image",
            "kube.image.reference",
        ),
        (
            json!({"image": "example/DB"}),
            "image",
            "kube.image.reference",
        ),
        (
            json!({"securityContext": {"capabilities": {"add": ["CAP_NET_RAW"]}}}),
            "securityContext.capabilities.add[0]",
            "kube.security.capability",
        ),
        (
            json!({"securityContext": {"runAsNonRoot": true, "runAsUser": 0}}),
            "securityContext.runAsUser",
            "kube.security.root",
        ),
        (
            json!({"volumeMounts": [{"name": "tmp", "mountPath": "tmp"}]}),
            "volumeMounts[0].mountPath",
            "kube.mount.path",
        ),
        (
            json!({"volumeMounts": [{"name": "tmp", "mountPath": "/a"}, {"name": "tmp", "mountPath": "/a/"}]}),
            "volumeMounts[1].mountPath",
            "kube.mount.same-place",
        ),
        (
            json!({"readinessProbe": {"tcpSocket": {"port": "http"}}}),
            "readinessProbe.tcpSocket.port",
            "kube.probe.port",
        ),
        (
            json!({"lifecycle": {"preStop": {"sleep": {"seconds": 30}}}}),
            "lifecycle.preStop.sleep.seconds",
            "kube.lifecycle.long-sleep",
        ),
    ] {
        let volumes = json!({"volumes": [{"name": "tmp", "emptyDir": {}}]});
        let place = format!("spec.template.spec.containers[0].{place}");
        assert_eq!(
            found(&[set(&container, &volumes, &json!({}))]),
            [(0, place, code)],
            "{container}"
        );
    }
}

#[test]
fn references_to_images_are_read_as_container_runtimes_read_them() {
    for good in [
        "nginx",
        "nginx:1.27",
        "localhost:5000/a/b-c__d.e:1",
        "Registry.example.com/a",
        "example.com/a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    ] {
        assert_eq!(
            found(&[set(&json!({"image": good}), &json!({}), &json!({}))]),
            [],
            "{good}"
        );
    }
    for bad in [
        "a//b",
        "a:",
        "a b",
        ":1",
        "a/b:c:d",
        "-a",
        "a-",
        "a..b",
        "example.com:port/a",
        "a@b",
    ] {
        let codes = codes(&[set(&json!({"image": bad}), &json!({}), &json!({}))]);
        assert_eq!(codes, [(0, "kube.image.reference")], "{bad}");
    }
}

#[test]
fn a_kernel_parameter_that_nodes_must_allow_is_named() {
    let pod = |name: &str| {
        set(
            &json!({}),
            &json!({"securityContext": {"sysctls": [{"name": name, "value": "1"}]}}),
            &json!({}),
        )
    };
    assert_eq!(
        codes(&[pod("net.core.somaxconn")]),
        [(0, "kube.security.unsafe-sysctl")]
    );
    assert_eq!(codes(&[pod("net.ipv4.ip_unprivileged_port_start")]), []);
}

#[test]
fn a_stateful_set_whose_name_leaves_no_room_for_a_revision_fails() {
    for (length, codes_of) in [(52, vec![]), (53, vec![(0, "kube.stateful-set.name")])] {
        let mut object = plain();
        object["metadata"]["name"] = "x".repeat(length).into();
        assert_eq!(codes(&[object]), codes_of, "{length}");
    }
}

#[test]
fn the_service_of_a_stateful_set_must_be_there_and_headless() {
    let object = set(&json!({}), &json!({}), &json!({"serviceName": "db"}));
    assert_eq!(
        codes(std::slice::from_ref(&object)),
        [(0, "kube.stateful-set.no-service")]
    );
    assert_eq!(
        codes(&[object, service(&json!({}))]),
        [(0, "kube.stateful-set.not-headless")]
    );
}

#[test]
fn a_service_selects_pods_that_have_its_ports() {
    let other = service(&json!({"selector": {"app": "web"}}));
    assert_eq!(codes(&[plain(), other]), [(1, "kube.selector.nothing")]);
    let port = service(&json!({"ports": [{"port": 80, "targetPort": "http"}]}));
    assert_eq!(
        found(&[plain(), port]),
        [(
            1,
            "spec.ports[0].targetPort".to_owned(),
            "kube.service.target-port"
        )]
    );
}

#[test]
fn a_selector_does_not_reach_into_another_namespace() {
    let mut object = plain();
    object["metadata"]["namespace"] = "elsewhere".into();
    assert_eq!(
        codes(&[object, service(&json!({}))]),
        [(1, "kube.selector.nothing")]
    );
}

#[test]
fn a_node_port_outside_the_range_or_taken_fails() {
    let of = |name: &str, port: i64| {
        let mut object = service(
            &json!({"type": "NodePort", "ports": [{"port": 80, "targetPort": 5432, "nodePort": port}]}),
        );
        object["metadata"]["name"] = name.into();
        object
    };
    assert_eq!(
        codes(&[plain(), of("a", 8080)]),
        [(1, "kube.service.node-port")]
    );
    assert_eq!(
        codes(&[plain(), of("a", 30080), of("b", 30080)]),
        [(2, "kube.service.node-port-taken")]
    );
}

#[test]
fn a_budget_that_forbids_every_eviction_is_found() {
    let three = set(&json!({}), &json!({}), &json!({"replicas": 3}));
    for (spec, codes_of) in [
        (
            json!({"maxUnavailable": 0}),
            vec![(1, "kube.disruption-budget.blocks")],
        ),
        (
            json!({"maxUnavailable": "0%"}),
            vec![(1, "kube.disruption-budget.blocks")],
        ),
        (
            json!({"minAvailable": 3}),
            vec![(1, "kube.disruption-budget.blocks")],
        ),
        (
            json!({"minAvailable": "100%"}),
            vec![(1, "kube.disruption-budget.blocks")],
        ),
        (json!({"minAvailable": 2}), vec![]),
        (json!({"maxUnavailable": 1}), vec![]),
    ] {
        assert_eq!(codes(&[three.clone(), budget(&spec)]), codes_of, "{spec}");
    }
}

#[test]
fn two_budgets_over_the_same_pods_fail() {
    let mut second = budget(&json!({"maxUnavailable": 1}));
    second["metadata"]["name"] = "db2".into();
    let objects = [plain(), budget(&json!({"maxUnavailable": 1})), second];
    assert_eq!(codes(&objects), [(2, "kube.disruption-budget.two")]);
}

#[test]
fn a_policy_that_selects_nothing_is_found_and_one_for_all_is_not() {
    let policy = |selector: Value| {
        json!({
            "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "db"},
            "spec": {"podSelector": selector, "policyTypes": ["Ingress"]},
        })
    };
    assert_eq!(
        codes(&[plain(), policy(json!({"matchLabels": {"app": "web"}}))]),
        [(1, "kube.selector.nothing")]
    );
    assert_eq!(codes(&[plain(), policy(json!({}))]), []);
}

#[test]
fn what_is_not_among_the_objects_is_assumed_unless_it_is_optional() {
    let env = |optional: bool| {
        let source =
            json!({"secretKeyRef": {"name": "login", "key": "user", "optional": optional}});
        set(
            &json!({"env": [{"name": "USER", "valueFrom": source}]}),
            &json!({}),
            &json!({}),
        )
    };
    assert_eq!(codes(&[env(false)]), [(0, "kube.reference.missing")]);
    assert_eq!(codes(&[env(true)]), []);
    let secret = |key: &str| json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "login"}, "stringData": {key: "x"}});
    assert_eq!(codes(&[env(false), secret("user")]), []);
    assert_eq!(
        codes(&[env(false), secret("name")]),
        [(0, "kube.reference.key")]
    );
    let account = set(
        &json!({}),
        &json!({"serviceAccountName": "db", "priorityClassName": "high"}),
        &json!({}),
    );
    let missing = (0, "kube.reference.missing");
    assert_eq!(codes(&[account]), [missing, missing]);
}

#[test]
fn pods_that_refuse_to_share_a_node_need_as_many_nodes() {
    let term = json!({"topologyKey": "kubernetes.io/hostname", "labelSelector": {"matchLabels": {"app": "db"}}});
    let affinity = json!({"affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}});
    assert_eq!(
        codes(&[set(&json!({}), &affinity, &json!({"replicas": 3}))]),
        [(0, "kube.scheduling.nodes")]
    );
    assert_eq!(
        codes(&[set(&json!({}), &affinity, &json!({"replicas": 1}))]),
        []
    );
}

#[test]
fn a_rolling_deployment_on_a_disk_of_one_node_is_found() {
    let claim = |mode: &str| {
        json!({
            "apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "disk"},
            "spec": {"accessModes": [mode], "resources": {"requests": {"storage": "1Gi"}}},
        })
    };
    let volume =
        json!({"volumes": [{"name": "disk", "persistentVolumeClaim": {"claimName": "disk"}}]});
    let mut object = set(&json!({}), &volume, &json!({}));
    object["kind"] = "Deployment".into();
    assert_eq!(
        codes(&[object.clone(), claim("ReadWriteOnce")]),
        [(0, "kube.deployment.shared-disk")]
    );
    assert_eq!(codes(&[object.clone(), claim("ReadWriteMany")]), []);
    object["spec"]["strategy"] = json!({"type": "Recreate"});
    assert_eq!(codes(&[object, claim("ReadWriteOnce")]), []);
}

#[test]
fn an_ingress_leads_to_a_port_that_its_service_has() {
    let ingress = |port: Value| {
        json!({
            "apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": "db"},
            "spec": {"defaultBackend": {"service": {"name": "db", "port": port}}},
        })
    };
    assert_eq!(
        codes(&[
            plain(),
            service(&json!({})),
            ingress(json!({"number": 5432}))
        ]),
        []
    );
    assert_eq!(
        codes(&[
            plain(),
            service(&json!({})),
            ingress(json!({"name": "sql"}))
        ]),
        []
    );
    assert_eq!(
        codes(&[plain(), service(&json!({})), ingress(json!({"number": 80}))]),
        [(2, "kube.ingress.port")]
    );
    assert_eq!(
        codes(&[ingress(json!({"number": 80}))]),
        [(0, "kube.reference.missing")]
    );
}

#[test]
fn an_object_that_stands_there_twice_is_found_at_the_second() {
    assert_eq!(codes(&[plain(), plain()]), [(1, "kube.object.twice")]);
}

#[test]
fn a_label_that_a_controller_puts_on_pods_counts_for_services_and_not_for_workloads() {
    let first =
        service(&json!({"selector": {"app": "db", "statefulset.kubernetes.io/pod-name": "db-0"}}));
    assert_eq!(codes(&[plain(), first]), []);
    let mut object = plain();
    object["spec"]["selector"]["matchLabels"]["pod-template-hash"] = "1".into();
    let place = "spec.template.metadata.labels".to_owned();
    assert_eq!(refused(object, 33), [(place, "kube.workload.selector")]);
}

/// What is refused of an object, as place and code.
fn refused(object: Value, minor: u8) -> Vec<(String, &'static str)> {
    let hits = rules::check(&[Object::of_value(object)], Minor(minor));
    hits.into_iter()
        .filter(|hit| hit.verdict == Verdict::Refused)
        .map(|hit| (hit.field, hit.code))
        .collect()
}

#[test]
fn a_version_that_was_removed_is_refused_by_the_minors_without_it() {
    for (version, kind, minor, code) in [
        (
            "policy/v1beta1",
            "PodDisruptionBudget",
            33,
            Some("kube.version.removed"),
        ),
        (
            "extensions/v1beta1",
            "Ingress",
            33,
            Some("kube.version.removed"),
        ),
        ("networking.k8s.io/v1beta1", "ServiceCIDR", 36, None),
        (
            "networking.k8s.io/v1beta1",
            "ServiceCIDR",
            37,
            Some("kube.version.removed"),
        ),
        ("apps/v1", "Deploymnet", 33, Some("kube.version.no-kind")),
        (
            "apps/v1alpha1",
            "Deployment",
            33,
            Some("kube.version.no-kind"),
        ),
        ("gateway.networking.k8s.io/v1", "HTTPRoute", 33, None),
        ("example.com/v1", "Deployment", 33, None),
    ] {
        let object = json!({"apiVersion": version, "kind": kind, "metadata": {"name": "a"}});
        let codes: Vec<_> = refused(object, minor)
            .into_iter()
            .map(|(_, code)| code)
            .collect();
        assert_eq!(codes, Vec::from_iter(code), "{version} {kind} 1.{minor}");
    }
}

#[test]
fn a_field_of_a_later_version_is_refused_before_it() {
    let object = || set(&json!({}), &json!({"hostnameOverride": "db"}), &json!({}));
    let place = "spec.template.spec.hostnameOverride".to_owned();
    assert_eq!(refused(object(), 33), [(place, "kube.field.newer")]);
    assert_eq!(refused(object(), 34), []);
}

#[test]
fn somebodys_own_kind_is_checked_by_its_metadata_alone() {
    let object = json!({"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "A", "labels": {"a": "b c"}}, "spec": {"x": 1}});
    assert_eq!(
        refused(object, 33),
        [
            ("metadata.name".to_owned(), "kube.format.dns-subdomain"),
            ("metadata.labels".to_owned(), "kube.format.label-value"),
        ]
    );
}

#[test]
fn no_value_of_a_secret_is_repeated() {
    let object = json!({
        "apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}, "type": "kubernetes.io/dockerconfigjson",
        "data": {".dockerconfigjson": "hunter2!"}, "stringData": {"a b": "hunter2", "n": 2},
    });
    let hits = rules::check(&[Object::of_value(object)], Minor::OLDEST);
    assert!(!hits.is_empty());
    assert!(
        hits.iter().all(|hit| !hit.message.contains("hunter2")),
        "{hits:?}"
    );
}

#[test]
fn values_are_large_until_they_are_too_large() {
    let config = |length: usize| json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}, "data": {"a": "x".repeat(length)}});
    assert_eq!(refused(config(1_048_576), 33), []);
    assert_eq!(
        refused(config(1_048_577), 33),
        [(String::new(), "kube.config.size")]
    );
    let noted = |length: usize| json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c", "annotations": {"a": "x".repeat(length)}}});
    assert_eq!(refused(noted(262_143), 33), []);
    assert_eq!(
        refused(noted(262_144), 33),
        [(
            "metadata.annotations".to_owned(),
            "kube.metadata.annotations-size"
        )]
    );
}
