//! Go, which the control plane of the tests is built with.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::apt;
use super::versions::{GO_MINOR, is_from};
use crate::process::{command, find, read};

/// `go` from `PATH`, installed if it is missing and the system has a new enough one (Debian 13
/// has 1.24, Debian 12 has 1.19).
pub(crate) fn go() -> Result<PathBuf> {
    let mut found = find("go");
    if found.is_none() && packaged().is_some_and(|version| is_from(&version, GO_MINOR)) {
        apt::install(&["golang-go"])?;
        found = find("go");
    }
    let Some(program) = found else {
        bail!(
            "go is missing and this system's packages have none from 1.{GO_MINOR} on; \
             install it as https://go.dev/doc/install describes"
        );
    };
    let answer = read(&mut command(&program, ["env", "GOVERSION"]))?;
    let version = answer.trim().trim_start_matches("go");
    if !is_from(version, GO_MINOR) {
        bail!(
            "{} is version {version}; the tests need 1.{GO_MINOR} or later",
            program.display()
        );
    }
    Ok(program)
}

/// The version of the package without its epoch.
fn packaged() -> Option<String> {
    let version = apt::candidate("golang-go")?;
    let (_, bare) = version.split_once(':').unwrap_or(("", &version));
    Some(bare.to_owned())
}
