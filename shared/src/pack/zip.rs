//! The archive.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::Files;

/// The bytes of a zip archive of the files: the same for the same files, on every machine.
///
/// Entries are stored in the order of their paths below the one root folder, dated 1980-01-01 00:00 (the first time a
/// zip archive can hold), readable by all, scripts (`.sh`) executable. Folders have no entries of their own.
///
/// # Panics
///
/// Never: a vector takes every write, and nothing here comes near the 4 GiB where the format changes.
pub fn zip(files: &Files) -> Vec<u8> {
    write(files).expect("an archive of texts is written to memory without fail")
}

fn write(files: &Files) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, file) in files.iter() {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::DEFAULT)
            .system(System::Unix)
            .unix_permissions(mode(path));
        writer.start_file(format!("{}/{path}", files.root()), options)?;
        writer.write_all(file.text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The Unix permissions of the file at a path.
pub fn mode(path: &str) -> u32 {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    if extension == Some("sh") {
        0o755
    } else {
        0o644
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use ::zip::ZipArchive;

    use super::*;

    fn files() -> Files {
        let mut files = Files::new("agdb");
        files.add("b/run.sh", "#!/bin/sh\n");
        files.add("a.yaml", "größe: 1\n");
        files.add_secret("b/secret.yaml", "x");
        files.add_sums();
        files
    }

    #[test]
    fn an_independent_look_at_the_archive_finds_the_same_files_with_fixed_metadata() {
        let mut archive = ZipArchive::new(Cursor::new(zip(&files()))).unwrap();
        let mut found = Vec::new();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            assert_eq!(entry.last_modified(), Some(DateTime::DEFAULT));
            assert_eq!(entry.compression(), CompressionMethod::Stored);
            assert_eq!(entry.extra_data().unwrap_or_default(), b"");
            found.push((entry.name().unwrap().into_owned(), entry.unix_mode(), text));
        }
        let expected: Vec<_> = files()
            .iter()
            .map(|(path, file)| {
                let mode = 0o100_000 | if path == "b/run.sh" { 0o755 } else { 0o644 };
                (format!("agdb/{path}"), Some(mode), file.text.clone())
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_same_files_make_the_same_bytes_whatever_the_order_of_adding() {
        let mut other = Files::new("agdb");
        for (path, file) in files().iter().collect::<Vec<_>>().into_iter().rev() {
            other.add(path, file.text.clone());
        }
        assert_eq!(zip(&files()), zip(&other));
    }

    #[test]
    fn the_first_entry_is_written_byte_for_byte_as_the_format_demands() {
        // Source: APPNOTE.TXT 6.3.10, §4.3.7: signature, version 1.0 or 2.0 needed, UTF-8 flag or none, stored,
        // time 0, date 0x0021.
        let bytes = zip(&files());
        assert_eq!(bytes[..4], *b"PK\x03\x04");
        assert_eq!(bytes[8..14], [0, 0, 0, 0, 0x21, 0]);
    }
}
