use super::name::{has_firm_ends, is_of_label};
use super::{DnsLabel, Rule, Text};
use crate::form::parse::quoted;
use crate::form::{Fault, Leaf};

/// A DNS-1123 subdomain: the name of most Kubernetes objects, and the domain of a cluster.
///
/// Labels of lower-case letters, digits and hyphens, joined by dots, at most 253 characters in all; a single label has
/// no limit of its own. Source: `IsDNS1123Subdomain` of `apimachinery/pkg/util/validation/validation.go`,
/// Kubernetes 1.37.
pub type DnsSubdomain = Text<DnsSubdomainRule>;

/// The rule of [`DnsSubdomain`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DnsSubdomainRule;

const LONGEST: usize = 253;

impl Rule for DnsSubdomainRule {
    const NAME: &'static str = "dnsSubdomain";
    const EXPECTS: &'static str = "lower-case letters, digits, hyphens and dots, at most 253";
    const PATTERN: Option<&'static str> =
        Some(r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$");
    const MISSING: Option<&'static str> = Some("The name");

    fn check(text: &str) -> Result<(), Fault> {
        let shown = quoted(text);
        if text.len() > LONGEST {
            let length = text.chars().count();
            let message = format!("{shown} has {length} characters; at most {LONGEST} fit here.");
            Err(Fault::new("dns-subdomain.length", message))
        } else if !text.chars().all(|c| is_of_label(c) || c == '.') {
            let message =
                format!("{shown} may hold only lower-case letters, digits, hyphens and dots.");
            Err(Fault::new("dns-subdomain.characters", message))
        } else if !text.split('.').all(has_firm_ends) {
            let message = format!(
                "Each part of {shown} between the dots must begin and end with a letter or digit."
            );
            Err(Fault::new("dns-subdomain.ends", message))
        } else {
            Ok(())
        }
    }

    fn nearest(text: &str) -> Vec<String> {
        let labels: Vec<String> = text.split('.').filter_map(nearest_label).collect();
        let joined = labels.join(".");
        let cut = &joined[..joined.len().min(LONGEST)];
        vec![cut.trim_end_matches(['.', '-']).to_owned()]
    }
}

fn nearest_label(text: &str) -> Option<String> {
    match DnsLabel::parse(text) {
        Ok(label) => Some(label.print()),
        Err(fault) => fault.suggestion,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_the_api_server_refuses_is_refused_with_the_rule_it_breaks() {
        let long = format!("{}.{}", "a".repeat(200), "b".repeat(60));
        refuses::<DnsSubdomain>(&[
            ("", "required", None),
            (
                "Cluster.Local",
                "dns-subdomain.characters",
                Some("cluster.local"),
            ),
            (
                "my app.local",
                "dns-subdomain.characters",
                Some("my-app.local"),
            ),
            (
                "cluster.local.",
                "dns-subdomain.ends",
                Some("cluster.local"),
            ),
            ("a..b", "dns-subdomain.ends", Some("a.b")),
            ("a.-b", "dns-subdomain.ends", Some("a.b")),
            (".", "dns-subdomain.ends", None),
        ]);
        assert_eq!(
            DnsSubdomain::parse(&long).unwrap_err().code,
            "dns-subdomain.length"
        );
        accepts::<DnsSubdomain>(&["a", "cluster.local", "1.2", &"a".repeat(253)]);
    }
}
