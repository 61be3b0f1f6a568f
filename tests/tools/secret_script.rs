//! The script that makes the Secret of a deployment by hand, run in a real shell with the real kubectl.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use drydock::form::SecretText;
use drydock_tests::{Case, cases};
use serde_json::Value;

use crate::folder;

const TOKEN: &str = "a-token-of-$HOME-`id`-characters";
const PEPPER: &str = "sixteen $(bytes)";

/// Stands before kubectl: what would be applied is kept, everything else is passed on.
const KUBECTL: &str = r#"#!/bin/sh
case $1 in
apply) cat > applied.yaml ;;
*) exec "$REAL_KUBECTL" "$@" ;;
esac
"#;

fn run(script: &str, folder: &Path, typed: &str) -> Output {
    let kubectl = folder.join("kubectl");
    fs::write(&kubectl, KUBECTL).expect("the folder is ours");
    fs::set_permissions(&kubectl, fs::Permissions::from_mode(0o755)).expect("the file is ours");
    let path = std::env::var("PATH").unwrap_or_default();
    let real = std::env::var("DRYDOCK_KUBECTL").unwrap_or_else(|_| "/usr/bin/kubectl".to_owned());
    let mut shell = Command::new("sh")
        .args(["-c", script])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", folder.display()))
        .env("REAL_KUBECTL", real)
        .env("KUBECONFIG", "/dev/null")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("every system has sh");
    let mut stdin = shell.stdin.take().expect("stdin is a pipe");
    stdin
        .write_all(typed.as_bytes())
        .expect("the script reads what is typed");
    drop(stdin);
    shell.wait_with_output().expect("the script ends")
}

fn case() -> Case {
    let found = cases()
        .into_iter()
        .find(|case| case.name == "existing-secret");
    found.expect("a case takes its Secret from the cluster")
}

fn script() -> String {
    let output = case().run().output.expect("the case has no errors");
    let (_, file) = output
        .files
        .iter()
        .find(|(path, _)| path.starts_with("secrets/"))
        .expect("it brings a script");
    file.text.clone()
}

/// The entries of the Secret that would be written into a manifest with the same secrets.
fn written() -> Value {
    let mut case = case();
    case.draft.set("/site/secrets".into(), "written");
    case.draft
        .set_secret("/credentials/clusterToken".into(), SecretText::new(TOKEN));
    case.draft
        .set_secret("/credentials/pepper".into(), SecretText::new(PEPPER));
    let files = case.run().output.expect("the case has no errors").files;
    let secret = files
        .iter()
        .find(|(path, _)| path.contains("-secret-"))
        .expect("a Secret is written");
    let manifest: Value = serde_yaml_ng::from_str(&secret.1.text).expect("manifests are YAML");
    manifest["stringData"].clone()
}

#[test]
fn the_script_makes_the_secret_that_a_manifest_would_hold() {
    let folder = folder(&[]);
    let output = run(&script(), folder.path(), &format!("{TOKEN}\n{PEPPER}\n"));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert!(
        !told.contains(TOKEN) && !told.contains(PEPPER),
        "secrets are not shown"
    );
    let applied =
        fs::read_to_string(folder.path().join("applied.yaml")).expect("something was applied");
    let applied: Value = serde_yaml_ng::from_str(&applied).expect("kubectl prints YAML");
    let decoded = crate::folder(&[]);
    for (name, text) in written().as_object().expect("entries have names") {
        let data = applied["data"][name].as_str().unwrap_or_default();
        fs::write(decoded.path().join("data"), data).expect("the folder is ours");
        let base64 = Command::new("base64")
            .args(["-d", "data"])
            .current_dir(decoded.path())
            .output();
        let bytes = base64.expect("coreutils have base64").stdout;
        assert_eq!(
            Some(String::from_utf8_lossy(&bytes).as_ref()),
            text.as_str(),
            "{name}"
        );
    }
    assert_eq!(applied["metadata"]["name"], "graph-configuration");
}

#[test]
fn the_script_refuses_what_agdb_would_refuse_and_applies_nothing() {
    let sound = ("sixteen-characters", PEPPER);
    for (token, pepper) in [
        ("a b", sound.1),
        ("a#b", sound.1),
        ("", sound.1),
        ("tökän", sound.1),
        (sound.0, "short"),
    ] {
        let folder = folder(&[]);
        let output = run(&script(), folder.path(), &format!("{token}\n{pepper}\n"));
        assert!(!output.status.success(), "{token:?} {pepper:?}");
        assert!(!folder.path().join("applied.yaml").exists());
    }
}
