//! From nodes to values as `kubectl` reads them.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value as Json};

use crate::form::Pointer;
use crate::form::parse::quoted;
use crate::source::{Mistake, Node, Place, Value};

/// The most values that a document may come to when its aliases are followed; an API server takes 3 MiB of JSON.
const MOST_VALUES: usize = 500_000;

/// The most aliases that may be followed one inside the other.
const DEEPEST: usize = 64;

/// The value of a document, the place of each of its parts, and what is wrong with it; no value where that is too much.
pub(super) fn value(root: &Node) -> (Option<Json>, BTreeMap<Pointer, Place>, Vec<Mistake>) {
    let mut anchors = BTreeMap::new();
    anchored(root, &mut anchors);
    let mut resolver = Resolver {
        anchors,
        places: BTreeMap::new(),
        mistakes: Vec::new(),
        following: Vec::new(),
        left: MOST_VALUES,
    };
    let value = resolver.value(root, &Pointer::root()).ok();
    (value, resolver.places, resolver.mistakes)
}

/// Finds what aliases may refer to.
fn anchored<'a>(node: &'a Node, anchors: &mut BTreeMap<usize, &'a Node>) {
    if let Some(anchor) = node.anchor {
        anchors.insert(anchor, node);
    }
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| anchored(item, anchors)),
        Value::Map(entries) => entries.iter().for_each(|(key, value)| {
            anchored(key, anchors);
            anchored(value, anchors);
        }),
        Value::Scalar { .. } | Value::Alias(_) => {}
    }
}

struct Resolver<'a> {
    anchors: BTreeMap<usize, &'a Node>,
    places: BTreeMap<Pointer, Place>,
    mistakes: Vec<Mistake>,
    /// The anchors whose aliases are being followed, so that none leads to itself.
    following: Vec<usize>,
    left: usize,
}

/// The document comes to more than may be read; it has been reported.
struct Exhausted;

impl<'a> Resolver<'a> {
    fn value(&mut self, node: &'a Node, at: &Pointer) -> Result<Json, Exhausted> {
        self.spend(node.place)?;
        if self.following.is_empty() {
            self.places.entry(at.clone()).or_insert(node.place);
        }
        match &node.value {
            Value::Scalar { text, plain } => Ok(scalar(text, *plain, node.tag.as_deref())),
            Value::List(items) => items
                .iter()
                .enumerate()
                .map(|(index, item)| self.value(item, &at.row(index)))
                .collect(),
            Value::Map(entries) => self.map(entries, at),
            Value::Alias(anchor) => self.follow(node.place, *anchor, |resolver, target| {
                resolver.value(target, at)
            }),
        }
    }

    fn spend(&mut self, place: Place) -> Result<(), Exhausted> {
        if self.left == 0 {
            return Err(self.exhausted(
                place,
                "The aliases up to here come to more than can be read.",
            ));
        }
        self.left -= 1;
        Ok(())
    }

    fn exhausted(&mut self, place: Place, message: &str) -> Exhausted {
        self.mistakes
            .push(Mistake::new(place, "manifest.alias", message));
        Exhausted
    }

    fn follow<T>(
        &mut self,
        place: Place,
        anchor: usize,
        then: impl FnOnce(&mut Self, &'a Node) -> Result<T, Exhausted>,
    ) -> Result<T, Exhausted> {
        if self.following.contains(&anchor) || self.following.len() >= DEEPEST {
            return Err(self.exhausted(
                place,
                "This alias leads to itself or through too many others.",
            ));
        }
        let Some(target) = self.anchors.get(&anchor).copied() else {
            return Err(self.exhausted(place, "This alias leads nowhere."));
        };
        self.following.push(anchor);
        let value = then(self, target);
        self.following.pop();
        value
    }

    fn map(&mut self, entries: &'a [(Node, Node)], at: &Pointer) -> Result<Json, Exhausted> {
        let mut members = Map::new();
        let mut merged = Map::new();
        for (key, value) in entries {
            let Some(name) = key.text() else {
                let message = "A key that is no text stands here; it is left out.";
                self.mistakes
                    .push(Mistake::new(key.place, "manifest.key", message));
                continue;
            };
            if name == "<<" && matches!(key.value, Value::Scalar { plain: true, .. }) {
                self.merge(value, at, &mut merged)?;
                continue;
            }
            let below = at.join(name);
            if self.following.is_empty() {
                self.places.insert(below.clone(), key.place);
            }
            let value = self.value(value, &below)?;
            if members.insert(name.to_owned(), value).is_some() {
                let message = format!(
                    "The key {} stands a second time; the API server refuses that.",
                    quoted(name)
                );
                self.mistakes
                    .push(Mistake::new(key.place, "manifest.duplicate", message));
            }
        }
        for (name, value) in merged {
            members.entry(name).or_insert(value);
        }
        Ok(Json::Object(members))
    }

    /// Takes over the members of one map or several; the first to name a member gives its value.
    fn merge(
        &mut self,
        node: &'a Node,
        at: &Pointer,
        merged: &mut Map<String, Json>,
    ) -> Result<(), Exhausted> {
        self.spend(node.place)?;
        match &node.value {
            Value::Alias(anchor) => self.follow(node.place, *anchor, |resolver, target| {
                resolver.merge(target, at, merged)
            }),
            Value::List(items) => items
                .iter()
                .try_for_each(|item| self.merge(item, at, merged)),
            Value::Map(entries) => {
                if let Json::Object(members) = self.map(entries, at)? {
                    for (name, value) in members {
                        merged.entry(name).or_insert(value);
                    }
                }
                Ok(())
            }
            Value::Scalar { .. } => {
                let message = "Only maps can be merged.";
                self.mistakes
                    .push(Mistake::new(node.place, "manifest.key", message));
                Ok(())
            }
        }
    }
}

/// What a scalar is to `kubectl`.
///
/// Source: `resolve.go` of go-yaml v2, which `sigs.k8s.io/yaml` contains: booleans of YAML 1.1, integers in every base
/// with `_` between digits, floats; a time stays a text.
fn scalar(text: &str, plain: bool, tag: Option<&str>) -> Json {
    let resolved = match tag {
        Some(tag) => {
            !tag.ends_with(":str") && !tag.ends_with(":binary") && tag.contains("yaml.org")
        }
        None => plain,
    };
    if !resolved {
        return text.into();
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Json::Null,
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            true.into()
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            false.into()
        }
        text => number(text).map_or_else(|| text.into(), Json::Number),
    }
}

fn number(text: &str) -> Option<Number> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) {
        return None;
    }
    let digits = text.replace('_', "");
    let (sign, unsigned) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits.strip_prefix('+').unwrap_or(&digits)),
    };
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let (base, rest) = match unsigned.get(..2) {
        Some("0x" | "0X") => (16, &unsigned[2..]),
        Some("0b" | "0B") => (2, &unsigned[2..]),
        Some("0o" | "0O") => (8, &unsigned[2..]),
        _ if unsigned.len() > 1
            && unsigned.bytes().all(|byte| byte.is_ascii_digit())
            && unsigned.starts_with('0') =>
        {
            (8, &unsigned[1..])
        }
        _ => (10, unsigned),
    };
    let signed = format!("{sign}{rest}");
    i64::from_str_radix(&signed, base)
        .map(Number::from)
        .or_else(|_| u64::from_str_radix(&signed, base).map(Number::from))
        .ok()
        .or_else(|| float(unsigned, sign))
}

fn float(unsigned: &str, sign: &str) -> Option<Number> {
    let allowed = |byte: u8| byte.is_ascii_digit() || b".eE+-".contains(&byte);
    let value: f64 = unsigned
        .bytes()
        .all(allowed)
        .then(|| format!("{sign}{unsigned}").parse().ok())??;
    Number::from_f64(value)
}
