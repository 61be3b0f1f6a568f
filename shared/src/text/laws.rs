//! What holds of every kind of answer, and how its file states what it accepts and refuses.

use std::fmt::Debug;

use super::*;
use crate::form::Leaf;
use crate::form::parse::is_invisible;

/// Asserts the code and the suggestion of each text that is refused.
pub(super) fn refuses<T: Leaf + Debug>(table: &[(&str, &str, Option<&str>)]) {
    for (text, code, suggestion) in table {
        let fault = T::parse(text).expect_err(text);
        let found = (fault.code, fault.suggestion.as_deref());
        assert_eq!(found, (*code, *suggestion), "{text:?}");
    }
}

/// Asserts that each text is accepted, and what holds of every accepted text.
pub(super) fn accepts<T: Leaf + Debug>(texts: &[&str]) {
    for text in texts {
        let value = T::parse(text).unwrap_or_else(|fault| panic!("{text:?}: {fault:?}"));
        assert_eq!(value, T::parse(&value.print()).unwrap(), "{text:?}");
        let varied = value.vary();
        assert_ne!(varied, value, "{text:?}");
        assert_eq!(T::parse(&varied.print()), Ok(varied.clone()), "{text:?}");
        for text in [*text, &value.print(), &varied.print()] {
            assert!(matches_pattern::<T>(text), "{text:?}");
        }
    }
}

fn matches_pattern<T: Leaf>(text: &str) -> bool {
    let kind = T::describe();
    let pattern = kind.pattern.map(|pattern| {
        let message = format!("the pattern of {} is none", kind.name);
        regex_lite::Regex::new(pattern).expect(&message)
    });
    pattern.is_none_or(|pattern| pattern.is_match(text))
}

/// Calls a generic function, which takes texts, for every kind of answer.
macro_rules! for_every_kind {
    ($check:ident($texts:expr)) => {
        for_every_kind!($check($texts) AnnotationKey ByteCount Cidr ConfigKey CpuAmount DnsLabel DnsSubdomain Duration
            EnvName FilePath HostName HostPort ImageDigest ImagePrefix ImageRef ImageRepository ImageTag Ip LabelKey LabelValue
            Lines MemorySize Password PlainText PortName PortRange ServiceName StatefulSetName StorageSize Url
            UrlPath bool)
    };
    ($check:ident($texts:expr) $($kind:ty)*) => { $($check::<$kind>($texts);)* };
}

/// Texts that people, programs and attackers leave in fields.
const STRANGE: &[&str] = &[
    "",
    " ",
    "  a  ",
    "a",
    "A",
    "x y",
    "1",
    "01",
    "-1",
    "+1",
    "1.5",
    "1,5",
    "1e9",
    "0x10",
    "٣",
    "null",
    "true",
    "~",
    "a\0b",
    "a\nb",
    "a\r\nb",
    "\t",
    "\u{feff}a",
    "a\u{200b}b",
    "a\u{202e}b",
    "\u{a0}",
    "\u{3000}a",
    "e\u{301}",
    "ä",
    "日本",
    "👍🏽",
    "\u{e0061}",
    "\u{10ffff}",
    "-",
    "--",
    ".",
    "..",
    "...",
    "/",
    "//",
    "a/",
    "/a/../b",
    "/a//b",
    "\\",
    "C:\\a",
    "a_b",
    "a-",
    "-a",
    "a.b.",
    "a:b",
    "a:1",
    ":1",
    "a@b",
    "@",
    "a:b@c:1",
    "https://a_b:70000/x y?z#w",
    "http://",
    "://",
    "https://é.example/",
    "[",
    "]",
    "[]",
    "[]:1",
    "[::1]",
    "[::1]:80",
    "[::1]:x",
    "::",
    ":::",
    "::ffff:1.2.3.4",
    "1.2.3.4",
    "1.2.3.4/33",
    "1.2.3.4/",
    "/24",
    "999.1.1.1",
    "2GB",
    "2 Gi",
    "512m",
    "1.1.1Gi",
    "1e-99",
    "9e99",
    "Ki",
    "99999999999999999999999999999999999999999999999",
    "0.00000000000000000000000000000000000000000000001Ki",
    "90",
    "1h1h",
    "5 min",
    "7009-7000",
    "0-0",
    "65536",
    "a:tag@sha256:00",
    "a:",
    "a@",
    "A/B:C",
    "%",
    "/%",
    "/%2",
    "/%2e%2e",
    "$A",
    "A=b",
    "${x}",
    "{{ x }}",
    "'",
    "\"",
    "`",
    "<b>",
    "#",
    "?",
    "&",
    "*",
    "!!x",
    "%41",
    "a,b",
    "a;b",
    "a|b",
];

/// Texts that a check of quadratic time, or one that keeps all of them, would not be done with.
fn long_texts() -> Vec<String> {
    let parts = [
        "a", "1", "-", ".", "/", ":", "a.", "a-", "a/", "1.", " ", "ä", "\u{200b}", "@", "%", "[",
        "1s", "\n", "\0",
    ];
    parts
        .iter()
        .map(|part| part.repeat(1_000_000 / part.len()))
        .collect()
}

fn is_answered_kindly<T: Leaf + Debug>(texts: &[&str]) {
    let kind = T::describe();
    for text in texts {
        let shown: String = text.chars().take(80).collect();
        let Err(fault) = T::parse(text) else {
            accepts::<T>(&[text]);
            continue;
        };
        let hidden = |c: char| c.is_control() || is_invisible(c);
        assert!(
            !fault.message.contains(hidden),
            "{} {shown:?}: {}",
            kind.name,
            fault.message
        );
        assert!(
            fault.message.len() < 1000,
            "{} {shown:?}: {}",
            kind.name,
            fault.message
        );
        if let Some(suggestion) = fault.suggestion {
            assert!(
                T::parse(&suggestion).is_ok(),
                "{} {shown:?} -> {suggestion:?}",
                kind.name
            );
            assert!(
                !kind.is_secret() && suggestion != *text && !suggestion.is_empty(),
                "{} {shown:?}",
                kind.name
            );
        }
    }
}

fn is_refused_or_given_while_unanswered<T: Leaf + Default + Debug>(_texts: &[&str]) {
    let unanswered = T::default();
    let kind = T::describe();
    match T::parse(&unanswered.print()) {
        Ok(value) => assert_eq!(value, unanswered, "{}", kind.name),
        Err(fault) => assert_eq!(
            (fault.code, unanswered.print().as_str()),
            ("required", ""),
            "{}",
            kind.name
        ),
    }
    let varied = unanswered.vary();
    assert_ne!(varied, unanswered, "{}", kind.name);
    accepts::<T>(&[&varied.print()]);
}

#[test]
fn no_text_is_met_with_a_panic_a_useless_suggestion_or_a_message_that_cannot_be_read() {
    for_every_kind!(is_answered_kindly(STRANGE));
    is_answered_kindly::<Port>(STRANGE);
}

#[test]
fn a_text_of_a_megabyte_is_judged_like_any_other() {
    let texts = long_texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    for_every_kind!(is_answered_kindly(&texts));
    is_answered_kindly::<Port>(&texts);
}

#[test]
fn an_answer_that_was_not_given_is_missing_unless_nothing_is_an_answer_and_varies_to_one() {
    for_every_kind!(is_refused_or_given_while_unanswered(&[]));
}

#[test]
fn every_kind_has_a_name_of_its_own() {
    let mut names = Vec::new();
    for_every_kind!(push_name(&mut names));
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

fn push_name<T: Leaf>(names: &mut Vec<&'static str>) {
    names.push(T::describe().name);
}
