//! What must be there before agdb is applied.

use crate::catalog::agdb::config::{ClientService, Route};
use crate::catalog::agdb::topology::Topology;
use crate::render::runbook::Step;
use crate::site::SecretDelivery;

pub(super) fn before(topology: &Topology) -> Vec<Step> {
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
            let kind = store.kind.tag().to_ascii_lowercase();
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
