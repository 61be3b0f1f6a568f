//! `drydock diff`: what changes from one set of manifests to another.

use std::ffi::OsStr;
use std::fmt::Write as _;

use drydock::diff::{Change, FieldChange, What, compare};
use drydock::form::answers;
use drydock::kube::object::Object;
use drydock::pipeline;
use drydock::source::objects::objects;

use super::manifests::Source;
use super::report::Finding;
use super::{Outcome, Result, Unusable, draft, manifests, note, print, report};

pub(crate) fn diff(old: &OsStr, new: &OsStr) -> Result<Outcome> {
    let (old, new) = (side(old)?, side(new)?);
    let (Ok(old), Ok(new)) = (old, new) else {
        return Ok(Outcome::Errors);
    };
    let changes = compare(&old, &new);
    let mut text = String::new();
    for change in &changes {
        let written = write_change(&mut text, change);
        debug_assert!(written.is_ok(), "a String takes every text");
    }
    if changes.is_empty() {
        note("nothing differs\n");
    }
    print(&text).map(|()| Outcome::Clean)
}

fn write_change(out: &mut String, change: &Change) -> std::fmt::Result {
    let word = match change.what {
        What::Added => "added",
        What::Removed => "removed",
        What::Changed(_) => "changed",
    };
    write!(out, "{word} {}", change.object)?;
    if let Some(effect) = change.effect {
        write!(out, ": {}", effect.words())?;
    }
    writeln!(out)?;
    if let What::Changed(fields) = &change.what {
        fields
            .iter()
            .try_for_each(|field| write_field(out, field))?;
    }
    Ok(())
}

fn write_field(out: &mut String, change: &FieldChange) -> std::fmt::Result {
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "(absent)".to_owned());
    let (old, new) = (shown(&change.old), shown(&change.new));
    let effect = change.effect.words();
    writeln!(out, "  {}: {old} -> {new} ({effect})", change.field)
}

/// The objects of one side; none where its answers have errors, which are listed.
fn side(path: &OsStr) -> Result<std::result::Result<Vec<Object>, ()>> {
    let sources = manifests::read_all(path)?;
    if let [source] = &sources[..]
        && let Some(objects) = of_answers(source)?
    {
        return Ok(objects);
    }
    let mut found = Vec::new();
    for source in &sources {
        let (objects, mistakes) = objects(&source.bytes);
        if let Some(mistake) = mistakes.into_iter().next() {
            let finding = Finding::of_mistake(&source.name, mistake);
            return Err(Unusable(report::text(&[finding]).trim_end().to_owned()));
        }
        found.extend(objects.into_iter().map(|found| found.object));
    }
    if found.is_empty() {
        return Err(Unusable(format!(
            "there is no object in {}",
            path.display()
        )));
    }
    Ok(Ok(found))
}

/// The objects that an answers file stands for; nothing where the file is none. Secrets are the same on both sides.
fn of_answers(source: &Source) -> Result<Option<std::result::Result<Vec<Object>, ()>>> {
    let mut reading = answers::read_bytes(&source.bytes);
    let Some((product, mut draft)) = super::answers::draft_of(&mut reading) else {
        return Ok(None);
    };
    draft::fill_secrets(product, &mut draft, || Ok(vec![0; draft::RANDOM_BYTES]))?;
    let outcome = pipeline::run(product, &draft);
    let mistakes = std::mem::take(&mut reading.mistakes);
    let mut findings: Vec<_> = mistakes
        .into_iter()
        .map(|mistake| Finding::of_mistake(&source.name, mistake))
        .collect();
    let issues = outcome.issues.into_iter().map(|issue| Finding {
        file: source.name.clone(),
        place: reading.place(&issue.path),
        severity: issue.severity,
        code: issue.code,
        message: issue.message,
        help: issue.fix.map(|fix| fix.label),
        path: issue.path.as_str().to_owned(),
        object: None,
    });
    findings.extend(issues);
    if report::outcome(&findings) != Outcome::Clean {
        note(&report::text(&findings));
        return Ok(Some(Err(())));
    }
    let objects = outcome.output.map(|output| output.deployment.objects);
    Ok(Some(Ok(objects.unwrap_or_default())))
}
