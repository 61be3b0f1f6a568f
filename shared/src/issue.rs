//! What is wrong with the answers, and what would mend it.

use crate::form::{Edit, Fault, Pointer};

/// One mistake or remark, at the answer it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The answer that is wrong; the root where it is the whole.
    pub path: Pointer,
    /// How bad it is.
    pub severity: Severity,
    /// The stable name of the rule, such as `agdb.replicas.even`; what tests and suppressions name.
    pub code: &'static str,
    /// One sentence: what is wrong, with the value, and why it matters.
    pub message: String,
    /// What would mend it, where that is obvious.
    pub fix: Option<Fix>,
}

/// How bad an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is rendered or downloaded before this is mended.
    Error,
    /// It works, with a consequence that the message names.
    Warning,
    /// Something worth knowing.
    Hint,
}

impl Severity {
    /// The word for it: `error`, `warning` or `hint`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// Edits to the draft that mend an issue, offered as one click that can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the click does, such as "Use 3 replicas".
    pub label: String,
    /// The changes, carried out in order.
    pub edits: Vec<Edit>,
}

impl Issue {
    fn new(
        severity: Severity,
        at: impl Into<Pointer>,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            path: at.into(),
            severity,
            code,
            message: message.into(),
            fix: None,
        }
    }

    /// An error at an answer.
    pub fn error(at: impl Into<Pointer>, code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, at, code, message)
    }

    /// A warning at an answer.
    pub fn warning(at: impl Into<Pointer>, code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, at, code, message)
    }

    /// A hint at an answer.
    pub fn hint(at: impl Into<Pointer>, code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Hint, at, code, message)
    }

    /// The error that a text is not a valid answer; the suggested text becomes the fix.
    pub fn of_fault(at: &Pointer, fault: Fault) -> Self {
        let issue = Self::error(at, fault.code, fault.message);
        match fault.suggestion {
            Some(text) => issue.fix(format!("Use {text}"), [Edit::Set(at.clone(), text)]),
            None => issue,
        }
    }

    /// The same issue with edits that mend it.
    #[must_use]
    pub fn fix(mut self, label: impl Into<String>, edits: impl Into<Vec<Edit>>) -> Self {
        self.fix = Some(Fix {
            label: label.into(),
            edits: edits.into(),
        });
        self
    }

    /// The same issue with one answer as its fix.
    #[must_use]
    pub fn fix_set(self, at: impl Into<Pointer>, text: impl Into<String>) -> Self {
        let text = text.into();
        self.fix(format!("Use {text}"), [Edit::Set(at.into(), text)])
    }
}

/// Everything found wrong, in the order in which it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issues(Vec<Issue>);

impl Issues {
    /// Adds an issue; one that says the same of the same place is not added twice.
    pub fn push(&mut self, issue: Issue) {
        if !self
            .0
            .iter()
            .any(|known| known.path == issue.path && known.code == issue.code)
        {
            self.0.push(issue);
        }
    }

    /// Adds issues.
    pub fn extend(&mut self, issues: impl IntoIterator<Item = Issue>) {
        issues.into_iter().for_each(|issue| self.push(issue));
    }

    /// Whether nothing may be rendered.
    pub fn block(&self) -> bool {
        self.0.iter().any(|issue| issue.severity == Severity::Error)
    }

    /// The issues.
    pub fn iter(&self) -> std::slice::Iter<'_, Issue> {
        self.0.iter()
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0
            .iter()
            .filter(|issue| issue.severity == severity)
            .count()
    }

    /// The path and code of every issue: what a test compares.
    pub fn codes(&self) -> Vec<(&str, &'static str)> {
        self.0
            .iter()
            .map(|issue| (issue.path.as_str(), issue.code))
            .collect()
    }
}

impl IntoIterator for Issues {
    type Item = Issue;
    type IntoIter = std::vec::IntoIter<Issue>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Issues {
    type Item = &'a Issue;
    type IntoIter = std::slice::Iter<'a, Issue>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
