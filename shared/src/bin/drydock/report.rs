//! What was found, as text, JSON or SARIF.

use std::collections::BTreeSet;

use drydock::issue::Severity;
use drydock::source::{Mistake, Place};
use serde_json::{Value, json};

use super::{Outcome, Result, note, print};

/// How findings are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Json,
    Sarif,
}

/// Something found in a file.
pub(crate) struct Finding {
    pub(crate) file: String,
    pub(crate) place: Place,
    pub(crate) severity: Severity,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// The answer or the field that it concerns; empty for the whole.
    pub(crate) path: String,
    /// The object that it concerns, in manifests.
    pub(crate) object: Option<String>,
}

impl Finding {
    /// A mistake of a file.
    pub(crate) fn of_mistake(file: &str, mistake: Mistake) -> Self {
        Self {
            file: file.to_owned(),
            place: mistake.place,
            severity: Severity::Error,
            code: mistake.code,
            message: mistake.message,
            help: mistake.help,
            path: mistake
                .pointer
                .map(|at| at.as_str().to_owned())
                .unwrap_or_default(),
            object: None,
        }
    }
}

/// How a command that found this ended.
pub(crate) fn outcome(findings: &[Finding]) -> Outcome {
    if findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
    {
        Outcome::Errors
    } else {
        Outcome::Clean
    }
}

/// Writes findings to standard output; how many there are, to standard error.
pub(crate) fn write(findings: &[Finding], format: Format) -> Result<()> {
    match format {
        Format::Text => {
            print(&text(findings))?;
            note(&summary(findings));
            Ok(())
        }
        Format::Json => pretty(&findings.iter().map(json_of).collect()),
        Format::Sarif => pretty(&sarif(findings)),
    }
}

fn pretty(value: &Value) -> Result<()> {
    let text =
        serde_json::to_string_pretty(value).map_err(|error| super::Unusable(error.to_string()))?;
    print(&format!("{text}\n"))
}

/// Findings as compilers write them: `file:line:column: severity[code]: message`.
pub(crate) fn text(findings: &[Finding]) -> String {
    findings.iter().flat_map(lines).collect()
}

fn lines(finding: &Finding) -> impl Iterator<Item = String> {
    let Place { line, column } = finding.place;
    let (file, word, code) = (&finding.file, finding.severity.word(), finding.code);
    let message = described(finding);
    let first = format!("{file}:{line}:{column}: {word}[{code}]: {message}\n");
    let help = finding.help.as_ref();
    std::iter::once(first).chain(help.map(|help| format!("  help: {help}\n")))
}

/// The message, in manifests with the object and the field before it.
fn described(finding: &Finding) -> String {
    match &finding.object {
        Some(object) if finding.path.is_empty() => format!("{object}: {}", finding.message),
        Some(object) => format!("{object}, {}: {}", finding.path, finding.message),
        None => finding.message.clone(),
    }
}

/// How many findings of each severity there are, on a line.
pub(crate) fn summary(findings: &[Finding]) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Hint];
    let counts: Vec<_> = severities
        .into_iter()
        .map(|severity| {
            let found = findings
                .iter()
                .filter(|finding| finding.severity == severity);
            (severity.word(), found.count())
        })
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if counts.is_empty() {
        "nothing found\n".to_owned()
    } else {
        format!("{}\n", counts.join(", "))
    }
}

fn json_of(finding: &Finding) -> Value {
    json!({
        "file": finding.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "severity": finding.severity.word(),
        "code": finding.code,
        "path": finding.path,
        "object": finding.object,
        "message": finding.message,
        "help": finding.help,
    })
}

/// Findings in the Static Analysis Results Interchange Format, version 2.1.0, as code hosts show them.
fn sarif(findings: &[Finding]) -> Value {
    let codes: BTreeSet<_> = findings.iter().map(|finding| finding.code).collect();
    let rules: Vec<_> = codes
        .into_iter()
        .map(|code| json!({ "id": code }))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "drydock",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(result).collect::<Vec<_>>(),
        }],
    })
}

fn result(finding: &Finding) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    };
    let message = match &finding.help {
        Some(help) => format!("{} {help}.", described(finding)),
        None => described(finding),
    };
    let mut location = json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(&finding.file) },
        "region": { "startLine": finding.place.line, "startColumn": finding.place.column },
    }});
    if !finding.path.is_empty() {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": finding.path }]);
    }
    json!({
        "ruleId": finding.code,
        "level": level,
        "message": { "text": message },
        "locations": [location],
    })
}

/// A path as a relative or absolute URI reference.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
