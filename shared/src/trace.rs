//! Which answer made which part of an object.
//!
//! Everything from draft to tree is a pure function, so an answer's work shows when it alone is changed to another valid
//! value and the two trees are compared.

use crate::catalog::Product;
use crate::form::{Draft, Pointer};
use crate::issue::Issues;
use crate::kube::object::Object;
use crate::render::tree::Tree;

/// The answer that makes the value at `field` of an object of a draft without errors, or the root where none does.
///
/// `field` is in the API server's notation, such as `spec.template.spec.containers[0].image`.
pub fn cause(product: &Product, draft: &Draft, object: &Object, field: &str) -> Pointer {
    let before = value(object.tree(), field);
    let made_by = |at: &Pointer, text: &str| {
        let mut varied = draft.clone();
        varied.set(at.clone(), text);
        let objects = product
            .deploy(&varied, &mut Issues::default())
            .map(|deployment| deployment.objects);
        objects.is_some_and(|objects| {
            twin(&objects, object).and_then(|twin| value(twin.tree(), field)) != before
        })
    };
    let schema = product.schema();
    let answers = schema
        .answers(draft)
        .into_iter()
        .filter(|answer| !answer.leaf.kind.is_secret());
    answers
        .filter_map(|answer| {
            let text = draft.text(&answer.at).unwrap_or(&answer.leaf.default);
            Some((answer.at.clone(), (answer.leaf.kind.vary)(text)?))
        })
        .find(|(at, text)| made_by(at, text))
        .map_or_else(Pointer::root, |(at, _)| at)
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
    fn the_image_of_a_container_is_led_back_to_an_answer() {
        let product = crate::catalog::PRODUCTS.first().unwrap();
        let draft = crate::form::draft::tests::with_secrets(product);
        let deployment = product.deploy(&draft, &mut Issues::default()).unwrap();
        let set = deployment
            .objects
            .iter()
            .find(|object| object.kind() == "StatefulSet")
            .unwrap();
        let image = cause(
            product,
            &draft,
            set,
            "spec.template.spec.containers[0].image",
        );
        assert_eq!(image.as_str(), "/image/repository");
        assert_eq!(
            cause(product, &draft, set, "spec.serviceName").as_str(),
            "/name"
        );
        assert_eq!(cause(product, &draft, set, "kind"), Pointer::root());
    }
}
