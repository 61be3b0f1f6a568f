//! What each stage of the tests runs.
//!
//! `tests/Cargo.toml` gives the targets `browser`, `tools` and `cluster` the line `test = false`:
//! a plain `cargo test` leaves them out, and naming them, as is done here, runs them.

use std::ffi::OsString;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::Part;
use crate::process::{command, run};
use crate::toolchain::{browser, go, kubectl, python, wasm};
use crate::{build, folders};

/// A named piece of work that passes or fails.
pub(super) struct Stage {
    pub(super) name: &'static str,
    pub(super) part: Part,
    pub(super) work: fn() -> Result<()>,
}

/// Every stage, in the order in which they run: what fails soonest comes first.
pub(super) const STAGES: [Stage; 11] = [
    Stage {
        name: "formatting",
        part: Part::Lint,
        work: formatting,
    },
    Stage {
        name: "clippy of core, tests and commands",
        part: Part::Lint,
        work: clippy,
    },
    Stage {
        name: "unit, golden and property tests",
        part: Part::Unit,
        work: unit,
    },
    Stage {
        name: "what the page does without a browser",
        part: Part::Unit,
        work: logic_of_the_page,
    },
    Stage {
        name: "rustdoc of core, tests and commands",
        part: Part::Lint,
        work: rustdoc,
    },
    Stage {
        name: "clippy of the page",
        part: Part::Lint,
        work: clippy_of_the_page,
    },
    Stage {
        name: "rustdoc of the page",
        part: Part::Lint,
        work: rustdoc_of_the_page,
    },
    Stage {
        name: "the site and its budget",
        part: Part::Browser,
        work: build::build,
    },
    Stage {
        name: "the page in a browser",
        part: Part::Browser,
        work: browser,
    },
    Stage {
        name: "the tools of Kubernetes",
        part: Part::Tools,
        work: tools,
    },
    Stage {
        name: "an API server",
        part: Part::Cluster,
        work: cluster,
    },
];

/// Everything but the page, which compiles for the browser only; with the command line.
const HOST: [&str; 5] = [
    "--workspace",
    "--exclude",
    "drydock-app",
    "--features",
    "drydock/cli",
];
const PAGE: [&str; 4] = ["--package", "drydock-app", "--target", wasm::TARGET];
const NO_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

/// `cargo` for this machine, in the root of the repository.
pub(crate) fn cargo(subcommand: &str) -> Command {
    let mut cargo = command("cargo", [subcommand]);
    cargo.args(HOST).current_dir(folders::repository());
    cargo
}

fn formatting() -> Result<()> {
    let mut cargo = command("cargo", ["fmt", "--all", "--check"]);
    run(cargo.current_dir(folders::repository()))
}

fn clippy() -> Result<()> {
    run(cargo("clippy").arg("--all-targets").args(NO_WARNINGS))?;
    // `--all-targets` leaves out what has `test = false`.
    let named = ["browser", "tools", "cluster"].map(|target| ["--test", target]);
    run(cargo("clippy").args(named.as_flattened()).args(NO_WARNINGS))
}

/// The page's tests that need no browser, compiled for this machine.
fn logic_of_the_page() -> Result<()> {
    let mut test = command("cargo", ["test", "--package", "drydock-app"]);
    run(test.current_dir(folders::repository()))
}

fn clippy_of_the_page() -> Result<()> {
    let mut clippy = wasm::toolchain()?.clippy("clippy")?;
    // The core is linted above; here it would be by a clippy that may be of another version.
    clippy
        .args(PAGE)
        .args(["--all-targets", "--no-deps"])
        .args(NO_WARNINGS);
    run(clippy.current_dir(folders::repository()))
}

fn rustdoc() -> Result<()> {
    let mut doc = cargo("doc");
    doc.args(["--no-deps", "--document-private-items"]);
    run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

fn rustdoc_of_the_page() -> Result<()> {
    let mut doc = wasm::toolchain()?.cargo()?;
    doc.arg("doc")
        .args(PAGE)
        .args(["--no-deps", "--document-private-items"]);
    run(doc
        .env("RUSTDOCFLAGS", "-D warnings")
        .current_dir(folders::repository()))
}

fn unit() -> Result<()> {
    run(&mut cargo("test"))
}

fn browser() -> Result<()> {
    run(cargo("test")
        .args(["--test", "browser"])
        .envs(browser_variables()?))
}

fn tools() -> Result<()> {
    let checkers = python::checkers()?;
    let mut test = cargo("test");
    test.args(["--test", "tools"])
        .env("DRYDOCK_CLI", command_line()?)
        .env("DRYDOCK_KUBECTL", kubectl::kubectl()?)
        .env("DRYDOCK_KUBERNETES_VALIDATE", checkers.kubernetes_validate)
        .env("DRYDOCK_CHECKOV", checkers.checkov);
    run(&mut test)
}

fn cluster() -> Result<()> {
    go::go()?;
    run(cargo("test")
        .args(["--test", "cluster"])
        .env("DRYDOCK_CLI", command_line()?))
}

/// What tests of the page are told: the site, the browser and the command line.
fn browser_variables() -> Result<Vec<(&'static str, OsString)>> {
    let site = folders::dist();
    ensure!(
        site.join("index.html").is_file(),
        "there is no site in {}",
        site.display()
    );
    let chromium = browser::chromium()?;
    Ok(vec![
        ("DRYDOCK_DIST", site.into()),
        ("DRYDOCK_CHROMIUM", chromium.browser.into()),
        ("DRYDOCK_CHROMEDRIVER", chromium.driver.into()),
        ("DRYDOCK_CLI", command_line()?),
    ])
}

/// The command line, built as a person gets it from `cargo drydock`.
fn command_line() -> Result<OsString> {
    run(cargo("build").args(["--bin", "drydock"])).context("the command line does not build")?;
    Ok(folders::target().join("debug/drydock").into())
}
