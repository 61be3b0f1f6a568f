//! The way from a host name outside the cluster to the Service for clients.

use k8s_openapi::api::networking::v1::{
    HTTPIngressPath, HTTPIngressRuleValue, Ingress, IngressBackend, IngressRule,
    IngressServiceBackend, IngressSpec, IngressTLS, ServiceBackendPort,
};

use super::{PORT, services};
use crate::catalog::agdb::config::{self, Route};
use crate::catalog::agdb::topology::Topology;
use crate::kube::gateway;
use crate::kube::object::Object;

/// The Ingress or `HTTPRoute`.
pub(super) fn route(topology: &Topology) -> Option<Object> {
    match &topology.access.route {
        Route::None => None,
        Route::Ingress(answers) => Some(ingress(topology, answers)),
        Route::Gateway(answers) => Some(gateway::http_route(&gateway::Route {
            metadata: topology.identity().meta(&topology.name),
            host: answers.host.as_str(),
            gateway: answers.name.as_str(),
            namespace: answers.namespace.get().map(crate::text::DnsLabel::as_str),
            listener: answers
                .listener
                .get()
                .map(crate::text::DnsSubdomain::as_str),
            path: path(topology),
            service: &topology.client_service(),
            port: services::port(topology),
        })),
    }
}

fn ingress(topology: &Topology, answers: &config::Ingress) -> Object {
    let host = answers.host.as_str().to_owned();
    let backend = IngressServiceBackend {
        name: topology.client_service(),
        port: Some(ServiceBackendPort {
            name: Some(PORT.to_owned()),
            number: None,
        }),
    };
    let path = HTTPIngressPath {
        backend: IngressBackend {
            service: Some(backend),
            resource: None,
        },
        path: Some(path(topology).to_owned()),
        path_type: "Prefix".to_owned(),
    };
    let tls = answers.tls_secret.get().map(|secret| {
        vec![IngressTLS {
            hosts: Some(vec![host.clone()]),
            secret_name: Some(secret.as_str().to_owned()),
        }]
    });
    let spec = IngressSpec {
        ingress_class_name: answers.class.get().map(|class| class.as_str().to_owned()),
        rules: Some(vec![IngressRule {
            host: Some(host),
            http: Some(HTTPIngressRuleValue { paths: vec![path] }),
        }]),
        tls,
        default_backend: None,
    };
    Object::new(&Ingress {
        metadata: topology.identity().meta(&topology.name),
        spec: Some(spec),
        ..Ingress::default()
    })
}

/// The path below which requests belong to agdb.
fn path(topology: &Topology) -> &str {
    match topology.basepath() {
        "" => "/",
        path => path,
    }
}
