//! Files as they are given: one, those of a folder, those of an archive, or standard input.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

use super::{Result, Unusable};

/// The most bytes that are read of one file; what the core reads of a text, and one more so that it says so.
const MOST_BYTES: u64 = (64 << 20) + 1;
/// The most files that are read of a folder or an archive.
const MOST_FILES: usize = 10_000;

/// A file with its name for messages.
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The bytes of a file, or of standard input for `-`.
pub(crate) fn read(path: &OsStr) -> Result<Source> {
    let name = if path == "-" {
        "<stdin>".to_owned()
    } else {
        path.display().to_string()
    };
    let bytes = if path == "-" {
        limited(io::stdin().lock())
    } else {
        File::open(path).and_then(limited)
    };
    match bytes {
        Ok(bytes) => Ok(Source { name, bytes }),
        Err(error) => Err(Unusable(format!("cannot read {name}: {error}"))),
    }
}

fn limited(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The manifests at a path: the file itself, those of a folder, or those of an archive.
///
/// A folder or archive that Drydock made is read below its `manifests/` alone; the chart beside it says the same again.
pub(crate) fn read_all(path: &OsStr) -> Result<Vec<Source>> {
    let folder = Path::new(path);
    if path != "-" && folder.is_dir() {
        let manifests = folder.join("manifests");
        return of_folder(if manifests.is_dir() {
            &manifests
        } else {
            folder
        });
    }
    let source = read(path)?;
    if source.bytes.starts_with(b"PK\x03\x04") {
        return of_archive(source);
    }
    Ok(vec![source])
}

fn is_manifest(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| {
        ["yaml", "yml", "json"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(extension))
    })
}

fn of_folder(folder: &Path) -> Result<Vec<Source>> {
    let cannot = |error: io::Error| Unusable(format!("cannot read {}: {error}", folder.display()));
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)?.take(MOST_FILES) {
        let path = entry.map_err(cannot)?.path();
        if path.is_file() && is_manifest(&path.to_string_lossy()) {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| read(path.as_os_str())).collect()
}

fn of_archive(archive: Source) -> Result<Vec<Source>> {
    let Source { name, bytes } = archive;
    let cannot = |error: &dyn std::fmt::Display| Unusable(format!("cannot read {name}: {error}"));
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| cannot(&error))?;
    let mut found = Vec::new();
    let mut left = MOST_BYTES;
    for index in 0..zip.len().min(MOST_FILES) {
        let entry = zip.by_index(index).map_err(|error| cannot(&error))?;
        let path = entry.name().map_err(|error| cannot(&error))?.into_owned();
        if entry.is_file() && is_manifest(&path) {
            let mut bytes = Vec::new();
            entry
                .take(left)
                .read_to_end(&mut bytes)
                .map_err(|error| cannot(&error))?;
            left -= bytes.len() as u64;
            found.push((path, bytes));
        }
    }
    let ours = |path: &str| path.split('/').nth(1) == Some("manifests");
    if found.iter().any(|(path, _)| ours(path)) {
        found.retain(|(path, _)| ours(path));
    }
    Ok(found
        .into_iter()
        .map(|(path, bytes)| Source {
            name: format!("{name}/{path}"),
            bytes,
        })
        .collect())
}
