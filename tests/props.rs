//! What holds for every draft, not only for those somebody thought of.

use drydock::catalog::{PRODUCTS, Product};
use drydock::form::{Draft, Input, Node, Pointer, SecretText, answers};
use drydock::issue::Severity;
use drydock::kube::object::Object;
use drydock::kube::rules;
use drydock::pack::zip;
use drydock::pipeline;
use drydock_tests::{told, with_secrets};
use proptest::prelude::*;

/// Texts that people, clipboards and attackers put into fields.
const TEXTS: [&str; 30] = [
    "",
    " ",
    "a",
    "A",
    "-",
    "0",
    "-1",
    "1.5",
    "007",
    "99999999999999999999",
    "true",
    "no",
    "null",
    "~",
    "1Gi",
    "2GB",
    "512m",
    "10.0.0.0/8",
    "10.0.0.1/8",
    "::1",
    "http://x/#",
    "a/b:c@d",
    "{{ .x }}",
    "$(id)",
    "'; rm -rf /",
    "a: b # c",
    "line\nbreak",
    "\u{0}",
    "\u{202e}gnp",
    "ünïcödé",
];

/// A change to a draft, made to measure by the schema and some numbers.
#[derive(Clone, Debug)]
struct Change {
    place: usize,
    kind: u8,
    text: String,
}

fn change() -> impl Strategy<Value = Change> {
    let text = prop_oneof![
        4 => prop::sample::select(&TEXTS[..]).prop_map(str::to_owned),
        2 => "[a-z0-9.:/-]{1,20}",
        1 => any::<String>(),
        1 => (1_u32..6).prop_map(|power| "x".repeat(10_usize.pow(power))),
    ];
    (any::<prop::sample::Index>(), any::<u8>(), text).prop_map(|(place, kind, text)| Change {
        place: place.index(1 << 20),
        kind,
        text,
    })
}

fn draft_of(product: &Product, preset: usize, changes: &[Change], valid_only: bool) -> Draft {
    let presets = product.presets();
    let schema = product.schema();
    let mut draft = with_secrets(product, presets[preset % presets.len()].answers.clone());
    for change in changes {
        apply(&mut draft, &schema, change, valid_only);
    }
    with_secrets(product, draft)
}

fn apply(draft: &mut Draft, schema: &Node, change: &Change, valid_only: bool) {
    let places = places(schema, draft);
    let (at, node) = &places[change.place % places.len()];
    match node {
        Node::Leaf(leaf) if leaf.kind.is_secret() => {
            if !valid_only {
                draft.set_secret(at.clone(), SecretText::new(&change.text));
            }
        }
        Node::Leaf(leaf) => {
            let now = draft.text(at).unwrap_or(&leaf.default).to_owned();
            let varied =
                (leaf.kind.vary)(&now).filter(|_| valid_only || change.kind.is_multiple_of(2));
            let text = varied.or_else(|| (!valid_only).then(|| change.text.clone()));
            if let Some(text) = text {
                draft.set(at.clone(), &text);
            }
        }
        Node::Choice { variants, .. } => {
            let variant = &variants[usize::from(change.kind) % variants.len()];
            draft.set(at.clone(), variant.tag);
        }
        Node::Switch { .. } => draft.set(
            at.clone(),
            if change.kind.is_multiple_of(2) {
                "true"
            } else {
                "false"
            },
        ),
        Node::List { .. } if change.kind.is_multiple_of(3) => {
            draft.remove_row(node, at, usize::from(change.kind) % 4);
        }
        Node::List { .. } => draft.add_row(node, at),
        Node::Group(_) => {}
    }
}

/// Everything that can be edited: answers, choices, switches and lists, parked ones included.
fn places(schema: &Node, draft: &Draft) -> Vec<(Pointer, Node)> {
    let mut found = Vec::new();
    let mut open = vec![(Pointer::root(), schema.clone())];
    while let Some((at, node)) = open.pop() {
        match &node {
            Node::Leaf(_) => {}
            Node::Group(fields) => open.extend(
                fields
                    .iter()
                    .map(|field| (at.join(field.name), field.node.clone())),
            ),
            Node::Choice { variants, .. } => {
                let bodies = variants
                    .iter()
                    .filter_map(|variant| Some((at.join(variant.tag), variant.body.clone()?)));
                open.extend(bodies);
            }
            Node::Switch { body, .. } => open.push((at.clone(), (**body).clone())),
            Node::List { .. } => {
                let rows = node.rows(draft, &at).into_iter().take(4).enumerate();
                open.extend(rows.map(|(index, row)| (at.row(index), row.clone())));
            }
        }
        if !matches!(node, Node::Group(_)) {
            found.push((at, node));
        }
    }
    found
}

fn each_product(
    check: impl Fn(&'static Product) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    PRODUCTS.iter().try_for_each(check)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn any_draft_comes_to_an_outcome_and_every_issue_stands_at_a_place_of_the_form(
        preset in 0_usize..8, changes in prop::collection::vec(change(), 0..12),
    ) {
        each_product(|product| {
            let draft = draft_of(product, preset, &changes, false);
            let schema = product.schema();
            let outcome = pipeline::run(product, &draft);
            prop_assert_eq!(outcome.output.is_none(), outcome.issues.count(Severity::Error) > 0);
            for issue in &outcome.issues {
                prop_assert!(schema.at(&issue.path).is_some(), "{} is no place of the form", issue.path);
                prop_assert!(issue.message.len() < 600, "{} tells too much: {}", issue.code, issue.message);
            }
            Ok(())
        })?;
    }

    #[test]
    fn what_is_accepted_keeps_the_rules_of_the_objects_on_every_supported_minor(
        preset in 0_usize..8, changes in prop::collection::vec(change(), 0..12),
    ) {
        each_product(|product| {
            let outcome = pipeline::run(product, &draft_of(product, preset, &changes, true));
            let Some(output) = outcome.output else { return Ok(()) };
            let chosen = output.deployment.site.kubernetes.minor();
            for minor in (chosen.0..=drydock::site::Minor::NEWEST.0).map(drydock::site::Minor) {
                let hits = rules::check(&output.deployment.objects, minor);
                let refused: Vec<_> = hits.iter().filter(|hit| hit.severity == Severity::Error).collect();
                prop_assert!(refused.is_empty(), "{minor}: {refused:?}");
            }
            Ok(())
        })?;
    }

    #[test]
    fn every_file_is_the_same_when_it_is_made_again(
        preset in 0_usize..8, changes in prop::collection::vec(change(), 0..12),
    ) {
        each_product(|product| {
            let draft = draft_of(product, preset, &changes, true);
            let once = pipeline::run(product, &draft).output.map(|output| zip::zip(&output.files));
            let again = pipeline::run(product, &draft).output.map(|output| zip::zip(&output.files));
            prop_assert!(once == again);
            Ok(())
        })?;
    }

    #[test]
    fn answers_that_are_read_and_written_back_are_the_same_answers(
        preset in 0_usize..8, changes in prop::collection::vec(change(), 0..12),
    ) {
        each_product(|product| {
            let draft = draft_of(product, preset, &changes, true);
            let Some(settled) = product.settle(&draft) else { return Ok(()) };
            prop_assert_eq!(product.settle(&settled), Some(settled.clone()));
            let (before, after) = (pipeline::run(product, &draft), pipeline::run(product, &settled));
            prop_assert_eq!(told(&before.issues), told(&after.issues));
            prop_assert!(before.output.map(|output| output.files) == after.output.map(|output| output.files));
            Ok(())
        })?;
    }

    #[test]
    fn every_manifest_reads_back_as_the_object_it_was_printed_from(
        preset in 0_usize..8, changes in prop::collection::vec(change(), 0..12),
    ) {
        each_product(|product| {
            let Some(output) = pipeline::run(product, &draft_of(product, preset, &changes, true)).output else { return Ok(()) };
            let manifests = output.files.iter().filter(|(path, _)| path.starts_with("manifests/"));
            for ((path, file), object) in manifests.zip(&output.deployment.objects) {
                let value: serde_json::Value = serde_yaml_ng::from_str(&file.text).expect(path);
                prop_assert!(Object::of_value(value) == *object, "{path}");
            }
            Ok(())
        })?;
    }

    #[test]
    fn an_answers_file_reads_back_as_the_same_deployment(
        preset in 0_usize..8, changes in prop::collection::vec(change(), 0..12),
    ) {
        each_product(|product| {
            let draft = draft_of(product, preset, &changes, true);
            let text = answers::print(product, &draft);
            let reading = answers::read(&text);
            prop_assert!(reading.mistakes.is_empty(), "{:?}\n{text}", reading.mistakes);
            let mut read = reading.draft.expect("a file without mistakes is a draft");
            prop_assert_eq!(&answers::print(product, &read), &text);
            for (at, secret) in draft.secrets() {
                read.set_secret(at.clone(), secret.clone());
            }
            let (before, after) = (pipeline::run(product, &draft), pipeline::run(product, &read));
            prop_assert_eq!(told(&before.issues), told(&after.issues));
            prop_assert!(before.output.map(|output| output.files) == after.output.map(|output| output.files));
            Ok(())
        })?;
    }

    #[test]
    fn no_secret_is_found_anywhere_but_in_secret_manifests(
        preset in 0_usize..8, changes in prop::collection::vec(change(), 0..12),
    ) {
        each_product(|product| {
            let draft = draft_of(product, preset, &changes, true);
            let outcome = pipeline::run(product, &draft);
            let told = told(&outcome.issues) + &format!("{draft:?}") + &answers::print(product, &draft);
            let files = outcome.output.map(|output| output.files).unwrap_or_default();
            for (_, secret) in draft.secrets() {
                prop_assert!(!told.contains(secret.reveal()));
                for (path, file) in files.iter().filter(|(_, file)| !file.secret) {
                    prop_assert!(!file.text.contains(secret.reveal()), "{path} holds a secret");
                }
            }
            Ok(())
        })?;
    }
}

#[test]
fn ten_megabytes_in_any_field_are_told_in_one_short_sentence() {
    for product in PRODUCTS {
        let schema = product.schema();
        let text = "x".repeat(10 << 20);
        let preset = product.presets().remove(0).answers;
        for answer in schema.answers(&preset) {
            let mut draft = preset.clone();
            if matches!(answer.leaf.kind.input, Input::Secret { .. }) {
                draft.set_secret(answer.at.clone(), SecretText::new(&text));
            } else {
                draft.set(answer.at.clone(), &text);
            }
            let issues = pipeline::run(product, &draft).issues;
            let told = issues.iter().find(|issue| issue.path == answer.at);
            assert!(
                told.is_some_and(|issue| issue.message.len() < 300),
                "{}",
                answer.at
            );
        }
    }
}
