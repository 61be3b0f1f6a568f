//! Formats of single values: what the words of the field table mean.

use super::findings::{Findings, quoted};
use super::ip;
use super::lint;
use super::metadata::finished;
use super::node::Node;
use super::rule::{Rule, rules};
use super::text::{
    is_config_key, is_dns_1035_label, is_dns_label, is_dns_subdomain, is_env_name, is_label_value,
    is_path_segment, is_port_name, is_qualified_name, is_sysctl, is_wildcard_subdomain, percent,
};
use crate::site::Minor;

rules! {
    DNS_LABEL Refused "kube.format.dns-label"
        "{} must be 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends"
        "apimachinery/pkg/api/validate/content/dns.go IsDNS1123Label";
    DNS_1035 Refused "kube.format.dns-1035-label"
        "{} must be 1 to 63 lower-case letters, digits and hyphens, and begin with a letter (until Kubernetes 1.36)"
        "apimachinery/pkg/util/validation/validation.go IsDNS1035Label";
    DNS_SUBDOMAIN Refused "kube.format.dns-subdomain"
        "{} must be at most 253 lower-case letters, digits, hyphens and dots, with a letter or digit at both ends of each part"
        "apimachinery/pkg/api/validate/content/dns.go IsDNS1123Subdomain";
    WILDCARD Refused "kube.format.wildcard"
        "{} may have an asterisk only as its whole first part, as in *.example.com"
        "apimachinery/pkg/util/validation/validation.go IsWildcardDNS1123Subdomain";
    HOST_IP Refused "kube.format.host-name"
        "{} is an IP address where a DNS name belongs"
        "networking validateIngressRules";
    QUALIFIED Refused "kube.format.qualified-name"
        "{} must be at most 63 letters, digits, '-', '_' and '.' with a letter or digit at both ends, after an optional DNS prefix and '/'"
        "apimachinery/pkg/api/validate/content/kube.go IsLabelKey";
    LABEL_VALUE Refused "kube.format.label-value"
        "{} must be empty or at most 63 letters, digits, '-', '_' and '.' with a letter or digit at both ends"
        "apimachinery/pkg/api/validate/content/kube.go IsLabelValue";
    PATH_SEGMENT Refused "kube.format.path-segment"
        "{} may be neither '.' nor '..' and hold no '/' and no '%'"
        "apimachinery/pkg/api/validate/content/path.go IsPathSegmentName";
    PORT Refused "kube.format.port"
        "{} is no port: ports run from 1 to 65535"
        "apimachinery/pkg/util/validation/validation.go IsValidPortNum";
    PORT_NAME Refused "kube.format.port-name"
        "{} must be at most 15 lower-case letters, digits and single hyphens, with a letter somewhere and no hyphen at the ends"
        "apimachinery/pkg/util/validation/validation.go IsValidPortName";
    ENV_NAME Refused "kube.format.env-name"
        "{} must be printable ASCII without '='"
        "apimachinery/pkg/util/validation/validation.go IsRelaxedEnvVarName";
    CONFIG_KEY Refused "kube.format.config-key"
        "{} must be at most 253 letters, digits, '-', '_' and '.', and neither '.' nor begin with '..'"
        "apimachinery/pkg/util/validation/validation.go IsConfigMapKey";
    ID Refused "kube.format.id"
        "{} is no user or group number: these run from 0 to 2147483647"
        "apimachinery/pkg/util/validation/validation.go IsValidUserID, IsValidGroupID";
    RANGE Refused "kube.value.range"
        "{}"
        "apimachinery/pkg/api/validation/generic.go ValidateNonnegativeField and the limits of each field";
    INT_OR_PERCENT Refused "kube.format.int-or-percent"
        "{} must be a whole number from 0 on or a percentage such as 25%"
        "apps ValidatePositiveIntOrPercent";
    OVER_100 Refused "kube.value.over-100-percent"
        "{} is more than 100%"
        "apps IsNotMoreThan100Percent";
    ABSOLUTE Refused "kube.format.absolute-path"
        "{} must begin with '/'"
        "core validateNFSVolumeSource";
    RELATIVE Refused "kube.format.relative-path"
        "{} must be a relative path without '..'"
        "core validateLocalDescendingPath, ValidateLocalNonReservedPath";
    BACKSTEPS Refused "kube.format.backsteps"
        "{} must not contain '..'"
        "core validatePathNoBacksteps";
    SYSCTL Refused "kube.format.sysctl"
        "{} is no name of a kernel parameter: lower-case parts joined by '.' or '/', at most 253 characters"
        "core IsValidSysctlName";
    CSI_DRIVER Refused "kube.format.csi-driver"
        "{} must be a DNS name of at most 63 characters"
        "core ValidateCSIDriverName";
    IP Refused "kube.format.ip"
        "{} is no IP address"
        "apimachinery/pkg/util/validation/ip.go IsValidIPForLegacyField";
    IP_STRICT Refused "kube.format.ip-strict"
        "{} has leading zeros or wraps an IPv4 address in IPv6 (refused since Kubernetes 1.36)"
        "apimachinery/pkg/util/validation/ip.go parseIP";
    IP_ODD Warned "kube.format.ip-odd"
        "{} is not written the usual way, which Kubernetes 1.36 refuses or may read otherwise"
        "apimachinery/pkg/util/validation/ip.go GetWarningsForIP, GetWarningsForCIDR";
    CIDR Refused "kube.format.cidr"
        "{} is no range of addresses such as 10.0.0.0/8"
        "apimachinery/pkg/util/validation/ip.go IsValidCIDRForLegacyField";
    CIDR_STRICT Refused "kube.format.cidr-strict"
        "{} has leading zeros, wraps IPv4 in IPv6, or sets bits beyond its prefix length (refused since Kubernetes 1.36)"
        "apimachinery/pkg/util/validation/ip.go parseCIDR";
}

/// Where the API server became strict about addresses: the gate StrictIPCIDRValidation is on by default.
pub(super) const STRICT_ADDRESSES: Minor = Minor(36);

/// Checks a text against the format that a word of the table stands for.
pub(super) fn text(cx: &mut Findings, format: &str, node: &Node) {
    let text = node.text();
    match format {
        "ip" => return address(cx, node, node),
        "cidr" => return cidr(cx, node, node),
        _ => {}
    }
    if let Some(rule) = broken(format, text, cx.minor) {
        cx.hit(rule, node);
    }
}

/// The rule that a text breaks as a value of a format.
pub(super) fn broken(format: &str, text: &str, minor: Minor) -> Option<&'static Rule> {
    let (good, rule) = match format {
        "dns-prefix" => (is_dns_subdomain(&finished(text)), &DNS_SUBDOMAIN),
        // The gate RelaxedServiceNameValidation is on by default from 1.36 on.
        "service-name" if minor < Minor(36) => (is_dns_1035_label(text), &DNS_1035),
        "dns-label" | "service-name" => (is_dns_label(text), &DNS_LABEL),
        "qualified-name" => (is_qualified_name(text), &QUALIFIED),
        "provisioner" => (is_qualified_name(&text.to_ascii_lowercase()), &QUALIFIED),
        "path-segment" => (is_path_segment(text), &PATH_SEGMENT),
        "port-name" | "port-or-name" => (is_port_name(text), &PORT_NAME),
        "env-name" => (is_env_name(text), &ENV_NAME),
        "config-key" => (is_config_key(text), &CONFIG_KEY),
        "int-or-percent" => (percent(text).is_some(), &INT_OR_PERCENT),
        "int-or-share" => match percent(text) {
            Some(share) => (share <= 100, &OVER_100),
            None => (false, &INT_OR_PERCENT),
        },
        "absolute-path" => (text.starts_with('/'), &ABSOLUTE),
        "relative-path" => (!text.starts_with('/') && !steps_back(text), &RELATIVE),
        "inner-path" => (is_inner_path(text), &RELATIVE),
        "no-backsteps" => (!steps_back(text), &BACKSTEPS),
        "sysctl" => (is_sysctl(text), &SYSCTL),
        "csi-driver" => (is_csi_driver(text), &CSI_DRIVER),
        "ingress-host" if ip::sloppy(text).is_some() => (false, &HOST_IP),
        "ingress-host" | "ingress-tls-host" if text.contains('*') => {
            (is_wildcard_subdomain(text), &WILDCARD)
        }
        "dns-subdomain" | "ingress-host" | "ingress-tls-host" => {
            (is_dns_subdomain(text), &DNS_SUBDOMAIN)
        }
        _ => return lint::broken(format, text, minor),
    };
    (!good).then_some(rule)
}

/// Checks a whole number against the format that a word of the table stands for.
pub(super) fn int(cx: &mut Findings, format: &str, node: &Node) {
    let value = node.int();
    match format {
        "port" | "port-or-name" => cx.hit_if(!(1..=65535).contains(&value), &PORT, node),
        "id" => cx.hit_if(!(0..=0x7fff_ffff).contains(&value), &ID, node),
        "int-or-percent" | "int-or-share" => cx.hit_if(value < 0, &INT_OR_PERCENT, node),
        range => {
            let Some((low, high)) = range.split_once("..") else {
                return;
            };
            let below = low.parse().is_ok_and(|low: i64| value < low);
            let above = high.parse().is_ok_and(|high: i64| value > high);
            if below || above {
                let limit = match high {
                    "" => format!("{value} must be at least {low}"),
                    high => format!("{value} must lie between {low} and {high}"),
                };
                cx.say(&RANGE, node, &limit);
            }
        }
    }
}

/// Checks a label's key and value, or a selector's; the API server names the map, not the key.
pub(super) fn labels(cx: &mut Findings, map: &Node, named: &Node) {
    for (key, value) in map.keys() {
        if !is_qualified_name(key) {
            cx.say_as(&QUALIFIED, &value, named, &quoted(key));
        }
        if !is_label_value(value.text()) {
            cx.hit_as(&LABEL_VALUE, &value, named);
        }
    }
}

/// Checks an IP address of a field that older servers read sloppily.
pub(super) fn address(cx: &mut Findings, node: &Node, named: &Node) {
    let text = node.text();
    match ip::sloppy(text) {
        None => cx.hit_as(&IP, node, named),
        Some(_) if ip::is_strict(text) => lint::address(cx, node, named),
        Some(_) if cx.minor >= STRICT_ADDRESSES => cx.hit_as(&IP_STRICT, node, named),
        Some(_) => cx.hit_as(&IP_ODD, node, named),
    }
}

/// Checks a range of addresses of a field that older servers read sloppily.
pub(super) fn cidr(cx: &mut Findings, node: &Node, named: &Node) {
    let text = node.text();
    match ip::Range::sloppy(text) {
        None => cx.hit_as(&CIDR, node, named),
        Some(range) if range.is_strict(text) => lint::range(cx, range, node, named),
        Some(_) if cx.minor >= STRICT_ADDRESSES => cx.hit_as(&CIDR_STRICT, node, named),
        Some(_) => cx.hit_as(&IP_ODD, node, named),
    }
}

/// Whether a path has a part that is `..`.
pub(super) fn steps_back(path: &str) -> bool {
    path.split('/').any(|part| part == "..")
}

/// Whether a path stays inside a volume and does not take the names that the kubelet reserves.
pub(super) fn is_inner_path(path: &str) -> bool {
    !path.starts_with('/') && !steps_back(path) && !path.starts_with("..")
}

fn is_csi_driver(text: &str) -> bool {
    text.len() <= 63 && is_dns_subdomain(&text.to_ascii_lowercase())
}
