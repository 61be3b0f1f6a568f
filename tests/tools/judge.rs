//! The manifests of every case before kubernetes-validate and checkov.

use std::path::PathBuf;
use std::process::Command;

use crate::{MISSPELT, PRIVILEGED, folder};

/// What the checkers say of one folder of manifests.
#[derive(serde::Deserialize)]
struct Verdict {
    folder: String,
    passed: usize,
    objections: Vec<Objection>,
}

/// Something that a checker objects to.
#[derive(Debug, serde::Deserialize)]
#[allow(dead_code)] // shown by Debug when there is one
struct Objection {
    file: String,
    check: String,
    detail: String,
}

/// The Python of the environment in which checkov is installed.
fn python() -> PathBuf {
    let checkov = std::env::var_os("DRYDOCK_CHECKOV").map(PathBuf::from);
    let python = checkov.map(|checkov| checkov.with_file_name("python"));
    python.expect("DRYDOCK_CHECKOV says where checkov is: `cargo xtask test tools` sets it")
}

fn judge(folders: &[PathBuf]) -> Vec<Verdict> {
    let judge = drydock_tests::root().join("tools/judge.py");
    let output = Command::new(python()).arg(judge).args(folders).output();
    let output = output.expect("the environment of checkov has a Python");
    let told = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        unreachable!("the judge did not finish: {error}\n{told}");
    })
}

#[test]
fn no_checker_objects_to_a_case_except_where_the_manifests_record_why() {
    let folders: Vec<_> = drydock_tests::cases()
        .iter()
        .map(|case| case.golden().join("manifests"))
        .collect();
    let verdicts = judge(&folders);
    assert_eq!(verdicts.len(), folders.len());
    for Verdict {
        folder,
        passed,
        objections,
    } in verdicts
    {
        assert!(objections.is_empty(), "{folder}: {objections:#?}");
        assert!(passed > 50, "{folder}: only {passed} checks were made");
    }
}

#[test]
fn the_judge_objects_to_a_privileged_pod_and_to_a_misspelt_field() {
    let folder = folder(&[("pod.yaml", PRIVILEGED), ("namespace.yaml", MISSPELT)]);
    let verdicts = judge(&[folder.path().to_owned()]);
    let checks: Vec<_> = verdicts[0]
        .objections
        .iter()
        .map(|objection| objection.check.as_str())
        .collect();
    assert!(
        checks.contains(&"CKV_K8S_16") && checks.contains(&"schema of 1.37"),
        "{checks:?}"
    );
}
