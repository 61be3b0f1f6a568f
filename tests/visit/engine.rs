//! The browsers that can visit the page, and how their drivers are asked for one.

use std::path::{Path, PathBuf};

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

/// What draws the page and runs its program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, driven by `chromedriver`.
    Chromium,
}

impl Engine {
    /// The program that drives the browser: as `cargo xtask test` says in a variable, otherwise from `PATH`.
    pub fn driver(self) -> PathBuf {
        match self {
            Self::Chromium => program("DRYDOCK_CHROMEDRIVER", "chromedriver"),
        }
    }

    /// What the driver is started with to listen on a port.
    pub fn driver_arguments(self, port: u16) -> Vec<String> {
        match self {
            Self::Chromium => vec![format!("--port={port}")],
        }
    }

    /// What is asked of a new session: a browser without a window, a fresh profile, and downloads into a folder.
    pub fn capabilities(self, folder: &Path, downloads: &Path) -> Capabilities {
        match self {
            Self::Chromium => chromium(&folder.join("profile"), downloads),
        }
    }
}

fn program(variable: &str, name: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| PathBuf::from(name), PathBuf::from)
}

/// Without a sandbox, because tests run as root in containers; without the requests of its own that Chromium makes.
fn chromium(profile: &Path, downloads: &Path) -> Capabilities {
    let profile = format!("--user-data-dir={}", profile.display());
    let options = json!({
        "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", profile,
        ],
        "prefs": {
            "download.default_directory": downloads,
            "download.prompt_for_download": false,
            "profile.default_content_setting_values.automatic_downloads": 1,
        },
    });
    let mut options = options;
    if let Some(browser) = std::env::var_os("DRYDOCK_CHROMIUM") {
        options["binary"] = Value::String(browser.to_string_lossy().into_owned());
    }
    let asked = json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "performance": "ALL", "browser": "ALL" },
    });
    match asked {
        Value::Object(asked) => asked,
        _ => Capabilities::new(),
    }
}
