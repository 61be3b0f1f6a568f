//! What the vendor's guide for Kubernetes has, and what stands here.

use crate::render::runbook::Correction;

/// What the vendor's guide for Kubernetes has, and what stands here.
pub(super) const CORRECTED: [Correction; 14] = [
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
