//! What a real API server says to what Drydock writes.
//!
//! Run it with `cargo xtask test cluster`. The first run builds the control plane from Go.

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use drydock_tests::controlplane::ControlPlane;
use drydock_tests::controlplane::assets;
use drydock_tests::controlplane::bundle::{Bundle, Finding, STORED_LATE};
use drydock_tests::controlplane::client::Effect;

#[path = "cluster/defects.rs"]
mod defects;
#[path = "cluster/oracle.rs"]
mod oracle;

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/golden");

#[test]
fn every_case_applies_cleanly_on_the_oldest_and_the_newest_minor() -> Result<()> {
    let bundles = golden(Path::new(GOLDEN))?;
    let minors = assets::minors()?;
    let ends = [minors.first(), minors.last()];
    for &minor in ends.into_iter().flatten() {
        let plane = ControlPlane::start(minor)?;
        let begin = Instant::now();
        let mut findings = Vec::new();
        for bundle in &bundles {
            findings.extend(bundle.findings(&plane)?);
        }
        let objects: usize = bundles.iter().map(Bundle::len).sum();
        say(
            &plane,
            begin,
            &format!("{} cases, {objects} objects", bundles.len()),
        );
        assert!(
            findings.is_empty(),
            "Kubernetes {minor}:\n{}",
            lines(&findings)
        );
    }
    Ok(())
}

#[test]
fn a_missing_or_empty_folder_of_cases_is_a_failure() -> Result<()> {
    let folder = tempfile::tempdir()?;
    assert!(golden(folder.path()).is_err());
    assert!(golden(&folder.path().join("absent")).is_err());
    fs::create_dir_all(folder.path().join("agdb/three-nodes/manifests"))?;
    assert!(golden(folder.path()).is_err());
    Ok(())
}

/// The check of the cases is only worth something if it can fail.
#[test]
fn a_defect_of_every_kind_is_found() -> Result<()> {
    let newest = assets::minors()?.pop().context("no minor")?;
    let plane = ControlPlane::start(newest)?;
    for (name, manifests, expected) in defects::all()? {
        let findings = Bundle::new(name, manifests).findings(&plane)?;
        let mut steps: Vec<_> = findings.iter().map(|it| it.step).collect();
        steps.dedup();
        assert_eq!(steps, expected, "{name}:\n{}", lines(&findings));
    }
    plane.client().warn_in("claim", "restricted")?;
    let claim = defects::claim()?;
    let apply = || plane.client().apply(&claim, "claim", Effect::Stored);
    let [first, second] = [apply()?, apply()?];
    assert_ne!(
        first.resource_version(),
        second.resource_version(),
        "bundle::{STORED_LATE} is no longer an exception: remove it"
    );
    Ok(())
}

/// The recorded verdicts are what the rules of `drydock lint` are held against, so they must be
/// what a server really says. `UPDATE=1` records what is missing, and changes no other verdict.
#[test]
fn the_recorded_verdicts_are_those_of_the_server() -> Result<()> {
    let mut cases = oracle::read()?;
    let mut wrong = Vec::new();
    for minor in assets::minors()? {
        let plane = ControlPlane::start(minor)?;
        let begin = Instant::now();
        let differences = oracle::differences(&plane, &mut cases)?;
        let agreeing = cases.len() - differences.len();
        let what = format!("{agreeing} of {} recorded verdicts agree", cases.len());
        say(&plane, begin, &what);
        wrong.extend(differences.iter().map(|it| format!("{minor}: {it}")));
    }
    if env::var_os("UPDATE").is_some() {
        oracle::write(&cases)?;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// The cases of every product: `<product>/<case>/manifests/*.yaml`.
fn golden(folder: &Path) -> Result<Vec<Bundle>> {
    let mut bundles = Vec::new();
    for product in folders(folder)? {
        for case in folders(&folder.join(&product))? {
            let manifests = folder.join(&product).join(&case).join("manifests");
            bundles.push(Bundle::read(format!("{product}/{case}"), &manifests)?);
        }
    }
    ensure!(!bundles.is_empty(), "{} holds no cases", folder.display());
    Ok(bundles)
}

fn folders(parent: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let entries = fs::read_dir(parent).with_context(|| format!("no {}", parent.display()))?;
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn lines(findings: &[Finding]) -> String {
    let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Speaks past the test runner, which holds back what passing tests print.
fn say(plane: &ControlPlane, begin: Instant, what: &str) {
    let (minor, ready, took) = (plane.minor(), plane.started_in(), begin.elapsed());
    let _ = writeln!(
        std::io::stderr(),
        "Kubernetes {minor}: ready in {ready:.1?}, {what} in {took:.1?}"
    );
}
