//! What the runbook says of a deployment of agdb.

use super::config::{ClientService, Route};
use super::topology::Topology;
use crate::render::runbook::{Correction, Runbook, Step, Task};
use crate::site::SecretDelivery;

/// The runbook.
pub(super) fn write(topology: &Topology) -> Runbook {
    Runbook {
        title: format!(
            "agdb {} in the namespace {}",
            topology.release,
            topology.site.namespace.as_str()
        ),
        summary: summary(topology),
        before: before(topology),
        verify: verify(topology),
        operate: vec![
            scale(topology),
            upgrade(topology),
            rotate(topology),
            back_up(topology),
            grow(topology),
        ],
        undo: undo(topology),
        assumed: assumed(topology),
        corrected: CORRECTED.to_vec(),
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

fn before(topology: &Topology) -> Vec<Step> {
    let namespace = topology.site.namespace.as_str();
    let mut steps = Vec::new();
    let class = topology
        .storage
        .class
        .get()
        .or_else(|| topology.site.storage_class.get());
    steps.push(match class {
        Some(class) => Step::run(
            "The storage class must exist.",
            format!("kubectl get storageclass {}", class.as_str()),
            "one line; RECLAIMPOLICY says what becomes of a disk whose claim is deleted",
        ),
        None => Step::run(
            "The cluster must have a default storage class.",
            "kubectl get storageclass",
            "one marked (default)",
        ),
    });
    if let Some(secret) = topology.site.pull_secret.get() {
        steps.push(secret_step(
            namespace,
            secret.as_str(),
            "the credentials of the registry",
        ));
    }
    steps.extend(secrets(topology));
    if let Some(tls) = &topology.tls {
        steps.push(secret_step(
            namespace,
            tls.secret_name.as_str(),
            "the certificate and key of the servers",
        ));
        steps.push(Step::note(format!(
            "The certificate must carry these names: {}.",
            certificate_names(topology)
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ")
        )));
    }
    if let Some(class) = topology.availability.priority_class.get() {
        let command = format!("kubectl get priorityclass {}", class.as_str());
        steps.push(Step::run(
            "The priority class must exist.",
            command,
            "one line",
        ));
    }
    for map in topology
        .server
        .static_roots
        .iter()
        .filter_map(|root| root.config_map.get())
    {
        let command = format!(
            "kubectl get configmap {} --namespace {namespace}",
            map.as_str()
        );
        steps.push(Step::run(
            "The ConfigMap with static files must exist.",
            command,
            "one line",
        ));
    }
    steps.extend(route(topology));
    steps
}

/// The names by which the servers are reached: those of all pods, which members use, and of the Services.
fn certificate_names(topology: &Topology) -> Vec<String> {
    let (namespace, domain) = (
        topology.site.namespace.as_str(),
        topology.site.cluster_domain.as_str(),
    );
    let mut names: Vec<_> = (0..topology.replicas)
        .map(|index| topology.host(index))
        .collect();
    names.push("localhost".to_owned());
    if !matches!(topology.access.client_service, ClientService::None) {
        names.push(format!(
            "{}.{namespace}.svc.{domain}",
            topology.client_service()
        ));
    }
    names
}

fn secret_step(namespace: &str, name: &str, what: &str) -> Step {
    let command = format!("kubectl get secret {name} --namespace {namespace}");
    Step::run(
        format!("The Secret with {what} must exist before the pods start."),
        command,
        "one line",
    )
}

fn secrets(topology: &Topology) -> Vec<Step> {
    let (namespace, secret) = (topology.site.namespace.as_str(), &topology.secret_name);
    match &topology.site.secrets {
        SecretDelivery::Written => vec![Step::note(
            "The Secret among the manifests holds the pepper and the cluster token in plain text. Keep these files as \
             safe as the secrets themselves, and out of version control.",
        )],
        SecretDelivery::Existing => vec![
            Step::run(
                "Make the Secret with the configuration of the servers. The script asks for the two secrets without \
                 showing them.",
                format!("sh secrets/create-{secret}.sh"),
                "serverside-applied",
            ),
            secret_step(namespace, secret, "the configuration of the servers"),
        ],
        SecretDelivery::External(store) => {
            let kind = store.kind.tag().to_lowercase();
            let entry = topology.store_entry(store.entry.get().map(crate::text::PlainText::as_str));
            vec![
                Step::run(
                    "The store of the External Secrets Operator must be ready.",
                    format!(
                        "kubectl get {kind} {} --namespace {namespace}",
                        store.store.as_str()
                    ),
                    "READY is True",
                ),
                Step::note(format!(
                    "The entry `{entry}` of the store must hold `pepper` (exactly 16 bytes) and `clusterToken` (at least \
                     16 characters without blanks, quotes and #)."
                )),
            ]
        }
    }
}

fn route(topology: &Topology) -> Option<Step> {
    match &topology.access.route {
        Route::None => None,
        Route::Ingress(ingress) => Some(match ingress.class.get() {
            Some(class) => Step::run(
                "The class of the Ingress must exist.",
                format!("kubectl get ingressclass {}", class.as_str()),
                "one line",
            ),
            None => Step::run(
                "The cluster must have a default Ingress class.",
                "kubectl get ingressclass",
                "one line at least",
            ),
        }),
        Route::Gateway(route) => {
            let own = topology.site.namespace.as_str();
            let namespace = route
                .namespace
                .get()
                .map_or(own, |namespace| namespace.as_str());
            Some(Step::run(
                "The Gateway must exist and admit routes of this namespace.",
                format!(
                    "kubectl get gateway {} --namespace {namespace}",
                    route.name.as_str()
                ),
                "PROGRAMMED is True",
            ))
        }
    }
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
                    super::files::DATA,
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

/// What the vendor's guide for Kubernetes has, and what stands here.
const CORRECTED: [Correction; 14] = [
    Correction {
        document: "two securityContext blocks in one container",
        here: "one: a YAML reader keeps only the last, so the user was lost",
    },
    Correction {
        document: "no fsGroup",
        here: "fsGroup 1000: otherwise many disks belong to root and agdb cannot write",
    },
    Correction {
        document: "a Service said to be of type ClusterIP that is headless",
        here: "a headless Service for the names of the servers, and a Service for clients where one is asked for",
    },
    Correction {
        document: "clients reach a random server",
        here: "each server has its name; the Service for clients keeps a client at its server",
    },
    Correction {
        document: "defaultMode 511, which is 0777",
        here: "0440: secrets are for the process alone",
    },
    Correction {
        document: "the cluster token in a ConfigMap, and a token and pepper that everybody knows",
        here: "both in a Secret, generated",
    },
    Correction {
        document: "namespace and DNS domain written in",
        here: "answers of the form",
    },
    Correction {
        document: "a start script that rewrites the configuration with sed and stays process 1",
        here: "a configuration for each server, picked by the name of its pod; agdb itself is process 1",
    },
    Correction {
        document: "the image tag dev",
        here: "a release",
    },
    Correction {
        document: "no probes, resources, budget or spread",
        here: "all of them; the probes ask /api/v1/status, which needs no majority",
    },
    Correction {
        document: "servers started one after the other",
        here: "all at once, with addresses published before they are ready, since they wait for each other",
    },
    Correction {
        document: "the size of the disks changed in the StatefulSet",
        here: "the claims are grown themselves; a StatefulSet refuses the change",
    },
    Correction {
        document: "no stop hook: SIGTERM is ignored and the server killed after 30 s",
        here: "the hook sends SIGINT, which agdb obeys",
    },
    Correction {
        document: "a part of the configuration keys",
        here: "exactly the keys of the release",
    },
];
