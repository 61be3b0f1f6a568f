//! The rest of the rules, left out.

use super::findings::Findings;
use super::ip::Range;
use super::node::Node;
use super::rule::Rule;
use crate::site::Minor;

/// No types.
pub(super) const FIELDS: &str = "";

/// No rules.
pub(super) static ALL: [&[&Rule]; 0] = [];

/// Checks nothing.
pub(super) fn part(_cx: &mut Findings, _name: &str, _node: &Node) {}

/// Checks nothing.
pub(super) fn object(_cx: &mut Findings, _kind: &str, _node: &Node) {}

/// Takes every version for one that the API server has.
pub(super) fn version(_cx: &mut Findings, _root: &Node) -> bool {
    true
}

/// Takes every text for right.
pub(super) fn broken(_format: &str, _text: &str, _minor: Minor) -> Option<&'static Rule> {
    None
}

/// Warns of nothing.
pub(super) fn address(_cx: &mut Findings, _node: &Node, _named: &Node) {}

/// Warns of nothing.
pub(super) fn range(_cx: &mut Findings, _range: Range, _node: &Node, _named: &Node) {}
