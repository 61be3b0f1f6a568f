use proptest::prelude::*;
use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Number, Value, json};

use super::*;

fn map(entries: impl IntoIterator<Item = (&'static str, Tree)>) -> Tree {
    let entry = |(key, value)| Entry::new(key, value);
    Tree::Map(entries.into_iter().map(entry).collect())
}

#[test]
fn a_text_that_no_reader_mistakes_is_plain() {
    for text in [
        "agdb",
        "a b",
        "1Gi",
        "500m",
        "10s",
        "v1.2",
        "docker.io/agnesoft/agdb:0.16.0",
        "10.0.0.0/8",
        "-Xmx1g",
        "--data=/x",
        "/api/v1/status",
        "$(POD_NAME).agdb",
        "http://agdb-0.agdb:3000",
        "a:b",
        "a#b",
        "it's",
        "say \"hi\"",
        "x, y",
        "a [b] {c}",
        "café",
        "日本",
        "a😀",
        "yesterday",
        "nullable",
        "_",
        ".hidden",
        "a=b",
        "a - b",
        "a?",
        "0.0.0.0:3000/x",
    ] {
        assert_eq!(scalar::text(text), text);
    }
}

/// Texts that some reader takes for something else.
const MISTAKEN: &[&str] = &[
    // Empty, null and booleans of YAML 1.1.
    "",
    "~",
    "null",
    "Null",
    "NULL",
    "true",
    "True",
    "FALSE",
    "yes",
    "Yes",
    "NO",
    "on",
    "Off",
    "y",
    "Y",
    "n",
    "N",
    // Integers: decimal, octal both ways, hexadecimal, binary, grouped, sexagesimal.
    "0",
    "7",
    "-7",
    "+7",
    "007",
    "0755",
    "0o17",
    "0x1F",
    "0XfF",
    "0b101",
    "1_000",
    "1,000",
    "1:30",
    "190:20:30",
    "-1:30",
    // Floats.
    "1.10",
    ".5",
    "-.5",
    "5.",
    "1e3",
    "1E3",
    "1.5e+3",
    "12e03",
    "1_0.5",
    "190:20:30.15",
    ".inf",
    "-.INF",
    "+.Inf",
    ".nan",
    ".NaN",
    // Dates and times, versions and addresses that look like numbers.
    "2001-12-14",
    "2001-12-14T21:59:43.10-05:00",
    "2001-12-14 21:59:43.10 Z",
    "10.0.0.1",
    "1.2.3",
    // Merge and default keys, document markers, directives.
    "=",
    "<<",
    "---",
    "--- a",
    "...",
    "%YAML",
    // Indicators.
    "-",
    "- a",
    "? a",
    "?",
    ": a",
    ":",
    ":a",
    "a: b",
    "a:",
    "a #b",
    "#a",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "'a'",
    "\"a\"",
    "@a",
    "`a`",
    "[a]",
    "{a}",
    "{{ a }}",
    ",a",
    "]",
    "}",
    // Blanks at the ends, and blanks that are not spaces.
    " a",
    "a ",
    " ",
    "\ta",
    "a\tb",
    "a\u{a0}b",
    "a\u{3000}",
];

#[test]
fn a_text_that_some_reader_takes_for_something_else_is_quoted() {
    for text in MISTAKEN {
        assert!(scalar::text(text).starts_with('"'), "{text:?}");
    }
}

#[test]
fn a_character_that_cannot_be_seen_or_breaks_lines_is_escaped() {
    for (text, printed) in [
        ("a\tb", r#""a\tb""#),
        ("a\rb", r#""a\rb""#),
        ("a\r\nb", r#""a\r\nb""#),
        ("a\u{0}b", r#""a\u0000b""#),
        ("a\u{7}b", r#""a\u0007b""#),
        ("a\u{1b}b", r#""a\u001bb""#),
        ("a\u{7f}b", r#""a\u007fb""#),
        ("a\u{85}b", r#""a\u0085b""#),
        ("a\u{a0}b", r#""a\u00a0b""#),
        ("a\u{2028}b", r#""a\u2028b""#),
        ("a\u{2029}b", r#""a\u2029b""#),
        ("a\u{202e}b", r#""a\u202eb""#),
        ("\u{feff}b", r#""\ufeffb""#),
        ("a\u{fffe}b", r#""a\ufffeb""#),
        ("a\u{e0041}b", r#""a\U000e0041b""#),
        ("a\nb\u{85}", r#""a\nb\u0085""#),
        ("q\"b\\ #", r#""q\"b\\ #""#),
    ] {
        assert_eq!(print(&map([("k", text.into())])), format!("k: {printed}\n"));
    }
}

#[test]
fn a_text_of_several_lines_is_a_block_that_says_how_it_begins_and_ends() {
    for (text, printed) in [
        ("a\nb", "k: |-\n  a\n  b\n"),
        ("a\nb\n", "k: |\n  a\n  b\n"),
        ("a\n\nb\n", "k: |\n  a\n\n  b\n"),
        ("a\n\n\n", "k: |+\n  a\n\n\n"),
        (" a\nb", "k: |2-\n   a\n  b\n"),
        ("\ta\nb\n", "k: |2\n  \ta\n  b\n"),
        ("\n a\n", "k: |2\n\n   a\n"),
        ("# a\n- b: c\n", "k: |\n  # a\n  - b: c\n"),
        ("a\n\tb\n", "k: |\n  a\n  \tb\n"),
        ("\n", "k: \"\\n\"\n"),
        ("\n\n", "k: \"\\n\\n\"\n"),
        ("a\n  ", "k: \"a\\n  \"\n"),
        (" \na", "k: |2-\n   \n  a\n"),
    ] {
        assert_eq!(print(&map([("k", text.into())])), printed, "{text:?}");
    }
}

#[test]
fn lists_stand_at_the_indentation_of_their_key() {
    let tree = map([
        ("empty", map([])),
        ("none", Tree::List(vec![])),
        (
            "ports",
            Tree::List(vec![
                map([("name", "http".into()), ("port", Tree::from(3000))]),
                Tree::List(vec!["a".into(), map([("b", Tree::Null)])]),
                map([]),
            ]),
        ),
        ("spec", map([("args", Tree::List(vec!["x\ny\n".into()]))])),
    ]);
    let printed = "empty: {}\nnone: []\nports:\n- name: http\n  port: 3000\n- - a\n  - b: null\n- {}\n\
                   spec:\n  args:\n  - |\n    x\n    y\n";
    assert_eq!(print(&tree), printed);
}

#[test]
fn a_comment_stands_above_its_entry_and_cannot_leave_its_lines() {
    let commented = |key: &str, comment: &str, value| Entry {
        comment: Some(comment.to_owned()),
        ..Entry::new(key, value)
    };
    let row = Tree::Map(vec![commented("a", "first", Tree::from(1))]);
    let tree = Tree::Map(vec![
        commented("x", "one\n\ntwo \rb: c\u{2028}d", Tree::from(true)),
        commented("rows", "\nmany", Tree::List(vec![row])),
    ]);
    assert_eq!(
        print(&tree),
        "# one\n#\n# two  b: c d\nx: true\n\n# many\nrows:\n# first\n- a: 1\n"
    );
}

#[test]
fn a_float_is_one_in_every_version_of_yaml() {
    for (number, printed) in [
        (json!(1.5), "1.5"),
        (json!(1e100), "1.0e+100"),
        (json!(1.25e-9), "1.25e-9"),
        (json!(-3), "-3"),
    ] {
        assert_eq!(print(&Tree::from(number)), format!("{printed}\n"));
    }
}

#[test]
fn every_value_knows_the_line_on_which_it_begins() {
    let tree = map([
        ("script", "a\nb\n".into()),
        (
            "ports",
            Tree::List(vec![map([("name", "x".into()), ("port", Tree::from(1))])]),
        ),
    ]);
    let (text, lines) = print_with_lines(&tree);
    assert_eq!(text, print(&tree));
    for (at, line) in [
        ("/script", 1),
        ("/ports", 4),
        ("/ports/0", 5),
        ("/ports/0/name", 5),
        ("/ports/0/port", 6),
    ] {
        assert_eq!(lines.at(&Pointer::from(at)), Some(line), "{at}");
    }
    for (field, line) in [("ports[0].port", 6), ("ports[0].x.y", 5), ("x", 1)] {
        assert_eq!(lines.at_field(field), line, "{field}");
    }
}

/// Texts made of what YAML readers stumble over.
fn tricky() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n"),
        Just(" "),
        Just("\t"),
        Just("- "),
        Just(": "),
        Just(" #"),
        Just("a"),
        Just("1"),
        Just("."),
        Just("0x"),
        Just("e"),
        Just("_"),
        Just("{{"),
        Just("'"),
        Just("\""),
        Just("\\"),
        Just("|"),
        Just(">"),
        Just("%"),
        Just("yes"),
        Just("~"),
        Just("---"),
        Just("\r"),
        Just("\u{85}"),
        Just("\u{2028}"),
        Just("\u{feff}"),
        Just("\u{0}"),
        Just("é"),
        Just("😀"),
        Just(":"),
        Just("?"),
        Just(","),
        Just("["),
        Just("#"),
        Just("=")
    ];
    let made = prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => made, 1 => any::<String>(), 1 => "[a-z]{1000,1100}"]
}

fn trees() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        1 => Just(Tree::Null),
        1 => any::<bool>().prop_map(Tree::Bool),
        1 => any::<i64>().prop_map(Tree::from),
        1 => any::<f64>().prop_filter_map("finite", Number::from_f64).prop_map(Tree::Number),
        6 => tricky().prop_map(Tree::Text),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        let entries = prop::collection::btree_map(tricky(), inner.clone(), 0..5);
        let map = entries.prop_map(|entries| {
            let entry = |(key, value): (String, Tree)| Entry::new(key, value);
            Tree::Map(entries.into_iter().map(entry).collect())
        });
        prop_oneof![prop::collection::vec(inner, 0..5).prop_map(Tree::List), map]
    })
}

/// What the tree says, in a form that both readers' results can be brought to.
fn value_of(tree: &Tree) -> Value {
    match tree {
        Tree::Null => Value::Null,
        Tree::Bool(value) => (*value).into(),
        Tree::Number(number) => number.clone().into(),
        Tree::Text(text) => text.clone().into(),
        Tree::List(items) => items.iter().map(value_of).collect(),
        Tree::Map(entries) => entries
            .iter()
            .map(|entry| (entry.key.clone(), value_of(&entry.value)))
            .collect(),
    }
}

fn value_of_saphyr(yaml: &Yaml<'_>) -> Value {
    match yaml {
        Yaml::Value(Scalar::Null) => Value::Null,
        Yaml::Value(Scalar::Boolean(value)) => (*value).into(),
        Yaml::Value(Scalar::Integer(value)) => (*value).into(),
        Yaml::Value(Scalar::FloatingPoint(value)) => value.into_inner().into(),
        Yaml::Value(Scalar::String(text)) => text.as_ref().into(),
        Yaml::Sequence(items) => items.iter().map(value_of_saphyr).collect(),
        Yaml::Mapping(entries) => entries
            .iter()
            .map(|(key, value)| (key.as_str().unwrap().to_owned(), value_of_saphyr(value)))
            .collect(),
        other => panic!("no value that we print: {other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn what_is_printed_is_read_back_by_a_reader_of_the_libyaml_line(tree in trees()) {
        let printed = print(&tree);
        let read: Value = serde_yaml_ng::from_str(&printed)
            .map_err(|error| TestCaseError::fail(format!("{error}\n{printed}")))?;
        prop_assert_eq!(read, value_of(&tree), "{}", printed);
    }

    #[test]
    fn what_is_printed_is_read_back_by_a_reader_of_the_yaml_rust_line(tree in trees()) {
        let printed = print(&tree);
        let read = Yaml::load_from_str(&printed)
            .map_err(|error| TestCaseError::fail(format!("{error}\n{printed}")))?;
        prop_assert_eq!(value_of_saphyr(&read[0]), value_of(&tree), "{}", printed);
    }

    #[test]
    fn asking_for_lines_changes_nothing(tree in trees()) {
        let (printed, lines) = print_with_lines(&tree);
        prop_assert_eq!(&printed, &print(&tree));
        prop_assert!(lines.iter().all(|(_, line)| line <= newlines(&printed)));
    }
}
