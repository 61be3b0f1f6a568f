use super::*;
use crate::catalog::{PRODUCTS, Product};
use crate::form::SecretText;

fn agdb() -> &'static Product {
    Product::by_id("agdb").unwrap()
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
    for product in PRODUCTS {
        for preset in product.presets() {
            for text in [
                print(product, &preset.answers),
                print_commented(product, &preset.answers),
            ] {
                let reading = read(&text);
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
        let reading = read(&format!("drydock: 1\nproduct: agdb\nname: {written}\n"));
        assert_eq!(found(&reading), [], "{written}");
        let draft = reading.draft.unwrap();
        assert_eq!(draft.text(&"/name".into()), Some(text), "{written}");
    }
}

#[test]
fn a_wrong_answer_is_no_mistake_of_the_file_and_has_a_place() {
    let reading = read("drydock: 1\nproduct: agdb\nreplicas: many\nsite:\n  namespace: -x-\n");
    assert_eq!(found(&reading), []);
    for (at, line, column) in [
        ("/replicas", 3, 11),
        ("/site/namespace", 5, 14),
        ("/site/dns", 4, 1),
        ("/name", 1, 1),
    ] {
        let place = Place { line, column };
        assert_eq!(reading.place(&Pointer::from(at)), place, "{at}");
    }
}

#[test]
fn choices_and_lists_are_read_in_every_form_they_are_written() {
    let text = "drydock: 1\nproduct: agdb\nsite:\n  kubernetes: 1.35\n  dns: {nodeLocal: }\n  secrets:\n    \
                external:\n      store: vault\n  labels:\n  - key: a\n    value: b\n  -\n";
    let reading = read(text);
    assert_eq!(found(&reading), []);
    let draft = reading.draft.unwrap();
    for (at, text) in [
        ("/site/kubernetes", "1.35"),
        ("/site/dns", "nodeLocal"),
        ("/site/secrets", "external"),
        ("/site/secrets/external/store", "vault"),
        ("/site/labels", "2"),
        ("/site/labels/0/key", "a"),
    ] {
        assert_eq!(draft.text(&Pointer::from(at)), Some(text), "{at}");
    }
}

#[test]
fn what_no_answers_file_can_say_is_reported_at_its_place() {
    let head = "drydock: 1\nproduct: agdb\n";
    for (rest, expected) in [
        (
            "replica: 3\nnmespace: x\n",
            vec![(3, 1, "answers.key"), (4, 1, "answers.key")],
        ),
        ("name: {a: b}\n", vec![(3, 7, "answers.type")]),
        (
            "name: [a]\nsite: 3\n",
            vec![(3, 7, "answers.type"), (4, 7, "answers.type")],
        ),
        ("name: ~\n", vec![(3, 7, "answers.type")]),
        ("name: a\nname: b\n", vec![(4, 1, "answers.duplicate")]),
        ("site:\n  labels: 3\n", vec![(4, 11, "answers.type")]),
        (
            "site:\n  dns: {kubeDns: , nodeLocal: }\n",
            vec![(4, 20, "answers.type")],
        ),
        ("site:\n  dns: {kubedns: {}}\n", vec![(4, 9, "answers.key")]),
        (
            "site:\n  dns: {kubeDns: {a: 1}}\n",
            vec![(4, 19, "answers.key")],
        ),
        (
            "name: &a x\nsite: *a\n",
            vec![(3, 10, "answers.alias"), (4, 7, "answers.alias")],
        ),
        ("<<: {name: x}\n", vec![(3, 1, "answers.alias")]),
        ("name: !!str 3\n", vec![(3, 13, "answers.tag")]),
        ("[a]: b\n", vec![(3, 1, "answers.type")]),
        ("---\nname: x\n", vec![(4, 1, "answers.documents")]),
        ("name: \"x\n", vec![(4, 1, "source.syntax")]),
        ("name: [x\n", vec![(4, 1, "source.syntax")]),
        ("site:\n\tname: x\n", vec![(4, 1, "source.syntax")]),
    ] {
        let reading = read(&format!("{head}{rest}"));
        assert_eq!(found(&reading), expected, "{rest}");
    }
}

#[test]
fn a_file_that_is_no_answers_file_of_a_known_product_gives_no_draft() {
    for (text, expected) in [
        ("", vec![(1, 1, "answers.product")]),
        ("# nothing\n", vec![(1, 1, "answers.product")]),
        ("hello\n", vec![(1, 1, "answers.type")]),
        ("- a\n", vec![(1, 1, "answers.type")]),
        (
            "drydock: 2\nproduct: agdb\n",
            vec![(1, 10, "answers.version")],
        ),
        ("product: agdb\n", vec![(1, 1, "answers.version")]),
        ("drydock: 1\n", vec![(1, 1, "answers.product")]),
        (
            "drydock: 1\nproduct: agbd\n",
            vec![(2, 10, "answers.product")],
        ),
        (
            "drydock: 1\nproduct: [agdb]\n",
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
    let many = format!("drydock: 1\nproduct: agdb\nx: [{}]\n", "a,".repeat(200_000));
    let deep = "[".repeat(100_000);
    for (bytes, code) in [
        (b"drydock: 1\nproduct: \xff\n".as_slice(), "source.encoding"),
        (b"\xff\xfed\0r\0", "source.encoding"),
        (big.as_bytes(), "source.size"),
        (many.as_bytes(), "source.values"),
        (deep.as_bytes(), "source.syntax"),
    ] {
        let reading = read_bytes(bytes);
        assert!(reading.draft.is_none());
        assert_eq!(
            reading.mistakes.iter().map(|m| m.code).collect::<Vec<_>>(),
            [code]
        );
    }
    let place = read_bytes(b"drydock: 1\nname: \xff").mistakes[0].place;
    assert_eq!(place, Place { line: 2, column: 7 });
}

#[test]
fn a_byte_order_mark_and_carriage_returns_do_no_harm() {
    let reading = read("\u{feff}drydock: 1\r\nproduct: agdb\r\nname: x\r\n");
    assert_eq!(found(&reading), []);
    assert_eq!(reading.draft.unwrap().text(&"/name".into()), Some("x"));
}

#[test]
fn a_billion_laughs_end_at_the_first_alias() {
    let mut text = "drydock: 1\nproduct: agdb\na: &a [x, x]\n".to_owned();
    for (from, to) in ('a'..='y').zip('b'..='z') {
        let row = vec![format!("*{from}"); 9].join(", ");
        text.push_str(&format!("{to}: &{to} [{row}]\n"));
    }
    text.push_str("name: *z\n");
    let reading = read(&text);
    assert_eq!(reading.mistakes.len(), 27);
    assert_eq!(reading.mistakes[26].code, "answers.alias");
}

#[test]
fn a_file_of_nothing_but_mistakes_is_not_listed_whole() {
    let mut text = "drydock: 1\nproduct: agdb\n".to_owned();
    (0..1000).for_each(|index| text.push_str(&format!("x{index}: 1\n")));
    let reading = read(&text);
    assert_eq!(reading.mistakes.len(), MOST_MISTAKES + 1);
    assert_eq!(reading.mistakes[MOST_MISTAKES].code, "answers.more");
}

#[test]
fn a_list_longer_than_possible_is_read_as_far_as_it_may_be() {
    let rows = "  - key: a\n".repeat(100);
    let reading = read(&format!(
        "drydock: 1\nproduct: agdb\nsite:\n  labels:\n{rows}"
    ));
    assert_eq!(found(&reading), [(69, 5, "answers.rows")]);
    assert_eq!(
        reading.draft.unwrap().text(&"/site/labels".into()),
        Some("64")
    );
}

#[test]
fn every_truncation_of_a_file_is_read_without_harm() {
    let text = print_commented(agdb(), &agdb().presets()[0].answers);
    for end in (0..text.len()).step_by(7) {
        let _ = read_bytes(&text.as_bytes()[..end]);
    }
}

#[test]
fn what_is_parked_under_another_choice_is_not_printed() {
    let mut draft = Draft::new("agdb");
    draft.set("/site/secrets/external/store".into(), "vault");
    assert!(!print(agdb(), &draft).contains("vault"));
    draft.set("/site/secrets".into(), "external");
    assert!(print(agdb(), &draft).contains("store: vault"));
}

#[test]
fn a_file_of_secrets_is_refused_without_repeating_anything_of_it() {
    for (text, code) in [
        ("hunter2: x\n", "answers.key"),
        ("name: hunter2\n", "secrets.answer"),
        ("hunter2\n", "answers.type"),
        ("site: hunter2\n", "answers.type"),
        ("site: !hunter2 {}\n", "answers.tag"),
        ("site: *hunter2\n", "source.syntax"),
        ("a: \"hunter2\n", "source.syntax"),
        ("site:\n  labels: hunter2\n", "answers.type"),
        ("product: hunter2\n", "answers.product"),
        ("drydock: hunter2\n", "answers.version"),
        ("hunter2: 1\nhunter2: 2\n", "answers.key"),
    ] {
        let secrets = read_secrets(text, agdb());
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
fn neither_file_holds_what_belongs_in_the_other() {
    let mut draft = Draft::new("agdb");
    draft.set_secret("/name".into(), SecretText::new("hunter2"));
    assert!(!print(agdb(), &draft).contains("hunter2"));
    assert!(!print_secrets(agdb(), &Draft::new("agdb")).contains("namespace"));
}
