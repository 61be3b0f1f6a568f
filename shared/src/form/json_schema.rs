//! The JSON Schema (draft-07) of a product's answers file, for editors and for checks of others.
//!
//! It accepts what [`answers::print`] writes of a draft without errors, and refuses what the
//! types of the answers alone show to be wrong. What only the whole shows is left to Drydock itself.

use serde_json::{Map, Value, json};

use super::{Field, Input, LeafNode, Node, Variant, answers, parse};
use crate::catalog::Product;

/// The schema of the answers file of a product.
pub fn of_product(product: &Product) -> Value {
    let mut schema = node(&product.schema());
    if let Some(properties) = member(&mut schema, "properties") {
        let version = answers::VERSION.parse::<i64>().unwrap_or_default();
        properties.insert("drydock".to_owned(), json!({ "const": version }));
        properties.insert("product".to_owned(), json!({ "const": product.id }));
    }
    if let Value::Object(members) = &mut schema {
        members.insert(
            "$schema".to_owned(),
            "http://json-schema.org/draft-07/schema#".into(),
        );
        members.insert(
            "title".to_owned(),
            format!("Answers for {}", product.title).into(),
        );
        members.insert("description".to_owned(), product.summary.into());
        members.insert("required".to_owned(), json!(["drydock", "product"]));
    }
    schema
}

fn member<'a>(schema: &'a mut Value, name: &str) -> Option<&'a mut Map<String, Value>> {
    schema.get_mut(name)?.as_object_mut()
}

fn node(form: &Node) -> Value {
    match form {
        Node::Leaf(leaf) => with_default(leaf_schema(leaf), leaf),
        Node::Group(fields) => group(fields),
        Node::Choice { variants, default } => {
            let alternatives: Vec<_> = variants.iter().flat_map(variant).collect();
            json!({ "oneOf": alternatives, "default": default })
        }
        Node::Switch { body, default } => {
            json!({ "anyOf": [{ "type": "boolean" }, node(body)], "default": default })
        }
        Node::List { row, bounds, .. } => json!({
            "type": "array",
            "items": node(row),
            "minItems": bounds.0,
            "maxItems": bounds.1,
        }),
    }
}

/// A group without its secrets, which no answers file holds.
fn group(fields: &[Field]) -> Value {
    let properties: Map<_, _> = fields
        .iter()
        .filter(|field| !matches!(&field.node, Node::Leaf(leaf) if leaf.kind.is_secret()))
        .map(|field| (field.name.to_owned(), described(field)))
        .collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn described(field: &Field) -> Value {
    let mut schema = node(&field.node);
    if let Value::Object(members) = &mut schema {
        members.insert("title".to_owned(), field.label.into());
        members.insert("description".to_owned(), description(field).into());
        if !field.example.is_empty() {
            members.insert("examples".to_owned(), json!([field.example]));
        }
    }
    schema
}

fn description(field: &Field) -> String {
    if field.unit.is_empty() {
        field.help.to_owned()
    } else {
        format!("{} Unit: {}.", field.help, field.unit)
    }
}

/// The tag, and where the variant asks something the tag above the answers.
fn variant(variant: &Variant) -> Vec<Value> {
    let tag = json!({ "const": variant.tag, "title": variant.label, "description": variant.help });
    let below = variant.body.as_ref().map(|body| {
        json!({
            "type": "object",
            "title": variant.label,
            "description": variant.help,
            "properties": { variant.tag: node(body) },
            "required": [variant.tag],
            "additionalProperties": false,
        })
    });
    [Some(tag), below].into_iter().flatten().collect()
}

fn leaf_schema(leaf: &LeafNode) -> Value {
    let schema = match leaf.kind.input {
        Input::Number { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Input::Toggle => json!({ "type": "boolean" }),
        Input::Line | Input::Secret { .. } => text(leaf, parse::LONGEST_LINE),
        Input::Lines => text(leaf, parse::LONGEST_TEXT),
    };
    let constrained = schema.get("type") != Some(&json!("string")) || leaf.kind.pattern.is_some();
    if constrained && (leaf.kind.check)("").is_none() {
        return json!({ "anyOf": [{ "const": "" }, schema] });
    }
    schema
}

fn text(leaf: &LeafNode, longest: usize) -> Value {
    let mut schema = json!({ "type": "string", "maxLength": longest });
    if let (Value::Object(members), Some(pattern)) = (&mut schema, leaf.kind.pattern) {
        members.insert("pattern".to_owned(), pattern.into());
    }
    schema
}

/// The schema with the answer given beforehand, unless that is none.
fn with_default(mut schema: Value, leaf: &LeafNode) -> Value {
    let default = match leaf.kind.input {
        Input::Number { .. } => leaf.default.parse::<i64>().ok().map(Value::from),
        Input::Toggle => leaf.default.parse::<bool>().ok().map(Value::from),
        _ => Some(Value::from(leaf.default.as_str())),
    };
    let given = default.filter(|_| (leaf.kind.check)(&leaf.default).is_none());
    if let (Value::Object(members), Some(default)) = (&mut schema, given) {
        members.insert("default".to_owned(), default);
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::PRODUCTS;
    use crate::form::answers;
    use crate::form::ship::SHIP;

    fn yaml(text: &str) -> Value {
        serde_yaml_ng::from_str(text).unwrap()
    }

    #[test]
    fn every_schema_is_one_of_draft_07_and_accepts_the_answers_of_every_preset() {
        for product in PRODUCTS {
            let schema = of_product(product);
            jsonschema::draft7::meta::validate(&schema).unwrap();
            let validator = jsonschema::draft7::new(&schema).unwrap();
            for preset in product.presets() {
                let text = answers::print(product, &preset.answers);
                let errors: Vec<_> = validator
                    .iter_errors(&yaml(&text))
                    .map(|error| error.to_string())
                    .collect();
                assert_eq!(errors, Vec::<String>::new(), "{text}");
            }
        }
    }

    #[test]
    fn what_the_types_show_to_be_wrong_is_refused() {
        let valid = jsonschema::draft7::new(&of_product(SHIP)).unwrap();
        for (rest, accepted) in [
            ("", true),
            ("decks: 3", true),
            ("decks: many", false),
            ("decks: -1", false),
            ("deck: 3", false),
            ("name: x", true),
            ("name: -x-", false),
            ("name: ''", false),
            ("mascot: ''", true),
            ("flagged: yes please", false),
            ("safe: open", false),
            ("sail: true", true),
            ("sail: {masts: 3}", true),
            ("sail: {masts: 99}", false),
            ("port: {cargo: oil}", true),
            ("port: {cargo: tea}", false),
            ("port: {cargo: {oil: {product: tar}}}", true),
            ("port: {cargo: {oil: {valve: open}}}", false),
            ("port: {cargo: {oil: {}, sealed: {}}}", false),
            ("port: {crew: [{name: a}, {}]}", true),
            ("port: {crew: {name: a}}", false),
        ] {
            let answers = yaml(&format!("drydock: 1\nproduct: ship\n{rest}\n"));
            assert_eq!(valid.is_valid(&answers), accepted, "{rest}");
        }
        for header in [
            "drydock: 2\nproduct: ship",
            "product: ship",
            "drydock: 1\nproduct: boat",
        ] {
            assert!(!valid.is_valid(&yaml(header)), "{header}");
        }
    }
}
