//! What is done with agdb from day two on.

use crate::catalog::agdb::files;
use crate::catalog::agdb::topology::Topology;
use crate::render::runbook::{Step, Task};
use crate::site::SecretDelivery;

/// Every task, in the order in which people come to need them.
pub(super) fn operate(topology: &Topology) -> Vec<Task> {
    vec![
        scale(topology),
        upgrade(topology),
        rotate(topology),
        back_up(topology),
        grow(topology),
    ]
}

fn scale(topology: &Topology) -> Task {
    let steps = if topology.cluster.is_some() {
        vec![
            Step::note(
                "Change the number of servers in answers.yaml, never with kubectl scale: every server must know all \
                 others, in the same order.",
            ),
            Step::note(
                "Go from 3 to 5, not from 3 to 7. The old servers must have the new list and a leader before the new ones \
                 start; a cluster whose servers disagree about its members can split.",
            ),
            Step::run(
                "Give the old servers the new list, and wait for a leader.",
                format!(
                    "{}\nkubectl rollout restart statefulset/{} --namespace {}",
                    new_secret(topology),
                    topology.name,
                    topology.site.namespace.as_str()
                ),
                "the cluster's status shows a leader",
            ),
            Step::run(
                "Then start the new servers.",
                "kubectl apply -f manifests/",
                "all servers up, one of them the leader",
            ),
        ]
    } else {
        vec![Step::note(
            "One server cannot become a cluster in place: make a cluster beside it and copy the databases.",
        )]
    };
    Task {
        title: "Change the number of servers",
        steps,
    }
}

/// The command that brings the Secret with the changed configuration into the cluster.
fn new_secret(topology: &Topology) -> String {
    let secret = &topology.secret_name;
    match topology.site.secrets {
        SecretDelivery::Written => format!("kubectl apply -f manifests/*-secret-{secret}.yaml"),
        SecretDelivery::Existing => format!("sh secrets/create-{secret}.sh"),
        SecretDelivery::External(_) => {
            format!("kubectl apply -f manifests/*-externalsecret-{secret}.yaml")
        }
    }
}

fn upgrade(topology: &Topology) -> Task {
    let (name, namespace) = (&topology.name, topology.site.namespace.as_str());
    Task {
        title: "Upgrade, or change a setting",
        steps: vec![
            Step::note(
                "Change answers.yaml, generate, and apply. The servers restart one after the other, the last first, \
                 because the checksum of their configuration changed.",
            ),
            Step::run(
                "See what would change beforehand.",
                "kubectl diff -f manifests/",
                "only what you meant to change",
            ),
            Step::run(
                "Go back to what ran before.",
                format!("kubectl rollout undo statefulset/{name} --namespace {namespace}"),
                "rolled back; the Secret keeps the new configuration until the old one is applied again",
            ),
        ],
    }
}

fn rotate(topology: &Topology) -> Task {
    let refresh = match topology.site.secrets {
        SecretDelivery::Written => "Change it in the answers, generate, and apply.",
        SecretDelivery::Existing => "Run the script in secrets/ again and restart the servers.",
        SecretDelivery::External(_) => {
            "Change it in the store, wait until the operator has fetched it, and restart the servers."
        }
    };
    Task {
        title: "Rotate secrets",
        steps: vec![
            Step::note(format!(
                "The cluster token: {refresh} While the servers restart one by one, those with the old and those with the \
                 new token do not speak with each other; do it when nothing is written."
            )),
            Step::note(
                "The pepper cannot be rotated: all password hashes depend on it, and with another one nobody can log in.",
            ),
        ],
    }
}

fn back_up(topology: &Topology) -> Task {
    Task {
        title: "Back up",
        steps: vec![
            Step::note(
                "Use agdb's own backup of each database (POST …/db/{owner}/{db}/backup), then copy the folder off the \
                 disk; a copy of a database that is being written to may be torn.",
            ),
            Step::run(
                "Copy the data of a server.",
                format!(
                    "kubectl exec {} --namespace {} -- tar -c -C {} . > {}.tar",
                    topology.pod(0),
                    topology.site.namespace.as_str(),
                    files::DATA,
                    topology.pod(0),
                ),
                "an archive of the size of the data",
            ),
        ],
    }
}

fn grow(topology: &Topology) -> Task {
    let (name, namespace) = (&topology.name, topology.site.namespace.as_str());
    let claims: Vec<_> = (0..topology.replicas)
        .map(|index| format!("data-{}", topology.pod(index)))
        .collect();
    Task {
        title: "Grow the disks",
        steps: vec![
            Step::note(
                "A StatefulSet does not change its disks. Where the storage class has allowVolumeExpansion, grow the \
                 claims themselves; they cannot shrink.",
            ),
            Step::run(
                "Ask for 20Gi, say.",
                format!(
                    "for claim in {}; do\n  kubectl patch persistentvolumeclaim \"$claim\" --namespace {namespace} \\\n    \
                     --patch '{{\"spec\":{{\"resources\":{{\"requests\":{{\"storage\":\"20Gi\"}}}}}}}}'\ndone",
                    claims.join(" ")
                ),
                "patched, once for each claim",
            ),
            Step::run(
                "Then exchange the StatefulSet for one with the new size; pods and disks stay.",
                format!(
                    "kubectl delete statefulset {name} --namespace {namespace} --cascade=orphan\nkubectl apply -f manifests/"
                ),
                "the same pods, not restarted",
            ),
        ],
    }
}
