//! What every product owes: to be listed, to explain itself, to have presets without errors, to have cases.

use std::collections::BTreeSet;

use drydock::catalog::PRODUCTS;
use drydock::form::{Draft, Field, Node, Pointer};
use drydock::issue::Severity;
use drydock_tests::{cases, listed, root, told};

#[test]
fn every_product_folder_is_listed_under_its_name() {
    let folders = listed(&root().join("../shared/src/catalog")).expect("there is a catalogue");
    let folders: BTreeSet<_> = folders
        .iter()
        .filter(|path| path.is_dir())
        .map(|path| {
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .replace('_', "-")
        })
        .collect();
    let ids: BTreeSet<_> = PRODUCTS
        .iter()
        .map(|product| product.id.to_owned())
        .collect();
    assert_eq!(folders, ids);
}

#[test]
fn products_do_not_import_each_other() {
    for product in PRODUCTS {
        let folder = root()
            .join("../shared/src/catalog")
            .join(product.id.replace('-', "_"));
        for text in sources(&folder) {
            for other in PRODUCTS.iter().filter(|other| other.id != product.id) {
                let module = format!("catalog::{}", other.id.replace('-', "_"));
                assert!(
                    !text.contains(&module),
                    "{} imports {}",
                    product.id,
                    other.id
                );
            }
        }
    }
}

#[test]
fn the_page_names_no_product() {
    for text in sources(&root().join("../app/src")) {
        let words: BTreeSet<_> = text
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .collect();
        for product in PRODUCTS.iter().filter(|product| product.id != "service") {
            assert!(!words.contains(product.id), "app/src names {}", product.id);
        }
    }
}

fn sources(folder: &std::path::Path) -> Vec<String> {
    let mut texts = Vec::new();
    for path in listed(folder).expect("a folder of sources") {
        if path.is_dir() {
            texts.extend(sources(&path));
        } else {
            texts.push(std::fs::read_to_string(&path).expect("sources are UTF-8 text"));
        }
    }
    texts
}

#[test]
fn every_answer_and_choice_has_help_that_ends_in_a_full_stop() {
    for product in PRODUCTS {
        each_text(&product.schema(), &mut |name, help| {
            assert!(
                help.ends_with(['.', '?']),
                "{}: the help of {name} does not end: {help:?}",
                product.id
            );
        });
    }
}

fn each_text(node: &Node, check: &mut impl FnMut(&str, &str)) {
    match node {
        Node::Leaf(_) => {}
        Node::Group(fields) => {
            for Field {
                name, help, node, ..
            } in fields
            {
                check(name, help);
                each_text(node, check);
            }
        }
        Node::Choice { variants, .. } => {
            for variant in variants {
                check(variant.tag, variant.help);
                variant.body.iter().for_each(|body| each_text(body, check));
            }
        }
        Node::Switch { body, .. } => each_text(body, check),
        Node::List { row, .. } => each_text(row, check),
    }
}

#[test]
fn every_preset_and_case_is_free_of_errors() {
    for case in cases() {
        let outcome = case.run();
        let errors = outcome.issues.count(Severity::Error);
        assert_eq!(
            errors,
            0,
            "{} {}:\n{}",
            case.product.id,
            case.name,
            told(&outcome.issues)
        );
    }
}

#[test]
fn every_product_has_ten_cases_besides_its_presets() {
    for product in PRODUCTS {
        let count = cases()
            .iter()
            .filter(|case| case.product.id == product.id && !case.name.starts_with("preset-"))
            .count();
        assert!(count >= 10, "{} has {count} cases", product.id);
    }
}

#[test]
fn the_cases_of_a_product_choose_everything_that_can_be_chosen() {
    for product in PRODUCTS {
        let schema = product.schema();
        let (mut possible, mut chosen) = (BTreeSet::new(), BTreeSet::new());
        for case in cases().iter().filter(|case| case.product.id == product.id) {
            for (at, node) in choices(&schema, &case.draft) {
                let question = question(&at);
                if let Node::Choice { variants, .. } = node {
                    possible.extend(
                        variants
                            .iter()
                            .map(|variant| (question.clone(), variant.tag)),
                    );
                    let tag = node.chosen(&case.draft, &at);
                    chosen.extend(
                        variants
                            .iter()
                            .filter(|variant| variant.tag == tag)
                            .map(|variant| (question.clone(), variant.tag)),
                    );
                }
            }
        }
        let gaps: Vec<_> = possible.difference(&chosen).collect();
        assert!(gaps.is_empty(), "{}: no case chooses {gaps:?}", product.id);
    }
}

/// Every choice that a draft comes across, those under variants that are not chosen included.
fn choices<'a>(schema: &'a Node, draft: &Draft) -> Vec<(Pointer, &'a Node)> {
    let mut found = Vec::new();
    let mut open = vec![(Pointer::root(), schema)];
    while let Some((at, node)) = open.pop() {
        match node {
            Node::Leaf(_) => {}
            Node::Group(fields) => open.extend(
                fields
                    .iter()
                    .map(|field| (at.join(field.name), &field.node)),
            ),
            Node::Choice { variants, .. } => {
                let bodies = variants
                    .iter()
                    .filter_map(|variant| Some((at.join(variant.tag), variant.body.as_ref()?)));
                open.extend(bodies);
                found.push((at, node));
            }
            Node::Switch { body, .. } => open.push((at, body)),
            Node::List { .. } => {
                let rows = node.rows(draft, &at).into_iter().enumerate();
                open.extend(rows.map(|(index, row)| (at.row(index), row)));
            }
        }
    }
    found
}

/// A pointer without the numbers of rows: all rows of a list ask the same.
fn question(at: &Pointer) -> String {
    let number = |segment: &String| segment.bytes().all(|byte| byte.is_ascii_digit());
    at.segments()
        .filter(|segment| !number(segment))
        .collect::<Vec<_>>()
        .join("/")
}
