//! Fields of which exactly one may be set, values that may stand only once, and values that must be there.

use super::findings::Findings;
use super::node::Node;
use super::rule::rules;
use super::walk::REQUIRED;

rules! {
    DUPLICATE Refused "kube.value.duplicate"
        "{} stands here for the second time"
        "field.Duplicate in the validation of each kind";
    SECOND Refused "kube.union.second"
        "{} may not be set beside another of its kind: only one counts"
        "core validateVolumeSource, validateHandler, ValidatePersistentVolumeSpec";
}

impl Findings<'_> {
    /// Something must be set here; the text says what.
    #[inline(never)]
    pub(super) fn required(&mut self, node: &Node, what: &str) {
        self.say(&REQUIRED, node, what);
    }

    /// Something must be set here if nothing is; the text says what.
    pub(super) fn required_if_unset(&mut self, node: &Node, what: &str) {
        if node.len() == 0 && node.text().is_empty() {
            self.required(node, what);
        }
    }
}

/// Checks that exactly one of some fields is set; the API server names the second, or the whole where there is none.
pub(super) fn exactly_one(cx: &mut Findings, node: &Node, names: &[&'static str], what: &str) {
    if at_most_one(cx, node, names) == 0 {
        cx.required(node, what);
    }
}

/// Checks that no two of some fields are set, and counts them.
pub(super) fn at_most_one(cx: &mut Findings, node: &Node, names: &[&'static str]) -> usize {
    let mut set = 0;
    for name in names {
        let child = node.get(name);
        if child.is_set() {
            set += 1;
            if set > 1 {
                cx.say(&SECOND, &child, name);
            }
        }
    }
    set
}

/// Texts that may stand only once.
#[derive(Default)]
pub(super) struct Once<'t>(Vec<&'t str>);

impl<'t> Once<'t> {
    /// Whether the text is new; it is remembered.
    #[inline(never)]
    pub(super) fn is_new(&mut self, text: &'t str) -> bool {
        let new = !self.0.contains(&text);
        if new {
            self.0.push(text);
        }
        new
    }
}
