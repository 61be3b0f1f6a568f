//! The ways to the servers, and what they hand out there.

use crate::catalog::agdb::config::{Access, ClientService, Config, Route};
use crate::catalog::agdb::files::{is_plain, is_taken};
use crate::form::parse::quoted;
use crate::form::{Edit, Pointer};
use crate::issue::{Issue, Issues};

/// Reports what is wrong with Services, routes, base path and static files.
pub(super) fn check(config: &Config, issues: &mut Issues) {
    access(&config.access, config.tls.is_some(), issues);
    basepath(config, issues);
    static_roots(config, issues);
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
        if is_taken(root.directory.as_str()) {
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
