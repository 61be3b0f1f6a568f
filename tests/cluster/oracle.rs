//! Recorded verdicts of API servers: one object a case, one verdict a minor.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, ensure};
use drydock_tests::controlplane::ControlPlane;
use drydock_tests::controlplane::client::Effect;
use drydock_tests::controlplane::manifest::Manifest;
use serde::{Deserialize, Serialize};
use serde_json::Value;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/oracle/api-server-cases.json");

/// The namespace that the objects are tried in. It warns of nothing: Pod Security is not the
/// subject here.
const NAMESPACE: &str = "oracle";

/// An object, and what servers said to its creation in a strict dry run.
#[derive(Serialize, Deserialize)]
pub(crate) struct Case {
    name: String,
    object: Value,
    verdict: BTreeMap<String, Verdict>,
}

/// What a server said. The message is kept for people: its wording changes between releases.
#[derive(Serialize, Deserialize)]
struct Verdict {
    status: u16,
    message: String,
    warnings: Vec<String>,
}

impl Verdict {
    fn agrees(&self, other: &Self) -> bool {
        self.status == other.status && self.warnings == other.warnings
    }
}

pub(crate) fn read() -> Result<Vec<Case>> {
    let text = fs::read_to_string(FILE).with_context(|| format!("no {FILE}"))?;
    let cases: Vec<Case> = serde_json::from_str(&text)?;
    ensure!(!cases.is_empty(), "{FILE} holds no cases");
    Ok(cases)
}

pub(crate) fn write(cases: &[Case]) -> Result<()> {
    let text = serde_json::to_string_pretty(cases)?;
    Ok(fs::write(FILE, text + "\n")?)
}

/// Where the running server does not say what is recorded for its minor, and where nothing is.
/// What is missing is added to the cases.
pub(crate) fn differences(plane: &ControlPlane, cases: &mut [Case]) -> Result<Vec<String>> {
    let (client, minor) = (plane.client(), plane.minor().to_string());
    client.warn_in(NAMESPACE, "privileged")?;
    let mut differences = Vec::new();
    for case in cases {
        let object = Manifest::json(&case.name, case.object.clone());
        let answer = client.create(&object, NAMESPACE, Effect::DryRun)?;
        let heard = Verdict {
            status: answer.status,
            message: answer.message().to_owned(),
            warnings: answer.warnings.clone(),
        };
        match case.verdict.get(&minor) {
            Some(recorded) if recorded.agrees(&heard) => {}
            Some(recorded) => differences.push(format!(
                "{}: {} {:?} is recorded, the server says {answer} {:?}",
                case.name, recorded.status, recorded.warnings, heard.warnings
            )),
            None => {
                differences.push(format!("{}: nothing is recorded for {minor}", case.name));
                case.verdict.insert(minor.clone(), heard);
            }
        }
    }
    Ok(differences)
}
