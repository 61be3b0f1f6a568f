//! Requests to the API server and its answers, as a person with `kubectl` would see them.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use ureq::http::{Method, Request, header::WARNING};
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use crate::controlplane::answer::{Answer, warning};
use crate::controlplane::manifest::Manifest;

/// The longest wait for one answer; the server itself gives up after 60 s.
const ANSWER: Duration = Duration::from_mins(1);

/// Who owns the fields that are applied.
const MANAGER: &str = "drydock";

const APPLY: &str = "application/apply-patch+yaml";
const JSON: &str = "application/json";
const MERGE: &str = "application/merge-patch+json";

/// A connection to one API server.
pub struct Client {
    agent: ureq::Agent,
    base: String,
    token: String,
    discovered: Mutex<BTreeMap<String, Vec<Resource>>>,
}

/// Where the objects of a kind live, as the server tells.
#[derive(Clone, Debug)]
struct Resource {
    kind: String,
    plural: String,
    namespaced: bool,
}

/// Whether a request changes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Decode, default, validate, admit and warn, but store nothing.
    DryRun,
    /// Do it.
    Stored,
}

impl Client {
    /// Connects to the server on a port of loopback whose certificate is `certificate` (DER).
    pub fn new(port: u16, token: &str, certificate: &[u8]) -> Result<Self> {
        let roots = RootCerts::new_with_certs(&[Certificate::from_der(certificate).to_owned()]);
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(ANSWER))
            .proxy(None)
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .build()
            .new_agent();
        Ok(Self {
            agent,
            base: format!("https://127.0.0.1:{port}"),
            token: token.to_owned(),
            discovered: Mutex::default(),
        })
    }

    /// Reads a path.
    pub fn get(&self, path: &str) -> Result<Answer> {
        self.request(&Method::GET, path, JSON, "")
    }

    /// Creates an object; under [`Effect::DryRun`] this is `kubectl create --dry-run=server` with
    /// strict field validation.
    pub fn create(&self, it: &Manifest, namespace: &str, effect: Effect) -> Result<Answer> {
        let Some(path) = self.collection(it, namespace)? else {
            return Ok(unknown_kind(it));
        };
        let path = format!("{path}?fieldValidation=Strict{}", effect.query());
        self.request(&Method::POST, &path, it.media, &it.text)
    }

    /// Applies an object on the server's side. Not forced: taking a field from another manager is
    /// a refusal.
    pub fn apply(&self, it: &Manifest, namespace: &str, effect: Effect) -> Result<Answer> {
        let Some(path) = self.place(it, namespace)? else {
            return Ok(unknown_kind(it));
        };
        let path = format!(
            "{path}?fieldManager={MANAGER}&force=false&fieldValidation=Strict{}",
            effect.query()
        );
        self.request(&Method::PATCH, &path, APPLY, &it.text)
    }

    /// Creates a namespace, or strips an existing one, so that its only label is the Pod Security
    /// level of which it warns.
    pub fn warn_in(&self, namespace: &str, level: &str) -> Result<()> {
        let object = json!({
            "apiVersion": "v1", "kind": "Namespace",
            "metadata": {
                "name": namespace,
                "labels": {"pod-security.kubernetes.io/warn": level},
            },
        })
        .to_string();
        let path = "/api/v1/namespaces";
        let mut answer = self.request(&Method::POST, path, JSON, &object)?;
        if answer.status == 409 {
            answer = self.request(&Method::PUT, &format!("{path}/{namespace}"), JSON, &object)?;
        }
        ensure!(answer.accepted(), "namespace {namespace}: {answer}");
        Ok(())
    }

    /// Removes an object at once. Its finalizers go first, because the controllers that would
    /// remove them do not run. An object that is not there is no error.
    pub fn remove(&self, it: &Manifest, namespace: &str) -> Result<()> {
        let Some(path) = self.place(it, namespace)? else {
            return Ok(());
        };
        let no_finalizers = r#"{"metadata": {"finalizers": null}}"#;
        self.request(&Method::PATCH, &path, MERGE, no_finalizers)?;
        let now = format!("{path}?propagationPolicy=Background&gracePeriodSeconds=0");
        self.request(&Method::DELETE, &now, JSON, "")?;
        let answer = self.get(&path)?;
        ensure!(
            answer.status == 404,
            "{path} is still there after its removal: {answer}"
        );
        Ok(())
    }

    /// Whether the server has objects of this kind.
    pub fn knows(&self, it: &Manifest) -> Result<bool> {
        Ok(self.resource(it)?.is_some())
    }

    fn place(&self, it: &Manifest, namespace: &str) -> Result<Option<String>> {
        let name = it.object_name()?;
        let path = self.collection(it, namespace)?;
        Ok(path.map(|path| format!("{path}/{name}")))
    }

    fn collection(&self, it: &Manifest, namespace: &str) -> Result<Option<String>> {
        let root = root(it.version()?);
        let namespace = it.namespace().unwrap_or(namespace);
        Ok(self.resource(it)?.map(|found| match found {
            Resource {
                plural,
                namespaced: true,
                ..
            } => {
                format!("{root}/namespaces/{namespace}/{plural}")
            }
            Resource { plural, .. } => format!("{root}/{plural}"),
        }))
    }

    /// Asks the server for the kinds of a version once, and again for a kind that was not there.
    fn resource(&self, it: &Manifest) -> Result<Option<Resource>> {
        let version = it.version()?;
        let find = |all: &[Resource]| all.iter().find(|one| one.kind == it.kind()).cloned();
        let mut discovered = self
            .discovered
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = discovered.get(version).and_then(|all| find(all)) {
            return Ok(Some(found));
        }
        let all = resources(&self.get(&root(version))?)?;
        let found = find(&all);
        discovered.insert(version.to_owned(), all);
        Ok(found)
    }

    fn request(&self, method: &Method, path: &str, media: &str, body: &str) -> Result<Answer> {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", media);
        let answer = if body.is_empty() {
            self.agent.run(request.body(())?)
        } else {
            self.agent.run(request.body(body)?)
        };
        let mut answer = answer.with_context(|| format!("{method} {path}"))?;
        let warnings = answer.headers().get_all(WARNING).iter();
        let warnings = warnings
            .map(|it| warning(&String::from_utf8_lossy(it.as_bytes())))
            .collect();
        let text = answer.body_mut().read_to_string()?;
        Ok(Answer {
            status: answer.status().as_u16(),
            body: serde_json::from_str(&text).unwrap_or(Value::String(text)),
            warnings,
        })
    }
}

impl Effect {
    fn query(self) -> &'static str {
        match self {
            Self::DryRun => "&dryRun=All",
            Self::Stored => "",
        }
    }
}

/// The core group has a root of its own.
fn root(version: &str) -> String {
    if version.contains('/') {
        format!("/apis/{version}")
    } else {
        format!("/api/{version}")
    }
}

/// Reads an `APIResourceList`; a version that the server does not serve is an empty one.
/// Names with a slash are parts of objects (`pods/status`), not kinds.
fn resources(answer: &Answer) -> Result<Vec<Resource>> {
    ensure!(answer.accepted() || answer.status == 404, "{answer}");
    let list = answer.body["resources"].as_array();
    let whole = |entry: &&Value| {
        entry["name"]
            .as_str()
            .is_some_and(|name| !name.contains('/'))
    };
    let read = |entry: &Value| {
        Some(Resource {
            kind: entry["kind"].as_str()?.to_owned(),
            plural: entry["name"].as_str()?.to_owned(),
            namespaced: entry["namespaced"].as_bool()?,
        })
    };
    let list = list.into_iter().flatten().filter(whole).map(read);
    list.collect::<Option<_>>()
        .context("a resource without kind, name or scope")
}

/// What `kubectl` says to such an object, as an answer.
fn unknown_kind(it: &Manifest) -> Answer {
    let (kind, version) = (it.kind(), &it.object["apiVersion"]);
    Answer {
        status: 404,
        body: json!({"message": format!("no matches for kind {kind:?} in version {version}")}),
        warnings: Vec::new(),
    }
}
