//! What makes the answers right as a whole.

mod access;
mod cluster;
mod version;

use super::config::{Config, Disruption, Retention, Servers};
use crate::form::{Edit, Pointer};
use crate::issue::{Issue, Issues};

/// Reports every contradiction between answers, and what a person should know of their consequences.
pub(super) fn check(config: &Config, issues: &mut Issues) {
    config.site.check(&Pointer::from("/site"), issues);
    if let Servers::Cluster(cluster) = &config.servers {
        cluster::check(cluster, config, issues);
    }
    credentials(config, issues);
    version::check(config, issues);
    access::check(config, issues);
    storage(config, issues);
    resources(config, issues);
    grace(config, issues);
}

fn credentials(config: &Config, issues: &mut Issues) {
    const PEPPER: &str = "/credentials/pepper";
    const TOKEN: &str = "/credentials/clusterToken";
    if !config.site.writes_secrets() {
        return;
    }
    let generate =
        |issue: Issue, at: &'static str| issue.fix("Generate one", [Edit::Generate(at.into())]);
    match config.credentials.pepper.get() {
        None => {
            let issue = Issue::error(
                PEPPER,
                "required",
                "The pepper is missing; all servers hash passwords with the same.",
            );
            issues.push(generate(issue, PEPPER));
        }
        Some(pepper) if pepper.is_built_in() => {
            let message = "This pepper is built into agdb and known to everybody; stolen hashes are easier to break.";
            issues.push(generate(
                Issue::warning(PEPPER, "agdb.pepper.built-in", message),
                PEPPER,
            ));
        }
        Some(_) => {}
    }
    match config.credentials.cluster_token.get() {
        None => {
            let message = "The cluster token is missing; without it every pod that reaches a server could act as another.";
            issues.push(generate(Issue::error(TOKEN, "required", message), TOKEN));
        }
        Some(token) if token.is_weak() => {
            let message =
                "The cluster token can be guessed; whoever has it can write to every database.";
            issues.push(generate(
                Issue::warning(TOKEN, "agdb.token.weak", message),
                TOKEN,
            ));
        }
        Some(_) => {}
    }
}

fn storage(config: &Config, issues: &mut Issues) {
    let answers = [
        (
            "/storage/whenDeleted",
            config.storage.when_deleted,
            "the StatefulSet is deleted",
        ),
        (
            "/storage/whenScaled",
            config.storage.when_scaled,
            "servers are scaled away",
        ),
    ];
    for (at, retention, when) in answers {
        if retention == Retention::Delete {
            let message = format!("All data of the servers concerned is gone as soon as {when}.");
            let edit = Edit::Set(at.into(), Retention::Retain.tag().to_owned());
            issues.push(
                Issue::warning(at, "agdb.storage.deleted", message).fix("Keep the disks", [edit]),
            );
        }
    }
    if config.storage.size.bytes() < 64 << 20 {
        let message = "The log of the cluster and the write-ahead log of each database need room besides the data; less \
                       than 64 MiB is soon full.";
        issues.push(
            Issue::warning("/storage/size", "agdb.storage.small", message)
                .fix_set("/storage/size", "1Gi"),
        );
    }
}

fn resources(config: &Config, issues: &mut Issues) {
    const LIMIT: &str = "/resources/cpuLimit";
    let resources = &config.resources;
    if let Some(limit) = resources.cpu_limit.get()
        && limit.milli() < resources.cpu.milli()
    {
        let message = format!(
            "The limit of {} processors is below the {} that are reserved.",
            limit.as_str(),
            resources.cpu.as_str()
        );
        let issue = Issue::error(LIMIT, "agdb.cpu.limit-below-request", message);
        issues.push(issue.fix_set(LIMIT, resources.cpu.as_str()));
    }
    if resources.memory.bytes() < 64 << 20 {
        let message = format!(
            "{} of memory is too little for a server to load its databases.",
            resources.memory.as_str()
        );
        let at = "/resources/memory";
        issues.push(Issue::warning(at, "agdb.memory.small", message).fix_set(at, "512Mi"));
    }
}

/// With TLS the server waits five seconds for open connections when it stops (agdb_server 0.16.0, `main.rs`).
fn grace(config: &Config, issues: &mut Issues) {
    const GRACE: &str = "/availability/graceSeconds";
    let grace = config.availability.grace_seconds.get();
    if grace < 10 {
        let message = format!(
            "{grace} s may be too short to finish requests and write the log; agdb alone waits up to 5 s."
        );
        issues.push(Issue::warning(GRACE, "agdb.grace.short", message).fix_set(GRACE, "30"));
    }
    if let (Servers::Single, Disruption::OneAtATime) =
        (&config.servers, config.availability.disruption)
    {
        let message =
            "One server cannot be moved without an interruption; no budget is written for it.";
        issues.push(Issue::hint(
            "/availability/disruption",
            "agdb.disruption.single",
            message,
        ));
    }
}
