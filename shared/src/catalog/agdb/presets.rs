//! Starting points.

use super::config::{Cluster, Config, Resources, Servers, Storage, Tls};
use crate::catalog::Preset;
use crate::text::{Blank, CpuAmount, Int, MemorySize, StorageSize};

/// The vendor's three nodes, one server, and five nodes with TLS.
pub(super) fn all() -> Vec<Preset<Config>> {
    vec![
        Preset {
            name: "cluster",
            title: "Three nodes",
            summary: "The vendor's example: a cluster that survives the loss of one node.",
            answers: Config::default(),
        },
        Preset {
            name: "single",
            title: "One node",
            summary: "A server without replication, for trying out and for development.",
            answers: Config {
                servers: Servers::Single,
                ..Config::default()
            },
        },
        Preset {
            name: "five-tls",
            title: "Five nodes with TLS",
            summary: "A cluster that survives the loss of two nodes, with all traffic encrypted.",
            answers: five_with_tls(),
        },
    ]
}

fn five_with_tls() -> Config {
    Config {
        servers: Servers::Cluster(Cluster {
            replicas: Int::new(5),
            ..Cluster::default()
        }),
        tls: Some(Tls::default()),
        storage: Storage {
            size: StorageSize::literal("10Gi"),
            ..Storage::default()
        },
        resources: Resources {
            cpu: CpuAmount::literal("500m"),
            cpu_limit: Blank::of(CpuAmount::literal("2")),
            memory: MemorySize::literal("2Gi"),
        },
        ..Config::default()
    }
}
