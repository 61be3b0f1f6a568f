//! One object as it is written down.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// An object and the exact text that the server gets to read.
pub struct Manifest {
    /// What findings call it: the file's name, or the name of a case.
    pub name: String,
    /// The object, read by our own YAML reader. It only says where the text is sent.
    pub object: Value,
    /// The text.
    pub text: String,
    /// The content type of the text.
    pub media: &'static str,
}

impl Manifest {
    /// Reads a file of one YAML document.
    pub fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Self::yaml(name, text).with_context(|| path.display().to_string())
    }

    /// Takes a text of one YAML document.
    pub fn yaml(name: impl Into<String>, text: impl Into<String>) -> Result<Self> {
        let text = text.into();
        Ok(Self {
            name: name.into(),
            object: serde_saphyr::from_str(&text).context("not one YAML document")?,
            text,
            media: "application/yaml",
        })
    }

    /// Takes an object, to be sent as JSON.
    pub fn json(name: impl Into<String>, object: Value) -> Self {
        Self {
            name: name.into(),
            text: object.to_string(),
            object,
            media: "application/json",
        }
    }

    /// The object's kind.
    pub fn kind(&self) -> &str {
        self.object["kind"].as_str().unwrap_or_default()
    }

    /// The namespace that the object names itself.
    pub fn namespace(&self) -> Option<&str> {
        self.object["metadata"]["namespace"].as_str()
    }

    /// The value of a label.
    pub fn label(&self, name: &str) -> Option<&str> {
        self.object["metadata"]["labels"][name].as_str()
    }

    /// The object's group and version: `apps/v1`, `v1`.
    pub fn version(&self) -> Result<&str> {
        let version = self.object["apiVersion"].as_str();
        version.with_context(|| format!("{} has no apiVersion", self.name))
    }

    /// The object's own name.
    pub fn object_name(&self) -> Result<&str> {
        let name = self.object["metadata"]["name"].as_str();
        name.with_context(|| format!("{} has no metadata.name", self.name))
    }
}
