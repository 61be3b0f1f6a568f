//! Every object of a deployment of agdb.

mod config;
mod exposure;
mod pod;
mod policy;
mod services;
mod stateful_set;

use k8s_openapi::api::core::v1::ServiceAccount;

use super::topology::Topology;
use crate::kube::namespace::{PodSecurity, namespace};
use crate::kube::object::Object;

/// The name of the port of every container and Service.
const PORT: &str = "agdb";

/// All objects, in any order.
pub(super) fn all(topology: &Topology) -> Vec<Object> {
    let mut objects = vec![
        service_account(topology),
        services::headless(topology),
        stateful_set::stateful_set(topology),
    ];
    objects.extend(namespace(&topology.site, PodSecurity::Restricted));
    objects.extend(config::secret(topology));
    objects.extend(services::client(topology));
    objects.extend(services::per_pod(topology));
    objects.extend(exposure::route(topology));
    objects.extend(policy::network_policy(topology));
    objects.extend(policy::disruption_budget(topology));
    objects
}

/// An account without rights: agdb does not speak with the API server.
fn service_account(topology: &Topology) -> Object {
    Object::new(&ServiceAccount {
        metadata: topology.identity().meta(&topology.name),
        automount_service_account_token: Some(false),
        ..ServiceAccount::default()
    })
}
