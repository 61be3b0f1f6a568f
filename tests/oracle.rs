//! The object rules against what real API servers answered.
//!
//! Each case is an object and, for each minor version, the answer to a strict server-side dry run. The rules must come
//! to the same verdict, name every place that the server names, and find what a strict decoder found.

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

struct Answer<'a> {
    minor: Minor,
    accepted: bool,
    message: &'a str,
    warnings: Vec<&'a str>,
}

fn cases() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("oracle");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{} holds no cases", folder.display());
    let read = |path| serde_json::from_slice::<Vec<Value>>(&fs::read(path).unwrap()).unwrap();
    files.into_iter().flat_map(read).collect()
}

fn answers(case: &Value) -> Vec<Answer<'_>> {
    let verdicts = case["verdict"].as_object().unwrap();
    let answer = |(version, answer): (&String, &'_ Value)| {
        let minor = version.strip_prefix("1.").unwrap().parse().unwrap();
        (minor, answer["status"].as_u64().unwrap())
    };
    verdicts
        .iter()
        .map(|(version, value)| {
            let (minor, status) = answer((version, value));
            Answer {
                minor: Minor(minor),
                accepted: (200..300).contains(&status),
                message: value["message"].as_str().unwrap(),
                warnings: value["warnings"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter_map(Value::as_str)
                    .collect(),
            }
        })
        .collect()
}

fn check(case: &Value, minor: Minor) -> Vec<Hit> {
    rules::check(&[Object::of_value(case["object"].clone())], minor)
}

/// The places that the message of a refusal names.
fn places(message: &str) -> Vec<String> {
    if let Some((_, field)) = message.split_once("unknown field \"") {
        return vec![field.split('"').next().unwrap().to_owned()];
    }
    let Some((_, errors)) = message.split_once(" is invalid: ") else {
        return Vec::new();
    };
    let ends = CLASSES.iter().flat_map(|class| {
        let mark = format!(": {class}");
        errors
            .match_indices(&mark)
            .map(|(at, _)| at)
            .collect::<Vec<_>>()
    });
    ends.map(|end| {
        let before = &errors[..end];
        let start = before.rfind([' ', '\n']).map_or(0, |at| at + 1);
        // `{topologyKey, whenUnsatisfiable}` is a place with a blank in it.
        let start = before.rfind(", {").map_or(start, |_| start);
        before[start..].trim_start_matches('[').to_owned()
    })
    .filter(|place| place.starts_with(|c: char| c.is_ascii_alphabetic()))
    .collect()
}

#[test]
fn every_object_gets_the_verdict_of_the_api_server() {
    let mut wrong = Vec::new();
    let mut all = 0;
    for case in cases() {
        for answer in answers(&case) {
            all += 1;
            let hits = check(&case, answer.minor);
            let refused: Vec<_> = hits
                .iter()
                .filter(|hit| hit.verdict == Verdict::Refused)
                .collect();
            if refused.is_empty() != answer.accepted {
                wrong.push(format!(
                    "{} on {}: {:?} {refused:?}",
                    case["name"], answer.minor, answer.message
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {all} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_place_that_the_api_server_names_is_among_the_hits() {
    let mut missing = Vec::new();
    let mut named = 0;
    for case in cases() {
        for answer in answers(&case) {
            let hits = check(&case, answer.minor);
            for place in places(answer.message) {
                named += 1;
                if !hits
                    .iter()
                    .any(|hit| hit.verdict == Verdict::Refused && hit.field == place)
                {
                    let found: Vec<_> = hits.iter().map(|hit| (&hit.field, hit.code)).collect();
                    missing.push(format!(
                        "{} on {}: {place} {found:?}",
                        case["name"], answer.minor
                    ));
                }
            }
        }
    }
    assert!(named > 100, "the messages name {named} places");
    assert!(
        missing.is_empty(),
        "{} of {named} are missing:\n{}",
        missing.len(),
        missing.join("\n")
    );
}

#[test]
fn every_warning_of_the_api_server_is_a_warning_here() {
    let mut missing = Vec::new();
    for case in cases() {
        for answer in answers(&case) {
            let hits = check(&case, answer.minor);
            if !answer.warnings.is_empty()
                && !hits.iter().any(|hit| hit.verdict != Verdict::Refused)
            {
                missing.push(format!(
                    "{} on {}: {:?}",
                    case["name"], answer.minor, answer.warnings
                ));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "{} are missing:\n{}",
        missing.len(),
        missing.join("\n")
    );
}

#[test]
fn every_hit_points_at_a_place_of_the_object_or_at_what_is_missing_there() {
    for case in cases() {
        for hit in check(&case, Minor::OLDEST) {
            let mut pointer = hit.pointer.as_str();
            while !pointer.is_empty() && case["object"].pointer(pointer).is_none() {
                pointer = &pointer[..pointer.rfind('/').unwrap()];
            }
            assert!(
                !pointer.is_empty() || hit.pointer.matches('/').count() <= 1,
                "{}: {hit:?}",
                case["name"]
            );
        }
    }
}
