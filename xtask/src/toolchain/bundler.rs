//! The programs that make a site of the page: trunk, wasm-bindgen and wasm-opt.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::wasm::WasmToolchain;
use super::{apt, versions};
use crate::folders;
use crate::process::{Surroundings, answers, command, find, run_quietly, step};

/// What `trunk` is to be started with, so that it finds everything and downloads nothing.
pub(crate) fn bundler(wasm: &WasmToolchain) -> Result<Surroundings> {
    let mut surroundings = wasm.surroundings();
    let cache = folders::cache()?;
    for program in [wasm_opt()?, wasm_bindgen()?, trunk()?] {
        // What is on PATH is found without help, and its folder may hold another cargo.
        let kept = program.parent().filter(|folder| folder.starts_with(&cache));
        surroundings = kept
            .into_iter()
            .fold(surroundings, Surroundings::with_folder);
    }
    // NO_COLOR is usually set to 1; trunk 0.21 stops at anything but true and false.
    Ok(surroundings.without("NO_COLOR"))
}

fn trunk() -> Result<PathBuf> {
    let version = versions::TRUNK;
    // Its TLS is for downloading tools, which it is never asked to do here.
    let options = ["--locked", "--no-default-features"];
    cargo_program("trunk", "trunk", version, &options)
}

/// `wasm-bindgen` of the version that the page is compiled with.
pub(crate) fn wasm_bindgen() -> Result<PathBuf> {
    let version = versions::wasm_bindgen()?;
    cargo_program("wasm-bindgen", "wasm-bindgen-cli", &version, &[])
}

/// A program built from crates.io, or the one on `PATH` if it has that version.
fn cargo_program(program: &str, package: &str, version: &str, options: &[&str]) -> Result<PathBuf> {
    let root = folders::cache()?.join(format!("{program}-{version}"));
    let kept = root.join("bin").join(program);
    if let Some(found) = with_version(program, &kept, version) {
        return Ok(found);
    }
    let work = folders::cache()?.join("work").join(package);
    step(
        &format!("installing {program} {version} from its source (once, some minutes)"),
        || {
            let mut cargo = command("cargo", ["install", "--force", "--root"]);
            cargo
                .arg(&root)
                .args(options)
                .arg(format!("{package}@{version}"));
            // Built for a few seconds of work a run: short to compile matters, fast does not.
            for setting in ["lto=false", "opt-level=0", "debug=false"] {
                cargo.arg(format!("--config=profile.release.{setting}"));
            }
            cargo.env("CARGO_TARGET_DIR", &work);
            run_quietly(&mut cargo)?;
            std::fs::remove_dir_all(&work)?;
            Ok(())
        },
    )?;
    checked(kept, version)
}

/// `wasm-opt` of the pinned binaryen.
pub(crate) fn wasm_opt() -> Result<PathBuf> {
    let version = versions::BINARYEN;
    let root = folders::cache()?.join(format!("binaryen-{version}"));
    let kept = root.join("node_modules/.bin/wasm-opt");
    if let Some(found) = with_version("wasm-opt", &kept, version) {
        return Ok(found);
    }
    if find("npm").is_none() || find("node").is_none() {
        apt::install(&["nodejs", "npm"])?;
    }
    step(
        &format!("installing wasm-opt {version} (npm package binaryen)"),
        || {
            std::fs::create_dir_all(&root)?;
            let mut npm = command("npm", ["install", "--no-audit", "--no-fund", "--prefix"]);
            run_quietly(npm.arg(&root).arg(versions::BINARYEN_PACKAGE))
        },
    )?;
    checked(kept, version)
}

/// The program kept from an earlier run or found on `PATH`, if it is of that version.
fn with_version(program: &str, kept: &Path, version: &str) -> Option<PathBuf> {
    [Some(kept.to_path_buf()), find(program)]
        .into_iter()
        .flatten()
        .find(|candidate| answers(candidate, "--version", version))
}

fn checked(program: PathBuf, version: &str) -> Result<PathBuf> {
    ensure!(
        answers(&program, "--version", version),
        "{} was installed but does not answer with version {version}",
        program.display()
    );
    Ok(program)
}
