//! The tools that people put between Drydock and their clusters: each must be the real one, and
//! must be able to refuse.
//!
//! `cargo xtask test tools` installs them and says where they are.

#[path = "tools/judge.rs"]
mod judge;
#[path = "tools/secret_script.rs"]
mod secret_script;

use std::ffi::OsString;
use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

const GOOD: &str = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ledger\n";
const MISSPELT: &str = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ledger\n  label: {}\n";
const PRIVILEGED: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: ledger\nspec:\n  containers:\n  \
    - name: ledger\n    image: ledger:1\n    securityContext:\n      privileged: true\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    // A name that begins with a dot, as usual, would hide it from checkov.
    let folder = tempfile::Builder::new().prefix("drydock-").tempdir();
    let folder = folder.expect("the folder of temporary files can be written");
    for (file, text) in files {
        fs::write(folder.path().join(file), text).expect("the folder was made just now");
    }
    folder
}

/// Runs the tool that `variable` names, or `program` from `PATH`, in a folder.
fn run(variable: &str, program: &str, folder: &TempDir, arguments: &[&str]) -> Output {
    let tool = std::env::var_os(variable).unwrap_or_else(|| OsString::from(program));
    let output = Command::new(&tool)
        .args(arguments)
        .current_dir(folder)
        .output();
    assert!(
        output.is_ok(),
        "{program} is missing: `cargo xtask setup` installs it ({output:?})"
    );
    output.expect("asserted above")
}

fn kubectl(folder: &TempDir, arguments: &[&str]) -> Output {
    run("DRYDOCK_KUBECTL", "kubectl", folder, arguments)
}

fn kubernetes_validate(folder: &TempDir, file: &str) -> Output {
    let arguments = ["--strict", "--kubernetes-version", "1.33", file];
    run(
        "DRYDOCK_KUBERNETES_VALIDATE",
        "kubernetes-validate",
        folder,
        &arguments,
    )
}

fn checkov(folder: &TempDir, check: &str) -> Output {
    let arguments = [
        "--framework",
        "kubernetes",
        "--skip-download",
        "--check",
        check,
        "-f",
        "x.yaml",
    ];
    run("DRYDOCK_CHECKOV", "checkov", folder, &arguments)
}

#[test]
fn kubectl_builds_a_kustomization_and_refuses_one_without_its_files() {
    let kustomization = ("kustomization.yaml", "resources: [x.yaml]\n");
    let whole = folder(&[kustomization, ("x.yaml", GOOD)]);
    let output = kubectl(&whole, &["kustomize", "."]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), GOOD);
    let broken = folder(&[kustomization]);
    assert!(!kubectl(&broken, &["kustomize", "."]).status.success());
}

#[test]
fn kubernetes_validate_accepts_a_namespace_and_refuses_a_misspelt_field() {
    let folder = folder(&[("good.yaml", GOOD), ("misspelt.yaml", MISSPELT)]);
    assert!(kubernetes_validate(&folder, "good.yaml").status.success());
    assert!(
        !kubernetes_validate(&folder, "misspelt.yaml")
            .status
            .success()
    );
}

#[test]
fn checkov_refuses_a_privileged_container() {
    let folder = folder(&[("x.yaml", PRIVILEGED)]);
    let output = checkov(&folder, "CKV_K8S_16");
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(
        !output.status.success() && report.contains("FAILED for resource"),
        "{report}"
    );
}
