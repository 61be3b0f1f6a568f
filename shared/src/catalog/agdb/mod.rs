//! agdb: a graph database server, alone or as a Raft cluster.

mod config;

use super::{Definition, Deployment, Preset};
use crate::issue::Issues;
pub(crate) use config::Config;

/// The product.
pub(super) struct Agdb;

impl Definition for Agdb {
    const ID: &'static str = "agdb";
    const TITLE: &'static str = "agdb cluster";
    const SUMMARY: &'static str =
        "A graph database with its own replication: one server, or a cluster that elects a leader.";
    type Config = Config;
    type Topology = Config;

    fn presets() -> Vec<Preset<Config>> {
        vec![Preset {
            name: "cluster",
            title: "Three nodes",
            summary: "As in the vendor's guide.",
            answers: Config::default(),
        }]
    }

    fn resolve(config: Config, _issues: &mut Issues) -> Option<Config> {
        Some(config)
    }

    fn build(config: &Config) -> Deployment {
        Deployment {
            name: config.name.as_str().to_owned(),
            site: config.site.clone(),
            objects: vec![],
            runbook: String::new(),
            files: vec![],
        }
    }
}
