//! Demands of the public checkers that a product cannot meet, each with its reason.
//!
//! The one source of the annotations by which kube-linter, kube-score, Polaris and checkov pass over them, and of what
//! the runbook says about them.

use std::collections::BTreeMap;

/// A demand that is not met, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// What is demanded.
    pub demand: Demand,
    /// One sentence: why this deployment does otherwise.
    pub reason: String,
}

/// What the checkers demand of a workload, with the name that each gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// User and group ids of 10000 and above.
    HighUserId,
    /// Images are pulled anew at every start.
    AlwaysPull,
    /// Images are named by digest.
    ImageDigest,
    /// Processor time is limited.
    CpuLimit,
    /// A priority class is set.
    PriorityClass,
    /// Workloads run several replicas and have a disruption budget.
    SeveralReplicas,
    /// Services are not open to the outside.
    ClosedService,
    /// Nothing is put into the namespace called default.
    OwnNamespace,
    /// A network policy limits the traffic of every pod.
    LimitedTraffic,
}

/// The names of a demand: of kube-linter, of kube-score, of Polaris and of checkov.
struct Names {
    kube_linter: &'static [&'static str],
    kube_score: &'static [&'static str],
    polaris: &'static [&'static str],
    checkov: &'static [&'static str],
}

impl Demand {
    /// The demand in a few words, for the runbook.
    pub const fn title(self) -> &'static str {
        match self {
            Self::HighUserId => "User and group ids of 10000 and above",
            Self::AlwaysPull => "Images pulled anew at every start",
            Self::ImageDigest => "Images named by digest",
            Self::CpuLimit => "A limit of processor time",
            Self::PriorityClass => "A priority class",
            Self::SeveralReplicas => "Several replicas with a disruption budget",
            Self::ClosedService => "Services that are closed to the outside",
            Self::OwnNamespace => "A namespace other than default",
            Self::LimitedTraffic => "Traffic limited by a network policy",
        }
    }

    /// kube-linter 0.8, kube-score 1.20, Polaris 10.2, checkov 3.3.
    const fn names(self) -> Names {
        const NONE: &[&str] = &[];
        let (kube_linter, kube_score, polaris, checkov): (&[&str], &[&str], &[&str], &[&str]) =
            match self {
                Self::HighUserId => (
                    NONE,
                    &["container-security-context-user-group-id"],
                    NONE,
                    &["CKV_K8S_40"],
                ),
                Self::AlwaysPull => (
                    NONE,
                    &["container-image-pull-policy"],
                    &["pullPolicyNotAlways"],
                    NONE,
                ),
                Self::ImageDigest => (NONE, NONE, NONE, &["CKV_K8S_15", "CKV_K8S_43"]),
                Self::CpuLimit => (
                    NONE,
                    &["container-resources"],
                    &["cpuLimitsMissing"],
                    &["CKV_K8S_11"],
                ),
                Self::PriorityClass => (NONE, NONE, &["priorityClassNotSet"], NONE),
                Self::SeveralReplicas => (NONE, NONE, &["missingPodDisruptionBudget"], NONE),
                Self::ClosedService => (&["exposed-services"], NONE, NONE, NONE),
                Self::OwnNamespace => (&["use-namespace"], NONE, NONE, &["CKV_K8S_21"]),
                Self::LimitedTraffic => (
                    &["non-isolated-pod"],
                    &["pod-networkpolicy"],
                    &["missingNetworkPolicy"],
                    &["CKV2_K8S_6"],
                ),
            };
        Names {
            kube_linter,
            kube_score,
            polaris,
            checkov,
        }
    }
}

/// The annotations by which the checkers pass over the exceptions.
pub fn annotations(exceptions: &[Exception]) -> BTreeMap<String, String> {
    let mut annotations = BTreeMap::new();
    let mut scored = Vec::new();
    let mut skips = 0;
    for Exception { demand, reason } in exceptions {
        let names = demand.names();
        for id in names.kube_linter {
            annotations.insert(format!("ignore-check.kube-linter.io/{id}"), reason.clone());
        }
        for id in names.polaris {
            annotations.insert(
                format!("polaris.fairwinds.com/{id}-exempt"),
                "true".to_owned(),
            );
        }
        for id in names.checkov {
            skips += 1;
            annotations.insert(format!("checkov.io/skip{skips}"), format!("{id}={reason}"));
        }
        scored.extend_from_slice(names.kube_score);
    }
    if !scored.is_empty() {
        annotations.insert("kube-score/ignore".to_owned(), scored.join(","));
    }
    annotations
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_checker_finds_its_own_annotation() {
        let exceptions = [
            Exception {
                demand: Demand::HighUserId,
                reason: "The image has user 1000.".to_owned(),
            },
            Exception {
                demand: Demand::AlwaysPull,
                reason: "The registry may be away.".to_owned(),
            },
        ];
        let annotations = annotations(&exceptions);
        let expected = [
            ("checkov.io/skip1", "CKV_K8S_40=The image has user 1000."),
            (
                "kube-score/ignore",
                "container-security-context-user-group-id,container-image-pull-policy",
            ),
            ("polaris.fairwinds.com/pullPolicyNotAlways-exempt", "true"),
        ];
        let found: Vec<_> = annotations
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect();
        assert_eq!(found, expected);
    }
}
