//! The `ExternalSecret` of the External Secrets Operator, `external-secrets.io/v1` (served from 0.16 on).

use std::collections::BTreeMap;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use serde::Serialize;

use super::object::Object;
use crate::site::{ExternalStore, StoreKind};

/// A Secret that the operator makes of values in a store.
#[derive(Clone, Debug)]
pub struct Fetched<'a> {
    /// The name and labels of the object; the Secret has the same name.
    pub metadata: ObjectMeta,
    /// The store.
    pub store: &'a ExternalStore,
    /// The entry of the store that holds the values.
    pub entry: &'a str,
    /// The values, by their names in the entry and in the templates.
    pub values: &'a [&'a str],
    /// The entries of the Secret: Go templates in which a value `x` is written `{{ .x }}`.
    pub templates: BTreeMap<String, String>,
}

/// The `ExternalSecret` object.
pub fn external_secret(fetched: &Fetched<'_>) -> Object {
    let name = fetched.metadata.name.as_deref().unwrap_or_default();
    let kind = match fetched.store.kind {
        StoreKind::ClusterSecretStore => "ClusterSecretStore",
        StoreKind::SecretStore => "SecretStore",
    };
    let data = fetched.values.iter().map(|value| Datum {
        secret_key: value,
        remote_ref: Remote {
            key: fetched.entry,
            property: value,
        },
    });
    let spec = Spec {
        secret_store_ref: Store {
            name: fetched.store.store.as_str(),
            kind,
        },
        refresh_interval: "1h0m0s",
        target: Target {
            name,
            creation_policy: "Owner",
            template: Template {
                engine_version: "v2",
                data: &fetched.templates,
            },
        },
        data: data.collect(),
    };
    Object::custom(
        ["external-secrets.io/v1", "ExternalSecret"],
        &fetched.metadata,
        &spec,
    )
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Spec<'a> {
    secret_store_ref: Store<'a>,
    refresh_interval: &'a str,
    target: Target<'a>,
    data: Vec<Datum<'a>>,
}

#[derive(Serialize)]
struct Store<'a> {
    name: &'a str,
    kind: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Target<'a> {
    name: &'a str,
    creation_policy: &'a str,
    template: Template<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Template<'a> {
    engine_version: &'a str,
    data: &'a BTreeMap<String, String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Datum<'a> {
    secret_key: &'a str,
    remote_ref: Remote<'a>,
}

#[derive(Serialize)]
struct Remote<'a> {
    key: &'a str,
    property: &'a str,
}
