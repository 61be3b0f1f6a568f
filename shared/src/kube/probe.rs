//! Probes.

use k8s_openapi::api::core::v1::{HTTPGetAction, Probe};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

/// A request that a healthy container answers.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The path.
    pub path: &'a str,
    /// The name of the container's port.
    pub port: &'a str,
    /// Whether it is HTTPS. The kubelet does not check the certificate.
    pub tls: bool,
}

/// How often a probe asks and how patient it is.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Seconds between two requests.
    pub period: i32,
    /// Seconds to wait for an answer.
    pub timeout: i32,
    /// Failures in a row that count as one.
    pub failures: i32,
}

impl Pace {
    /// Asks every five seconds for at least as long as the slowest start takes.
    pub const fn of_startup(seconds: i64) -> Self {
        let failures = (seconds + 4) / 5;
        #[allow(clippy::cast_possible_truncation)]
        // bounded by the answer: a day has 17,280 periods
        let failures = failures as i32;
        Self {
            period: 5,
            timeout: 3,
            failures,
        }
    }

    /// Takes a container that does not answer out of its Services within a quarter of a minute.
    pub const READINESS: Self = Self {
        period: 5,
        timeout: 3,
        failures: 3,
    };

    /// Restarts a container that has not answered for a minute.
    pub const LIVENESS: Self = Self {
        period: 10,
        timeout: 5,
        failures: 6,
    };
}

/// A probe that makes the request at this pace.
pub fn http(request: &Request<'_>, pace: Pace) -> Probe {
    Probe {
        http_get: Some(HTTPGetAction {
            path: Some(request.path.to_owned()),
            port: IntOrString::String(request.port.to_owned()),
            scheme: Some(if request.tls { "HTTPS" } else { "HTTP" }.to_owned()),
            ..HTTPGetAction::default()
        }),
        period_seconds: Some(pace.period),
        timeout_seconds: Some(pace.timeout),
        failure_threshold: Some(pace.failures),
        ..Probe::default()
    }
}
