//! The command line of Kubernetes.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::apt;
use super::versions::KUBECTL_MINOR;
use crate::process::{command, find, read};

/// The package of Debian 13 and later that brings a `kubectl` new enough (Debian 12 has 1.20).
const PACKAGE: &str = "kubernetes-client";

/// `kubectl` from `PATH`, installed if it is missing and the system has a new enough one.
pub(crate) fn kubectl() -> Result<PathBuf> {
    let mut found = find("kubectl");
    if found.is_none() && apt::candidate(PACKAGE).is_some_and(|version| new_enough(&version)) {
        apt::install(&[PACKAGE])?;
        found = find("kubectl");
    }
    let Some(program) = found else {
        bail!(
            "kubectl is missing and this system's packages have none from 1.{KUBECTL_MINOR} on; \
             install it as https://kubernetes.io/docs/tasks/tools/ describes"
        );
    };
    let version = client_version(&program)?;
    if !new_enough(&version) {
        bail!(
            "{} is version {version}; the tests need 1.{KUBECTL_MINOR} or later",
            program.display()
        );
    }
    Ok(program)
}

fn client_version(program: &Path) -> Result<String> {
    let answer = read(&mut command(program, ["version", "--client"]))?;
    Ok(version_in(&answer).unwrap_or("unknown").to_owned())
}

/// Reads `Client Version: v1.33.0`.
fn version_in(answer: &str) -> Option<&str> {
    let line = answer
        .lines()
        .find_map(|line| line.strip_prefix("Client Version: "))?;
    Some(line.trim().trim_start_matches('v'))
}

fn new_enough(version: &str) -> bool {
    let mut parts = version.split('.');
    let minor = parts.nth(1).and_then(|minor| minor.parse::<u32>().ok());
    version.starts_with("1.") && minor.is_some_and(|minor| minor >= KUBECTL_MINOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_version_is_read_from_the_answer() {
        let answer = "Client Version: v1.32.4-dispatcher\nKustomize Version: v5.5.0\n";
        assert_eq!(version_in(answer), Some("1.32.4-dispatcher"));
        assert_eq!(version_in("error: unknown command"), None);
    }

    #[test]
    fn a_client_older_than_kustomize_5_is_refused() {
        let table = [
            ("1.20.5+really1.20.2-1.1+deb12u1", false),
            ("1.26.9", false),
            ("1.27.0", true),
            ("1.32.4-dispatcher", true),
            ("unknown", false),
        ];
        for (version, accepted) in table {
            assert_eq!(new_enough(version), accepted, "{version}");
        }
    }
}
