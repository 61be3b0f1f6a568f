//! `drydock check` and `drydock render`: answers in, findings or files out.

use std::ffi::OsStr;
use std::path::Path;

use drydock::catalog::Product;
use drydock::form::answers::{self, Reading, Secrets};
use drydock::form::{Draft, Node};
use drydock::issue::Issue;
use drydock::pipeline::{self, Output};
use drydock::source::Place;

use super::args::Input;
use super::report::{self, Finding, Format};
use super::{Outcome, Result, manifests, note, output};

pub(crate) fn check(input: &Input, format: Format) -> Result<Outcome> {
    let run = Run::of(input)?;
    report::write(&run.findings, format)?;
    Ok(run.outcome())
}

pub(crate) fn render(input: &Input, target: &OsStr) -> Result<Outcome> {
    let run = Run::of(input)?;
    note(&report::text(&run.findings));
    let outcome = run.outcome();
    if let (Outcome::Clean, Some(output)) = (outcome, run.output) {
        output::write(&output.files, Path::new(target))?;
        return Ok(Outcome::Clean);
    }
    note(&format!(
        "{}nothing was written\n",
        report::summary(&run.findings)
    ));
    Ok(outcome)
}

/// What came of a pair of files.
pub(crate) struct Run {
    pub(crate) findings: Vec<Finding>,
    pub(crate) output: Option<Output>,
    /// Whether a file could not be read as what it should be.
    unusable: bool,
}

impl Run {
    fn of(input: &Input) -> Result<Self> {
        let file = manifests::read(&input.answers)?;
        let secrets = input.secrets.as_deref().map(manifests::read).transpose()?;
        let mut reading = answers::read_bytes(&file.bytes);
        let Some((product, mut draft)) = draft_of(&mut reading) else {
            return Ok(Self::unusable(findings(&file.name, reading)));
        };
        let secrets = secrets.map(|file| {
            let secrets = answers::read_secrets_bytes(&file.bytes, product);
            (file.name, secrets)
        });
        for (at, secret) in secrets.iter().flat_map(|(_, read)| &read.secrets) {
            draft.set_secret(at.clone(), secret.clone());
        }
        let outcome = pipeline::run(product, &draft);
        let form = product.schema();
        let sides = Sides {
            file: &file.name,
            reading: &reading,
            secrets: secrets.as_ref(),
            form: &form,
        };
        let issues: Vec<_> = outcome
            .issues
            .into_iter()
            .map(|issue| sides.finding(issue))
            .collect();
        let unusable = secrets
            .iter()
            .flat_map(|(_, read)| &read.mistakes)
            .any(|mistake| mistake.code.starts_with("source."));
        let mut found = findings(&file.name, reading);
        if let Some((name, read)) = secrets {
            let mistakes = read.mistakes.into_iter();
            found.extend(mistakes.map(|mistake| Finding::of_mistake(&name, mistake)));
        }
        found.extend(issues);
        Ok(Self {
            findings: found,
            output: outcome.output,
            unusable,
        })
    }

    fn unusable(findings: Vec<Finding>) -> Self {
        Self {
            findings,
            output: None,
            unusable: true,
        }
    }

    fn outcome(&self) -> Outcome {
        if self.unusable {
            Outcome::Unusable
        } else {
            report::outcome(&self.findings)
        }
    }
}

/// The draft that was read, with its product.
pub(crate) fn draft_of(reading: &mut Reading) -> Option<(&'static Product, Draft)> {
    let draft = reading.draft.take()?;
    Product::by_id(draft.product()).map(|product| (product, draft))
}

fn findings(file: &str, reading: Reading) -> Vec<Finding> {
    let mistakes = reading.mistakes.into_iter();
    mistakes
        .map(|mistake| Finding::of_mistake(file, mistake))
        .collect()
}

/// Where answers and secrets came from.
struct Sides<'a> {
    file: &'a str,
    reading: &'a Reading,
    secrets: Option<&'a (String, Secrets)>,
    form: &'a Node,
}

impl Sides<'_> {
    fn finding(&self, issue: Issue) -> Finding {
        let is_secret =
            matches!(self.form.at(&issue.path), Some(Node::Leaf(leaf)) if leaf.kind.is_secret());
        let missing = is_secret && self.secrets.is_none();
        let help = if missing {
            Some(
                "Give secrets in a file with --secrets; drydock new --secrets FILE makes one"
                    .to_owned(),
            )
        } else {
            issue.fix.map(|fix| fix.label)
        };
        let (file, place) = self.place(&issue.path, is_secret);
        Finding {
            file: file.to_owned(),
            place,
            severity: issue.severity,
            code: issue.code,
            message: issue.message,
            help,
            path: issue.path.as_str().to_owned(),
            object: None,
        }
    }

    fn place(&self, at: &drydock::form::Pointer, is_secret: bool) -> (&str, Place) {
        match self.secrets {
            Some((name, secrets)) if is_secret => (name, secrets.place_around(at)),
            _ => (self.file, self.reading.place(at)),
        }
    }
}
