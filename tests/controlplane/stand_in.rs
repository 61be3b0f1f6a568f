//! Stand-ins for custom resources that a cluster gets from elsewhere.
//!
//! Gateway routes and External Secrets are known to a cluster only after somebody installed their
//! definitions. So that bundles with them can be applied, a definition that allows any content is
//! installed for each kind met. **The server then checks the envelope of such an object (name,
//! namespace, labels) and nothing below `spec`.**

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::controlplane::client::{Client, Effect};
use crate::controlplane::manifest::Manifest;

/// The only groups that may be stood in for; an unknown kind of any other group is a mistake.
const GROUPS: [&str; 2] = ["gateway.networking.k8s.io", "external-secrets.io"];

const ESTABLISHED: Duration = Duration::from_secs(20);

/// Makes the server know the object's kind, if it is of a group that may be stood in for.
pub fn define(client: &Client, it: &Manifest) -> Result<()> {
    let Some((group, version)) = it.version()?.split_once('/') else {
        return Ok(());
    };
    if !GROUPS.contains(&group) || client.knows(it)? {
        return Ok(());
    }
    let kind = it.kind();
    let definition = Manifest::json(kind, definition(group, version, kind));
    let answer = client.create(&definition, "", Effect::Stored)?;
    ensure!(answer.accepted(), "stand-in for {kind}: {answer}");
    let deadline = Instant::now() + ESTABLISHED;
    while !client.knows(it)? {
        ensure!(
            Instant::now() < deadline,
            "the stand-in for {kind} was not served within {ESTABLISHED:?}"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// Groups below `k8s.io` must say who approved them; these are not approved, and say so.
fn definition(group: &str, version: &str, kind: &str) -> Value {
    let singular = kind.to_lowercase();
    let plural = format!("{singular}s");
    json!({
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {
            "name": format!("{plural}.{group}"),
            "annotations": {"api-approved.kubernetes.io": "unapproved, a stand-in for tests"},
        },
        "spec": {
            "group": group,
            "scope": "Namespaced",
            "names": {"kind": kind, "singular": singular, "plural": plural},
            "versions": [{
                "name": version,
                "served": true,
                "storage": true,
                "schema": {"openAPIV3Schema": {
                    "type": "object",
                    "x-kubernetes-preserve-unknown-fields": true,
                }},
            }],
        },
    })
}
