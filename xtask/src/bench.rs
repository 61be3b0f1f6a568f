//! `cargo xtask bench`: time from a keystroke to what is seen of it.

use anyhow::Result;

use crate::build;
use crate::process::run;
use crate::test::stages::{browser_variables, cargo};

/// Runs the benches `core` (the core on this machine) and `page` (the built page in a browser).
pub(crate) fn bench() -> Result<()> {
    run(cargo("bench").args(["--bench", "core"]))?;
    build::build()?;
    run(cargo("bench")
        .args(["--bench", "page"])
        .envs(browser_variables()?))
}
