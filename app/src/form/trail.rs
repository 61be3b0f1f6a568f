//! The labels on the way to an answer, for naming it outside its place in the form.

use drydock::form::{Node, Pointer};

/// The labels from the top of the form down to the answer at a pointer, such as `["TLS", "Secret"]`.
///
/// A pointer that leads nowhere gives the labels as far as it leads.
pub(crate) fn trail(form: &Node, at: &Pointer) -> Vec<String> {
    let mut labels = Vec::new();
    let mut node = form;
    for segment in at.segments() {
        let Some(next) = step(node, &segment, &mut labels) else {
            break;
        };
        node = next;
    }
    labels
}

/// The last label of the trail, or a word for the whole form.
pub(crate) fn name(form: &Node, at: &Pointer) -> String {
    trail(form, at)
        .pop()
        .unwrap_or_else(|| "All answers".to_owned())
}

fn step<'a>(node: &'a Node, segment: &str, labels: &mut Vec<String>) -> Option<&'a Node> {
    match node {
        Node::Leaf(_) => None,
        Node::Group(fields) => {
            let field = fields.iter().find(|field| field.name == segment)?;
            labels.push(field.label.to_owned());
            Some(&field.node)
        }
        Node::Choice { variants, .. } => {
            let variant = variants.iter().find(|variant| variant.tag == segment)?;
            labels.push(variant.label.to_owned());
            variant.body.as_ref()
        }
        Node::Switch { body, .. } => step(body, segment, labels),
        Node::List { row, defaults, .. } => {
            let index: usize = segment.parse().ok()?;
            labels.push((index + 1).to_string());
            Some(defaults.get(index).unwrap_or(row))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use drydock::form::{Form, Leaf};

    #[derive(Clone, Debug, Default, PartialEq)]
    struct Word(String);

    impl Leaf for Word {
        fn describe() -> drydock::form::LeafType {
            drydock::form::LeafType::of::<Self>("word", "a word", drydock::form::Input::Line)
        }
        fn parse(text: &str) -> Result<Self, drydock::form::Fault> {
            Ok(Self(text.to_owned()))
        }
        fn print(&self) -> String {
            self.0.clone()
        }
        fn vary(&self) -> Self {
            Self(format!("{}x", self.0))
        }
    }

    #[derive(Clone, Debug, Default, PartialEq, Form)]
    struct Peer {
        /// The host.
        host: Word,
    }

    #[derive(Clone, Debug, Default, PartialEq, Form)]
    struct Whole {
        /// The others.
        peers: Vec<Peer>,
        /// One more, perhaps.
        spare: Option<Peer>,
    }

    #[test]
    fn the_labels_lead_through_lists_and_switches_to_the_answer() {
        let form = Whole::node(&Whole::default());
        for (at, labels) in [
            ("/peers/1/host", &["Peers", "2", "Host"][..]),
            ("/spare/host", &["Spare", "Host"]),
            ("/nowhere/host", &[]),
            ("", &[]),
        ] {
            let at = Pointer::parse(at).unwrap();
            assert_eq!(trail(&form, &at), labels);
        }
    }
}
