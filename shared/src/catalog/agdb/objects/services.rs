//! The Services: one that gives each server its name, and those that clients use.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{Service, ServicePort, ServiceSpec};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::PORT;
use crate::catalog::agdb::config::{ClientService, PodServices};
use crate::catalog::agdb::topology::Topology;
use crate::kube::exceptions::{Demand, Exception};
use crate::kube::object::Object;

/// The headless Service: a DNS name for each server, also before it is ready, since servers look for each other then.
pub(super) fn headless(topology: &Topology) -> Object {
    let spec = ServiceSpec {
        cluster_ip: Some("None".to_owned()),
        publish_not_ready_addresses: Some(true),
        ..spec(topology, topology.identity().selector())
    };
    service(topology, &topology.name, spec)
}

/// The Service for clients that do not care which server answers. A client stays with the server it first met.
pub(super) fn client(topology: &Topology) -> Option<Object> {
    let common = ServiceSpec {
        session_affinity: Some("ClientIP".to_owned()),
        ..spec(topology, topology.identity().selector())
    };
    let spec = match &topology.access.client_service {
        ClientService::None => return None,
        ClientService::ClusterIp => common,
        ClientService::LoadBalancer(balancer) => {
            let ranges = balancer
                .source_ranges
                .iter()
                .map(crate::form::Leaf::print)
                .collect();
            ServiceSpec {
                load_balancer_source_ranges: Some(ranges)
                    .filter(|ranges: &Vec<_>| !ranges.is_empty()),
                ..balanced(common)
            }
        }
    };
    Some(service(topology, &topology.client_service(), spec))
}

/// A Service for each server.
pub(super) fn per_pod(topology: &Topology) -> Vec<Object> {
    let count = if topology.access.pod_services == PodServices::None {
        0
    } else {
        topology.replicas
    };
    let one = |index| {
        let pod = topology.pod(index);
        let mut selector = topology.identity().selector();
        selector.insert("statefulset.kubernetes.io/pod-name".to_owned(), pod.clone());
        let spec = spec(topology, selector);
        let spec = if topology.access.pod_services == PodServices::LoadBalancer {
            balanced(spec)
        } else {
            spec
        };
        service(topology, &pod, spec)
    };
    (0..count).map(one).collect()
}

fn service(topology: &Topology, name: &str, spec: ServiceSpec) -> Object {
    let outside = spec.type_.as_deref() == Some("LoadBalancer");
    let reason = "Clients outside the cluster were asked for.".to_owned();
    let exception = outside.then_some(Exception {
        demand: Demand::ClosedService,
        reason,
    });
    Object::new(&Service {
        metadata: topology.identity().meta_with(name, exception.as_slice()),
        spec: Some(spec),
        ..Service::default()
    })
}

fn spec(topology: &Topology, selector: BTreeMap<String, String>) -> ServiceSpec {
    ServiceSpec {
        ports: Some(vec![ServicePort {
            name: Some(PORT.to_owned()),
            port: port(topology),
            target_port: Some(IntOrString::String(PORT.to_owned())),
            app_protocol: Some(topology.scheme().to_owned()),
            protocol: Some("TCP".to_owned()),
            ..ServicePort::default()
        }]),
        selector: Some(selector),
        type_: Some("ClusterIP".to_owned()),
        ..ServiceSpec::default()
    }
}

/// The same Service behind the platform's load balancer, with the addresses of clients kept.
fn balanced(spec: ServiceSpec) -> ServiceSpec {
    ServiceSpec {
        type_: Some("LoadBalancer".to_owned()),
        external_traffic_policy: Some("Local".to_owned()),
        ..spec
    }
}

/// The port as Kubernetes' types hold it.
pub(super) fn port(topology: &Topology) -> i32 {
    i32::try_from(topology.server.port.get()).unwrap_or(i32::MAX)
}
