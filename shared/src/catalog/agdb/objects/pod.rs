//! The pod of each server.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{
    ConfigMapVolumeSource, Container, ContainerPort, EnvVar, EnvVarSource, ExecAction, Lifecycle,
    LifecycleHandler, ObjectFieldSelector, PodSpec, PodTemplateSpec, ResourceRequirements,
    SecretVolumeSource, Volume, VolumeMount,
};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::{PORT, config, services, stateful_set};
use crate::catalog::agdb::config::Spread;
use crate::catalog::agdb::files;
use crate::catalog::agdb::topology::{Topology, USER};
use crate::kube::probe::{self, Pace, Request};
use crate::kube::spread::{self, Sharing};
use crate::kube::{image, security};
use crate::pack::files::sha256_hex;

/// Readable by the owner and the group of the process.
const SECRET_MODE: i32 = 0o440;
/// Readable by everybody.
const FILE_MODE: i32 = 0o444;

pub(super) fn template(topology: &Topology) -> PodTemplateSpec {
    let annotations = [("checksum/config".to_owned(), checksum(topology))];
    PodTemplateSpec {
        metadata: Some(ObjectMeta {
            annotations: Some(annotations.into()),
            labels: Some(topology.identity().labels()),
            ..ObjectMeta::default()
        }),
        spec: Some(spec(topology)),
    }
}

/// A digest of the configuration: servers start again when it changes, since they read it only then.
fn checksum(topology: &Topology) -> String {
    let entries = config::entries(topology);
    let lines: Vec<_> = entries
        .iter()
        .map(|(name, text)| format!("{name}\n{text}\n"))
        .collect();
    sha256_hex(lines.concat().as_bytes())
}

fn spec(topology: &Topology) -> PodSpec {
    let identity = topology.identity();
    let several = topology.cluster.is_some();
    let sharing = match topology.availability.spread {
        Spread::Preferred => Sharing::Avoided,
        Spread::Required => Sharing::Forbidden,
    };
    PodSpec {
        affinity: several.then(|| spread::anti_affinity(&identity, sharing)),
        automount_service_account_token: Some(false),
        containers: vec![container(topology)],
        enable_service_links: Some(false),
        image_pull_secrets: image::pull_secrets(&topology.site),
        priority_class_name: topology
            .availability
            .priority_class
            .get()
            .map(|class| class.as_str().to_owned()),
        security_context: Some(security::restricted_pod(USER, USER)),
        service_account_name: Some(topology.name.clone()),
        termination_grace_period_seconds: Some(topology.availability.grace_seconds.get()),
        topology_spread_constraints: several.then(|| spread::over_zones(&identity)),
        volumes: Some(volumes(topology)),
        ..PodSpec::default()
    }
}

fn container(topology: &Topology) -> Container {
    let request = Request {
        path: &topology.status_path(),
        port: PORT,
        tls: topology.tls.is_some(),
    };
    let startup = Pace::of_startup(topology.availability.startup_seconds.get());
    Container {
        env: Some(vec![pod_name()]),
        image: Some(topology.image.clone()),
        image_pull_policy: Some("IfNotPresent".to_owned()),
        lifecycle: Some(Lifecycle {
            pre_stop: Some(interrupt()),
            ..Lifecycle::default()
        }),
        liveness_probe: Some(probe::http(&request, Pace::LIVENESS)),
        name: "agdb".to_owned(),
        ports: Some(vec![ContainerPort {
            container_port: services::port(topology),
            name: Some(PORT.to_owned()),
            protocol: Some("TCP".to_owned()),
            ..ContainerPort::default()
        }]),
        readiness_probe: Some(probe::http(&request, Pace::READINESS)),
        resources: Some(resources(topology)),
        security_context: Some(security::restricted_container(USER, USER)),
        startup_probe: Some(probe::http(&request, startup)),
        volume_mounts: Some(mounts(topology)),
        ..Container::default()
    }
}

/// The name of the pod, by which it picks its configuration.
fn pod_name() -> EnvVar {
    let field = ObjectFieldSelector {
        field_path: "metadata.name".to_owned(),
        api_version: None,
    };
    EnvVar {
        name: "POD_NAME".to_owned(),
        value_from: Some(EnvVarSource {
            field_ref: Some(field),
            ..EnvVarSource::default()
        }),
        ..EnvVar::default()
    }
}

/// The server stops in order at SIGINT and ignores SIGTERM (agdb_server 0.16.0, `cluster.rs`).
fn interrupt() -> LifecycleHandler {
    let command = ["/bin/sh", "-c", "kill -INT 1"].map(str::to_owned).into();
    LifecycleHandler {
        exec: Some(ExecAction {
            command: Some(command),
        }),
        ..LifecycleHandler::default()
    }
}

/// Memory is reserved up to its limit, so that a server is not the first to go when a node runs short.
fn resources(topology: &Topology) -> ResourceRequirements {
    let quantity = |name: &str, text: &str| (name.to_owned(), Quantity(text.to_owned()));
    let answers = &topology.resources;
    let memory = || quantity("memory", answers.memory.as_str());
    let mut limits: BTreeMap<_, _> = [memory(), quantity("ephemeral-storage", "256Mi")].into();
    limits.extend(
        answers
            .cpu_limit
            .get()
            .map(|cpu| quantity("cpu", cpu.as_str())),
    );
    let requests = [
        memory(),
        quantity("cpu", answers.cpu.as_str()),
        quantity("ephemeral-storage", "64Mi"),
    ];
    ResourceRequirements {
        claims: None,
        limits: Some(limits),
        requests: Some(requests.into()),
    }
}

const CONFIG_VOLUME: &str = "config";
const TLS_VOLUME: &str = "certificates";

fn static_volume(index: usize) -> String {
    format!("static-{index}")
}

fn mounts(topology: &Topology) -> Vec<VolumeMount> {
    let read_only = |volume: &str, path: &str| VolumeMount {
        name: volume.to_owned(),
        mount_path: path.to_owned(),
        read_only: Some(true),
        ..VolumeMount::default()
    };
    let mut mounts = vec![
        VolumeMount {
            name: stateful_set::DATA.to_owned(),
            mount_path: files::DATA.to_owned(),
            ..VolumeMount::default()
        },
        VolumeMount {
            sub_path_expr: Some("$(POD_NAME).yaml".to_owned()),
            ..read_only(CONFIG_VOLUME, files::CONFIG)
        },
        VolumeMount {
            sub_path: Some("pepper".to_owned()),
            ..read_only(CONFIG_VOLUME, files::PEPPER)
        },
    ];
    mounts.extend(
        topology
            .tls
            .as_ref()
            .map(|_| read_only(TLS_VOLUME, files::CERTIFICATES)),
    );
    let roots = topology
        .server
        .static_roots
        .iter()
        .enumerate()
        .filter(|(_, root)| root.config_map.get().is_some());
    mounts.extend(
        roots.map(|(index, root)| read_only(&static_volume(index), root.directory.as_str())),
    );
    mounts
}

fn volumes(topology: &Topology) -> Vec<Volume> {
    let secret = |volume: &str, secret: &str| Volume {
        name: volume.to_owned(),
        secret: Some(SecretVolumeSource {
            secret_name: Some(secret.to_owned()),
            default_mode: Some(SECRET_MODE),
            ..SecretVolumeSource::default()
        }),
        ..Volume::default()
    };
    let mut volumes = vec![secret(CONFIG_VOLUME, &topology.secret_name)];
    volumes.extend(
        topology
            .tls
            .as_ref()
            .map(|tls| secret(TLS_VOLUME, tls.secret_name.as_str())),
    );
    let roots = topology.server.static_roots.iter().enumerate();
    let roots = roots.filter_map(|(index, root)| Some((index, root.config_map.get()?)));
    volumes.extend(roots.map(|(index, map)| Volume {
        name: static_volume(index),
        config_map: Some(ConfigMapVolumeSource {
            name: map.as_str().to_owned(),
            default_mode: Some(FILE_MODE),
            ..ConfigMapVolumeSource::default()
        }),
        ..Volume::default()
    }));
    volumes
}
