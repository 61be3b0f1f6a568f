//! Which answers of a form count, given what a draft chose, and the edits of its lists.

use super::{Draft, LeafNode, Node, Pointer, SecretText};

/// An answer that counts.
#[derive(Clone, Debug)]
pub struct Answer<'a> {
    /// Where it stands.
    pub at: Pointer,
    /// What it is.
    pub leaf: &'a LeafNode,
}

impl Node {
    /// The tag of this choice at `at`: what the draft says, or the default. Empty for anything but a choice.
    pub fn chosen<'a>(&'a self, draft: &'a Draft, at: &Pointer) -> &'a str {
        match self {
            Self::Choice { default, .. } => draft.text(at).unwrap_or(default),
            _ => "",
        }
    }

    /// Whether this switch at `at` is on. Always, for anything but a switch.
    pub fn is_on(&self, draft: &Draft, at: &Pointer) -> bool {
        match self {
            Self::Switch { default, .. } => draft.text(at).map_or(*default, |text| text == "true"),
            _ => true,
        }
    }

    /// The rows of this list at `at`: those given beforehand until the draft says how many there are.
    pub fn rows(&self, draft: &Draft, at: &Pointer) -> Vec<&Self> {
        let Self::List {
            row,
            defaults,
            bounds,
        } = self
        else {
            return Vec::new();
        };
        match draft.text(at) {
            None => defaults.iter().collect(),
            Some(count) => vec![row; count.parse().unwrap_or(0).min(bounds.1)],
        }
    }

    /// The parts of the form that stand directly below this one and count, each at its pointer.
    pub fn within(&self, draft: &Draft, at: &Pointer) -> Vec<(Pointer, &Self)> {
        match self {
            Self::Group(fields) => fields
                .iter()
                .map(|field| (at.join(field.name), &field.node))
                .collect(),
            Self::Choice { variants, .. } => {
                let chosen = self.chosen(draft, at);
                let variant = variants.iter().find(|variant| variant.tag == chosen);
                let body = variant
                    .and_then(|variant| Some((at.join(variant.tag), variant.body.as_ref()?)));
                body.into_iter().collect()
            }
            Self::Switch { body, .. } if self.is_on(draft, at) => vec![(at.clone(), &**body)],
            Self::Leaf(_) | Self::Switch { .. } => Vec::new(),
            Self::List { .. } => {
                let rows = self.rows(draft, at).into_iter().enumerate();
                rows.map(|(index, row)| (at.row(index), row)).collect()
            }
        }
    }

    /// Every answer that counts, in the order in which the form asks.
    pub fn answers<'a>(&'a self, draft: &Draft) -> Vec<Answer<'a>> {
        let mut found = Vec::new();
        self.collect(draft, Pointer::root(), &mut found);
        found
    }

    fn collect<'a>(&'a self, draft: &Draft, at: Pointer, found: &mut Vec<Answer<'a>>) {
        if let Self::Leaf(leaf) = self {
            found.push(Answer { at, leaf });
            return;
        }
        for (at, node) in self.within(draft, &at) {
            node.collect(draft, at, found);
        }
    }
}

impl Draft {
    /// Adds a row with its defaults at the end of the list at `at`, which `list` describes.
    pub fn add_row(&mut self, list: &Node, at: &Pointer) {
        let count = self.settle(list, at);
        self.reset(&at.row(count));
        self.set(at.clone(), &(count + 1).to_string());
    }

    /// Takes a row out of the list at `at`; the rows after it move up.
    pub fn remove_row(&mut self, list: &Node, at: &Pointer, index: usize) {
        let count = self.settle(list, at);
        if index < count {
            for row in index..count - 1 {
                self.swap_rows(at, row, row + 1);
            }
            self.reset(&at.row(count - 1));
            self.set(at.clone(), &(count - 1).to_string());
        }
    }

    /// Exchanges a row of the list at `at` with the one before it.
    pub fn move_row_up(&mut self, list: &Node, at: &Pointer, index: usize) {
        let count = self.settle(list, at);
        if (1..count).contains(&index) {
            self.swap_rows(at, index - 1, index);
        }
    }

    /// Writes the rows given beforehand into the draft, so that they can be edited; the number of rows.
    pub fn settle(&mut self, list: &Node, at: &Pointer) -> usize {
        let rows = list.rows(self, at).len();
        if let (None, Node::List { defaults, .. }) = (self.text(at), list) {
            for (index, row) in defaults.iter().enumerate() {
                row.settle_defaults(&at.row(index), self);
            }
        }
        self.set(at.clone(), &rows.to_string());
        rows
    }

    fn swap_rows(&mut self, at: &Pointer, a: usize, b: usize) {
        let (above, below) = (self.take(&at.row(a)), self.take(&at.row(b)));
        self.put(&at.row(b), above);
        self.put(&at.row(a), below);
    }

    /// Takes out everything at a pointer and below, each with the rest of its path.
    fn take(&mut self, at: &Pointer) -> Taken {
        let rest = |pointer: &Pointer| pointer.as_str()[at.as_str().len()..].to_owned();
        let answers = self.answers().filter(|(pointer, _)| pointer.is_within(at));
        let answers = answers
            .map(|(pointer, text)| (rest(pointer), text.to_owned()))
            .collect();
        let secrets = self.secrets().filter(|(pointer, _)| pointer.is_within(at));
        let secrets = secrets
            .map(|(pointer, secret)| (rest(pointer), secret.clone()))
            .collect();
        self.reset(at);
        Taken { answers, secrets }
    }

    fn put(&mut self, at: &Pointer, taken: Taken) {
        for (rest, text) in taken.answers {
            self.set(at.descend(&rest), &text);
        }
        for (rest, secret) in taken.secrets {
            self.set_secret(at.descend(&rest), secret);
        }
    }
}

/// What stood at a row, by the rest of its path.
struct Taken {
    answers: Vec<(String, String)>,
    secrets: Vec<(String, SecretText)>,
}

impl Node {
    /// Writes the defaults of this node to a draft that holds nothing of it yet, keeping what it holds.
    fn settle_defaults(&self, at: &Pointer, draft: &mut Draft) {
        match self {
            Self::Leaf(leaf) if !leaf.kind.is_secret() && draft.text(at).is_none() => {
                draft.set(at.clone(), &leaf.default);
            }
            Self::Leaf(_) => {}
            Self::Group(fields) => {
                for field in fields {
                    field.node.settle_defaults(&at.join(field.name), draft);
                }
            }
            Self::Choice { variants, default } => {
                if draft.text(at).is_none() {
                    draft.set(at.clone(), default);
                }
                for (variant, body) in variants.iter().filter_map(|v| Some((v, v.body.as_ref()?))) {
                    body.settle_defaults(&at.join(variant.tag), draft);
                }
            }
            Self::Switch { body, default } => {
                if draft.text(at).is_none() {
                    draft.set(at.clone(), if *default { "true" } else { "false" });
                }
                body.settle_defaults(at, draft);
            }
            Self::List { .. } => {
                draft.settle(self, at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Form;
    use crate::text::DnsLabel;

    fn list() -> Node {
        Vec::node(&vec![DnsLabel::literal("a"), DnsLabel::literal("b")])
    }

    fn texts(draft: &Draft) -> Vec<String> {
        let at = Pointer::root();
        let rows = list().rows(draft, &at).len();
        (0..rows)
            .map(|row| draft.text(&at.row(row)).unwrap_or("-").to_owned())
            .collect()
    }

    #[test]
    fn rows_given_beforehand_stay_when_a_row_is_added_moved_or_removed() {
        let (list, at) = (list(), Pointer::root());
        let mut draft = Draft::new("x");
        draft.add_row(&list, &at);
        assert_eq!(texts(&draft), ["a", "b", "-"]);
        draft.set(at.row(2), "c");
        draft.move_row_up(&list, &at, 2);
        assert_eq!(texts(&draft), ["a", "c", "b"]);
        draft.remove_row(&list, &at, 0);
        assert_eq!(texts(&draft), ["c", "b"]);
        assert_eq!(draft.text(&at.row(2)), None);
    }

    #[test]
    fn a_row_that_was_removed_does_not_come_back_with_the_next() {
        let (list, at) = (list(), Pointer::root());
        let mut draft = Draft::new("x");
        draft.remove_row(&list, &at, 1);
        draft.add_row(&list, &at);
        assert_eq!(texts(&draft), ["a", "-"]);
    }
}
