//! The files of an archive.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The file of check sums, in the root folder; `sha256sum -c SHA256SUMS` there checks all others.
pub const SUMS: &str = "SHA256SUMS";

/// Files by their path below the root folder, in the order of their paths.
///
/// Paths are relative, with `/` between their segments, and possible on every system: what Windows does not allow in a
/// name is replaced on the way in.
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
    pub fn new(root: impl AsRef<str>) -> Self {
        Self {
            root: portable_name(root.as_ref()),
            files: BTreeMap::new(),
        }
    }

    /// The name of the root folder.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// Adds a file.
    pub fn add(&mut self, path: impl AsRef<str>, text: impl Into<String>) {
        self.insert(path.as_ref(), text.into(), false);
    }

    /// Adds a file that holds a secret.
    pub fn add_secret(&mut self, path: impl AsRef<str>, text: impl Into<String>) {
        self.insert(path.as_ref(), text.into(), true);
    }

    fn insert(&mut self, path: &str, text: String, secret: bool) {
        let path = portable(path);
        debug_assert!(
            !self
                .files
                .keys()
                .any(|known| *known != path && known.eq_ignore_ascii_case(&path)),
            "{path} differs from another file only in case, which some systems do not tell apart"
        );
        self.files.insert(path, File { text, secret });
    }

    /// Adds `SHA256SUMS` over all files added before.
    pub fn add_sums(&mut self) {
        self.files.remove(SUMS);
        let mut sums = String::new();
        for (path, file) in &self.files {
            let written = writeln!(sums, "{}  {path}", sha256_hex(file.text.as_bytes()));
            debug_assert!(written.is_ok(), "a String takes every text");
        }
        self.add(SUMS, sums);
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// The files with their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &File)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }
}

/// The SHA-256 sum of some bytes, as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let nibbles = |byte: u8| [byte >> 4, byte & 15];
    Sha256::digest(bytes)
        .into_iter()
        .flat_map(nibbles)
        .map(|nibble| char::from(DIGITS[usize::from(nibble)]))
        .collect()
}

/// A relative path whose every segment is possible on every system.
pub fn portable(path: &str) -> String {
    let segments: Vec<_> = path.split('/').map(portable_name).collect();
    segments.join("/")
}

/// A name of a file or folder that Linux, macOS and Windows all allow.
///
/// Source: "Naming Files, Paths, and Namespaces" of Microsoft's Win32 documentation: no `\ : * ? " < > |` nor control
/// characters, no dot or blank at the end, and no device name before the first dot.
fn portable_name(name: &str) -> String {
    let allowed = |c: char| !c.is_control() && !"/\\:*?\"<>|".contains(c);
    let name: String = name
        .chars()
        .map(|c| if allowed(c) { c } else { '_' })
        .collect();
    let name = name.trim_end_matches(['.', ' ']);
    if name.is_empty() {
        return "_".to_owned();
    }
    let (stem, rest) = name.split_at(name.find('.').unwrap_or(name.len()));
    if is_device(stem.trim_end()) {
        format!("{stem}_{rest}")
    } else {
        name.to_owned()
    }
}

fn is_device(stem: &str) -> bool {
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
    let stem = stem.to_ascii_lowercase();
    let port = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    DEVICES.contains(&stem.as_str())
        || port.is_some_and(|number| {
            matches!(
                number,
                "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_some_system_does_not_allow_is_changed() {
        for (name, portable) in [
            ("agdb.yaml", "agdb.yaml"),
            (".helmignore", ".helmignore"),
            ("con", "con_"),
            ("NUL.txt", "NUL_.txt"),
            ("com1", "com1_"),
            ("com10", "com10"),
            ("console", "console"),
            ("..", "_"),
            ("", "_"),
            ("a. ", "a"),
            ("a:b\\c\n", "a_b_c_"),
        ] {
            assert_eq!(portable_name(name), portable, "{name:?}");
        }
    }

    #[test]
    fn no_path_leads_out_of_the_root_folder() {
        let mut files = Files::new("../x");
        files.add("../../etc/passwd", "");
        files.add("/abs", "");
        let paths: Vec<_> = files.iter().map(|(path, _)| path.to_owned()).collect();
        assert_eq!(files.root(), ".._x");
        assert_eq!(paths, ["_/_/etc/passwd", "_/abs"]);
    }

    #[test]
    fn the_sums_cover_every_other_file_and_can_be_made_again() {
        let mut files = Files::new("x");
        files.add("a", "abc");
        files.add_sums();
        files.add("b/c", "");
        files.add_sums();
        // Source: FIPS 180-4 examples, SHA-256 of "abc" and of nothing.
        assert_eq!(
            files.get(SUMS).map(|file| file.text.as_str()),
            Some(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a\n\
                 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b/c\n"
            )
        );
    }
}
