use std::fmt::Write as _;

use proptest::prelude::*;

use super::read::read_among;
use super::*;
use crate::catalog::PRODUCTS;
use crate::form::ship::{SHIP, SHIPS};
use crate::form::{Draft, Node, SecretText};

fn read(text: &str) -> Reading {
    read_among(text.as_bytes(), SHIPS)
}

fn found(reading: &Reading) -> Vec<(usize, usize, &'static str)> {
    places(&reading.mistakes)
}

fn places(mistakes: &[Mistake]) -> Vec<(usize, usize, &'static str)> {
    mistakes
        .iter()
        .map(|mistake| (mistake.place.line, mistake.place.column, mistake.code))
        .collect()
}

#[test]
fn every_preset_is_printed_and_read_back_without_a_difference() {
    for product in PRODUCTS.iter().chain(SHIPS) {
        for preset in product.presets() {
            for text in [
                print(product, &preset.answers),
                print_commented(product, &preset.answers),
            ] {
                let reading = read_among(
                    text.as_bytes(),
                    if product.id == "ship" {
                        SHIPS
                    } else {
                        PRODUCTS
                    },
                );
                assert_eq!(found(&reading), [], "{text}");
                let draft = reading.draft.unwrap();
                assert_eq!(
                    print(product, &draft),
                    print(product, &preset.answers),
                    "{text}"
                );
                for (at, text) in preset.answers.answers() {
                    assert_eq!(draft.text(at), Some(text), "{at}");
                }
            }
        }
    }
}

#[test]
fn a_scalar_keeps_the_text_that_was_written() {
    for (written, text) in [
        ("1.10", "1.10"),
        ("0x1F", "0x1F"),
        ("yes", "yes"),
        ("0755", "0755"),
        ("1_000", "1_000"),
        ("'a b'", "a b"),
        ("\"a\\tb\"", "a\tb"),
        ("|\n  a\n  b\n", "a\nb\n"),
        ("2001-12-14", "2001-12-14"),
        ("", ""),
        ("\"null\"", "null"),
    ] {
        let reading = read(&format!("drydock: 1\nproduct: ship\nname: {written}\n"));
        assert_eq!(found(&reading), [], "{written}");
        let draft = reading.draft.unwrap();
        assert_eq!(draft.text(&"/name".into()), Some(text), "{written}");
    }
}

#[test]
fn a_wrong_answer_is_no_mistake_of_the_file_and_has_a_place() {
    let reading = read("drydock: 1\nproduct: ship\ndecks: many\nport:\n  harbour: -x-\n");
    assert_eq!(found(&reading), []);
    for (at, line, column) in [
        ("/decks", 3, 8),
        ("/port/harbour", 5, 12),
        ("/port/cargo", 4, 1),
        ("/name", 1, 1),
    ] {
        let place = Place { line, column };
        assert_eq!(reading.place(&Pointer::from(at)), place, "{at}");
    }
}

#[test]
fn choices_switches_and_lists_are_read_in_every_form_they_are_written() {
    let head = "drydock: 1\nproduct: ship\n";
    for (rest, expected) in [
        ("port: {cargo: oil}\n", vec![("/port/cargo", "oil")]),
        ("port: {cargo: {oil: }}\n", vec![("/port/cargo", "oil")]),
        (
            "port: {cargo: {empty: {}}}\n",
            vec![("/port/cargo", "empty")],
        ),
        ("port: {cargo: tea}\n", vec![("/port/cargo", "tea")]),
        (
            "port:\n  cargo:\n    oil:\n      product: tar\n",
            vec![("/port/cargo", "oil"), ("/port/cargo/oil/product", "tar")],
        ),
        ("sail: true\n", vec![("/sail", "true")]),
        ("sail: yes\n", vec![("/sail", "yes")]),
        ("sail: {}\n", vec![("/sail", "true")]),
        (
            "sail:\n  masts: 03\n",
            vec![("/sail", "true"), ("/sail/masts", "03")],
        ),
        (
            "port:\n  crew:\n  - name: a\n  -\n  - {}\n",
            vec![("/port/crew", "3"), ("/port/crew/0/name", "a")],
        ),
        ("port:\n", vec![]),
    ] {
        let reading = read(&format!("{head}{rest}"));
        assert_eq!(found(&reading), [], "{rest}");
        let draft = reading.draft.unwrap();
        let answers: Vec<_> = draft
            .answers()
            .map(|(at, text)| (at.as_str(), text))
            .collect();
        assert_eq!(answers, expected, "{rest}");
    }
}

#[test]
fn what_no_answers_file_can_say_is_reported_at_its_place() {
    let head = "drydock: 1\nproduct: ship\n";
    for (rest, expected) in [
        (
            "deck: 3\nnme: x\n",
            vec![(3, 1, "answers.key"), (4, 1, "answers.key")],
        ),
        ("name: {a: b}\n", vec![(3, 7, "answers.type")]),
        (
            "name: [a]\nport: 3\n",
            vec![(3, 7, "answers.type"), (4, 7, "answers.type")],
        ),
        ("name: ~\n", vec![(3, 7, "answers.type")]),
        ("name: a\nname: b\n", vec![(4, 1, "answers.duplicate")]),
        ("port:\n  crew: 3\n", vec![(4, 9, "answers.type")]),
        (
            "port:\n  cargo: {oil: , empty: }\n",
            vec![(4, 18, "answers.type")],
        ),
        ("port:\n  cargo: {}\n", vec![(4, 10, "answers.type")]),
        ("port:\n  cargo: {Oil: {}}\n", vec![(4, 11, "answers.key")]),
        (
            "port:\n  cargo: {empty: {a: 1}}\n",
            vec![(4, 19, "answers.key")],
        ),
        ("port:\n  cargo: [oil]\n", vec![(4, 10, "answers.type")]),
        ("sail: [1]\n", vec![(3, 7, "answers.type")]),
        ("safe: open\n", vec![(3, 7, "answers.secret")]),
        ("safe: [open]\n", vec![(3, 7, "answers.secret")]),
        ("safe:\n", vec![]),
        (
            "name: &a x\nport: *a\n",
            vec![(3, 10, "answers.alias"), (4, 7, "answers.alias")],
        ),
        ("<<: {name: x}\n", vec![(3, 1, "answers.alias")]),
        ("name: !!str 3\n", vec![(3, 13, "answers.tag")]),
        ("[a]: b\n", vec![(3, 1, "answers.type")]),
        ("---\nname: x\n", vec![(4, 1, "answers.documents")]),
        ("name: \"x\n", vec![(4, 1, "source.syntax")]),
        ("name: [x\n", vec![(3, 7, "source.syntax")]),
        ("port:\n\tname: x\n", vec![(4, 2, "source.syntax")]),
    ] {
        let reading = read(&format!("{head}{rest}"));
        assert_eq!(found(&reading), expected, "{rest}");
    }
}

#[test]
fn the_message_of_a_misplaced_secret_does_not_repeat_it() {
    let reading = read("drydock: 1\nproduct: ship\nsafe: hunter2\n");
    assert!(!format!("{reading:?}").contains("hunter2"));
}

#[test]
fn a_file_that_is_no_answers_file_of_a_known_product_gives_no_draft() {
    for (text, expected) in [
        ("", vec![(1, 1, "answers.product")]),
        ("# nothing\n", vec![(1, 1, "answers.product")]),
        ("hello\n", vec![(1, 1, "answers.type")]),
        ("- a\n", vec![(1, 1, "answers.type")]),
        (
            "drydock: 2\nproduct: ship\n",
            vec![(1, 10, "answers.version")],
        ),
        ("product: ship\n", vec![(1, 1, "answers.version")]),
        ("drydock: 1\n", vec![(1, 1, "answers.product")]),
        (
            "drydock: 1\nproduct: shpi\n",
            vec![(2, 10, "answers.product")],
        ),
        (
            "drydock: 1\nproduct: [ship]\n",
            vec![(2, 10, "answers.product")],
        ),
    ] {
        let reading = read(text);
        assert!(reading.draft.is_none(), "{text}");
        assert_eq!(found(&reading), expected, "{text}");
    }
}

#[test]
fn bytes_that_are_no_text_and_texts_beyond_measure_are_refused_at_once() {
    let big = "a: b\n".repeat(1 << 20);
    let many = format!("drydock: 1\nproduct: ship\nx: [{}]\n", "a,".repeat(200_000));
    let deep = "[".repeat(100_000);
    for (bytes, code) in [
        (b"drydock: 1\nproduct: \xff\n".as_slice(), "source.encoding"),
        (b"\xff\xfed\0r\0", "source.encoding"),
        (big.as_bytes(), "source.size"),
        (many.as_bytes(), "source.values"),
        (deep.as_bytes(), "source.syntax"),
    ] {
        let reading = read_among(bytes, SHIPS);
        assert!(reading.draft.is_none());
        assert_eq!(
            reading.mistakes.iter().map(|m| m.code).collect::<Vec<_>>(),
            [code]
        );
    }
    let place = read_among(b"drydock: 1\nname: \xff", SHIPS).mistakes[0].place;
    assert_eq!(place, Place { line: 2, column: 7 });
}

#[test]
fn a_byte_order_mark_and_carriage_returns_do_no_harm() {
    let reading = read("\u{feff}drydock: 1\r\nproduct: ship\r\nname: x\r\n");
    assert_eq!(found(&reading), []);
    assert_eq!(reading.draft.unwrap().text(&"/name".into()), Some("x"));
}

#[test]
fn a_billion_laughs_end_at_the_first_alias() {
    let mut text = "drydock: 1\nproduct: ship\na: &a [x, x]\n".to_owned();
    for (from, to) in ('a'..='y').zip('b'..='z') {
        let row = vec![format!("*{from}"); 9].join(", ");
        writeln!(text, "{to}: &{to} [{row}]").unwrap();
    }
    text.push_str("name: *z\n");
    let reading = read(&text);
    assert_eq!(reading.mistakes.len(), 27);
    assert_eq!(reading.mistakes[26].code, "answers.alias");
}

#[test]
fn a_file_of_nothing_but_mistakes_is_not_listed_whole() {
    let mut text = "drydock: 1\nproduct: ship\n".to_owned();
    (0..1000).for_each(|index| writeln!(text, "x{index}: 1").unwrap());
    let reading = read(&text);
    assert_eq!(reading.mistakes.len(), MOST_MISTAKES + 1);
    assert_eq!(reading.mistakes[MOST_MISTAKES].code, "answers.more");
}

#[test]
fn a_list_longer_than_possible_is_read_as_far_as_it_may_be() {
    let rows = "  - name: a\n".repeat(100);
    let reading = read(&format!(
        "drydock: 1\nproduct: ship\nport:\n  crew:\n{rows}"
    ));
    assert_eq!(found(&reading), [(69, 5, "answers.rows")]);
    assert_eq!(
        reading.draft.unwrap().text(&"/port/crew".into()),
        Some("64")
    );
}

#[test]
fn every_truncation_of_a_file_is_read_without_harm() {
    let text = print_commented(SHIP, &SHIP.presets()[0].answers);
    for end in (0..text.len()).step_by(7) {
        let _ = read_among(&text.as_bytes()[..end], SHIPS);
    }
}

#[test]
fn what_is_parked_under_another_choice_or_a_closed_switch_is_not_printed() {
    let mut draft = Draft::new("ship");
    draft.set("/port/cargo/oil/product".into(), "tar");
    draft.set("/sail/masts".into(), "5");
    let printed = print(SHIP, &draft);
    assert!(!printed.contains("tar") && !printed.contains("masts"));
    draft.set("/port/cargo".into(), "oil");
    draft.set("/sail".into(), "true");
    let printed = print(SHIP, &draft);
    assert!(printed.contains("      product: tar\n") && printed.contains("sail:\n  masts: 5\n"));
}

#[test]
fn an_answer_is_a_number_or_a_boolean_where_it_is_one_and_a_text_otherwise() {
    let mut draft = Draft::new("ship");
    for (text, printed) in [
        ("7", "decks: 7\n"),
        ("07", "decks: \"07\"\n"),
        ("x", "decks: x\n"),
    ] {
        draft.set("/decks".into(), text);
        assert!(print(SHIP, &draft).contains(printed), "{text}");
    }
    let printed = print(SHIP, &draft);
    for line in [
        "harbour: \"true\"\n",
        "flagged: true\n",
        "log: |\n  left\n  \tharbour\n",
        "sail: false\n",
        "mascot: \"\"\n",
    ] {
        assert!(printed.contains(line), "{line}");
    }
}

#[test]
fn the_commented_file_of_a_full_ship_reads_as_it_should() {
    let printed = print_commented(SHIP, &SHIP.presets()[1].answers);
    assert_eq!(printed, include_str!("tests/full.yaml"));
}

#[test]
fn a_file_of_secrets_is_refused_without_repeating_anything_of_it() {
    for (text, code) in [
        ("hunter2: x\n", "answers.key"),
        ("name: hunter2\n", "secrets.answer"),
        ("hunter2\n", "answers.type"),
        ("port: hunter2\n", "answers.type"),
        ("port: !hunter2 {}\n", "answers.tag"),
        ("port: *hunter2\n", "source.syntax"),
        ("a: \"hunter2\n", "source.syntax"),
        ("port:\n  crew: hunter2\n", "answers.type"),
        ("product: hunter2\n", "answers.product"),
        ("drydock: hunter2\n", "answers.version"),
        ("hunter2: 1\nhunter2: 2\n", "answers.key"),
    ] {
        let secrets = read_secrets(text, SHIP);
        assert!(
            secrets.mistakes.iter().any(|mistake| mistake.code == code),
            "{text}: {:?}",
            places(&secrets.mistakes)
        );
        assert!(
            !format!("{:?}", secrets.mistakes).contains("hunter2"),
            "{text}"
        );
    }
}

#[test]
fn secrets_are_printed_and_read_where_they_count_and_nothing_else_with_them() {
    let mut draft = SHIP.presets()[1].answers.clone();
    for (at, secret) in [
        ("/safe", "1234"),
        ("/port/cargo/oil/valve", " x\ny"),
        ("/port/crew/1/badge", "yes"),
        ("/port/cargo/sealed/seal", "parked"),
    ] {
        draft.set_secret(at.into(), SecretText::new(secret));
    }
    let printed = print_secrets(SHIP, &draft);
    let values: String = printed
        .lines()
        .filter(|line| !line.is_empty() && !line.trim_start().starts_with('#'))
        .flat_map(|line| [line, "\n"])
        .collect();
    assert_eq!(
        values,
        "drydock: 1\nproduct: ship\nsafe: \"1234\"\nport:\n  cargo:\n    oil:\n      valve: |2-\n         x\n        y\n  \
         crew:\n  - badge: \"\"\n  - badge: \"yes\"\n"
    );
    let secrets = read_secrets(&printed, SHIP);
    assert_eq!(places(&secrets.mistakes), []);
    let mut read = Draft::new("ship");
    secrets
        .secrets
        .into_iter()
        .for_each(|(at, secret)| read.set_secret(at, secret));
    let found: Vec<_> = read
        .secrets()
        .map(|(at, secret)| (at.as_str(), secret.reveal()))
        .collect();
    assert_eq!(
        found,
        [
            ("/port/cargo/oil/valve", " x\ny"),
            ("/port/crew/1/badge", "yes"),
            ("/safe", "1234")
        ]
    );
    assert!(!print(SHIP, &draft).contains("1234"));
}

/// Drafts with any text at any place of the form.
fn drafts() -> impl Strategy<Value = Draft> {
    let places = [
        "/name",
        "/decks",
        "/mascot",
        "/flagged",
        "/log",
        "/port/harbour",
        "/port/cargo",
        "/port/cargo/oil/product",
        "/sail",
        "/sail/masts",
        "/port/crew",
        "/port/crew/0/name",
        "/port/crew/1/name",
    ];
    let text = prop_oneof![
        any::<String>(),
        "[ \\t\\na-c#:'\"|-]{0,9}",
        Just("true".to_owned()),
        Just("oil".to_owned()),
        Just("sealed".to_owned()),
        "[0-9]{1,2}",
        Just("null".to_owned()),
    ];
    let answers = prop::collection::vec((prop::sample::select(places.to_vec()), text), 0..12);
    answers.prop_map(|answers| {
        let mut draft = Draft::new("ship");
        for (at, text) in answers {
            draft.set(at.into(), &text);
        }
        draft
    })
}

/// Every answer that counts, with its text.
fn counting(draft: &Draft) -> Vec<(Pointer, String)> {
    let form: Node = SHIP.schema();
    form.answers(draft)
        .into_iter()
        .map(|answer| {
            let text = draft
                .text(&answer.at)
                .unwrap_or(&answer.leaf.default)
                .to_owned();
            (answer.at, text)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn the_answers_that_count_survive_printing_and_reading(draft in drafts()) {
        let printed = print(SHIP, &draft);
        let reading = read(&printed);
        prop_assert_eq!(found(&reading), vec![], "{}", printed);
        let back = reading.draft.unwrap();
        prop_assert_eq!(counting(&back), counting(&draft), "{}", printed);
        prop_assert_eq!(print(SHIP, &back), printed);
    }

    #[test]
    fn no_text_makes_the_readers_panic(text in any::<String>(), yaml in "[ \\na-z:\\[\\]{}&*!|>%@`#,?\"'-]{0,80}") {
        for text in [&text, &yaml] {
            let whole = format!("drydock: 1\nproduct: ship\n{text}");
            for text in [text, &whole] {
                let _ = (read(text), read_secrets(text, SHIP));
            }
        }
    }
}
