//! The walk over an object along the table of fields: unknown fields, wrong types, missing and unfit values.

use super::findings::{Findings, quoted};
use super::formats;
use super::node::Node;
use super::parts;
use super::quantity::Milli;
use super::rule::rules;
use super::schema::{Field, Shape, Type};
use super::text::is_base64;
use crate::render::tree::{Tree, digits};

rules! {
    UNKNOWN Refused "kube.field.unknown"
        "There is no field {} here"
        "strict decoding, apimachinery/pkg/runtime/serializer/json/json.go";
    NEWER Refused "kube.field.newer"
        "The field {} of this cluster's version is not there yet"
        "the OpenAPI documents of Kubernetes 1.33 to 1.37";
    TYPE Refused "kube.field.type"
        "{}"
        "decoding into the types of k8s.io/api";
    QUANTITY Refused "kube.format.quantity"
        "{} is no quantity: a number with one of the suffixes m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei"
        "apimachinery/pkg/api/resource/quantity.go ParseQuantity";
    BASE64 Refused "kube.format.base64"
        "The value is not base64"
        "decoding of []byte";
    TIME Refused "kube.format.time"
        "{} is no time such as 2026-01-31T12:00:00Z"
        "apimachinery/pkg/apis/meta/v1/time.go UnmarshalJSON";
    REQUIRED Refused "kube.value.required"
        "{}"
        "field.Required in the validation of each kind";
    CHOICE Refused "kube.value.choice"
        "{}"
        "field.NotSupported in the validation of each kind";
}

/// The rules that break decoding; where one is hit, the API server looks no further.
pub(super) const DECODING: [&str; 5] = [
    "kube.field.type",
    "kube.format.quantity",
    "kube.format.base64",
    "kube.format.time",
    "kube.object.kind",
];

/// Checks a value that the table has a type for.
pub(super) fn part(cx: &mut Findings, of: &str, node: &Node) {
    let schema = cx.schema;
    let Some(of) = schema.part(of) else { return };
    fields(cx, of, node);
    parts::check(cx, of.name, node);
}

/// Checks the fields of a value against those of a type.
pub(super) fn fields(cx: &mut Findings, of: &Type, node: &Node) {
    if !is_map(cx, node) {
        return;
    }
    let known = of.fields();
    for (name, child) in node.fields() {
        match known.iter().find(|field| field.name == name) {
            None => cx.say(&UNKNOWN, &child, name),
            Some(field) if field.since > cx.minor.0 => {
                cx.say(
                    &NEWER,
                    &child,
                    &format!(
                        "{name} exists from Kubernetes 1.{} on; a field",
                        field.since
                    ),
                );
            }
            Some(field) => value(cx, field, &child),
        }
    }
    for field in known {
        let child = node.get(field.name);
        if field.required && is_zero(&child) {
            cx.say(&REQUIRED, &child, &format!("{} must be set", field.name));
        } else if !child.is_set() && !field.pointer && is_part(field) {
            part(cx, field.of, &child);
        }
    }
}

/// Whether the field holds one value of a type of the table.
fn is_part(field: &Field) -> bool {
    field.shape == Shape::One
        && field.of.starts_with(|c: char| c.is_ascii_uppercase())
        && !field.of.contains('|')
}

/// Whether a required value is missing: absent, empty or 0.
fn is_zero(node: &Node) -> bool {
    match node.tree() {
        None => true,
        Some(Tree::Text(text)) => text.is_empty(),
        Some(Tree::Number(number)) => number.as_i64() == Some(0),
        Some(Tree::List(items)) => items.is_empty(),
        _ => false,
    }
}

fn is_map(cx: &mut Findings, node: &Node) -> bool {
    let good = matches!(node.tree(), None | Some(Tree::Map(_)));
    if !good {
        wrong_type(cx, node, "a map");
    }
    good
}

fn wrong_type(cx: &mut Findings, node: &Node, wanted: &str) {
    let found = match node.tree() {
        None => return,
        Some(Tree::Null) => "nothing",
        Some(Tree::Bool(_)) => "true or false",
        Some(Tree::Number(_)) => "a number",
        Some(Tree::Text(_)) => "a text",
        Some(Tree::List(_)) => "a list",
        Some(Tree::Map(_)) => "a map",
    };
    cx.say(
        &TYPE,
        node,
        &format!("Here stands {found} where {wanted} belongs"),
    );
}

fn value(cx: &mut Findings, field: &Field, node: &Node) {
    match (field.shape, node.tree()) {
        (_, None) => {}
        (Shape::One, _) => scalar(cx, field, node),
        (Shape::List, Some(Tree::List(_))) => {
            for item in node.items() {
                scalar(cx, field, &item);
            }
        }
        (Shape::Map, Some(Tree::Map(_))) => {
            for (_, child) in node.keys() {
                scalar(cx, field, &child);
            }
            if field.format == "labels" {
                formats::labels(cx, node, node);
            }
        }
        (Shape::List, _) => wrong_type(cx, node, "a list"),
        (Shape::Map, _) => wrong_type(cx, node, "a map"),
    }
}

fn scalar(cx: &mut Findings, field: &Field, node: &Node) {
    match field.of {
        "any" => {}
        "text" => text(cx, field, node),
        "int" | "long" => int(cx, field, node),
        "bool" => expect(
            cx,
            node,
            matches!(node.tree(), None | Some(Tree::Bool(_))),
            "true or false",
        ),
        "intOrString" => int_or_text(cx, field, node),
        "quantity" => quantity(cx, node),
        "bytes" => bytes(cx, node),
        "time" => time(cx, node),
        choices if choices.contains('|') => choice(cx, field, node),
        of => part(cx, of, node),
    }
}

fn expect(cx: &mut Findings, node: &Node, good: bool, wanted: &str) {
    if !good {
        wrong_type(cx, node, wanted);
    }
}

fn text(cx: &mut Findings, field: &Field, node: &Node) {
    match node.tree() {
        None => {}
        Some(Tree::Text(text))
            if text.is_empty()
                && (field.required || !field.pointer)
                && field.shape == Shape::One => {}
        Some(Tree::Text(_)) => formats::text(cx, field.format, node),
        Some(_) => wrong_type(cx, node, "a text"),
    }
}

fn int(cx: &mut Findings, field: &Field, node: &Node) {
    match node.tree() {
        None => {}
        Some(Tree::Number(number)) => match number.as_i64() {
            Some(value) if field.of == "long" || i32::try_from(value).is_ok() => {
                if value != 0 || field.pointer || field.format.contains("..") && !field.required {
                    formats::int(cx, field.format, node);
                }
            }
            _ => wrong_type(cx, node, "a whole number of this size"),
        },
        Some(_) => wrong_type(cx, node, "a whole number"),
    }
}

fn int_or_text(cx: &mut Findings, field: &Field, node: &Node) {
    match node.tree() {
        Some(Tree::Number(_)) => int(cx, field, node),
        Some(Tree::Text(_)) | None => text(cx, field, node),
        Some(_) => wrong_type(cx, node, "a whole number or a text"),
    }
}

fn quantity(cx: &mut Findings, node: &Node) {
    if matches!(node.tree(), Some(Tree::Text(_) | Tree::Number(_))) {
        cx.hit_if(read_quantity(node).is_none(), &QUANTITY, node);
    } else {
        wrong_type(cx, node, "a quantity");
    }
}

/// The quantity that stands here, as a text or a number.
pub(super) fn read_quantity(node: &Node) -> Option<Milli> {
    match node.tree()? {
        Tree::Text(text) => Milli::parse(text),
        Tree::Number(number) => Milli::parse(&digits(number)),
        _ => None,
    }
}

fn bytes(cx: &mut Findings, node: &Node) {
    match node.tree() {
        None => {}
        Some(Tree::Text(text)) if is_base64(text) => {}
        Some(Tree::Text(_)) => cx.say(&BASE64, node, ""),
        Some(_) => wrong_type(cx, node, "a base64 text"),
    }
}

fn time(cx: &mut Findings, node: &Node) {
    match node.tree() {
        None => {}
        Some(Tree::Text(text)) => {
            let shape = "0000-00-00T00:00:00";
            let good = text.len() > shape.len()
                && text.bytes().zip(shape.bytes()).all(|(c, s)| {
                    if s == b'0' {
                        c.is_ascii_digit()
                    } else {
                        c == s
                    }
                });
            cx.hit_if(!good, &TIME, node);
        }
        Some(_) => wrong_type(cx, node, "a time"),
    }
}

fn choice(cx: &mut Findings, field: &Field, node: &Node) {
    match node.tree() {
        None => {}
        Some(Tree::Text(text))
            if text.is_empty() && !field.pointer && field.shape == Shape::One => {}
        Some(Tree::Text(text)) => one_of(cx, field.of, text, node, node),
        Some(_) => wrong_type(cx, node, "a text"),
    }
}

/// Checks that a text is one of those between the bars.
pub(super) fn one_of(cx: &mut Findings, choices: &str, text: &str, node: &Node, named: &Node) {
    if !choices.split('|').any(|choice| choice == text) {
        let known = choices.trim_start_matches('|').replace('|', ", ");
        let value = quoted(text);
        cx.say_as(&CHOICE, node, named, &format!("{value} is none of {known}"));
    }
}
