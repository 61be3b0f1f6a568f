//! The configuration of the servers: `agdb_server.yaml`, which is not YAML.
//!
//! Since 0.11.0 the server reads it line by line: a line is split at its first colon, what follows the last `#` is
//! dropped, quotes are trimmed, a list stands on one line, and an unknown key stops the server (agdb_server 0.16.0,
//! `config.rs`). Up to 0.13.0 a key that is left out is zero or empty. So exactly the keys of the chosen release are
//! written, in a form that 0.10.0, which read YAML, understands as well.

use std::collections::BTreeMap;

use super::config::{BindFamily, Cluster};
use super::text::Version;
use super::topology::Topology;
use crate::form::Leaf;
use crate::site::SecretDelivery;
use crate::text::ConfigKey;

/// Where the disk is mounted.
pub(super) const DATA: &str = "/agdb/data";
/// Where the server looks for its configuration: the working directory of the image.
pub(super) const CONFIG: &str = "/agdb/agdb_server.yaml";
/// Where the pepper is mounted.
pub(super) const PEPPER: &str = "/agdb/pepper";
/// Where the certificates are mounted.
pub(super) const CERTIFICATES: &str = "/agdb/certs";

/// Whether a folder is one that the deployment fills itself, or lies in one.
pub(super) fn is_taken(directory: &str) -> bool {
    let within = |taken: &str| {
        directory
            .strip_prefix(taken)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    [DATA, CONFIG, PEPPER, CERTIFICATES].into_iter().any(within)
        || matches!(directory, "/" | "/agdb")
}

/// Whether a text reads back from the configuration as it was written, alone and as an item of a list.
pub(super) fn is_plain(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_ascii_graphic() && !matches!(c, '#' | '"' | '\'' | ',' | '[' | ']' | '{' | '}')
    })
}

/// The entries of the Secret with the configuration of each server and the pepper, given the two secrets.
pub(super) fn secret_entries(
    topology: &Topology,
    token: &str,
    pepper: &str,
) -> BTreeMap<String, String> {
    let configs = (0..topology.replicas).map(|index| {
        (
            config_entry(topology, index),
            config(topology, index, token),
        )
    });
    configs
        .chain([("pepper".to_owned(), pepper.to_owned())])
        .collect()
}

/// The name of the entry with the configuration of a server: that of its pod and `.yaml`.
pub(super) fn config_entry(topology: &Topology, index: i64) -> String {
    format!("{}.yaml", topology.pod(index))
}

/// The configuration of a server.
pub(super) fn config(topology: &Topology, index: i64, token: &str) -> String {
    let keys = keys(topology, index, token).into_iter();
    let known = keys.filter(|(_, since, _)| *since <= topology.version);
    known
        .map(|(key, _, value)| {
            format!(
                "{key}: {value}
"
            )
        })
        .collect::<Vec<_>>()
        .concat()
}

/// A key with the release that brought it and its value.
type Key = (&'static str, Version, String);

fn keys(topology: &Topology, index: i64, token: &str) -> Vec<Key> {
    let mut keys = server_keys(topology, index);
    keys.extend(tls_keys(topology));
    keys.extend(cluster_keys(topology, token));
    keys
}

fn server_keys(topology: &Topology, index: i64) -> Vec<Key> {
    let server = &topology.server;
    let roots = server.static_roots.iter();
    let roots = list(roots.map(|root| format!("{}:{}", root.path, root.directory)));
    vec![
        ("bind", V0_10_0, bind(server.bind, server.port.get())),
        ("address", V0_10_0, topology.address(index)),
        ("basepath", V0_10_0, or_empty(topology.basepath())),
        ("static_roots", V0_11_1, roots),
        ("admin", V0_10_0, server.admin.as_str().to_owned()),
        ("log_level", V0_10_0, server.log_level.tag().to_owned()),
        ("log_body_limit", V0_11_0, server.log_body_limit.print()),
        (
            "request_body_limit",
            V0_11_0,
            server.request_body_limit.print(),
        ),
        (
            "token_expiry_seconds",
            V0_13_0,
            server.token_expiry_seconds.print(),
        ),
        ("data_dir", V0_10_0, DATA.to_owned()),
        ("sync_mode", V0_14_0, server.sync_mode.tag().to_owned()),
        ("pepper_path", V0_10_0, PEPPER.to_owned()),
    ]
}

fn tls_keys(topology: &Topology) -> Vec<Key> {
    let tls = topology.tls.as_ref();
    let path = |entry: Option<&ConfigKey>| {
        entry.map_or_else(empty, |entry| format!("{CERTIFICATES}/{entry}"))
    };
    vec![
        (
            "tls_certificate",
            V0_11_0,
            path(tls.map(|tls| &tls.certificate_key)),
        ),
        (
            "tls_key",
            V0_11_0,
            path(tls.map(|tls| &tls.private_key_key)),
        ),
        (
            "tls_root",
            V0_11_0,
            path(tls.and_then(|tls| tls.root_key.get())),
        ),
    ]
}

fn cluster_keys(topology: &Topology, token: &str) -> Vec<Key> {
    let cluster = topology.cluster.clone().unwrap_or_default();
    vec![
        ("cluster_token", V0_10_0, token.to_owned()),
        (
            "cluster_heartbeat_timeout_ms",
            V0_10_0,
            cluster.heartbeat_ms.print(),
        ),
        ("cluster_term_timeout_ms", V0_10_0, cluster.term_ms.print()),
        (
            "cluster_election_factor_ms",
            V0_13_1,
            cluster.election_factor_ms.print(),
        ),
        (
            "cluster_max_log_entries",
            V0_14_0,
            cluster.max_log_entries.print(),
        ),
        (
            "cluster_max_chunk_size",
            V0_14_0,
            cluster.max_chunk_size.print(),
        ),
        (
            "cluster_max_append_size",
            V0_16_0,
            append_size(topology, &cluster),
        ),
        ("cluster", V0_10_0, list(members(topology))),
    ]
}

const V0_10_0: Version = Version::new(0, 10, 0);
const V0_11_0: Version = Version::new(0, 11, 0);
const V0_11_1: Version = Version::new(0, 11, 1);
const V0_13_0: Version = Version::new(0, 13, 0);
const V0_13_1: Version = Version::new(0, 13, 1);
const V0_14_0: Version = Version::new(0, 14, 0);
const V0_16_0: Version = Version::new(0, 16, 0);

fn bind(family: BindFamily, port: i64) -> String {
    match family {
        BindFamily::Dual => format!(":::{port}"),
        BindFamily::Ipv4 => format!("0.0.0.0:{port}"),
    }
}

/// The servers as each of them names all: equal to the byte, in the same order, with the base path. One alone names none.
fn members(topology: &Topology) -> impl Iterator<Item = String> {
    let count = if topology.cluster.is_some() {
        topology.replicas
    } else {
        0
    };
    (0..count).map(|index| format!("{}{}", topology.address(index), topology.basepath()))
}

/// The size within the limit of a request's body, which a server alone keeps too.
fn append_size(topology: &Topology, cluster: &Cluster) -> String {
    cluster
        .max_append_size
        .get()
        .min(topology.server.request_body_limit.get())
        .to_string()
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

fn or_empty(text: &str) -> String {
    if text.is_empty() {
        empty()
    } else {
        text.to_owned()
    }
}

fn empty() -> String {
    "\"\"".to_owned()
}

/// The files beside the manifests: how to make the Secret, where it must exist beforehand.
pub(super) fn beside(topology: &Topology) -> Vec<(String, String)> {
    match topology.site.secrets {
        SecretDelivery::Existing => {
            vec![(
                format!("secrets/create-{}.sh", topology.secret_name),
                creation_script(topology),
            )]
        }
        SecretDelivery::Written | SecretDelivery::External(_) => Vec::new(),
    }
}

/// A script that asks for the secrets without showing them and puts the Secret into the cluster.
fn creation_script(topology: &Topology) -> String {
    let (namespace, secret) = (topology.site.namespace.as_str(), &topology.secret_name);
    let configs: Vec<_> = (0..topology.replicas)
        .map(|index| scripted(topology, index))
        .collect();
    let configs = configs.concat();
    format!(
        r#"#!/bin/sh
# Creates or replaces the Secret {secret} in the namespace {namespace}.
# It asks for the cluster token and the pepper, and shows neither.
set -eu
LC_ALL=C
export LC_ALL

ask() {{
    printf '%s: ' "$1" >&2
    stty -echo 2>/dev/null || true
    IFS= read -r answer
    stty echo 2>/dev/null || true
    printf '\n' >&2
    printf '%s' "$answer"
}}

token=$(ask 'Cluster token (at least 16 characters, no blanks, quotes or #)')
pepper=$(ask 'Pepper (exactly 16 bytes)')
case $token in
*[!!-~]* | *[\#\"\']* | '') echo 'The cluster token holds a blank, a quote or a #, or is empty.' >&2; exit 1 ;;
esac
if [ "$(printf '%s' "$pepper" | wc -c)" -ne 16 ]; then
    echo 'The pepper does not have 16 bytes.' >&2
    exit 1
fi

umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf '%s' "$pepper" > "$folder/pepper"
{configs}
kubectl create secret generic {secret} --namespace {namespace} --from-file="$folder" --dry-run=client -o yaml |
    kubectl apply --server-side --field-manager=drydock -f -
"#
    )
}

/// The lines of the script that write the configuration of a server.
fn scripted(topology: &Topology, index: i64) -> String {
    const TOKEN: &str = "cluster_token: @TOKEN@\n";
    let text = config(topology, index, "@TOKEN@");
    let (before, after) = text.split_once(TOKEN).unwrap_or((&text, ""));
    let entry = config_entry(topology, index);
    format!(
        r#"{{
    cat <<'END'
{before}END
    printf 'cluster_token: %s\n' "$token"
    cat <<'END'
{after}END
}} > "$folder/{entry}"
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::agdb::config::Config;
    use crate::catalog::agdb::text::Version;

    fn keys_of(version: Version) -> Vec<String> {
        let mut config = Config::default();
        config.image.version = version;
        let text = super::config(&Topology::of(config), 0, "token");
        text.lines()
            .filter_map(|line| Some(line.split_once(": ")?.0.to_owned()))
            .collect()
    }

    #[test]
    fn each_release_gets_exactly_the_keys_that_it_knows() {
        for (version, count, newest) in [
            (Version::new(0, 10, 0), 11, "cluster"),
            (Version::new(0, 11, 0), 16, "tls_root"),
            (Version::new(0, 11, 1), 17, "static_roots"),
            (Version::new(0, 12, 10), 17, "static_roots"),
            (Version::new(0, 13, 0), 18, "token_expiry_seconds"),
            (Version::new(0, 13, 1), 19, "cluster_election_factor_ms"),
            (Version::new(0, 14, 0), 22, "sync_mode"),
            (Version::new(0, 15, 0), 22, "cluster_max_chunk_size"),
            (Version::new(0, 16, 0), 23, "cluster_max_append_size"),
        ] {
            let keys = keys_of(version);
            assert_eq!(keys.len(), count, "{version:?}: {keys:?}");
            assert!(
                keys.iter().any(|key| key == newest),
                "{version:?} lacks {newest}"
            );
        }
    }

    #[test]
    fn each_server_finds_its_own_address_among_the_members() {
        let mut config = Config::default();
        config.server.basepath = crate::text::Blank::of(crate::text::UrlPath::literal("/graph"));
        let topology = Topology::of(config);
        for index in 0..3 {
            let text = super::config(&topology, index, "token");
            let value = |key: &str| {
                text.lines()
                    .find_map(|line| line.strip_prefix(&format!("{key}: ")))
                    .unwrap()
            };
            let own = format!("{}{}", value("address"), value("basepath"));
            let members: Vec<_> = value("cluster")
                .trim_matches(['[', ']'])
                .split(", ")
                .collect();
            assert_eq!(members[usize::try_from(index).unwrap()], own);
        }
    }
}
