//! Which answer made which part of an object.
//!
//! Everything from draft to tree is a pure function, so an answer's work shows when it alone is changed to another valid
//! value and the two trees are compared.

use crate::catalog::Product;
use crate::form::{Draft, Node, Pointer};
use crate::issue::Issues;
use crate::kube::object::Object;
use crate::render::tree::Tree;

/// A place in one of several objects.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The position of the object.
    pub object: usize,
    /// The path in it, in the API server's notation, such as `spec.template.spec.containers[0].image`.
    pub field: &'a str,
}

/// The answer that makes the value at a place in the objects of a draft, or the root where none does.
///
/// Of several answers it is one whose text shows there, and of those the one that makes the least else: the name of a
/// deployment is in everything.
pub fn cause(product: &Product, draft: &Draft, objects: &[Object], place: Place<'_>) -> Pointer {
    let object = &objects[place.object];
    let before = value(object.tree(), place.field);
    let schema = product.schema();
    let variations = variations(&schema, draft);
    let changes = |variation: &Variation| {
        let mut varied = draft.clone();
        varied.set(variation.at.clone(), &variation.text);
        let after = product.deploy(&varied, &mut Issues::default())?.objects;
        let changed = twin(&after, object).and_then(|twin| value(twin.tree(), place.field));
        (changed != before).then(|| differences(objects, &after))
    };
    let shown = before.and_then(Tree::text).unwrap_or_default();
    let verbatim = |variation: &&Variation| !shown.is_empty() && variation.now == shown;
    let mut verbatim = variations.iter().filter(verbatim);
    if let Some(variation) = verbatim.find(|variation| changes(variation).is_some()) {
        return variation.at.clone();
    }
    let made_by = variations.iter().filter_map(|variation| {
        let is_part = !variation.now.is_empty() && shown.contains(&variation.now);
        Some(((!is_part, changes(variation)?), &variation.at))
    });
    made_by
        .min_by_key(|(rank, _)| *rank)
        .map_or_else(Pointer::root, |(_, at)| at.clone())
}

/// An answer with the text that stands there and another that could.
struct Variation {
    at: Pointer,
    now: String,
    text: String,
}

/// Every answer that counts, varied; choices and switches once for each other possibility.
fn variations(schema: &Node, draft: &Draft) -> Vec<Variation> {
    let mut found = Vec::new();
    let mut open = vec![(Pointer::root(), schema)];
    while let Some((at, node)) = open.pop() {
        let (now, texts) = alternatives(node, draft, &at);
        found.extend(texts.into_iter().map(|text| Variation {
            at: at.clone(),
            now: now.clone(),
            text,
        }));
        open.extend(node.within(draft, &at).into_iter().rev());
    }
    found
}

/// The text of a part of the form, and the others that could stand there.
fn alternatives(node: &Node, draft: &Draft, at: &Pointer) -> (String, Vec<String>) {
    match node {
        Node::Leaf(leaf) if !leaf.kind.is_secret() => {
            let now = draft.text(at).unwrap_or(&leaf.default);
            (now.to_owned(), (leaf.kind.vary)(now).into_iter().collect())
        }
        Node::Choice { variants, .. } => {
            let now = node.chosen(draft, at);
            let others = variants
                .iter()
                .map(|variant| variant.tag)
                .filter(|tag| *tag != now);
            (now.to_owned(), others.map(str::to_owned).collect())
        }
        Node::Switch { .. } => {
            let on = node.is_on(draft, at);
            (on.to_string(), vec![(!on).to_string()])
        }
        Node::Leaf(_) | Node::Group(_) | Node::List { .. } => (String::new(), Vec::new()),
    }
}

/// How much a whole object counts among the values that differ.
const OBJECT: usize = 100;

/// How many values differ between two sets of objects.
fn differences(before: &[Object], after: &[Object]) -> usize {
    let changes =
        |object| twin(after, object).map_or(OBJECT, |twin| unlike(object.tree(), twin.tree()));
    before.iter().map(changes).sum::<usize>() + OBJECT * before.len().abs_diff(after.len())
}

fn unlike(a: &Tree, b: &Tree) -> usize {
    match (a, b) {
        (Tree::Map(before), Tree::Map(after)) => {
            let added = after
                .iter()
                .filter(|entry| a.get(&entry.key).is_none())
                .count();
            let changed = before.iter().map(|entry| {
                b.get(&entry.key)
                    .map_or(1, |value| unlike(&entry.value, value))
            });
            added + changed.sum::<usize>()
        }
        (Tree::List(before), Tree::List(after)) => {
            let changed = before
                .iter()
                .zip(after)
                .map(|(a, b)| unlike(a, b))
                .sum::<usize>();
            changed + before.len().abs_diff(after.len())
        }
        _ => usize::from(a != b),
    }
}

/// The object of the same kind and name; failing that, the only one of the same kind, whose name then changed.
fn twin<'a>(objects: &'a [Object], object: &Object) -> Option<&'a Object> {
    let mut same_kind = objects.iter().filter(|other| other.kind() == object.kind());
    let named = same_kind
        .clone()
        .find(|other| other.name() == object.name());
    named.or_else(|| same_kind.next().filter(|_| same_kind.next().is_none()))
}

/// The value at the end of a path of names and `[index]` or `[key]`.
fn value<'a>(tree: &'a Tree, field: &str) -> Option<&'a Tree> {
    steps(field)
        .into_iter()
        .try_fold(tree, |tree, step| match tree {
            Tree::List(items) => items.get(step.parse::<usize>().ok()?),
            _ => tree.get(step),
        })
}

/// `a.b[0].c[x.y/z]` as `a`, `b`, `0`, `c`, `x.y/z`.
fn steps(field: &str) -> Vec<&str> {
    let mut steps = Vec::new();
    let mut rest = field;
    while !rest.is_empty() {
        let (step, after) = match rest.strip_prefix('[') {
            Some(inner) => inner.split_once(']').unwrap_or((inner, "")),
            None => rest.split_at(rest.find(['.', '[']).unwrap_or(rest.len())),
        };
        steps.push(step);
        rest = after.strip_prefix('.').unwrap_or(after);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_the_api_server_is_taken_apart_at_dots_and_brackets() {
        assert_eq!(steps("spec.ports[0].port"), ["spec", "ports", "0", "port"]);
        assert_eq!(steps("data[a.b/c].x"), ["data", "a.b/c", "x"]);
    }

    #[test]
    fn a_value_is_led_back_to_the_answer_that_makes_it_and_little_else() {
        let product = crate::catalog::PRODUCTS.first().unwrap();
        let draft = crate::form::draft::tests::with_secrets(product);
        let deployment = product.deploy(&draft, &mut Issues::default()).unwrap();
        let object = deployment
            .objects
            .iter()
            .position(|object| object.kind() == "StatefulSet")
            .unwrap();
        for (field, at) in [
            (
                "spec.template.spec.containers[0].image",
                "/image/repository",
            ),
            ("spec.serviceName", "/name"),
            ("spec.replicas", "/servers/cluster/replicas"),
            ("spec.template.spec.affinity", "/availability/spread"),
            ("kind", ""),
        ] {
            let place = Place { object, field };
            assert_eq!(
                cause(product, &draft, &deployment.objects, place).as_str(),
                at,
                "{field}"
            );
        }
    }
}
