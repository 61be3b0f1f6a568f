//! `drydock lint`: the rules for objects over anybody's manifests.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::ops::RangeInclusive;

use drydock::kube::rules;
use drydock::site::Minor;
use drydock::source::objects::{Found, objects};

use super::report::{self, Finding, Format};
use super::{Outcome, Result, Unusable, manifests};

pub(crate) fn lint(
    paths: &[OsString],
    minors: RangeInclusive<u8>,
    format: Format,
) -> Result<Outcome> {
    let mut findings = Vec::new();
    let mut found: Vec<(String, Found)> = Vec::new();
    for path in paths {
        for source in manifests::read_all(path)? {
            let (objects, mistakes) = objects(&source.bytes);
            let of_file = |mistake| Finding::of_mistake(&source.name, mistake);
            findings.extend(mistakes.into_iter().map(of_file));
            found.extend(
                objects
                    .into_iter()
                    .map(|object| (source.name.clone(), object)),
            );
        }
    }
    if found.is_empty() && findings.is_empty() {
        return Err(Unusable("there is no object in what was given".to_owned()));
    }
    let unusable = findings
        .iter()
        .any(|finding| finding.code.starts_with("source."));
    findings.extend(broken(&found, minors));
    findings.sort_by(|a, b| (&a.file, a.place).cmp(&(&b.file, b.place)));
    report::write(&findings, format)?;
    Ok(if unusable {
        Outcome::Unusable
    } else {
        report::outcome(&findings)
    })
}

/// The rules that the objects break on any of the minor versions, each once an object and field.
fn broken(found: &[(String, Found)], minors: RangeInclusive<u8>) -> Vec<Finding> {
    let objects: Vec<_> = found
        .iter()
        .map(|(_, found)| found.object.clone())
        .collect();
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for hit in minors.flat_map(|minor| rules::check(&objects, Minor(minor))) {
        if !seen.insert((hit.object, hit.field.clone(), hit.code)) {
            continue;
        }
        let (file, found) = &found[hit.object];
        findings.push(Finding {
            file: file.clone(),
            place: found.place_of(&hit.field),
            severity: hit.severity,
            code: hit.code,
            message: hit.message,
            help: None,
            path: hit.field,
            object: Some(format!("{} {}", found.object.kind(), found.object.name())),
        });
    }
    findings
}
