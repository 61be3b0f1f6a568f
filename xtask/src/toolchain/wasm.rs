//! A Rust toolchain that compiles for the browser.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use super::debian;
use crate::process::{Surroundings, command, find, read, run_within, step};

/// The target of the page.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// A download of 20 MB; who has not got it by then has no way to the servers of Rust.
const PATIENCE: Duration = Duration::from_mins(5);

/// A Rust toolchain that has the standard library of the browser's target.
pub(crate) enum WasmToolchain {
    /// The one that builds everything else too.
    Active,
    /// Debian's compiler with a standard library built on this machine.
    Debian(Surroundings),
}

impl WasmToolchain {
    /// What programs that call cargo or rustc are to be started with.
    pub(crate) fn surroundings(&self) -> Surroundings {
        match self {
            Self::Active => Surroundings::default(),
            Self::Debian(surroundings) => surroundings.clone(),
        }
    }

    /// This toolchain's cargo.
    pub(crate) fn cargo(&self) -> Result<Command> {
        self.surroundings().command("cargo")
    }

    /// This toolchain's `cargo clippy`, installed first where it is a package of its own.
    pub(crate) fn clippy(&self, subcommand: &str) -> Result<Command> {
        let mut clippy = match self {
            Self::Active => self.cargo()?,
            Self::Debian(_) => {
                debian::install_clippy()?;
                self.surroundings().command("cargo-clippy")?
            }
        };
        clippy.arg(subcommand);
        Ok(clippy)
    }
}

/// The toolchain for the page: the active one if it has or can get the target, else Debian's.
pub(crate) fn toolchain() -> Result<WasmToolchain> {
    if active_has_target()? {
        return Ok(WasmToolchain::Active);
    }
    if let Some(surroundings) = debian::ready()? {
        return Ok(WasmToolchain::Debian(surroundings));
    }
    match add_target() {
        Ok(()) if active_has_target()? => Ok(WasmToolchain::Active),
        Ok(()) => debian::build().map(WasmToolchain::Debian),
        Err(failure) => {
            println!("the active toolchain cannot get the target {TARGET}: {failure:#}");
            debian::build().map(WasmToolchain::Debian)
        }
    }
}

fn active_has_target() -> Result<bool> {
    let sysroot = read(&mut command("rustc", ["--print", "sysroot"]))?;
    Ok(has_standard_library(Path::new(sysroot.trim())))
}

/// Whether a sysroot holds the standard library of the browser's target.
pub(crate) fn has_standard_library(sysroot: &Path) -> bool {
    let folder = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    let Ok(entries) = std::fs::read_dir(folder) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}

fn add_target() -> Result<()> {
    find("rustup").context("there is no rustup")?;
    step(&format!("adding the target {TARGET}"), || {
        run_within(&mut command("rustup", ["target", "add", TARGET]), PATIENCE)
    })
}
