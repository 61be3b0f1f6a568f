use serde_json::json;

use super::*;
use crate::render::tree::Tree;

fn codes(text: &str) -> Vec<(usize, usize, &'static str)> {
    let (_, mistakes) = objects(text.as_bytes());
    mistakes
        .iter()
        .map(|mistake| (mistake.place.line, mistake.place.column, mistake.code))
        .collect()
}

fn one(text: &str) -> Found {
    let (mut found, mistakes) = objects(text.as_bytes());
    assert_eq!(
        (found.len(), mistakes.len()),
        (1, 0),
        "{text}: {mistakes:?}"
    );
    found.remove(0)
}

const POD: &str = "apiVersion: v1\nkind: Pod\n";

#[test]
fn every_object_of_documents_lists_and_json_is_found() {
    for (text, names) in [
        ("", vec![]),
        ("---\n# nothing\n---\n", vec![]),
        (
            "---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: b\n",
            vec!["a", "b"],
        ),
        (
            "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n",
            vec!["a"],
        ),
        (
            "apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a}\n",
            vec!["a"],
        ),
        (
            r#"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}"#,
            vec!["a"],
        ),
        (
            "{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"Pod\",\n\t\"metadata\": {\"name\": \"a\"}\n}",
            vec!["a"],
        ),
    ] {
        let (found, mistakes) = objects(text.as_bytes());
        assert_eq!(mistakes, [], "{text}");
        let found: Vec<_> = found.iter().map(|found| found.object.name()).collect();
        assert_eq!(found, names, "{text}");
    }
}

#[test]
fn a_field_has_the_place_of_its_key_and_an_absent_one_that_of_what_would_hold_it() {
    let found = one(
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    labels:\n      \
                     app.kubernetes.io/name: x\n  spec:\n    containers:\n    - name: a\n      image: b\n",
    );
    for (field, line, column) in [
        ("kind", 5, 3),
        ("spec.containers[0].image", 12, 7),
        ("spec.containers[0]", 11, 7),
        ("spec.containers[0].ports[0].name", 11, 7),
        ("metadata.labels[app.kubernetes.io/name]", 8, 7),
        ("status", 4, 3),
    ] {
        assert_eq!(found.place_of(field), Place { line, column }, "{field}");
    }
}

#[test]
fn scalars_are_what_kubectl_takes_them_for() {
    for (written, value) in [
        ("x", json!("x")),
        ("'1'", json!("1")),
        ("1", json!(1)),
        ("-1", json!(-1)),
        ("0x1F", json!(31)),
        ("0755", json!(493)),
        ("0o17", json!(15)),
        ("1_000", json!(1000)),
        ("1.5", json!(1.5)),
        ("1e3", json!(1000.0)),
        ("1.10.2", json!("1.10.2")),
        ("0.5m", json!("0.5m")),
        ("1:30", json!("1:30")),
        ("2001-12-14", json!("2001-12-14")),
        ("18446744073709551615", json!(u64::MAX)),
        ("yes", json!(true)),
        ("Off", json!(false)),
        ("~", json!(null)),
        ("", json!(null)),
        ("!!str 1", json!("1")),
        (".inf", json!(".inf")),
        ("-", json!([null])),
    ] {
        let text = format!("{POD}x:\n  {written}\n");
        let found = one(&text);
        assert_eq!(
            found.object.tree().get("x"),
            Some(&Tree::from(value)),
            "{written}"
        );
    }
}

#[test]
fn aliases_and_merge_keys_are_followed() {
    let found = one(&format!(
        "{POD}a: &a {{x: 1, y: 2}}\nb: *a\nc:\n  <<: *a\n  y: 3\nd:\n  <<: [{{x: 9}}, *a]\n"
    ));
    let tree = |value| Some(Tree::from(value));
    assert_eq!(
        found.object.tree().get("b").cloned(),
        tree(json!({"x": 1, "y": 2}))
    );
    assert_eq!(
        found.object.tree().get("c").cloned(),
        tree(json!({"x": 1, "y": 3}))
    );
    assert_eq!(
        found.object.tree().get("d").cloned(),
        tree(json!({"x": 9, "y": 2}))
    );
}

#[test]
fn what_is_no_object_is_reported_at_its_place() {
    for (rest, expected) in [
        ("- a\n", vec![(1, 1, "manifest.object")]),
        ("kind: Pod\n", vec![(1, 1, "manifest.object")]),
        (
            "apiVersion: v1\nkind: Pod\nkind: Pod\n",
            vec![(3, 1, "manifest.duplicate")],
        ),
        (
            "apiVersion: v1\nkind: Pod\n[a]: 1\n",
            vec![(3, 1, "manifest.key")],
        ),
        (
            "apiVersion: v1\nkind: Pod\na: &a [*a]\n",
            vec![(3, 8, "manifest.alias")],
        ),
        (
            "apiVersion: v1\nkind: Pod\na: *b\n",
            vec![(3, 4, "source.syntax")],
        ),
        (
            "apiVersion: v1\nkind: List\nitems:\n- 3\n",
            vec![(4, 3, "manifest.object")],
        ),
        ("{", vec![(1, 1, "source.syntax")]),
    ] {
        assert_eq!(codes(rest), expected, "{rest}");
    }
}

#[test]
fn a_billion_laughs_end_within_the_budget() {
    use std::fmt::Write as _;
    let mut text = format!("{POD}a: &a [x, x]\n");
    for (from, to) in ('a'..='y').zip('b'..='z') {
        let row = vec![format!("*{from}"); 9].join(", ");
        writeln!(text, "{to}: &{to} [{row}]").unwrap();
    }
    let (found, mistakes) = objects(text.as_bytes());
    assert!(found.is_empty());
    assert_eq!(mistakes[0].code, "manifest.alias");
}
