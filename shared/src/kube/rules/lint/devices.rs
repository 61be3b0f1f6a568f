//! Claims of devices.

use crate::kube::rules::findings::{Findings, quoted};
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;
use crate::kube::rules::unions::DUPLICATE;

rules! {
    CLAIM Refused "kube.resources.claim"
        "{} is none of the pod's resourceClaims"
        "core validateResourceClaimNames";
}

/// The claims of a container must be the pod's.
pub(super) fn claims(cx: &mut Findings, resources: &Node, of_pod: &Node) {
    // The gate DynamicResourceAllocation is on by default from 1.34 on; before, the field is dropped unseen.
    if cx.minor.0 < 34 {
        return;
    }
    let list = resources.get("claims");
    for (at, claim) in list.items().enumerate() {
        let name = claim.text_of("name");
        let request = claim.text_of("request");
        let before = list.items().take(at);
        let mut same = before.filter(|other| other.text_of("name") == name);
        if name.is_empty() {
            cx.required(&claim, "name must be set");
            continue;
        }
        let twice = same.any(|other| {
            let other = other.text_of("request");
            other == request || other.is_empty() || request.is_empty()
        });
        if twice {
            cx.say(&DUPLICATE, &claim, &quoted(name));
        }
        if !of_pod.items().any(|claim| claim.text_of("name") == name) {
            cx.say(&CLAIM, &claim, &quoted(name));
        }
    }
}
