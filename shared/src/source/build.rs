//! From the parser's events to nodes.

use serde_saphyr::granit_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span};

use super::{Mistake, Node, Place, Value};

/// The documents of a text with at most `most` values.
pub(super) fn documents(text: &str, most: usize) -> Result<Vec<Node>, Mistake> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| syntax(&error))?;
        builder.nodes += usize::from(event.is_node());
        if builder.nodes > most {
            let message = format!("The text has more than {most} values; no more are read.");
            return Err(Mistake::new(place(span.start), "source.values", message));
        }
        builder.take(event, span);
    }
    Ok(builder.done)
}

fn syntax(error: &ScanError) -> Mistake {
    Mistake::new(
        place(*error.marker()),
        "source.syntax",
        format!("This is not YAML: {}.", error.info().trim_end_matches('.')),
    )
}

fn place(marker: Marker) -> Place {
    Place {
        line: marker.line(),
        column: marker.col() + 1,
    }
}

#[derive(Default)]
struct Builder {
    done: Vec<Node>,
    /// What has begun and not ended, outermost first.
    open: Vec<Node>,
    /// A key whose value has not come yet, for each open map.
    keys: Vec<Option<Node>>,
    nodes: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) {
        let node = |value, anchor: usize, tag: Option<String>| Node {
            place: place(span.start),
            value,
            anchor: (anchor > 0).then_some(anchor),
            tag,
        };
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain;
                // The parser says `~` where nothing is written.
                let nothing = plain && span.start.index() == span.end.index();
                let text = if nothing {
                    String::new()
                } else {
                    text.into_owned()
                };
                let value = Value::Scalar { text, plain };
                self.close(node(value, anchor, tag.map(|tag| tag.to_string())));
            }
            Event::Alias(anchor) => self.close(node(Value::Alias(anchor), 0, None)),
            Event::SequenceStart(_, anchor, tag) => {
                let list = Value::List(Vec::new());
                self.open(node(list, anchor, tag.map(|tag| tag.to_string())));
            }
            Event::MappingStart(_, anchor, tag) => {
                let map = Value::Map(Vec::new());
                self.open(node(map, anchor, tag.map(|tag| tag.to_string())));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.keys.pop();
                if let Some(node) = self.open.pop() {
                    self.close(node);
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, node: Node) {
        self.open.push(node);
        self.keys.push(None);
    }

    /// Puts a finished node into what is open: an element, a key, or the value of the key before it.
    fn close(&mut self, node: Node) {
        let Some((parent, key)) = self.open.last_mut().zip(self.keys.last_mut()) else {
            self.done.push(node);
            return;
        };
        match &mut parent.value {
            Value::List(items) => items.push(node),
            Value::Map(entries) => match key.take() {
                None => *key = Some(node),
                Some(name) => entries.push((name, node)),
            },
            Value::Scalar { .. } | Value::Alias(_) => {}
        }
    }
}
