//! Where things are: the repository, the site it builds, and the tools it keeps outside.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The root of the repository.
pub(crate) fn repository() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// The built site.
pub(crate) fn dist() -> PathBuf {
    repository().join("dist")
}

/// Cargo's folder of compiled things: `CARGO_TARGET_DIR` or `target`.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => repository().join(folder),
        None => repository().join("target"),
    }
}

/// The folder of downloaded and built tools, shared by every clone of the repository.
///
/// `$XDG_CACHE_HOME/drydock`, otherwise `~/.cache/drydock`.
pub(crate) fn cache() -> Result<PathBuf> {
    cache_in(std::env::var_os("XDG_CACHE_HOME"), std::env::var_os("HOME"))
        .context("neither XDG_CACHE_HOME nor HOME says where tools may be kept")
}

/// An XDG base directory that is empty or relative is to be ignored
/// (XDG Base Directory Specification 0.8, "Environment variables").
fn cache_in(cache: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let stated = cache.map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = stated.or_else(|| home.map(|home| PathBuf::from(home).join(".cache")))?;
    Some(folder.join("drydock"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_are_kept_in_the_cache_folder_of_the_person() {
        let table = [
            (Some("/c"), Some("/h"), Some("/c/drydock")),
            (Some(""), Some("/h"), Some("/h/.cache/drydock")),
            (Some("relative"), Some("/h"), Some("/h/.cache/drydock")),
            (None, Some("/h"), Some("/h/.cache/drydock")),
            (None, None, None),
        ];
        for (cache, home, expected) in table {
            let found = cache_in(cache.map(OsString::from), home.map(OsString::from));
            assert_eq!(found, expected.map(PathBuf::from));
        }
    }
}
