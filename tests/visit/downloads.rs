//! What the page gives away.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use super::Visit;

/// The name of the folder of downloads in that of the visit.
pub(super) const FOLDER: &str = "downloads";

/// How browsers name what has not arrived yet.
const UNFINISHED: [&str; 2] = [".crdownload", ".part"];

impl Visit {
    /// Waits for a download, gives its bytes and takes it away, so that the next of that name keeps it.
    pub fn downloaded(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.downloads().join(name);
        self.until(&format!("the download of {name}"), || {
            let is_there = path.is_file() && !self.downloading()?;
            Ok(is_there.then_some(()))
        })?;
        let bytes = fs::read(&path)?;
        fs::remove_file(&path)?;
        Ok(bytes)
    }

    /// The names of the downloads that were not taken away.
    pub fn waiting_downloads(&self) -> Result<Vec<String>> {
        let paths = crate::listed(&self.downloads())?;
        let names = paths.iter().filter_map(|path| path.file_name());
        Ok(names
            .map(|name| name.to_string_lossy().into_owned())
            .collect())
    }

    fn downloading(&self) -> Result<bool> {
        let names = self.waiting_downloads()?;
        Ok(names
            .iter()
            .any(|name| UNFINISHED.iter().any(|end| name.ends_with(end))))
    }

    fn downloads(&self) -> PathBuf {
        self.folder.path().join(FOLDER)
    }
}
