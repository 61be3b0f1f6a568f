//! The Secret with the configuration of each server and the pepper.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::Secret;

use crate::catalog::agdb::files;
use crate::catalog::agdb::topology::Topology;
use crate::kube::external_secret::{Fetched, external_secret};
use crate::kube::object::Object;
use crate::site::SecretDelivery;

/// The values in the entry of a secret store.
const VALUES: [&str; 2] = ["clusterToken", "pepper"];

/// The object that brings the Secret into the cluster; none where it must exist beforehand.
pub(super) fn secret(topology: &Topology) -> Option<Object> {
    let metadata = topology.identity().meta(&topology.secret_name);
    match &topology.site.secrets {
        SecretDelivery::Written => Some(Object::new(&Secret {
            metadata,
            string_data: Some(entries(topology)),
            type_: Some("Opaque".to_owned()),
            ..Secret::default()
        })),
        SecretDelivery::Existing => None,
        SecretDelivery::External(store) => Some(external_secret(&Fetched {
            metadata,
            store,
            entry: &topology.store_entry(store.entry.get().map(crate::text::PlainText::as_str)),
            values: &VALUES,
            templates: entries(topology),
        })),
    }
}

/// The entries of the Secret: with the secrets where they are written, with their templates where they are fetched.
pub(super) fn entries(topology: &Topology) -> BTreeMap<String, String> {
    let credentials = &topology.credentials;
    match (
        &topology.site.secrets,
        credentials.cluster_token.get(),
        credentials.pepper.get(),
    ) {
        (SecretDelivery::Written, Some(token), Some(pepper)) => {
            files::secret_entries(topology, token.reveal(), pepper.reveal())
        }
        _ => files::secret_entries(topology, "{{ .clusterToken }}", "{{ .pepper }}"),
    }
}
