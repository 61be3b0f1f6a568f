//! The hits that a check collects.

use super::node::Node;
use super::rule::{Rule, Verdict};
use super::schema::Schema;
use super::walk::DECODING;
use crate::issue::Severity;
use crate::kube::object::Object;
use crate::render::tree::{Tree, digits};
use crate::site::Minor;

/// A rule that an object breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The position of the object among those that were checked.
    pub object: usize,
    /// The place in the API server's notation, such as `spec.template.spec.containers[0].image`.
    ///
    /// The API server misspells a few, `spec.LoadBalancerSourceRanges` for one; [`pointer`](Self::pointer) never does.
    pub field: String,
    /// The place as a JSON Pointer (RFC 6901) into the object.
    pub pointer: String,
    /// What becomes of the object.
    pub verdict: Verdict,
    /// How bad that is.
    pub severity: Severity,
    /// The stable name of the rule, such as `kube.format.dns-label`.
    pub code: &'static str,
    /// One sentence: what is wrong, with the value, and what happens.
    pub message: String,
    /// Where the rule comes from.
    pub source: &'static str,
}

/// What a check knows and has found.
pub(super) struct Findings<'s> {
    /// The minor version of the API server.
    pub(super) minor: Minor,
    /// The fields of every kind.
    pub(super) schema: &'s Schema,
    /// The position of the object that is being checked.
    object: usize,
    /// Its first hit.
    first: usize,
    /// Its kind.
    pub(super) kind: String,
    /// Its name.
    pub(super) name: String,
    /// For a StatefulSet, the names of its claims, which its pods have as volumes.
    pub(super) claims: Vec<String>,
    /// What was found so far.
    pub(super) hits: Vec<Hit>,
}

impl<'s> Findings<'s> {
    /// Nothing yet.
    pub(super) fn new(schema: &'s Schema, minor: Minor) -> Self {
        Self {
            minor,
            schema,
            object: 0,
            first: 0,
            kind: String::new(),
            name: String::new(),
            claims: Vec::new(),
            hits: Vec::new(),
        }
    }

    /// Turns to an object.
    pub(super) fn begin(&mut self, index: usize, object: &Object) {
        self.object = index;
        self.first = self.hits.len();
        object.kind().clone_into(&mut self.kind);
        object.name().clone_into(&mut self.name);
        self.claims.clear();
        let root = Node::root(object.tree());
        let spec = root.get("spec");
        if object.kind() == "StatefulSet" {
            for claim in spec.get("volumeClaimTemplates").items() {
                self.claims
                    .push(claim.get("metadata").text_of("name").to_owned());
            }
        }
    }

    /// Names the volumes of a StatefulSet's pods as the API server does, which puts those of the claims first and
    /// leaves out those that they replace (`ValidateStatefulSetSpec`).
    pub(super) fn shift_volumes(&mut self, volumes: &Node) {
        const PREFIX: &str = "/spec/template/spec/volumes/";
        let mut next = self.claims.len();
        let mut numbers = Vec::new();
        for volume in volumes.items() {
            let name = volume.text_of("name");
            let replaced = self.claims.iter().any(|claim| claim == name);
            numbers.push((!replaced).then_some(next));
            next += usize::from(!replaced);
        }
        let named = volumes.field();
        let first = self.first;
        let mut position = 0;
        self.hits.retain_mut(|hit| {
            position += 1;
            let inside = hit
                .pointer
                .strip_prefix(PREFIX)
                .filter(|_| position > first);
            let Some(index) = inside.and_then(|rest| rest.split('/').next()?.parse::<usize>().ok())
            else {
                return true;
            };
            let Some(Some(number)) = numbers.get(index) else {
                return false;
            };
            if let Some(rest) = hit.field.strip_prefix(&format!("{named}[{index}]")) {
                hit.field = format!("{named}[{number}]{rest}");
            }
            true
        });
    }

    /// Is done with an object: where it cannot even be decoded, the API server looks at nothing else.
    pub(super) fn end(&mut self) {
        let undecoded = |hit: &Hit| DECODING.contains(&hit.code);
        if self.hits[self.first..].iter().any(undecoded) {
            let mut position = 0;
            let first = self.first;
            self.hits.retain(|hit| {
                position += 1;
                position <= first || undecoded(hit) || UNKNOWN.contains(&hit.code)
            });
        }
    }

    /// Whether a rule was broken at or inside a place of the object, so that the API server refuses it.
    pub(super) fn refuses_within(&self, pointer: &str) -> bool {
        self.hits[self.first..].iter().any(|hit| {
            let rest = hit.pointer.strip_prefix(pointer);
            hit.verdict == Verdict::Refused
                && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// The value here breaks a rule.
    #[inline(never)]
    pub(super) fn hit(&mut self, rule: &'static Rule, node: &Node) {
        self.push(rule, node, node, &shown(node.tree()));
    }

    /// The value here breaks a rule, if it does.
    #[inline(never)]
    pub(super) fn hit_if(&mut self, broken: bool, rule: &'static Rule, node: &Node) {
        if broken {
            self.hit(rule, node);
        }
    }

    /// Something here breaks a rule, which is shown instead of the value.
    #[inline(never)]
    pub(super) fn say(&mut self, rule: &'static Rule, node: &Node, value: &str) {
        self.push(rule, node, node, value);
    }

    /// The value here breaks a rule, and the API server names another place.
    #[inline(never)]
    pub(super) fn hit_as(&mut self, rule: &'static Rule, node: &Node, named: &Node) {
        self.push(rule, node, named, &shown(node.tree()));
    }

    /// Something here breaks a rule, which is shown instead of the value, and the API server names another place.
    #[inline(never)]
    pub(super) fn say_as(&mut self, rule: &'static Rule, node: &Node, named: &Node, value: &str) {
        self.push(rule, node, named, value);
    }

    fn push(&mut self, rule: &'static Rule, node: &Node, named: &Node, value: &str) {
        self.hits.push(Hit {
            object: self.object,
            field: named.field(),
            pointer: node.pointer(),
            verdict: rule.verdict,
            severity: rule.verdict.severity(),
            code: rule.code,
            message: rule.sentence(value),
            source: rule.source,
        });
    }
}

/// The rules that a strict request adds to those of decoding.
const UNKNOWN: [&str; 2] = ["kube.field.unknown", "kube.field.newer"];

const LONGEST: usize = 80;

/// A value as a sentence shows it; long texts are cut.
fn shown(tree: Option<&Tree>) -> String {
    match tree {
        None => "Nothing".to_owned(),
        Some(Tree::Text(text)) => quoted(text),
        Some(Tree::Number(number)) => digits(number),
        Some(Tree::Bool(value)) => value.to_string(),
        Some(_) => "This".to_owned(),
    }
}

/// A text in quotes, cut where it is long.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("\"{}…\"", &text[..end]),
        None => format!("\"{text}\""),
    }
}
