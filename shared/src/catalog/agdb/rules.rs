//! What makes the answers right as a whole.

use super::config::{
    Access, ClientService, Cluster, Config, Disruption, Retention, Route, Servers, Spread,
};
use super::files::is_plain;
use super::text::Version;
use super::topology::majority;
use crate::form::parse::quoted;
use crate::form::{Edit, Pointer};
use crate::issue::{Issue, Issues};

/// Reports every contradiction between answers, and what a person should know of their consequences.
pub(super) fn check(config: &Config, issues: &mut Issues) {
    config.site.check(&Pointer::from("/site"), issues);
    if let Servers::Cluster(cluster) = &config.servers {
        replicas(cluster, issues);
        timeouts(cluster, issues);
        append_size(cluster, config, issues);
        nodes(cluster, config, issues);
    }
    credentials(config, issues);
    version(config, issues);
    access(&config.access, config.tls.is_some(), issues);
    basepath(config, issues);
    static_roots(config, issues);
    storage(config, issues);
    resources(config, issues);
    grace(config, issues);
}

const REPLICAS: &str = "/servers/cluster/replicas";

/// Quorum is half the servers, rounded down, plus one (agdb_server 0.16.0, `raft.rs`).
fn replicas(cluster: &Cluster, issues: &mut Issues) {
    let count = cluster.replicas.get();
    let majority = majority(count);
    if count == 2 {
        let message = "2 servers need each other: as soon as one is away, nothing can be written. 3 survive the loss of \
                       one.";
        issues.push(Issue::warning(REPLICAS, "agdb.replicas.two", message).fix_set(REPLICAS, "3"));
    } else if count % 2 == 0 {
        let (lost, odd) = (count - majority, count + 1);
        let message = format!(
            "{count} servers survive the loss of {lost}, no more than {} do, since {majority} must agree on each change.",
            count - 1
        );
        let issue = Issue::warning(REPLICAS, "agdb.replicas.even", message);
        issues.push(issue.fix_set(REPLICAS, odd.min(21).to_string()));
    } else if count > 7 {
        let message = format!(
            "Every change waits for {majority} of {count} servers; beyond 7 that costs more than it saves."
        );
        issues.push(Issue::hint(REPLICAS, "agdb.replicas.many", message));
    }
}

/// Followers stand for election after the term timeout without a message; the server does not compare the two.
fn timeouts(cluster: &Cluster, issues: &mut Issues) {
    const TERM: &str = "/servers/cluster/termMs";
    let (heartbeat, term) = (cluster.heartbeat_ms.get(), cluster.term_ms.get());
    let wanted = (3 * heartbeat).min(3_600_000).to_string();
    if term <= heartbeat {
        let message = format!(
            "The term timeout of {term} ms is not above the heartbeat of {heartbeat} ms: the servers would elect a new \
             leader all the time."
        );
        issues.push(Issue::error(TERM, "agdb.term.below-heartbeat", message).fix_set(TERM, wanted));
    } else if term < 3 * heartbeat {
        let message = format!(
            "The term timeout of {term} ms is less than three heartbeats of {heartbeat} ms: one late message causes an \
             election."
        );
        issues.push(Issue::warning(TERM, "agdb.term.short", message).fix_set(TERM, wanted));
    }
}

/// The server caps the size at the request body limit and warns (agdb_server 0.16.0, `config.rs`).
fn append_size(cluster: &Cluster, config: &Config, issues: &mut Issues) {
    const APPEND: &str = "/servers/cluster/maxAppendSize";
    let (append, body) = (
        cluster.max_append_size.get(),
        config.server.request_body_limit.get(),
    );
    if append > body {
        let message = format!(
            "Messages of {append} bytes are larger than the {body} bytes that a server accepts as a request's body."
        );
        let issue = Issue::error(APPEND, "agdb.append.above-body-limit", message);
        issues.push(issue.fix_set(APPEND, body.to_string()));
    }
}

fn nodes(cluster: &Cluster, config: &Config, issues: &mut Issues) {
    const SPREAD: &str = "/availability/spread";
    let Some(nodes) = config.availability.nodes.get() else {
        return;
    };
    let (replicas, nodes) = (cluster.replicas.get(), nodes.get());
    if replicas <= nodes {
        return;
    }
    if config.availability.spread == Spread::Required {
        let message = format!(
            "{replicas} servers that never share a node do not fit on {nodes}; the rest would wait for ever."
        );
        let issue = Issue::error(SPREAD, "agdb.spread.nodes", message);
        let edit = Edit::Set(SPREAD.into(), Spread::Preferred.tag().to_owned());
        issues.push(issue.fix("Let them share where they must", [edit]));
    } else if (replicas + nodes - 1) / nodes > replicas - majority(replicas) {
        let message = format!(
            "On {nodes} nodes, {replicas} servers share so much that the loss of one node can take the majority away."
        );
        issues.push(Issue::warning(SPREAD, "agdb.spread.majority", message));
    }
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

/// Answers that the chosen release does not know are not written, and a release newer than the newest known may want
/// other ones. Sources: agdb_server's `config.rs` at the tags 0.10.0 to 0.16.0.
fn version(config: &Config, issues: &mut Issues) {
    const VERSION: &str = "/image/version";
    let version = config.image.version;
    if version > Version::NEWEST {
        let message = "This release is newer than 0.16.0, the newest whose configuration is known here; its servers may \
                       refuse a key or miss one.";
        issues.push(Issue::warning(VERSION, "agdb.version.new", message));
    }
    if config.tls.is_some() && version < Version::new(0, 11, 0) {
        let message = "agdb knows TLS from 0.11.0 on; this release would answer in plain text.";
        let issue = Issue::error("/tls", "agdb.tls.version", message);
        issues.push(issue.fix(
            "Run 0.16.0",
            [Edit::Set(VERSION.into(), "0.16.0".to_owned())],
        ));
    }
    let server = &config.server;
    let mut ignored = |at: &'static str, since: Version, changed: bool| {
        if changed && version < since {
            let message =
                "The chosen release of agdb does not know this setting; it is not written.";
            issues.push(Issue::warning(at, "agdb.version.unknown-key", message));
        }
    };
    let default = super::config::Server::default();
    ignored(
        "/server/logBodyLimit",
        Version::new(0, 11, 0),
        server.log_body_limit != default.log_body_limit,
    );
    ignored(
        "/server/requestBodyLimit",
        Version::new(0, 11, 0),
        server.request_body_limit != default.request_body_limit,
    );
    ignored(
        "/server/staticRoots",
        Version::new(0, 11, 1),
        !server.static_roots.is_empty(),
    );
    ignored(
        "/server/tokenExpirySeconds",
        Version::new(0, 13, 0),
        server.token_expiry_seconds != default.token_expiry_seconds,
    );
    ignored(
        "/server/syncMode",
        Version::new(0, 14, 0),
        server.sync_mode != default.sync_mode,
    );
    if let Servers::Cluster(cluster) = &config.servers {
        let default = Cluster::default();
        let at = "/servers/cluster/electionFactorMs";
        ignored(
            at,
            Version::new(0, 13, 1),
            cluster.election_factor_ms != default.election_factor_ms,
        );
        let at = "/servers/cluster/maxLogEntries";
        ignored(
            at,
            Version::new(0, 14, 0),
            cluster.max_log_entries != default.max_log_entries,
        );
        let at = "/servers/cluster/maxChunkSize";
        ignored(
            at,
            Version::new(0, 14, 0),
            cluster.max_chunk_size != default.max_chunk_size,
        );
        let at = "/servers/cluster/maxAppendSize";
        ignored(
            at,
            Version::new(0, 16, 0),
            cluster.max_append_size != default.max_append_size,
        );
    }
}

fn access(access: &Access, tls: bool, issues: &mut Issues) {
    const SERVICE: &str = "/access/clientService";
    if !matches!(access.route, Route::None) && matches!(access.client_service, ClientService::None)
    {
        let message = "A host name leads to the Service for clients, and there is none.";
        let issue = Issue::error(SERVICE, "agdb.route.service", message);
        let edit = Edit::Set(SERVICE.into(), ClientService::ClusterIp.tag().to_owned());
        issues.push(issue.fix("Add the Service", [edit]));
    }
    if tls && !matches!(access.route, Route::None) {
        let message = "The servers speak TLS: the controller behind this host name must be told to trust their \
                       certificate, which each controller does in its own way (a BackendTLSPolicy for a Gateway).";
        issues.push(Issue::warning(
            "/access/route",
            "agdb.route.backend-tls",
            message,
        ));
    }
    if let ClientService::LoadBalancer(balancer) = &access.client_service
        && balancer.source_ranges.is_empty()
    {
        let message = "Everybody who reaches the load balancer can try to log in.";
        let at = "/access/clientService/loadBalancer/sourceRanges";
        issues.push(Issue::warning(at, "agdb.load-balancer.open", message));
    }
}

fn basepath(config: &Config, issues: &mut Issues) {
    if let Some(path) = config.server.basepath.get() {
        plain(path.as_str(), &Pointer::from("/server/basepath"), issues);
    }
}

/// Reports a text that the configuration would not give back: it drops what follows a `#`, trims quotes and splits lists
/// at commas.
fn plain(text: &str, at: &Pointer, issues: &mut Issues) {
    if !is_plain(text) {
        let message = format!(
            "{} holds a character that has a meaning of its own in agdb's configuration.",
            quoted(text)
        );
        issues.push(Issue::error(at, "agdb.config.characters", message));
    }
}

fn static_roots(config: &Config, issues: &mut Issues) {
    let roots = &config.server.static_roots;
    let at = Pointer::from("/server/staticRoots");
    for (index, root) in roots.iter().enumerate() {
        let (before, row) = (&roots[..index], at.row(index));
        plain(root.path.as_str(), &row.join("path"), issues);
        plain(root.directory.as_str(), &row.join("directory"), issues);
        if before.iter().any(|other| other.path == root.path) {
            let message = format!(
                "The path {} is given twice; the server can hand out only one folder there.",
                root.path.as_str()
            );
            issues.push(Issue::error(
                row.join("path"),
                "agdb.static.path-twice",
                message,
            ));
        }
        if before.iter().any(|other| other.directory == root.directory)
            && root.config_map.get().is_some()
        {
            let message = format!(
                "Two ConfigMaps cannot be put into one folder, {}.",
                root.directory.as_str()
            );
            issues.push(Issue::error(
                row.join("directory"),
                "agdb.static.directory-twice",
                message,
            ));
        }
        if super::files::is_taken(root.directory.as_str()) {
            let message = format!(
                "The folder {} holds what agdb needs itself.",
                root.directory.as_str()
            );
            issues.push(Issue::error(
                row.join("directory"),
                "agdb.static.directory-taken",
                message,
            ));
        }
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
