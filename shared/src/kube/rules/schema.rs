//! The fields of every kind: their names, types and plain limits, read from a table.
//!
//! The table is text because text is what compresses best in the page: 1,000 fields weigh about 6 KB there. A type is
//! a line with its name, for a kind also its `apiVersion` and the rule for its name; then one line a field, indented:
//! the name, the type, and what the value must be.
//!
//! ```text
//! ContainerPort
//!  containerPort int port !
//!  protocol TCP|UDP|SCTP
//!  restartPolicyRules []ContainerRestartRule @34
//! ```
//!
//! `[]` is a list and `{}` a map with any keys; `A|B` is a text that is one of these; `*` follows a type whose zero value
//! (an empty text, the number 0) is not the same as none; `!` marks what must be there; `@34` what exists from that
//! minor on. The other words are the rules of [`formats`](super::formats), of which `1..100` is a range.
//!
//! Source: the OpenAPI document of Kubernetes 1.37 for names and types, those of 1.33 to 1.36 for `@`, and the
//! validation functions named at the rules for the rest.

use std::cell::OnceCell;
use std::cmp::Ordering;

use super::lint;

const TABLE: &str = concat!(
    include_str!("fields/meta.txt"),
    include_str!("fields/config.txt"),
    include_str!("fields/pod.txt"),
    include_str!("fields/container.txt"),
    include_str!("fields/scheduling.txt"),
    include_str!("fields/volumes.txt"),
    include_str!("fields/storage.txt"),
    include_str!("fields/workloads.txt"),
    include_str!("fields/networking.txt"),
    include_str!("fields/policies.txt"),
);

/// The table of fields, looked through once a check; the fields of a type are read when the first value of it is met.
pub(super) struct Schema {
    /// In the order of their names.
    types: Vec<Type>,
}

/// A kind or a part of one.
pub(super) struct Type {
    /// Its name, such as `PodSpec`.
    pub(super) name: &'static str,
    /// For a kind, its `apiVersion`.
    api_version: &'static str,
    /// For a kind, the format of its names.
    pub(super) name_format: &'static str,
    /// The lines of its fields.
    lines: &'static str,
    fields: OnceCell<Vec<Field>>,
}

/// A field of a type.
#[derive(Clone, Copy)]
pub(super) struct Field {
    /// Its name.
    pub(super) name: &'static str,
    /// One value, a list or a map.
    pub(super) shape: Shape,
    /// The type of the value or of each element: the name of a type of the table, of a scalar, or the choices.
    pub(super) of: &'static str,
    /// Whether the zero value differs from none.
    pub(super) pointer: bool,
    /// Whether it must be there.
    pub(super) required: bool,
    /// The word for what the value must be.
    pub(super) format: &'static str,
    /// The minor that has it first; 0 where every supported one has it.
    pub(super) since: u8,
}

/// How the values of a field are held together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    One,
    List,
    Map,
}

impl Schema {
    /// Looks through the table.
    pub(super) fn read() -> Self {
        let mut types: Vec<Type> = Vec::with_capacity(256);
        for mut rest in [TABLE, lint::FIELDS] {
            while let Some((line, after)) = rest.split_once('\n') {
                let end = after
                    .match_indices('\n')
                    .find(|(at, _)| after.as_bytes().get(at + 1) != Some(&b' '));
                let (lines, next) = after.split_at(end.map_or(after.len(), |(at, _)| at + 1));
                // A type without fields is followed by the next one at once.
                let (lines, next) = if after.starts_with(' ') {
                    (lines, next)
                } else {
                    ("", after)
                };
                // Put in its place at once: a sort of its own would be more code in the page than this.
                let part = Type::read(line, lines);
                let place =
                    types.partition_point(|other| other.order(part.name, part.api_version).is_lt());
                types.insert(place, part);
                rest = next;
            }
        }
        Self { types }
    }

    /// The type of that name.
    pub(super) fn part(&self, name: &str) -> Option<&Type> {
        self.find(|entry| entry.name.cmp(name))
    }

    /// The kind of that name and `apiVersion`.
    pub(super) fn kind(&self, api_version: &str, kind: &str) -> Option<&Type> {
        self.find(|entry| entry.order(kind, api_version))
    }

    fn find(&self, by: impl FnMut(&Type) -> Ordering) -> Option<&Type> {
        let found = self.types.binary_search_by(by).ok()?;
        self.types.get(found)
    }
}

impl Type {
    fn order(&self, name: &str, api_version: &str) -> Ordering {
        let by_name = self.name.cmp(name);
        by_name.then_with(|| self.api_version.cmp(api_version))
    }

    fn read(line: &'static str, lines: &'static str) -> Self {
        let mut words = line.split(' ');
        Self {
            name: words.next().unwrap_or_default(),
            api_version: words.next().unwrap_or_default(),
            name_format: words.next().unwrap_or_default(),
            lines,
            fields: OnceCell::new(),
        }
    }

    /// Its fields.
    pub(super) fn fields(&self) -> &[Field] {
        self.fields.get_or_init(|| {
            let fields = self.lines.lines().filter_map(|line| line.strip_prefix(' '));
            fields.map(Field::read).collect()
        })
    }
}

impl Field {
    fn read(line: &'static str) -> Self {
        let mut words = line.split(' ');
        let name = words.next().unwrap_or_default();
        let typed = words.next().unwrap_or_default();
        let (shape, typed) = match (typed.strip_prefix("[]"), typed.strip_prefix("{}")) {
            (Some(of), _) => (Shape::List, of),
            (_, Some(of)) => (Shape::Map, of),
            _ => (Shape::One, typed),
        };
        let mut field = Self {
            name,
            shape,
            of: typed.trim_end_matches('*'),
            pointer: typed.ends_with('*'),
            required: false,
            format: "",
            since: 0,
        };
        for word in words {
            match word.strip_prefix('@') {
                Some(minor) => field.since = minor.parse().unwrap_or(u8::MAX),
                None if word == "!" => field.required = true,
                None => field.format = word,
            }
        }
        field
    }
}
