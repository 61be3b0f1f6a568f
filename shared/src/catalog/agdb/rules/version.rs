//! What the chosen release knows.

use crate::catalog::agdb::config::{Cluster, Config, Server, Servers};
use crate::catalog::agdb::text::Version;
use crate::form::Edit;
use crate::issue::{Issue, Issues};

/// Answers that the chosen release does not know are not written, and a release newer than the newest known may want
/// other ones. Sources: agdb_server's `config.rs` at the tags 0.10.0 to 0.16.0.
pub(super) fn check(config: &Config, issues: &mut Issues) {
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
    let default = Server::default();
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
