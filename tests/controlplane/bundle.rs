//! A folder of manifests and what an API server finds in it.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::controlplane::ControlPlane;
use crate::controlplane::answer::Answer;
use crate::controlplane::client::{Client, Effect};
use crate::controlplane::manifest::Manifest;
use crate::controlplane::stand_in;

/// The level that a bundle must meet if it does not claim a lower one.
const STRICTEST: &str = "restricted";

/// The kind that the server stores without a default (`status.phase: Pending`) when apply creates
/// it, and adds to the stored object with the next apply, which is therefore no sign of a change.
/// seen on 1.33 and 1.37; a test says so when it is over.
pub const STORED_LATE: &str = "PersistentVolumeClaim";

/// The objects of one deployment, in the order in which they are applied.
pub struct Bundle {
    name: String,
    manifests: Vec<Manifest>,
}

/// The steps that every object takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A strict dry run of its creation.
    DryRun,
    /// Server-side apply.
    Apply,
    /// Server-side apply of the same again, which must change nothing.
    Again,
}

/// Something that the server, or the comparison of its answers, holds against an object.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The bundle and the manifest: `bundle/file`.
    pub place: String,
    /// When it was found.
    pub step: Step,
    /// What it is, in the server's words.
    pub text: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({:?}): {}", self.place, self.step, self.text)
    }
}

impl Bundle {
    /// Names a list of manifests.
    pub fn new(name: impl Into<String>, manifests: Vec<Manifest>) -> Self {
        Self {
            name: name.into(),
            manifests,
        }
    }

    /// Reads every `*.yaml` of a folder in the order of their names. An empty folder is an error.
    pub fn read(name: impl Into<String>, folder: &Path) -> Result<Self> {
        let name = name.into();
        let mut manifests = Vec::new();
        let entries = fs::read_dir(folder)
            .with_context(|| format!("{name} has no folder {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|it| it == "yaml") {
                manifests.push(Manifest::read(&path)?);
            }
        }
        ensure!(
            !manifests.is_empty(),
            "{} holds no manifests",
            folder.display()
        );
        manifests.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Self { name, manifests })
    }

    /// How many objects it has.
    pub fn len(&self) -> usize {
        self.manifests.len()
    }

    /// Whether it has no objects.
    pub fn is_empty(&self) -> bool {
        self.manifests.is_empty()
    }

    /// The namespace of objects that name none: the bundle's own, else the first that is named.
    fn namespace(&self) -> &str {
        let own = self.own_namespace().and_then(|it| it.object_name().ok());
        let named = || self.manifests.iter().find_map(Manifest::namespace);
        own.or_else(named).unwrap_or("drydock")
    }

    fn own_namespace(&self) -> Option<&Manifest> {
        self.manifests.iter().find(|it| it.kind() == "Namespace")
    }

    /// Every namespace that its objects are put into.
    fn namespaces(&self) -> BTreeSet<&str> {
        let named = self.manifests.iter().filter_map(Manifest::namespace);
        named.chain([self.namespace()]).collect()
    }

    /// The Pod Security level that the bundle claims to meet: what its own Namespace warns of, or
    /// enforces, and the strictest if it says nothing.
    fn level(&self) -> &str {
        let label = |name| self.own_namespace().and_then(|it| it.label(name));
        label("pod-security.kubernetes.io/warn")
            .or_else(|| label("pod-security.kubernetes.io/enforce"))
            .unwrap_or(STRICTEST)
    }

    /// Puts the bundle through every [`Step`] on a running control plane, and removes it again.
    ///
    /// The result is what is wrong with the bundle; an error means that it could not be found out.
    pub fn findings(&self, plane: &ControlPlane) -> Result<Vec<Finding>> {
        let client = plane.client();
        for namespace in self.namespaces() {
            client.warn_in(namespace, self.level())?;
        }
        for manifest in &self.manifests {
            stand_in::define(client, manifest)?;
        }
        let mut findings = Vec::new();
        for manifest in &self.manifests {
            let answer = self.dry_run(client, manifest)?;
            findings.extend(self.judge(manifest, Step::DryRun, &answer));
        }
        for manifest in &self.manifests {
            findings.extend(self.apply_twice(client, manifest)?);
        }
        self.remove(client)?;
        Ok(findings)
    }

    /// The bundle's own Namespace exists by now, so that its creation would be a conflict.
    fn dry_run(&self, client: &Client, it: &Manifest) -> Result<Answer> {
        let namespace = self.namespace();
        if it.kind() == "Namespace" {
            client.apply(it, namespace, Effect::DryRun)
        } else {
            client.create(it, namespace, Effect::DryRun)
        }
    }

    fn apply_twice(&self, client: &Client, manifest: &Manifest) -> Result<Vec<Finding>> {
        let apply = || client.apply(manifest, self.namespace(), Effect::Stored);
        let mut first = apply()?;
        let mut findings = self.judge(manifest, Step::Apply, &first);
        if !first.accepted() {
            return Ok(findings);
        }
        if manifest.kind() == STORED_LATE {
            first = apply()?;
        }
        let second = apply()?;
        findings.extend(self.judge(manifest, Step::Again, &second));
        let versions = [first.resource_version(), second.resource_version()];
        if versions[0].is_none() || versions[0] != versions[1] {
            let [from, to] = versions;
            let text = format!("resourceVersion went from {from:?} to {to:?}");
            findings.push(self.finding(manifest, Step::Again, text));
        }
        Ok(findings)
    }

    fn judge(&self, manifest: &Manifest, step: Step, answer: &Answer) -> Vec<Finding> {
        let refusal = (!answer.accepted()).then(|| answer.to_string());
        let warnings = answer.warnings.iter().map(|it| format!("warning: {it}"));
        refusal
            .into_iter()
            .chain(warnings)
            .map(|text| self.finding(manifest, step, text))
            .collect()
    }

    fn finding(&self, manifest: &Manifest, step: Step, text: String) -> Finding {
        let place = format!("{}/{}", self.name, manifest.name);
        Finding { place, step, text }
    }

    /// Without controllers a namespace cannot be removed; the next bundle strips it instead.
    fn remove(&self, client: &Client) -> Result<()> {
        let removable = |it: &&Manifest| it.kind() != "Namespace";
        for manifest in self.manifests.iter().rev().filter(removable) {
            client.remove(manifest, self.namespace())?;
        }
        Ok(())
    }
}
