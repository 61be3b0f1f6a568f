//! Finds what the commands need, and installs what is missing.
//!
//! Each tool has one function that answers with the tool, ready for use: what the machine has in
//! the right version is used, anything else goes into the cache folder ([`crate::folders::cache`]).
//! A second call only looks.

pub(crate) mod apt;
pub(crate) mod browser;
pub(crate) mod bundler;
pub(crate) mod debian;
pub(crate) mod go;
pub(crate) mod kubectl;
pub(crate) mod python;
pub(crate) mod versions;
pub(crate) mod wasm;

use anyhow::Result;

use crate::process::step;

/// Installs everything that any command needs.
pub(crate) fn setup() -> Result<()> {
    step("setting up everything that the commands need", || {
        let wasm = wasm::toolchain()?;
        wasm.clippy("clippy")?;
        bundler::bundler(&wasm)?;
        browser::chromium()?;
        kubectl::kubectl()?;
        go::go()?;
        python::checkers()?;
        Ok(())
    })
}
