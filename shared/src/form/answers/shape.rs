//! What both files have in common: one document, names that stand once, and the lines that say what file it is.

use std::collections::BTreeSet;

use super::nearest::nearest;
use super::{FORMAT, LIMITS, MOST_MISTAKES, PRODUCT, VERSION};
use crate::catalog::Product;
use crate::form::Pointer;
use crate::form::parse::quoted;
use crate::source::{self, Mistake, Place, Value};

/// An entry of a map with its key as text.
pub(super) type Member<'a> = (&'a str, Place, &'a source::Node);

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
    let mut names = BTreeSet::new();
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
pub(super) fn header(members: &[Member<'_>], start: Place, mistakes: &mut Vec<Mistake>) -> bool {
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

pub(super) fn product(
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

pub(super) fn unknown<'a>(
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
        .map(|first| {
            std::iter::once(first.to_ascii_uppercase())
                .chain(chars)
                .collect()
        })
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
