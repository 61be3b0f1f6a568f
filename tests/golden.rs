//! Every case renders to exactly the files that were read and accepted before.
//!
//! `UPDATE=1 cargo test -p drydock-tests --test golden` rewrites them; read the difference before it is committed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use drydock::issue::Issue;
use drydock_tests::{Case, cases, listed, root, told};

#[test]
fn every_case_renders_to_its_golden_files() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut differences = Vec::new();
    for case in cases() {
        let fresh = rendered(&case);
        if update {
            write(&case.golden(), &fresh);
        }
        differences.extend(compare(&case, &fresh, &read(&case.golden())));
    }
    assert!(
        differences.is_empty(),
        "UPDATE=1 accepts these differences:\n{}",
        differences.join("\n")
    );
}

#[test]
fn no_golden_folder_is_left_of_a_case_that_is_gone() {
    let known: Vec<_> = cases().iter().map(Case::golden).collect();
    for product in listed(&root().join("golden")).expect("there are golden files") {
        for folder in listed(&product).expect("a product's golden folder holds cases") {
            assert!(
                known.contains(&folder),
                "{} belongs to no case",
                folder.display()
            );
        }
    }
}

fn rendered(case: &Case) -> BTreeMap<String, String> {
    let outcome = case.run();
    assert!(
        !outcome.issues.block(),
        "{} has errors:\n{}",
        case.name,
        told(&outcome.issues)
    );
    let files = outcome
        .output
        .map(|output| output.files)
        .unwrap_or_default();
    let mut files: BTreeMap<_, _> = files
        .iter()
        .map(|(path, file)| (path.to_owned(), file.text.clone()))
        .collect();
    let remark =
        |issue: &Issue| format!("{} {} {}\n", issue.severity.word(), issue.path, issue.code);
    let remarks: Vec<_> = outcome.issues.iter().map(remark).collect();
    files.insert("issues.txt".to_owned(), remarks.concat());
    files
}

fn compare(
    case: &Case,
    fresh: &BTreeMap<String, String>,
    golden: &BTreeMap<String, String>,
) -> Vec<String> {
    let paths: std::collections::BTreeSet<_> = fresh.keys().chain(golden.keys()).collect();
    let changed = paths
        .into_iter()
        .filter(|path| fresh.get(*path) != golden.get(*path));
    changed
        .map(|path| {
            let (new, old) = (fresh.get(path), golden.get(path));
            let place = format!("{}/{}/{path}", case.product.id, case.name);
            match (new, old) {
                (Some(_), None) => format!("{place}: new"),
                (None, _) => format!("{place}: no longer rendered"),
                (Some(new), Some(old)) => format!("{place}: {}", first_difference(old, new)),
            }
        })
        .collect()
}

fn first_difference(old: &str, new: &str) -> String {
    let lines = old
        .lines()
        .zip(new.lines())
        .enumerate()
        .find(|(_, (old, new))| old != new);
    match lines {
        Some((index, (old, new))) => format!("line {}\n  - {old}\n  + {new}", index + 1),
        None => format!(
            "{} lines became {}",
            old.lines().count(),
            new.lines().count()
        ),
    }
}

fn write(folder: &Path, files: &BTreeMap<String, String>) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("old golden files can be removed");
    }
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder"))
            .expect("golden folders can be made");
        fs::write(path, text).expect("golden files can be written");
    }
}

fn read(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for path in listed(&next).unwrap_or_default() {
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("it lies below")
                    .to_string_lossy()
                    .into_owned();
                files.insert(
                    name,
                    fs::read_to_string(&path).expect("golden files are UTF-8 text"),
                );
            }
        }
    }
    files
}
