//! A browser that tests can drive.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::apt;
use crate::process::find;

/// Chromium and the program that drives it, of one version.
pub(crate) struct Chromium {
    /// The browser.
    pub(crate) browser: PathBuf,
    /// The server that drives it.
    pub(crate) driver: PathBuf,
}

/// Chromium with its driver from `PATH`, installed if one of them is missing.
pub(crate) fn chromium() -> Result<Chromium> {
    if let Some(found) = on_path() {
        return Ok(found);
    }
    // Without a font of its own choice, a page would be measured with whatever there is.
    apt::install(&["chromium", "chromium-driver", "fonts-dejavu-core"])?;
    on_path().context("the packages chromium and chromium-driver brought no such programs")
}

fn on_path() -> Option<Chromium> {
    Some(Chromium {
        browser: find("chromium")?,
        driver: find("chromedriver")?,
    })
}
