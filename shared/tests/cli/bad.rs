//! Files as they should not be.

/// The answers with another namespace.
pub(crate) fn in_namespace(answers: &str, namespace: &str) -> String {
    let line = answers
        .lines()
        .find(|line| line.starts_with("  namespace: "))
        .unwrap();
    answers.replace(line, &format!("  namespace: {namespace}"))
}

/// Answers files with mistakes that the rest of them survives, each with a code that is reported.
pub(crate) fn wrong_answers(good: &str) -> Vec<(&'static str, String, &'static str)> {
    let head = "drydock: 1\nproduct: agdb\n";
    let laughs: String = ('a'..='y')
        .zip('b'..='z')
        .map(|(from, to)| {
            [
                to.to_string(),
                format!(": &{to} ["),
                format!("*{from}, ").repeat(9),
                "]\n".to_owned(),
            ]
            .concat()
        })
        .collect();
    let site = |answers: &str| format!("{head}site: {answers}\n");
    vec![
        (
            "an unknown key",
            format!("{good}nonsense: 1\n"),
            "answers.key",
        ),
        ("a wrong type", site("[a]"), "answers.type"),
        (
            "a wrong answer",
            in_namespace(good, "-x-"),
            "dns-label.ends",
        ),
        ("half a number", site("{kubernetes: 1.}"), "choice.unknown"),
        (
            "bidi characters",
            site("{namespace: \"a\u{202e}b\"}"),
            "dns-label.characters",
        ),
        (
            "a repeated key",
            format!("{good}product: agdb\n"),
            "answers.duplicate",
        ),
        ("anchors", site("&a {namespace: x}"), "answers.alias"),
        (
            "a billion laughs",
            format!("{head}a: &a [x, x]\n{laughs}site: *z\n"),
            "answers.alias",
        ),
        (
            "a long answer",
            site(&format!("{{namespace: {}}}", "x".repeat(2 << 20))),
            "answers.length",
        ),
    ]
}

/// Files that nothing can be made of, each with the code that is reported.
pub(crate) fn no_answers(good: &str) -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let head = "drydock: 1\nproduct: agdb\n";
    vec![
        ("ten megabytes", "x".repeat(10 << 20).into(), "source.size"),
        (
            "a truncated file",
            format!("{head}site: {{namespace: \"x").into(),
            "source.syntax",
        ),
        ("no text", b"\x00\xff\xfe".to_vec(), "source.encoding"),
        (
            "control characters",
            format!("{head}name: a\u{7}b\n").into(),
            "source.syntax",
        ),
        ("nothing", Vec::new(), "answers.product"),
        (
            "another product",
            b"drydock: 1\nproduct: hadb\n".to_vec(),
            "answers.product",
        ),
        (
            "another version",
            b"drydock: 9\nproduct: agdb\n".to_vec(),
            "answers.version",
        ),
        (
            "two documents",
            format!("{good}---\n{good}").into(),
            "answers.documents",
        ),
        (
            "deep nesting",
            format!("{head}site: {}", "[".repeat(100_000)).into(),
            "source.syntax",
        ),
    ]
}
