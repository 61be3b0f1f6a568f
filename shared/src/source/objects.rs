//! Kubernetes objects in a YAML or JSON text of anybody's, with the place of every field.

mod resolve;

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{Limits, Mistake, Node, Place, documents};
use crate::form::Pointer;
use crate::kube::object::Object;
use crate::render::tree::{dotted, dotted_pointer};

/// How much of a text is read: bundles of custom resource definitions have some ten MB.
const LIMITS: Limits = Limits {
    bytes: 64 << 20,
    nodes: 4_000_000,
};

/// An object of a text.
#[derive(Clone, Debug)]
pub struct Found {
    /// The object.
    pub object: Object,
    /// Where it begins.
    pub place: Place,
    /// Where each field stands, by its steps with dots between them.
    places: BTreeMap<String, Place>,
}

impl Found {
    /// Where a field in the API server's notation stands, or the nearest thing around it.
    pub fn place_of(&self, field: &str) -> Place {
        let field = dotted(field);
        let around = std::iter::successors(Some(field.as_str()), |field| {
            field.rsplit_once('.').map(|(around, _)| around)
        });
        around
            .into_iter()
            .find_map(|field| self.places.get(field).copied())
            .unwrap_or(self.place)
    }
}

/// The objects of a text, those in a `List` one by one, and what in it is no object.
///
/// Scalars are read as `kubectl` reads them (YAML 1.1, so that `yes` is a boolean); aliases and merge keys are followed
/// as far as a budget allows. Codes: those of [`documents`]; `manifest.object`, `manifest.duplicate`,
/// `manifest.alias`, `manifest.key`.
pub fn objects(bytes: &[u8]) -> (Vec<Found>, Vec<Mistake>) {
    let mut reader = Reader::default();
    match documents(bytes, LIMITS) {
        Ok(documents) => documents.iter().for_each(|node| reader.document(node)),
        Err(mistake) => reader.json(bytes, mistake),
    }
    (reader.found, reader.mistakes)
}

#[derive(Default)]
struct Reader {
    found: Vec<Found>,
    mistakes: Vec<Mistake>,
}

impl Reader {
    /// Reads JSON that is no YAML, such as JSON indented by tabs; without places.
    fn json(&mut self, bytes: &[u8], mistake: Mistake) {
        let object = bytes
            .trim_ascii_start()
            .starts_with(b"{")
            .then(|| serde_json::from_slice(bytes));
        match object {
            Some(Ok(value)) => self.value(value, Place::START, &BTreeMap::new()),
            _ => self.mistakes.push(mistake),
        }
    }

    fn document(&mut self, node: &Node) {
        if node.is_null() {
            return;
        }
        let (value, places, mistakes) = resolve::value(node);
        self.mistakes.extend(mistakes);
        if let Some(value) = value {
            self.value(value, node.place, &places);
        }
    }

    fn value(&mut self, value: Json, place: Place, places: &BTreeMap<Pointer, Place>) {
        let Json::Object(mut members) = value else {
            return self.no_object(place);
        };
        let kind = text(&members, "kind").to_owned();
        let api_version = text(&members, "apiVersion").to_owned();
        match (kind.strip_suffix("List"), members.get_mut("items")) {
            (Some(kind), Some(Json::Array(items))) => {
                for (index, item) in std::mem::take(items).into_iter().enumerate() {
                    let at = Pointer::from("/items").row(index);
                    let place = places.get(&at).copied().unwrap_or(place);
                    self.object(typed(item, kind, &api_version), place, places, &at);
                }
            }
            _ => self.object(Json::Object(members), place, places, &Pointer::root()),
        }
    }

    fn object(
        &mut self,
        value: Json,
        place: Place,
        places: &BTreeMap<Pointer, Place>,
        at: &Pointer,
    ) {
        let named = |name| {
            !value
                .get(name)
                .and_then(Json::as_str)
                .unwrap_or_default()
                .is_empty()
        };
        if !named("apiVersion") || !named("kind") {
            return self.no_object(place);
        }
        let below = places
            .range(at.clone()..)
            .take_while(|(pointer, _)| pointer.as_str().starts_with(at.as_str()))
            .filter(|(pointer, _)| pointer.is_within(at));
        let depth = at.segments().count();
        let steps = |pointer: &Pointer| pointer.segments().skip(depth).collect::<Vec<_>>();
        let relative = |pointer: &Pointer| {
            let steps = steps(pointer).into_iter();
            dotted_pointer(&steps.fold(Pointer::root(), |at, step| at.join(&step)))
        };
        self.found.push(Found {
            places: below.map(|(at, place)| (relative(at), *place)).collect(),
            object: Object::of_value(value),
            place,
        });
    }

    fn no_object(&mut self, place: Place) {
        let message = "No Kubernetes object stands here: it has no apiVersion and kind.";
        self.mistakes
            .push(Mistake::new(place, "manifest.object", message));
    }
}

fn text<'a>(members: &'a Map<String, Json>, name: &str) -> &'a str {
    members.get(name).and_then(Json::as_str).unwrap_or_default()
}

/// An item of a list, with the kind that the list says where the item does not, as in a `PodList`.
fn typed(mut item: Json, kind: &str, api_version: &str) -> Json {
    if let (Json::Object(members), false) = (&mut item, kind.is_empty()) {
        for (name, value) in [("kind", kind), ("apiVersion", api_version)] {
            if !members.contains_key(name) {
                members.insert(name.to_owned(), value.into());
            }
        }
    }
    item
}

#[cfg(test)]
mod tests;
