//! What a rule is, and what breaking it comes to.

use crate::issue::Severity;

/// What becomes of an object that breaks a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The API server refuses it.
    Refused,
    /// The API server accepts it, and it never works.
    Fails,
    /// The API server accepts it, and it fails in circumstances that the objects do not rule out.
    MayFail,
    /// The API server accepts it, and it works where something exists that is not among the objects.
    Assumed,
    /// The API server accepts it and says itself that something is odd.
    Warned,
}

impl Verdict {
    /// How bad an issue about it is.
    pub const fn severity(self) -> Severity {
        match self {
            Self::Refused | Self::Fails => Severity::Error,
            Self::MayFail | Self::Warned => Severity::Warning,
            Self::Assumed => Severity::Hint,
        }
    }
}

/// One rule about objects.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable name, `kube.<area>.<rule>`.
    pub code: &'static str,
    /// What becomes of an object that breaks it.
    pub verdict: Verdict,
    /// What is said of an object that breaks it, with `{}` for the value; the documentation shows the same text.
    pub says: &'static str,
    /// Where the rule comes from: a file and function of Kubernetes 1.36, or a page of its documentation.
    ///
    /// `core`, `apps`, `batch`, `networking`, `policy`, `storage`, `scheduling`, `autoscaling` and `rbac` stand for
    /// `pkg/apis/<group>/validation/validation.go` of `kubernetes/kubernetes`.
    pub source: &'static str,
}

impl Rule {
    /// The sentence about one object: what is wrong with the value, and what happens.
    pub(super) fn sentence(&self, value: &str) -> String {
        let (before, after) = self.says.split_once("{}").unwrap_or((self.says, ""));
        let value = if before.len() == self.says.len() {
            ""
        } else {
            value
        };
        let end = match self.verdict {
            Verdict::Refused => "; the API server refuses it.",
            Verdict::Fails | Verdict::MayFail | Verdict::Assumed | Verdict::Warned => ".",
        };
        [before, value, after, end].concat()
    }
}

/// Declares the rules of a module, and `ALL` of them for the table.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $verdict:ident $code:literal $says:literal $source:literal;)*) => {
        $($(#[$doc])* pub(super) static $name: $crate::kube::rules::rule::Rule = $crate::kube::rules::rule::Rule {
            code: $code,
            verdict: $crate::kube::rules::rule::Verdict::$verdict,
            says: $says,
            source: $source,
        };)*
        /// Every rule of this module.
        pub(super) static ALL: &[&$crate::kube::rules::rule::Rule] = &[$(&$name),*];
    };
}
pub(super) use rules;
