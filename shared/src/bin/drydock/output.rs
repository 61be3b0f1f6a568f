//! Writing what comes out: all of it or nothing, and never over what somebody else wrote.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use drydock::pack::files::SUMS;
use drydock::pack::zip::{mode, zip};
use drydock::pack::{Files, sha256_hex};

use super::{Result, Unusable};

/// Who may read a file that holds secrets.
const PRIVATE: u32 = 0o600;

/// Writes files to a folder, or to an archive where the target ends in `.zip`.
pub(crate) fn write(files: &Files, target: &Path) -> Result<()> {
    let is_archive = target
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    if is_archive {
        archive(files, target)
    } else {
        folder(files, target)
    }
}

/// Writes a file that only its owner may read, where none stands yet.
pub(crate) fn write_new_private(path: &Path, text: &str) -> Result<()> {
    create(path, text.as_bytes(), PRIVATE).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            Unusable(format!("{} exists and is not overwritten", path.display()))
        } else {
            let _ = fs::remove_file(path);
            cannot("write", path, &error)
        }
    })
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> Unusable {
    Unusable(format!("cannot {what} {}: {error}", path.display()))
}

fn archive(files: &Files, target: &Path) -> Result<()> {
    if target.is_dir() {
        return Err(Unusable(format!("{} is a folder", target.display())));
    }
    let holds_secrets = files.iter().any(|(_, file)| file.secret);
    let mode = if holds_secrets { PRIVATE } else { 0o644 };
    let beside = sibling(target, "new")?;
    let written = create(&beside, &zip(files), mode).and_then(|()| fs::rename(&beside, target));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        cannot("write", target, &error)
    })
}

/// A name beside the target, on the same file system, that nobody else uses.
fn sibling(target: &Path, what: &str) -> Result<PathBuf> {
    let Some(name) = target.file_name() else {
        return Err(Unusable(format!(
            "{} has no name of its own; give the folder's or archive's name",
            target.display()
        )));
    };
    let mut beside = OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.{what}", std::process::id()));
    Ok(target.with_file_name(beside))
}

fn create(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn folder(files: &Files, target: &Path) -> Result<()> {
    let existed = check_replaceable(target)?;
    let (beside, old) = (sibling(target, "new")?, sibling(target, "old")?);
    if let Err(error) = fill(files, &beside) {
        let _ = fs::remove_dir_all(&beside);
        return Err(cannot("write", target, &error));
    }
    let replaced = if existed {
        fs::rename(target, &old).and_then(|()| {
            fs::rename(&beside, target).inspect_err(|_| {
                let _ = fs::rename(&old, target);
            })
        })
    } else {
        fs::rename(&beside, target)
    };
    if let Err(error) = replaced {
        let _ = fs::remove_dir_all(&beside);
        return Err(cannot("write", target, &error));
    }
    if existed {
        fs::remove_dir_all(&old).map_err(|error| cannot("remove", &old, &error))?;
    }
    Ok(())
}

fn fill(files: &Files, folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)?;
    for (path, file) in files.iter() {
        let target = folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        let mode = if file.secret { PRIVATE } else { mode(path) };
        create(&target, file.text.as_bytes(), mode)?;
    }
    Ok(())
}

/// Whether something stands at the target; refused unless it is an empty folder or what an earlier run wrote, unchanged.
fn check_replaceable(target: &Path) -> Result<bool> {
    let metadata = match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(cannot("read", target, &error)),
        Ok(metadata) => metadata,
    };
    if !metadata.is_dir() {
        return Err(Unusable(format!("{} is not a folder", target.display())));
    }
    let sums = fs::read_to_string(target.join(SUMS)).unwrap_or_default();
    let sums: BTreeMap<&str, &str> = sums
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(sum, path)| (path, sum))
        .collect();
    check_unchanged(target, "", &sums)?;
    Ok(true)
}

fn check_unchanged(folder: &Path, below: &str, sums: &BTreeMap<&str, &str>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(|error| cannot("read", folder, &error))? {
        let entry = entry.map_err(|error| cannot("read", folder, &error))?;
        let path = entry.path();
        let relative = format!("{below}{}", entry.file_name().to_string_lossy());
        let kind = entry
            .file_type()
            .map_err(|error| cannot("read", &path, &error))?;
        if kind.is_dir() {
            check_unchanged(&path, &format!("{relative}/"), sums)?;
            continue;
        }
        let unchanged = (relative == SUMS && !sums.is_empty())
            || (kind.is_file()
                && sums.get(relative.as_str()).is_some_and(|sum| {
                    fs::read(&path).is_ok_and(|bytes| sha256_hex(&bytes) == *sum)
                }));
        if !unchanged {
            return Err(Unusable(format!(
                "{} was made or changed by somebody else and would be lost; move it away or write to another folder",
                path.display()
            )));
        }
    }
    Ok(())
}
