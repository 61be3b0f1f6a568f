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
use std::path::PathBuf;
use std::process::{Command, Output};

const GOOD: &str = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ledger\n";
const MISSPELT: &str = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ledger\n  label: {}\n";
const PRIVILEGED: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: ledger\nspec:\n  containers:\n  \
    - name: ledger\n    image: ledger:1\n    securityContext:\n      privileged: true\n";

/// A folder of its own for each test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("drydock-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder of temporary files can be written");
        for (file, text) in files {
            fs::write(folder.join(file), text).expect("the folder was made just now");
        }
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder left behind in /tmp is no reason to fail.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs the tool that `variable` names, or `program` from `PATH`, in a folder.
fn run(variable: &str, program: &str, folder: &Folder, arguments: &[&str]) -> Output {
    let tool = std::env::var_os(variable).unwrap_or_else(|| OsString::from(program));
    let output = Command::new(&tool)
        .args(arguments)
        .current_dir(&folder.0)
        .output();
    assert!(
        output.is_ok(),
        "{program} is missing: `cargo xtask setup` installs it ({output:?})"
    );
    output.expect("asserted above")
}

fn kubectl(folder: &Folder, arguments: &[&str]) -> Output {
    run("DRYDOCK_KUBECTL", "kubectl", folder, arguments)
}

fn kubernetes_validate(folder: &Folder, file: &str) -> Output {
    let arguments = ["--strict", "--kubernetes-version", "1.33", file];
    run(
        "DRYDOCK_KUBERNETES_VALIDATE",
        "kubernetes-validate",
        folder,
        &arguments,
    )
}

fn checkov(folder: &Folder, check: &str) -> Output {
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
    let whole = Folder::with("kustomize-whole", &[kustomization, ("x.yaml", GOOD)]);
    let output = kubectl(&whole, &["kustomize", "."]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), GOOD);
    let broken = Folder::with("kustomize-broken", &[kustomization]);
    assert!(!kubectl(&broken, &["kustomize", "."]).status.success());
}

#[test]
fn kubernetes_validate_accepts_a_namespace_and_refuses_a_misspelt_field() {
    let folder = Folder::with(
        "validate",
        &[("good.yaml", GOOD), ("misspelt.yaml", MISSPELT)],
    );
    assert!(kubernetes_validate(&folder, "good.yaml").status.success());
    assert!(
        !kubernetes_validate(&folder, "misspelt.yaml")
            .status
            .success()
    );
}

#[test]
fn checkov_refuses_a_privileged_container() {
    let folder = Folder::with("checkov", &[("x.yaml", PRIVILEGED)]);
    let output = checkov(&folder, "CKV_K8S_16");
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(
        !output.status.success() && report.contains("FAILED for resource"),
        "{report}"
    );
}
