//! The object rules against what real API servers answered.
//!
//! `oracle/api-server-cases.json` holds objects with the answers of servers 1.33 to 1.36 to a strict server-side dry run;
//! `oracle/variations.json` holds variations of one good object a kind with the answers of 1.33 to 1.37, of which it
//! keeps the status, the places that the message names, and whether there was a warning. 1.33 to 1.35 are emulated by
//! 1.36. What such a server answers differently from a real one is left out: fields that it knows and the older does not.

#![expect(
    clippy::unwrap_used,
    reason = "a record that cannot be read is a failed test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use drydock::kube::object::Object;
use drydock::kube::rules::{self, Hit, Verdict};
use drydock::site::Minor;
use serde_json::Value;

/// The words with which the API server begins what is wrong at a place.
const CLASSES: [&str; 8] = [
    "Required value",
    "Invalid value",
    "Unsupported value",
    "Forbidden",
    "Duplicate value",
    "Not found",
    "Too long",
    "Too many",
];

struct Case {
    name: String,
    object: Object,
    answers: BTreeMap<u8, Answer>,
}

#[derive(Clone)]
struct Answer {
    accepted: bool,
    places: BTreeSet<String>,
    warns: bool,
}

fn read(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("oracle")
        .join(name);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn recorded() -> Vec<Case> {
    let case = |case: &Value| {
        let answer = |(version, answer): (&String, &Value)| {
            let places = places(answer["message"].as_str().unwrap());
            let warns = answer["warnings"].as_array().unwrap();
            (minor(version), said(answer, places, !warns.is_empty()))
        };
        Case {
            name: case["name"].to_string(),
            object: Object::of_value(case["object"].clone()),
            answers: case["verdict"]
                .as_object()
                .unwrap()
                .iter()
                .map(answer)
                .collect(),
        }
    };
    read("api-server-cases.json")
        .as_array()
        .unwrap()
        .iter()
        .map(case)
        .collect()
}

fn variations() -> Vec<Case> {
    let file = read("variations.json");
    let case = |case: &Value| {
        let mut object = file["bases"][case["base"].as_str().unwrap()].clone();
        for pointer in case["remove"].as_array().into_iter().flatten() {
            remove(&mut object, pointer.as_str().unwrap());
        }
        for (pointer, value) in case["set"].as_object().into_iter().flatten() {
            *place(&mut object, pointer) = value.clone();
        }
        let mut answers = BTreeMap::new();
        for (versions, answer) in case["answers"].as_object().unwrap() {
            let (first, last) = versions.split_once(" to ").unwrap_or((versions, versions));
            let places = answer["places"].as_array().into_iter().flatten();
            let places = places
                .map(|place| place.as_str().unwrap().to_owned())
                .collect();
            let answer = said(answer, places, answer["warns"] == true);
            answers.extend((minor(first)..=minor(last)).map(|minor| (minor, answer.clone())));
        }
        Case {
            name: format!("{} {} {}", case["base"], case["remove"], case["set"]),
            object: Object::of_value(object),
            answers,
        }
    };
    file["cases"].as_array().unwrap().iter().map(case).collect()
}

fn minor(version: &str) -> u8 {
    version.strip_prefix("1.").unwrap().parse().unwrap()
}

fn said(answer: &Value, places: BTreeSet<String>, warns: bool) -> Answer {
    Answer {
        accepted: (200..300).contains(&answer["status"].as_u64().unwrap()),
        places,
        warns,
    }
}

/// The value at a pointer, with the maps and lists on the way made where they are missing.
fn place<'v>(object: &'v mut Value, pointer: &str) -> &'v mut Value {
    pointer.split('/').skip(1).fold(object, |value, step| {
        if let (Value::Array(items), Ok(index)) = (&mut *value, step.parse::<usize>()) {
            while items.len() <= index {
                items.push(Value::Object(serde_json::Map::new()));
            }
            return &mut value[index];
        }
        if value.is_null() {
            *value = Value::Object(serde_json::Map::new());
        }
        &mut value[step]
    })
}

fn remove(object: &mut Value, pointer: &str) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    if let Some(Value::Object(members)) = object.pointer_mut(parent) {
        members.remove(name);
    }
}

/// The places that the message of a refusal names.
fn places(message: &str) -> BTreeSet<String> {
    if let Some((_, field)) = message.split_once("unknown field \"") {
        return BTreeSet::from([field.split('"').next().unwrap().to_owned()]);
    }
    let Some((_, errors)) = message.split_once(" is invalid: ") else {
        return BTreeSet::new();
    };
    let ends = CLASSES.iter().flat_map(|class| {
        let mark = format!(": {class}");
        let at = errors.match_indices(&mark).map(|(at, _)| at);
        at.collect::<Vec<_>>()
    });
    ends.map(|end| place_before(&errors[..end]).to_owned())
        .filter(|place| place.starts_with(|c: char| c.is_ascii_alphabetic()))
        .collect()
}

/// The place at the end of a text: from the last blank or opening bracket that is not inside brackets itself.
fn place_before(text: &str) -> &str {
    let mut depth = 0;
    for (at, c) in text.char_indices().rev() {
        match c {
            ']' | '}' => depth += 1,
            '[' | '{' if depth > 0 => depth -= 1,
            '[' | ' ' if depth == 0 => return &text[at + 1..],
            _ => {}
        }
    }
    text
}

/// What was found in each case at once, for every minor that some case was answered by.
fn checked(cases: &[Case]) -> BTreeMap<u8, Vec<Vec<Hit>>> {
    let objects: Vec<Object> = cases.iter().map(|case| case.object.clone()).collect();
    let minors: BTreeSet<u8> = cases
        .iter()
        .flat_map(|case| case.answers.keys().copied())
        .collect();
    let check = |minor| {
        let mut found = vec![Vec::new(); cases.len()];
        for hit in rules::check(&objects, Minor(minor)) {
            found[hit.object].push(hit);
        }
        (minor, found)
    };
    minors.into_iter().map(check).collect()
}

fn compare(cases: &[Case], least: usize) {
    let found = checked(cases);
    let mut wrong = Vec::new();
    let mut all = 0;
    for (at, case) in cases.iter().enumerate() {
        for (minor, answer) in &case.answers {
            all += 1;
            let hits = &found[minor][at];
            let refused: BTreeSet<&str> = hits
                .iter()
                .filter(|hit| hit.verdict == Verdict::Refused)
                .map(|hit| hit.field.as_str())
                .collect();
            let warned = hits.iter().any(|hit| hit.verdict == Verdict::Warned);
            let missing: Vec<_> = answer
                .places
                .iter()
                .filter(|place| !refused.contains(place.as_str()))
                .collect();
            let same = refused.is_empty() == answer.accepted && missing.is_empty();
            if !same || answer.accepted && warned != answer.warns {
                let (accepted, warns) = (answer.accepted, answer.warns);
                wrong.push(format!(
                    "{} on 1.{minor}: accepted {accepted}, warns {warns}, missing {missing:?}, found {hits:?}",
                    case.name
                ));
            }
        }
    }
    assert!(all >= least, "there are {all} answers");
    assert!(
        wrong.is_empty(),
        "{} of {all} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_recorded_object_gets_the_verdict_and_the_places_of_the_api_server() {
    compare(&recorded(), 384);
}

#[test]
fn every_variation_gets_the_verdict_and_the_places_of_the_api_server() {
    compare(&variations(), 13_000);
}

#[test]
fn every_hit_points_at_a_place_of_the_object_or_at_what_is_missing_there() {
    let file = read("api-server-cases.json");
    for case in file.as_array().unwrap() {
        let object = Object::of_value(case["object"].clone());
        for hit in rules::check(&[object], Minor::OLDEST) {
            let parent = hit.pointer.rsplit_once('/').unwrap().0;
            let there =
                case["object"].pointer(parent).is_some() || hit.code == "kube.value.required";
            assert!(there, "{}: {hit:?}", case["name"]);
        }
    }
}

#[test]
fn every_rule_has_a_code_of_its_own_and_a_source() {
    let mut codes = BTreeSet::new();
    for rule in rules::table() {
        assert!(codes.insert(rule.code), "{} stands there twice", rule.code);
        assert!(rule.code.starts_with("kube."), "{}", rule.code);
        assert!(
            !rule.says.is_empty() && !rule.source.is_empty(),
            "{}",
            rule.code
        );
    }
    assert!(codes.len() > 150, "{} rules", codes.len());
}
