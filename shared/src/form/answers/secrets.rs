//! The file of secrets: shaped as the answers file, with nothing but secrets in it.
//!
//! No message about it repeats anything that it says, keys included: what was indented wrongly may be a secret.

use std::collections::BTreeMap;

use super::shape::{kind, marks, members, one_document, report};
use super::{FORMAT, PRODUCT, VERSION, nearest_place};
use crate::catalog::Product;
use crate::form::parse::LONGEST_TEXT;
use crate::form::{Field, Node, Pointer, SecretText};
use crate::source::{self, Mistake, Place, Value};

/// What a file of secrets says.
#[derive(Clone, Debug, Default)]
pub struct Secrets {
    /// The secrets that could be read.
    pub secrets: Vec<(Pointer, SecretText)>,
    /// What no file of secrets of the product can say.
    pub mistakes: Vec<Mistake>,
    /// Where each secret stands, and the names above it.
    places: BTreeMap<Pointer, Place>,
}

impl Secrets {
    /// Where the file mentions a secret, if it does.
    pub fn place(&self, at: &Pointer) -> Option<Place> {
        self.places.get(at).copied()
    }

    /// Where the file mentions a secret, or the nearest thing around it.
    pub fn place_around(&self, at: &Pointer) -> Place {
        nearest_place(&self.places, at).unwrap_or(Place::START)
    }
}

/// The secrets in a file for a product.
pub fn read_secrets(text: &str, product: &Product) -> Secrets {
    read_secrets_bytes(text.as_bytes(), product)
}

/// The secrets in the bytes of a file for a product.
///
/// Codes: those of [`read_bytes`](super::read_bytes) but for `answers.secret`, and `secrets.answer` for an answer that
/// is no secret.
pub fn read_secrets_bytes(bytes: &[u8], product: &Product) -> Secrets {
    let mut walk = Secrets::default();
    match one_document(bytes) {
        Ok(root) => walk.file(&root, product),
        Err(mistake) if mistake.code == "source.syntax" => {
            let message = "The file cannot be read as YAML from here on.";
            walk.report(Mistake {
                message: message.to_owned(),
                ..mistake
            });
        }
        Err(mistake) => walk.report(mistake),
    }
    walk
}

impl Secrets {
    fn report(&mut self, mistake: Mistake) {
        report(&mut self.mistakes, mistake);
    }

    fn file(&mut self, root: &source::Node, product: &Product) {
        let Node::Group(fields) = product.schema() else {
            return;
        };
        if let Value::Map(entries) = &root.value {
            for (key, value) in entries {
                let expected = match key.text() {
                    Some(FORMAT) => VERSION,
                    Some(PRODUCT) => product.id,
                    _ => continue,
                };
                if value.text() != Some(expected) {
                    let (code, message) = if key.text() == Some(FORMAT) {
                        ("answers.version", "This format is not known.".to_owned())
                    } else {
                        let message = format!("These are not secrets for {}.", product.id);
                        ("answers.product", message)
                    };
                    let mistake = Mistake::new(value.place, code, message);
                    self.report(mistake.help(format!("Expected: {expected}")));
                }
            }
        }
        self.group(&fields, root, &Pointer::root());
    }

    fn node(&mut self, form: &Node, node: &source::Node, at: &Pointer) {
        match form {
            Node::Leaf(leaf) if leaf.kind.is_secret() => self.secret(node, at),
            Node::Leaf(_) => {
                let message = "Only secrets stand in this file; this is another answer.";
                let mistake = Mistake::new(node.place, "secrets.answer", message).of(at);
                self.report(mistake.help("Move it to the answers file"));
            }
            Node::Group(fields) => self.group(fields, node, at),
            Node::Choice { variants, .. } => {
                let bodies: Vec<_> = variants
                    .iter()
                    .filter_map(|variant| Some((variant.tag, variant.body.as_ref()?)))
                    .collect();
                self.map(&bodies, node, at);
            }
            Node::Switch { body, .. } => self.node(body, node, at),
            Node::List { row, bounds, .. } => {
                let Value::List(items) = &node.value else {
                    return self.wrong_type(node, "a list", at);
                };
                for (index, item) in items.iter().take(bounds.1).enumerate() {
                    if !item.is_null() {
                        self.node(row, item, &at.row(index));
                    }
                }
            }
        }
    }

    fn group(&mut self, fields: &[Field], node: &source::Node, at: &Pointer) {
        let fields: Vec<_> = fields
            .iter()
            .map(|field| (field.name, &field.node))
            .collect();
        self.map(&fields, node, at);
    }

    fn map(&mut self, known: &[(&str, &Node)], node: &source::Node, at: &Pointer) {
        if node.is_empty() {
            return;
        }
        let Value::Map(entries) = &node.value else {
            return self.wrong_type(node, "names of secrets", at);
        };
        if self.refuse_marks(node, at) {
            return;
        }
        let mut found = Vec::new();
        for (name, place, value) in members(entries, at, &mut found) {
            let header = *at == Pointer::root() && [FORMAT, PRODUCT].contains(&name);
            match known.iter().find(|(known, _)| *known == name) {
                _ if header => {}
                Some((name, form)) => {
                    let at = at.join(name);
                    self.places.insert(at.clone(), place);
                    self.node(form, value, &at);
                }
                None => {
                    let message = "Nothing here has this name.";
                    self.report(Mistake::new(place, "answers.key", message).of(at));
                }
            }
        }
        // A repeated name is pointed at by its place alone.
        for mistake in found {
            self.report(Mistake {
                pointer: Some(at.clone()),
                ..mistake
            });
        }
    }

    fn secret(&mut self, node: &source::Node, at: &Pointer) {
        if self.refuse_marks(node, at) {
            return;
        }
        match node.text() {
            None => self.wrong_type(node, "one secret", at),
            Some(_) if node.is_null() => {}
            Some(text) if text.len() > LONGEST_TEXT => {
                let message = format!("The secret has more than {LONGEST_TEXT} bytes.");
                self.report(Mistake::new(node.place, "answers.length", message).of(at));
            }
            Some(text) => {
                self.places.insert(at.clone(), node.place);
                self.secrets.push((at.clone(), SecretText::new(text)));
            }
        }
    }

    fn refuse_marks(&mut self, node: &source::Node, at: &Pointer) -> bool {
        let Some(mut mistake) = marks(node) else {
            return false;
        };
        if mistake.code == "answers.tag" {
            "Tags (!) are not possible in this file.".clone_into(&mut mistake.message);
        }
        self.report(mistake.of(at).help("Put the secret in quotes"));
        true
    }

    fn wrong_type(&mut self, node: &source::Node, expected: &str, at: &Pointer) {
        let message = format!("Expected {expected}, found {}.", kind(node));
        self.report(Mistake::new(node.place, "answers.type", message).of(at));
    }
}
