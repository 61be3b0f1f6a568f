//! `cargo xtask bench`: time from a keystroke to what is seen of it.

use anyhow::Result;

use crate::process::run;
use crate::test::stages::cargo;

/// Runs the bench of the core on this machine.
pub(crate) fn bench() -> Result<()> {
    run(cargo("bench").args(["--bench", "keystroke"]))
}
