//! Packages of Debian and its relatives.

use std::process::Command;
use std::sync::Once;

use anyhow::{Result, bail};

use crate::process::{command, find, read, run_quietly, step};

/// Installs those of `packages` that are missing, as root or through sudo.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if find("apt-get").is_none() {
        bail!("this machine has no apt-get; install {names} with its own package manager");
    }
    step(&format!("installing the packages {names}"), || {
        refresh_once();
        // A package that conflicts with one the person has is refused: theirs stays.
        let install = ["install", "--yes", "--no-remove", "--no-install-recommends"];
        run_quietly(apt_get()?.args(install).args(&missing))
    })
}

/// The version that `apt-get install` would give, if there is one.
pub(crate) fn candidate(package: &str) -> Option<String> {
    find("apt-cache")?;
    refresh_once();
    let policy = read(&mut command("apt-cache", ["policy", package])).ok()?;
    let line = policy
        .lines()
        .find_map(|line| line.trim().strip_prefix("Candidate: "))?;
    (line != "(none)").then(|| line.to_owned())
}

fn installed(package: &str) -> bool {
    let query = ["--show", "--showformat=${db:Status-Status}", package];
    find("dpkg-query").is_some()
        && read(&mut command("dpkg-query", query)).is_ok_and(|status| status == "installed")
}

/// Lists of a machine that was just made are empty or old. A failure shows in what follows.
fn refresh_once() {
    static REFRESHED: Once = Once::new();
    REFRESHED.call_once(|| {
        let refreshed = apt_get().and_then(|mut apt| run_quietly(apt.arg("update")));
        if let Err(failure) = refreshed {
            println!("the package lists stay as they are: {failure}");
        }
    });
}

fn apt_get() -> Result<Command> {
    let quiet = ["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"];
    if read(&mut command("id", ["--user"]))?.trim() == "0" {
        return Ok(command("env", quiet));
    }
    if find("sudo").is_none() {
        bail!("packages can only be installed by root, and there is no sudo");
    }
    let mut sudo = command("sudo", ["env"]);
    sudo.args(quiet);
    Ok(sudo)
}
