//! What the runbook says of a deployment of agdb.

mod before;
mod corrected;
mod operate;

use super::topology::Topology;
use crate::render::runbook::{Runbook, Step};

/// The runbook.
pub(super) fn write(topology: &Topology) -> Runbook {
    Runbook {
        title: format!(
            "agdb {} in the namespace {}",
            topology.release,
            topology.site.namespace.as_str()
        ),
        summary: summary(topology),
        before: before::before(topology),
        verify: verify(topology),
        operate: operate::operate(topology),
        undo: undo(topology),
        assumed: assumed(topology),
        corrected: corrected::CORRECTED.to_vec(),
        images: vec![topology.image.clone()],
        exceptions: [topology.exceptions.clone(), topology.site.exceptions()].concat(),
    }
}

fn summary(topology: &Topology) -> Vec<String> {
    let (count, majority) = (topology.replicas, topology.majority());
    let what = match count {
        1 if topology.cluster.is_none() => {
            "One agdb server without replication. While its node or disk is away, agdb is away."
                .to_owned()
        }
        _ => format!(
            "{count} agdb servers that elect a leader. A change counts when {majority} of them have it, so {} may be lost \
             at a time; with fewer than {majority}, agdb still answers reads and refuses changes with status 503.",
            count - majority
        ),
    };
    let servers: Vec<_> = (0..count)
        .map(|index| format!("`{}{}`", topology.address(index), topology.basepath()))
        .collect();
    let where_to = "Speak to one server by its name rather than to all by a common one: a server may lag behind the \
                    others, and a login at one of them is not known to the rest.";
    vec![
        what,
        format!("{where_to} The servers are {}.", servers.join(", ")),
    ]
}

fn verify(topology: &Topology) -> Vec<Step> {
    let (namespace, name) = (topology.site.namespace.as_str(), &topology.name);
    let count = topology.replicas;
    let mut steps = vec![
        Step::run(
            "Wait for the servers.",
            format!(
                "kubectl rollout status statefulset/{name} --namespace {namespace} --timeout=10m"
            ),
            "the rollout is complete",
        ),
        Step::run(
            "See the disks.",
            format!(
                "kubectl get persistentvolumeclaim --selector app.kubernetes.io/instance={name} --namespace {namespace}"
            ),
            format!("{count} claims with STATUS Bound"),
        ),
    ];
    let status = |path: &str| {
        format!(
            "kubectl port-forward {} {}:{} --namespace {namespace} &\ncurl {}{}://localhost:{}{path}",
            topology.pod(0),
            topology.server.port.get(),
            topology.server.port.get(),
            if topology.tls.is_some() {
                "--insecure "
            } else {
                "--include "
            },
            topology.scheme(),
            topology.server.port.get(),
        )
    };
    steps.push(Step::run(
        "Ask a server whether it is up.",
        status(&topology.status_path()),
        "status 200",
    ));
    if topology.cluster.is_some() {
        let path = format!("{}/api/v1/cluster/status", topology.basepath());
        steps.push(Step::run(
            "Ask it about the cluster.",
            status(&path),
            format!("{count} servers, all of them up, one of them the leader"),
        ));
    }
    steps.push(Step::note(format!(
        "Log in as `{admin}` with the password `{admin}` and change the password at once: it is the first thing others \
         would try.",
        admin = topology.server.admin.as_str()
    )));
    steps
}

fn undo(topology: &Topology) -> Vec<Step> {
    let (name, namespace) = (&topology.name, topology.site.namespace.as_str());
    let mut steps = vec![Step::run(
        "Stop the servers and keep everything else.",
        format!("kubectl scale statefulset/{name} --replicas=0 --namespace {namespace}"),
        "no pod is left after the grace period; with 0 replicas nothing is lost",
    )];
    let text = if topology.site.create_namespace {
        "Take everything away. This deletes the namespace and with it the claims of the disks; whether the disks go too is \
         decided by the reclaim policy of their class."
    } else {
        "Take everything away but the claims of the disks."
    };
    steps.push(Step::run(
        text,
        "kubectl delete -f manifests/",
        "one line for each object",
    ));
    steps
}

fn assumed(topology: &Topology) -> Vec<String> {
    let site = &topology.site;
    let mut assumed = vec![
        format!("The cluster runs Kubernetes {} or later, up to 1.37.", site.kubernetes.minor()),
        format!("Its DNS domain is {}.", site.cluster_domain.as_str()),
        "The image is laid out as agdb's own: user and group 1000, working folder /agdb, a shell for the stop hook.".to_owned(),
        "No proxy is set for the pods: agdb would send the traffic between its servers through it.".to_owned(),
    ];
    if topology.policy.is_some() {
        assumed.push("The network of the cluster enforces NetworkPolicies; where it does not, they change nothing.".to_owned());
    }
    assumed
}
