//! From an answers file to a draft.

use super::nearest::nearest;
use super::{FORMAT, LIMITS, MOST_MISTAKES, PRODUCT, Reading, VERSION};
use crate::catalog::{PRODUCTS, Product};
use crate::form::parse::{LONGEST_TEXT, quoted};
use crate::form::{Draft, Field, Node, Pointer, Variant};
use crate::source::{self, Mistake, Place, Value};

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

/// The one document of a file.
pub(super) fn one_document(bytes: &[u8]) -> Result<source::Node, Mistake> {
    let mut documents = source::documents(bytes, LIMITS)?.into_iter();
    match (documents.next(), documents.next()) {
        (Some(root), None) => Ok(root),
        (Some(_), Some(second)) => Err(Mistake::new(
            second.place,
            "answers.documents",
            "A second document begins here; the answers stand in one.",
        )),
        (None, _) => Err(Mistake::new(
            Place::START,
            "answers.product",
            "The file is empty.",
        )),
    }
}

#[derive(Default)]
struct Walk {
    draft: Draft,
    reading: Reading,
}

/// An entry of a map with its key as text.
pub(super) type Member<'a> = (&'a str, Place, &'a source::Node);

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

/// Adds a mistake, up to a number that somebody may still read.
pub(super) fn report(mistakes: &mut Vec<Mistake>, mistake: Mistake) {
    if mistakes.len() < MOST_MISTAKES {
        mistakes.push(mistake);
    } else if mistakes.len() == MOST_MISTAKES {
        let message = "More mistakes follow, which are not listed.";
        mistakes.push(Mistake::new(mistake.place, "answers.more", message));
    }
}

/// What a value is that only YAML knows, not an answers file.
pub(super) fn marks(node: &source::Node) -> Option<Mistake> {
    if matches!(node.value, Value::Alias(_)) || node.anchor.is_some() {
        let message = "Anchors and aliases (& and *) are not possible in this file.";
        let mistake = Mistake::new(node.place, "answers.alias", message);
        return Some(mistake.help("Write the value out"));
    }
    let tag = node.tag.as_ref()?;
    let message = format!("The tag {} is not possible in this file.", quoted(tag));
    let mistake = Mistake::new(node.place, "answers.tag", message);
    Some(mistake.help("Leave the tag out"))
}

/// The entries of a map whose keys are texts, each name once; what else there is becomes a mistake.
pub(super) fn members<'a>(
    entries: &'a [(source::Node, source::Node)],
    at: &Pointer,
    mistakes: &mut Vec<Mistake>,
) -> Vec<Member<'a>> {
    let mut found: Vec<Member<'a>> = Vec::new();
    // Names in order, so that a map of a hundred thousand keys does not take a hundred thousand times as long.
    let mut names = std::collections::BTreeSet::new();
    for (key, value) in entries {
        if let Some(mistake) = marks(key) {
            report(mistakes, mistake.of(at));
            continue;
        }
        match key.text() {
            None => report(mistakes, wrong_type(key, "a name").of(at)),
            Some("<<") => {
                let message = "Merge keys (<<) are not possible in this file.";
                let mistake = Mistake::new(key.place, "answers.alias", message);
                report(mistakes, mistake.of(at).help("Write the answers out"));
            }
            Some(name) if names.insert(name) => found.push((name, key.place, value)),
            Some(name) => {
                let message = "This name stands a second time; only one answer is possible.";
                let mistake = Mistake::new(key.place, "answers.duplicate", message);
                report(mistakes, mistake.of(&at.join(name)));
            }
        }
    }
    found
}

/// Whether the file says that it has the format read here.
fn header(members: &[Member<'_>], start: Place, mistakes: &mut Vec<Mistake>) -> bool {
    let place_and_message = match member(members, FORMAT) {
        None => (
            start,
            format!("The line `{FORMAT}: {VERSION}` is missing, which says what file this is."),
        ),
        Some(node) if node.text() == Some(VERSION) => return true,
        Some(node) => (
            node.place,
            format!("This format is not known; only `{FORMAT}: {VERSION}` can be read."),
        ),
    };
    let mistake = Mistake::new(place_and_message.0, "answers.version", place_and_message.1);
    report(mistakes, mistake.help(format!("Write {FORMAT}: {VERSION}")));
    false
}

fn product(
    products: &'static [Product],
    members: &[Member<'_>],
    start: Place,
    mistakes: &mut Vec<Mistake>,
) -> Option<&'static Product> {
    let ids = || products.iter().map(|product| product.id);
    let listed = || ids().collect::<Vec<_>>().join(", ");
    let (place, message, meant) = match member(members, PRODUCT) {
        None => (
            start,
            format!("The line `{PRODUCT}: …` is missing, which says whose answers these are."),
            None,
        ),
        Some(node) => {
            let id = node.text().unwrap_or_default();
            if let Some(product) = products.iter().find(|product| product.id == id) {
                return Some(product);
            }
            (
                node.place,
                format!("There is no product {}.", quoted(id)),
                nearest(id, ids()),
            )
        }
    };
    let help = meant.map_or_else(|| format!("Known: {}", listed()), |id| format!("Use {id}"));
    report(
        mistakes,
        Mistake::new(place, "answers.product", message).help(help),
    );
    None
}

fn member<'a>(members: &[Member<'a>], wanted: &str) -> Option<&'a source::Node> {
    members
        .iter()
        .find(|(name, ..)| *name == wanted)
        .map(|(.., node)| *node)
}

fn unknown<'a>(
    name: &str,
    place: Place,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Mistake {
    let mistake = Mistake::new(
        place,
        "answers.key",
        format!("Nothing here is called {}.", quoted(name)),
    );
    if let Some(meant) = nearest(name, known.clone()) {
        return mistake.help(format!("Use {meant}"));
    }
    let known: Vec<_> = known.into_iter().collect();
    if known.is_empty() {
        mistake.help("Leave it out")
    } else {
        mistake.help(format!("Known here: {}", known.join(", ")))
    }
}

pub(super) fn wrong_type(node: &source::Node, expected: &str) -> Mistake {
    let message = format!(
        "{} stands here; {expected} is expected.",
        capital(kind(node))
    );
    Mistake::new(node.place, "answers.type", message)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// What a value is, in words.
pub(super) fn kind(node: &source::Node) -> &'static str {
    match &node.value {
        Value::Scalar { .. } if node.is_null() => "nothing",
        Value::Scalar { .. } => "a single value",
        Value::List(_) => "a list",
        Value::Map(_) => "a map",
        Value::Alias(_) => "an alias",
    }
}
