//! `cargo xtask build`: the static site in `dist/`, compressed copies beside it, and its weight.

pub(crate) mod crates;
pub(crate) mod first_visit;
pub(crate) mod weight;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::folders;
use crate::process::{Surroundings, run, run_quietly, step};
use crate::toolchain::{bundler, wasm};

/// Builds the site as visitors get it, and fails when a first visit weighs more than the budget.
pub(crate) fn build() -> Result<()> {
    weight::within_budget(&site()?, weight::BUDGET)
}

/// Builds the site; a page above the budget can still be looked at.
pub(crate) fn build_for_this_machine() -> Result<()> {
    if let Err(excess) = weight::within_budget(&site()?, weight::BUDGET) {
        println!("note: {excess}");
    }
    Ok(())
}

fn site() -> Result<Vec<weight::Weighed>> {
    bundle()?;
    let files = step("compressing what is sent (brotli 11, gzip 9)", || {
        let files = weight::compress(&read_site(&folders::dist())?)?;
        write_copies(&folders::dist(), &files)?;
        Ok(files)
    })?;
    print!("{}", weight::table(&files));
    println!("The site is in {}", folders::dist().display());
    Ok(files)
}

/// Builds the page and prints what each crate adds to it.
pub(crate) fn build_and_weigh_crates() -> Result<()> {
    build()?;
    crates::weigh()
}

fn bundle() -> Result<()> {
    let surroundings = prepare()?;
    // What is left of an earlier build must not pass for this one.
    if folders::dist().exists() {
        fs::remove_dir_all(folders::dist())?;
    }
    step(
        "building the page (trunk, profile wasm-release, wasm-opt -Oz)",
        || {
            let mut trunk = surroundings.command("trunk")?;
            trunk.args(["build", "--release", "--offline"]);
            run(trunk.current_dir(folders::repository()))
        },
    )
}

/// The bundler and everything it needs, so that it can work offline.
pub(crate) fn prepare() -> Result<Surroundings> {
    let wasm = wasm::toolchain()?;
    let surroundings = bundler::bundler(&wasm)?;
    step(
        "downloading the crates of Cargo.lock that are missing",
        || {
            let mut cargo = wasm.cargo()?;
            run_quietly(cargo.arg("fetch").current_dir(folders::repository()))
        },
    )?;
    Ok(surroundings)
}

/// Every file of the site by its path with `/`, in order; compressed copies left out.
fn read_site(site: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    let mut folders = vec![site.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries =
            fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if !is_copy(&path) {
                files.push((name_in(site, &path), fs::read(&path)?));
            }
        }
    }
    files.sort();
    Ok(files)
}

fn is_copy(path: &Path) -> bool {
    path.extension()
        .is_some_and(|end| end == "br" || end == "gz")
}

fn name_in(site: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(site).unwrap_or(path);
    let parts = inside.iter().map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

fn write_copies(site: &Path, files: &[weight::Weighed]) -> Result<()> {
    for file in files {
        if let Some(copies) = &file.copies {
            fs::write(beside(site, &file.name, "br"), &copies.brotli)?;
            fs::write(beside(site, &file.name, "gz"), &copies.gzip)?;
        }
    }
    Ok(())
}

fn beside(site: &Path, name: &str, ending: &str) -> PathBuf {
    site.join(format!("{name}.{ending}"))
}
