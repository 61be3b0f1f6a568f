//! The command line of Kubernetes.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::apt;
use super::versions::{KUBECTL_MINOR, is_from};
use crate::process::{command, find, read};

/// The package of Debian 13 and later that brings a `kubectl` new enough (Debian 12 has 1.20).
const PACKAGE: &str = "kubernetes-client";

/// `kubectl` from `PATH`, installed if it is missing and the system has a new enough one.
pub(crate) fn kubectl() -> Result<PathBuf> {
    let mut found = find("kubectl");
    if found.is_none()
        && apt::candidate(PACKAGE).is_some_and(|version| is_from(&version, KUBECTL_MINOR))
    {
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
    if !is_from(&version, KUBECTL_MINOR) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_version_is_read_from_the_answer() {
        let answer = "Client Version: v1.32.4-dispatcher\nKustomize Version: v5.5.0\n";
        assert_eq!(version_in(answer), Some("1.32.4-dispatcher"));
        assert_eq!(version_in("error: unknown command"), None);
    }
}
