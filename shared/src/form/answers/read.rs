//! From an answers file to a draft.

use super::shape::{
    Member, header, kind, marks, members, one_document, product, report, unknown, wrong_type,
};
use super::{FORMAT, PRODUCT, Reading};
use crate::catalog::{PRODUCTS, Product};
use crate::form::parse::LONGEST_TEXT;
use crate::form::{Draft, Field, Node, Pointer, Variant};
use crate::source::{self, Mistake, Value};

/// What an answers file says. Reading goes on after a mistake as far as it can.
pub fn read(text: &str) -> Reading {
    read_bytes(text.as_bytes())
}

/// What the bytes of an answers file say.
///
/// Codes: those of [`source::documents`]; `answers.documents`, `answers.version`, `answers.product`, `answers.key`,
/// `answers.duplicate`, `answers.type`, `answers.alias`, `answers.tag`, `answers.secret`, `answers.rows`,
/// `answers.length`, `answers.more`.
pub fn read_bytes(bytes: &[u8]) -> Reading {
    read_among(bytes, PRODUCTS)
}

/// What the bytes of an answers file for one of some products say.
pub(super) fn read_among(bytes: &[u8], products: &'static [Product]) -> Reading {
    let mut walk = Walk::default();
    match one_document(bytes) {
        Ok(root) => walk.file(&root, products),
        Err(mistake) => walk.report(mistake),
    }
    walk.reading
}

#[derive(Default)]
struct Walk {
    draft: Draft,
    reading: Reading,
}

impl Walk {
    fn report(&mut self, mistake: Mistake) {
        report(&mut self.reading.mistakes, mistake);
    }

    fn file(&mut self, root: &source::Node, products: &'static [Product]) {
        if self.refuse_marks(root, &Pointer::root()) {
            return;
        }
        let Value::Map(entries) = &root.value else {
            let message = format!(
                "The file holds {}, not answers under their names.",
                kind(root)
            );
            self.report(Mistake::new(root.place, "answers.type", message));
            return;
        };
        let members = members(entries, &Pointer::root(), &mut self.reading.mistakes);
        let understood = header(&members, root.place, &mut self.reading.mistakes);
        let Some(product) = product(products, &members, root.place, &mut self.reading.mistakes)
        else {
            return;
        };
        self.draft = Draft::new(product.id);
        if let Node::Group(fields) = product.schema() {
            let answers = members
                .into_iter()
                .filter(|(name, ..)| ![FORMAT, PRODUCT].contains(name));
            self.fields(&fields, answers, &Pointer::root());
        }
        self.reading.draft = understood.then(|| std::mem::take(&mut self.draft));
    }

    /// Whether something stands here that no answers file may hold whatever the form: an alias, an anchor or a tag.
    fn refuse_marks(&mut self, node: &source::Node, at: &Pointer) -> bool {
        let mistake = marks(node);
        let refused = mistake.is_some();
        if let Some(mistake) = mistake {
            self.report(mistake.of(at));
        }
        refused
    }

    fn fields<'a>(
        &mut self,
        fields: &[Field],
        members: impl IntoIterator<Item = Member<'a>>,
        at: &Pointer,
    ) {
        for (name, place, value) in members {
            let Some(field) = fields.iter().find(|field| field.name == name) else {
                let known = fields.iter().map(|field| field.name);
                self.report(unknown(name, place, known).of(&at.join(name)));
                continue;
            };
            let at = at.join(field.name);
            self.reading.places.insert(at.clone(), place);
            self.node(&field.node, value, &at);
        }
    }

    fn node(&mut self, form: &Node, node: &source::Node, at: &Pointer) {
        if self.refuse_marks(node, at) {
            return;
        }
        match form {
            Node::Leaf(leaf) if leaf.kind.is_secret() => self.secret(node, at),
            Node::Leaf(_) => self.text(node, at),
            Node::Group(fields) => self.group(fields, node, at),
            Node::Choice { variants, .. } => self.choice(variants, node, at),
            Node::Switch { body, .. } => {
                if matches!(node.value, Value::Map(_)) {
                    self.draft.set(at.clone(), "true");
                    self.node(body, node, at);
                } else {
                    self.text(node, at);
                }
            }
            Node::List { row, bounds, .. } => self.list(row, bounds.1, node, at),
        }
    }

    fn group(&mut self, fields: &[Field], node: &source::Node, at: &Pointer) {
        match &node.value {
            Value::Map(entries) => {
                let members = members(entries, at, &mut self.reading.mistakes);
                self.fields(fields, members, at);
            }
            // A name with every answer below it commented out.
            _ if node.is_empty() => {}
            _ => self.wrong_type(node, "answers under their names", at),
        }
    }

    fn choice(&mut self, variants: &[Variant], node: &source::Node, at: &Pointer) {
        let Value::Map(entries) = &node.value else {
            return self.text(node, at);
        };
        let members = members(entries, at, &mut self.reading.mistakes);
        let [(tag, place, value)] = members[..] else {
            let place = members.get(1).map_or(node.place, |(_, place, _)| *place);
            let message = format!(
                "{} choices stand here; exactly one is possible.",
                members.len()
            );
            return self.report(Mistake::new(place, "answers.type", message).of(at));
        };
        let Some(variant) = variants.iter().find(|variant| variant.tag == tag) else {
            let known = variants.iter().map(|variant| variant.tag);
            return self.report(unknown(tag, place, known).of(at));
        };
        self.draft.set(at.clone(), tag);
        let below = at.join(tag);
        self.reading.places.insert(below.clone(), place);
        match &variant.body {
            Some(body) => self.node(body, value, &below),
            None => self.group(&[], value, &below),
        }
    }

    fn list(&mut self, row: &Node, most: usize, node: &source::Node, at: &Pointer) {
        let Value::List(items) = &node.value else {
            return self.wrong_type(node, "a list", at);
        };
        if let Some(item) = items.get(most) {
            let message = format!(
                "The list has {} rows; at most {most} are possible, and the rest is not read.",
                items.len()
            );
            self.report(Mistake::new(item.place, "answers.rows", message).of(at));
        }
        self.draft
            .set(at.clone(), &items.len().min(most).to_string());
        for (index, item) in items.iter().take(most).enumerate() {
            let at = at.row(index);
            self.reading.places.insert(at.clone(), item.place);
            self.node(row, item, &at);
        }
    }

    fn text(&mut self, node: &source::Node, at: &Pointer) {
        let Value::Scalar { text, .. } = &node.value else {
            return self.wrong_type(node, "one answer", at);
        };
        if node.is_null() && !node.is_empty() {
            let mistake = Mistake::new(node.place, "answers.type", "null is no answer.");
            let help = "Leave the line out for the default, or write \"\" for an empty answer";
            return self.report(mistake.of(at).help(help));
        }
        if text.len() > LONGEST_TEXT {
            let message = format!(
                "The answer has {} bytes; at most {LONGEST_TEXT} are possible.",
                text.len()
            );
            return self.report(Mistake::new(node.place, "answers.length", message).of(at));
        }
        self.reading.places.insert(at.clone(), node.place);
        self.draft.set(at.clone(), text);
    }

    fn secret(&mut self, node: &source::Node, at: &Pointer) {
        if node.text() != Some("") && !node.is_null() {
            let mistake = Mistake::new(
                node.place,
                "answers.secret",
                "A secret stands in the answers file, which is kept and passed on; it is not read.",
            );
            self.report(
                mistake
                    .of(at)
                    .help("Move it to a file of its own, given with --secrets"),
            );
        }
    }

    fn wrong_type(&mut self, node: &source::Node, expected: &str, at: &Pointer) {
        self.report(wrong_type(node, expected).of(at));
    }
}
