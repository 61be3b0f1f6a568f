//! Secrets that the page makes, so that nobody has to think of one.

use drydock::form::{Draft, Input, Node, Pointer, SecretText};

/// A new secret for the answer at a pointer; nothing where none is asked there.
pub(crate) fn generate(form: &Node, at: &Pointer, random: &[u8]) -> Option<SecretText> {
    match form.at(at) {
        Some(Node::Leaf(leaf)) => match leaf.kind.input {
            Input::Secret { generate } => Some(SecretText::new(&generate(random))),
            _ => None,
        },
        _ => None,
    }
}

/// The secrets that count in a draft and are not given.
pub(crate) fn missing(form: &Node, draft: &Draft) -> Vec<Pointer> {
    form.answers(draft)
        .into_iter()
        .filter(|answer| answer.leaf.kind.is_secret() && draft.secret(&answer.at).is_none())
        .map(|answer| answer.at)
        .collect()
}

/// Makes every secret that is missing, but those that were missing already: somebody emptied these.
pub(crate) fn fill(
    form: &Node,
    draft: &mut Draft,
    emptied: &[Pointer],
    random: impl Fn() -> Option<[u8; 64]>,
) {
    for at in missing(form, draft) {
        if !emptied.contains(&at)
            && let Some(secret) = random().and_then(|random| generate(form, &at, &random))
        {
            draft.set_secret(at, secret);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use drydock::form::{Field, LeafNode, LeafType};

    fn form() -> Node {
        let kind = LeafType {
            name: "key",
            expects: "a key",
            input: Input::Secret {
                generate: |random| format!("key-{}", random[0]),
            },
            pattern: None,
            check: |_| None,
            vary: |_| None,
        };
        let field = |name| Field {
            name,
            label: name,
            help: "",
            unit: "",
            example: "",
            node: Node::Leaf(LeafNode {
                kind: kind.clone(),
                default: String::new(),
            }),
        };
        Node::Group(vec![field("a"), field("b")])
    }

    #[test]
    fn every_missing_secret_is_made_but_those_that_somebody_emptied() {
        let (form, mut draft) = (form(), Draft::new("x"));
        fill(&form, &mut draft, &["/b".into()], || Some([7; 64]));
        assert_eq!(
            draft.secret(&"/a".into()).map(SecretText::reveal),
            Some("key-7")
        );
        assert_eq!(missing(&form, &draft), ["/b".into()]);
    }

    #[test]
    fn without_random_bytes_no_secret_is_made() {
        let (form, mut draft) = (form(), Draft::new("x"));
        fill(&form, &mut draft, &[], || None);
        assert_eq!(missing(&form, &draft).len(), 2);
    }
}
