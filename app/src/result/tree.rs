//! Paths as a tree of folders.

/// A folder or a file of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A folder: its name and what it holds.
    Folder(String, Vec<Entry>),
    /// A file: its name and its whole path.
    File(String, String),
}

/// The tree of paths that come in order; files of a folder stand after its folders, as they are given otherwise.
pub(crate) fn tree<'a>(paths: impl IntoIterator<Item = &'a str>) -> Vec<Entry> {
    let mut top = Vec::new();
    for path in paths {
        insert(&mut top, path, path);
    }
    sort(&mut top);
    top
}

fn insert(entries: &mut Vec<Entry>, rest: &str, path: &str) {
    let Some((folder, rest)) = rest.split_once('/') else {
        entries.push(Entry::File(rest.to_owned(), path.to_owned()));
        return;
    };
    let known = entries.iter_mut().find_map(|entry| match entry {
        Entry::Folder(name, inside) if name == folder => Some(inside),
        _ => None,
    });
    if let Some(inside) = known {
        insert(inside, rest, path);
    } else {
        let mut inside = Vec::new();
        insert(&mut inside, rest, path);
        entries.push(Entry::Folder(folder.to_owned(), inside));
    }
}

fn sort(entries: &mut [Entry]) {
    entries.sort_by_key(|entry| matches!(entry, Entry::File(..)));
    for entry in entries {
        if let Entry::Folder(_, inside) = entry {
            sort(inside);
        }
    }
}

/// The path to show: the wanted one, or the one most like it after files were renamed, or the first.
///
/// Likeness is the common beginning, then the common end: an object that got another name keeps its number and kind.
pub(crate) fn closest<'a>(wanted: &str, paths: &[&'a str]) -> Option<&'a str> {
    let alike = |path: &str| {
        let ahead = common(wanted.chars(), path.chars());
        let behind = common(wanted.chars().rev(), path.chars().rev());
        (path == wanted, ahead, behind)
    };
    if wanted.is_empty() {
        return paths.first().copied();
    }
    paths.iter().copied().rev().max_by_key(|path| alike(path))
}

/// The path that a new file had before it was renamed, among those of the files that are gone.
///
/// A renamed object keeps its folder, its number and its kind: everything up to the second hyphen.
pub(crate) fn former<'a>(path: &str, gone: &[&'a str]) -> Option<&'a str> {
    let kind = |path: &str| -> usize { path.match_indices('-').nth(1).map_or(0, |(at, _)| at + 1) };
    let before = closest(path, gone)?;
    let same = kind(path);
    (same > 0 && before.get(..same) == path.get(..same)).then_some(before)
}

fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_before_files_and_hold_theirs() {
        let file = |name: &str, path: &str| Entry::File(name.into(), path.into());
        assert_eq!(
            tree(["README.md", "m/a.yaml", "m/n/b.yaml"]),
            [
                Entry::Folder(
                    "m".into(),
                    vec![
                        Entry::Folder("n".into(), vec![file("b.yaml", "m/n/b.yaml")]),
                        file("a.yaml", "m/a.yaml"),
                    ]
                ),
                file("README.md", "README.md"),
            ]
        );
    }

    #[test]
    fn a_renamed_object_is_followed() {
        let paths = [
            "m/01-service-b.yaml",
            "m/02-statefulset-b.yaml",
            "README.md",
        ];
        for (wanted, shown) in [
            ("m/02-statefulset-a.yaml", "m/02-statefulset-b.yaml"),
            ("README.md", "README.md"),
            ("", "m/01-service-b.yaml"),
        ] {
            assert_eq!(closest(wanted, &paths), Some(shown));
        }
        assert_eq!(closest("x", &[]), None);
    }

    #[test]
    fn a_file_was_renamed_if_one_of_the_same_number_and_kind_is_gone() {
        let gone = ["m/01-service-a.yaml", "m/02-secret-a.yaml", "NOTES.md"];
        assert_eq!(former("m/02-secret-b.yaml", &gone), Some(gone[1]));
        assert_eq!(former("m/03-secret-b.yaml", &gone), None);
        assert_eq!(former("README.md", &gone), None);
    }
}
