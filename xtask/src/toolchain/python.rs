//! The checkers of manifests that are Python programs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::apt;
use super::versions::{CHECKOV, KUBERNETES_VALIDATE};
use crate::folders;
use crate::process::{command, find, read, run_quietly, step};

/// The checkers, in one virtual environment.
pub(crate) struct Checkers {
    /// Validates against the schemas of Kubernetes.
    pub(crate) kubernetes_validate: PathBuf,
    /// Checks policies.
    pub(crate) checkov: PathBuf,
}

/// The checkers at their pinned versions, installed if they are missing.
pub(crate) fn checkers() -> Result<Checkers> {
    let packages = [
        format!("kubernetes-validate=={KUBERNETES_VALIDATE}"),
        format!("checkov=={CHECKOV}"),
    ];
    let programs = virtual_environment(&packages)?.join("bin");
    Ok(Checkers {
        kubernetes_validate: present(programs.join("kubernetes-validate"))?,
        checkov: present(programs.join("checkov"))?,
    })
}

/// A virtual environment that holds exactly these packages and what they need.
fn virtual_environment(packages: &[String]) -> Result<PathBuf> {
    let folder = folders::cache()?.join(format!("python-{}", packages.join("-").replace('=', "")));
    // Environments cannot be moved once made, so a mark made last says that one is whole.
    let whole = folder.join("whole");
    if whole.is_file() {
        return Ok(folder);
    }
    let python = python()?;
    step(
        &format!("installing {} (Python)", packages.join(" and ")),
        || {
            if folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            run_quietly(command(&python, ["-m", "venv"]).arg(&folder))?;
            let mut pip = command(folder.join("bin/pip"), ["install", "--quiet"]);
            run_quietly(pip.args(packages))?;
            Ok(fs::write(&whole, "")?)
        },
    )?;
    Ok(folder)
}

fn python() -> Result<PathBuf> {
    let able = |python: &PathBuf| read(&mut command(python, ["-c", "import ensurepip"])).is_ok();
    if let Some(python) = find("python3").filter(able) {
        return Ok(python);
    }
    apt::install(&["python3", "python3-venv"])?;
    [find("python3"), Some(PathBuf::from("/usr/bin/python3"))]
        .into_iter()
        .flatten()
        .find(able)
        .context("no python3 here can make virtual environments")
}

fn present(program: PathBuf) -> Result<PathBuf> {
    ensure!(
        Path::new(&program).is_file(),
        "{} was not installed",
        program.display()
    );
    Ok(program)
}
