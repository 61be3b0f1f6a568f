//! The `HTTPRoute` of the Gateway API, `gateway.networking.k8s.io/v1`.

use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use serde::Serialize;

use super::object::Object;

/// A route from a host name on an existing Gateway to a Service.
#[derive(Clone, Debug)]
pub struct Route<'a> {
    /// The name and labels of the route.
    pub metadata: ObjectMeta,
    /// The host name that clients use.
    pub host: &'a str,
    /// The name of the Gateway.
    pub gateway: &'a str,
    /// The namespace of the Gateway, where it is another one.
    pub namespace: Option<&'a str>,
    /// The listener of the Gateway, where only one is meant.
    pub listener: Option<&'a str>,
    /// The path below which requests are routed.
    pub path: &'a str,
    /// The name of the Service.
    pub service: &'a str,
    /// The port of the Service.
    pub port: i32,
}

/// The `HTTPRoute` object.
pub fn http_route(route: &Route<'_>) -> Object {
    let parent = Parent {
        name: route.gateway,
        namespace: route.namespace,
        section_name: route.listener,
    };
    let rule = Rule {
        matches: [Match {
            path: PathMatch {
                kind: "PathPrefix",
                value: route.path,
            },
        }],
        backend_refs: [Backend {
            name: route.service,
            port: route.port,
        }],
    };
    let spec = Spec {
        parent_refs: [parent],
        hostnames: [route.host],
        rules: [rule],
    };
    Object::custom(
        ["gateway.networking.k8s.io/v1", "HTTPRoute"],
        &route.metadata,
        &spec,
    )
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Spec<'a> {
    parent_refs: [Parent<'a>; 1],
    hostnames: [&'a str; 1],
    rules: [Rule<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Parent<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    namespace: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section_name: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    matches: [Match<'a>; 1],
    backend_refs: [Backend<'a>; 1],
}

#[derive(Serialize)]
struct Match<'a> {
    path: PathMatch<'a>,
}

#[derive(Serialize)]
struct PathMatch<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct Backend<'a> {
    name: &'a str,
    port: i32,
}
