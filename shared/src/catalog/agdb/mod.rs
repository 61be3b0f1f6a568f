//! agdb: a graph database server, alone or as a cluster that elects a leader (Raft).
//!
//! Facts are those of agdb_server 0.10.0 to 0.16.0 and of its Docker image; each rule names where it comes from.

mod config;
mod files;
mod objects;
mod presets;
mod rules;
mod runbook;
mod text;
mod topology;

use self::config::Config;
use self::topology::Topology;
use super::{Definition, Deployment, Preset};
use crate::issue::Issues;

/// The product.
pub(super) struct Agdb;

impl Definition for Agdb {
    const ID: &'static str = "agdb";
    const TITLE: &'static str = "agdb cluster";
    const SUMMARY: &'static str =
        "A graph database with its own replication: one server, or several that elect a leader.";
    type Config = Config;
    type Topology = Topology;

    fn presets() -> Vec<Preset<Config>> {
        presets::all()
    }

    fn resolve(config: Config, issues: &mut Issues) -> Option<Topology> {
        rules::check(&config, issues);
        (!issues.block()).then(|| Topology::of(config))
    }

    fn build(topology: &Topology) -> Deployment {
        Deployment {
            name: topology.name.clone(),
            site: topology.site.clone(),
            objects: objects::all(topology),
            runbook: runbook::write(topology),
            files: files::beside(topology),
        }
    }
}
