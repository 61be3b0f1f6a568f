//! Formats of single values that only manifests of others hold.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{cron, zones};
use crate::kube::rules::findings::Findings;
use crate::kube::rules::formats::IP_ODD;
use crate::kube::rules::ip::Range;
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::{Rule, rules};
use crate::kube::rules::text::is_dns_subdomain;
use crate::site::Minor;

rules! {
    DOMAIN_PATH Refused "kube.format.domain-path"
        "{} must be a DNS name, a '/' and a path, as in example.com/controller"
        "apimachinery/pkg/util/validation/validation.go IsDomainPrefixedPath";
    IQN Refused "kube.format.iqn"
        "{} is no iSCSI name: those begin with iqn, eui or naa"
        "core validateISCSIVolumeSource";
    CRON Refused "kube.format.cron"
        "{} is no schedule of five fields: minute, hour, day of the month, month, day of the week"
        "batch validateScheduleFormat";
    CRON_TZ Refused "kube.format.cron-time-zone"
        "{} names a time zone, which belongs in timeZone"
        "batch validateScheduleFormat";
    TIME_ZONE Refused "kube.format.time-zone"
        "{} is no time zone of the IANA list such as Europe/Berlin"
        "batch validateTimeZone";
    EMPTY Refused "kube.value.empty"
        "The text may be left out but not be empty"
        "core validateAzureFilePV";
}

/// The rule that a text breaks as a value of a format.
pub(in crate::kube::rules) fn broken(
    format: &str,
    text: &str,
    _minor: Minor,
) -> Option<&'static Rule> {
    let (good, rule) = match format {
        "not-empty" => (!text.is_empty(), &EMPTY),
        "domain-path" => (is_domain_path(text), &DOMAIN_PATH),
        "iqn" => (is_iqn(text), &IQN),
        "cron" if text.contains("TZ") => (false, &CRON_TZ),
        "cron" => (cron::is_schedule(text), &CRON),
        "time-zone" => (zones::is_known(text), &TIME_ZONE),
        _ => return None,
    };
    (!good).then_some(rule)
}

/// `IsDomainPrefixedPath`.
pub(super) fn is_domain_path(text: &str) -> bool {
    let of_path = |c: u8| c.is_ascii_alphanumeric() || b"/-._~%!$&'()*+,;=:".contains(&c);
    text.split_once('/').is_some_and(|(host, path)| {
        is_dns_subdomain(host) && !path.is_empty() && path.bytes().all(of_path)
    })
}

/// The three forms of an iSCSI name that `validateISCSIVolumeSource` knows.
pub(super) fn is_iqn(text: &str) -> bool {
    let of_length = |rest: &str, length: usize| {
        rest.len() == length + 1 && rest[1..].bytes().all(|c| c.is_ascii_alphanumeric())
    };
    if !text.is_ascii() {
        return false;
    }
    if let Some(rest) = text.strip_prefix("eui") {
        return of_length(rest, 16);
    }
    if let Some(rest) = text.strip_prefix("naa") {
        return of_length(rest, 32);
    }
    let Some((authority, name)) = text
        .strip_prefix("iqn.")
        .and_then(|rest| rest.split_once(':'))
    else {
        return false;
    };
    let bytes = authority.as_bytes();
    let dated = bytes.len() > 8
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[4] == b'-'
        && bytes[5..7].iter().all(u8::is_ascii_digit)
        && bytes[7] == b'.';
    dated
        && bytes[8..]
            .iter()
            .all(|c| c.is_ascii_alphanumeric() || b"-.".contains(c))
        && !name.is_empty()
        && !name.contains([',', ';', '*', '&', '$', '|', ' ', '\t', '\n'])
}

/// Warns of an IPv6 address that RFC 5952 writes otherwise.
pub(in crate::kube::rules) fn address(cx: &mut Findings, node: &Node, named: &Node) {
    let odd = |address: Ipv6Addr| address.to_string() != node.text();
    if node.text().parse().is_ok_and(odd) {
        cx.hit_as(&IP_ODD, node, named);
    }
}

/// Warns of a range of addresses that RFC 5952 writes otherwise.
pub(in crate::kube::rules) fn range(cx: &mut Findings, range: Range, node: &Node, named: &Node) {
    let address = match u32::try_from(range.bits) {
        Ok(bits) if range.width == 32 => IpAddr::V4(Ipv4Addr::from(bits)),
        _ => IpAddr::V6(Ipv6Addr::from(range.bits)),
    };
    if format!("{address}/{}", range.prefix) != node.text() {
        cx.hit_as(&IP_ODD, node, named);
    }
}
