//! The servers of a cluster among one another.

use crate::catalog::agdb::config::{Cluster, Config, Spread};
use crate::catalog::agdb::topology::majority;
use crate::form::Edit;
use crate::issue::{Issue, Issues};

/// Reports what is wrong with a cluster's size, waits and spread.
pub(super) fn check(cluster: &Cluster, config: &Config, issues: &mut Issues) {
    replicas(cluster, issues);
    timeouts(cluster, issues);
    append_size(cluster, config, issues);
    nodes(cluster, config, issues);
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
