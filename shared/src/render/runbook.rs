//! The runbook: what a person does with the files, as Markdown.
//!
//! A product says what is true of it; the order, the headings and what is the same everywhere are said here.

use std::fmt::Write;

use crate::kube::exceptions::Exception;
use crate::kube::object::Object;
use crate::site::Site;

/// What a product has to say of its deployment.
#[derive(Clone, Debug, Default)]
pub struct Runbook {
    /// What is deployed, as a heading.
    pub title: String,
    /// What runs and what it survives, in paragraphs.
    pub summary: Vec<String>,
    /// What must be there before anything is applied.
    pub before: Vec<Step>,
    /// How to see that it works.
    pub verify: Vec<Step>,
    /// What is done from day two on.
    pub operate: Vec<Task>,
    /// How to take it away again.
    pub undo: Vec<Step>,
    /// What was taken for granted.
    pub assumed: Vec<String>,
    /// Where the output differs from the vendor's document, and why.
    pub corrected: Vec<Correction>,
    /// The images that nodes pull.
    pub images: Vec<String>,
    /// The checkers' demands that are not met.
    pub exceptions: Vec<Exception>,
}

/// A sentence, with what to type and what to expect.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// What it is about.
    pub text: String,
    /// What to type, one command a line.
    pub command: String,
    /// What a good answer looks like.
    pub expect: String,
}

impl Step {
    /// A step without a command.
    pub fn note(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A step with a command and its good answer.
    pub fn run(
        text: impl Into<String>,
        command: impl Into<String>,
        expect: impl Into<String>,
    ) -> Self {
        Self {
            text: text.into(),
            command: command.into(),
            expect: expect.into(),
        }
    }
}

/// Something that is done now and then.
#[derive(Clone, Debug)]
pub struct Task {
    /// Its heading.
    pub title: &'static str,
    /// How it is done.
    pub steps: Vec<Step>,
}

/// A difference from the vendor's document.
#[derive(Clone, Debug)]
pub struct Correction {
    /// What the document has.
    pub document: &'static str,
    /// What stands here instead, and why.
    pub here: &'static str,
}

/// The runbook of a deployment whose objects are in the order of applying.
pub fn print(runbook: &Runbook, site: &Site, objects: &[Object]) -> String {
    let mut out = Markdown::default();
    out.line(&format!("# {}", runbook.title));
    for paragraph in &runbook.summary {
        out.paragraph(paragraph);
    }
    out.steps("## Before you start", &[checksums()]);
    out.list(&namespace(site));
    out.list(&runbook.before);
    out.steps("## Apply", &apply(objects));
    out.steps("## See that it works", &runbook.verify);
    out.line("\n## Operate");
    for task in &runbook.operate {
        out.steps(&format!("### {}", task.title), &task.steps);
    }
    out.steps("## Undo", &runbook.undo);
    out.bullets("## What was assumed", &runbook.assumed);
    out.corrections(&runbook.corrected);
    out.exceptions(&runbook.exceptions);
    out.images(&runbook.images);
    out.0
}

fn checksums() -> Step {
    Step::run(
        "See that the files are as they were made.",
        "sha256sum --check --quiet SHA256SUMS",
        "no output",
    )
}

fn namespace(site: &Site) -> Vec<Step> {
    let name = site.namespace.as_str();
    let step = if site.create_namespace {
        let command = format!("kubectl apply -f manifests/00-namespace-{name}.yaml");
        Step::run("Make the namespace.", command, "created or unchanged")
    } else {
        let command = format!("kubectl get namespace {name}");
        Step::run("The namespace must exist.", command, "its STATUS is Active")
    };
    vec![step]
}

fn apply(objects: &[Object]) -> Vec<Step> {
    let text = format!(
        "Let the API server check all {} objects without changing anything.",
        objects.len()
    );
    vec![
        Step::run(
            text,
            "kubectl apply --dry-run=server -f manifests/",
            "no error and no warning",
        ),
        Step::run(
            "Apply them.",
            "kubectl apply -f manifests/",
            "one line for each object",
        ),
    ]
}

/// Markdown under construction.
#[derive(Default)]
struct Markdown(String);

impl Markdown {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn paragraph(&mut self, text: &str) {
        self.line(&format!("\n{text}"));
    }

    fn steps(&mut self, heading: &str, steps: &[Step]) {
        if !steps.is_empty() {
            self.line(&format!("\n{heading}"));
            self.list(steps);
        }
    }

    fn list(&mut self, steps: &[Step]) {
        for step in steps {
            self.paragraph(&step.text);
            if !step.command.is_empty() {
                self.line(&format!("\n```sh\n{}\n```", step.command.trim_end()));
            }
            if !step.expect.is_empty() {
                self.line(&format!("\nExpect: {}.", step.expect));
            }
        }
    }

    fn bullets(&mut self, heading: &str, items: &[String]) {
        if !items.is_empty() {
            self.line(&format!("\n{heading}\n"));
            for item in items {
                self.line(&format!("- {item}"));
            }
        }
    }

    fn corrections(&mut self, corrections: &[Correction]) {
        if !corrections.is_empty() {
            self.line("\n## What differs from the vendor's document\n");
            self.line("| In the document | Here, and why |\n|---|---|");
            for Correction { document, here } in corrections {
                self.line(&format!("| {document} | {here} |"));
            }
        }
    }

    fn exceptions(&mut self, exceptions: &[Exception]) {
        if !exceptions.is_empty() {
            self.line("\n## Demands of checkers that are not met\n");
            self.line("kube-linter, kube-score, Polaris and checkov are told by annotations.\n");
            self.line("| Demand | Why not |\n|---|---|");
            for Exception { demand, reason } in exceptions {
                self.line(&format!("| {} | {reason} |", demand.title()));
            }
        }
    }

    fn images(&mut self, images: &[String]) {
        if !images.is_empty() {
            self.line("\n## Images\n");
            self.line("Nodes pull these; mirror them where the cluster has no way out.\n");
            for image in images {
                let _ = writeln!(self.0, "- `{image}`");
            }
        }
    }
}
