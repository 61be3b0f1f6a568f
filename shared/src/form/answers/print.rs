//! From a draft to an answers file.

use super::{FORMAT, PRODUCT, VERSION};
use crate::catalog::Product;
use crate::form::{Draft, Field, Input, LeafNode, Node, Pointer, Variant};
use crate::render::tree::{Entry, Tree};
use crate::render::yaml;

/// The answers file of a draft: every answer that counts with its default where none was given, no secret.
pub fn print(product: &Product, draft: &Draft) -> String {
    Printer::new(draft, Part::Answers, false).file(product)
}

/// The answers file of a draft, with what each answer means as comments: what somebody starts from.
pub fn print_commented(product: &Product, draft: &Draft) -> String {
    Printer::new(draft, Part::Answers, true).file(product)
}

/// The secrets file of a draft: every secret that counts, empty where none was given, with comments.
///
/// This is the one text beside the Secret manifests that holds secrets.
pub fn print_secrets(product: &Product, draft: &Draft) -> String {
    Printer::new(draft, Part::Secrets, true).file(product)
}

/// Which of the two files is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Answers,
    Secrets,
}

struct Printer<'a> {
    draft: &'a Draft,
    part: Part,
    commented: bool,
}

impl<'a> Printer<'a> {
    const fn new(draft: &'a Draft, part: Part, commented: bool) -> Self {
        Self {
            draft,
            part,
            commented,
        }
    }

    fn file(&self, product: &Product) -> String {
        let version = VERSION.parse::<i64>().map_or(Tree::Null, Tree::from);
        let heading = match self.part {
            Part::Answers => {
                format!(
                    "Answers for {}. Secrets belong in a file of their own.",
                    product.title
                )
            }
            Part::Secrets => format!(
                "Secrets for {}. Keep this file apart from the answers and out of version control.",
                product.title
            ),
        };
        let mut entries = vec![
            Entry {
                comment: self.commented.then_some(heading),
                ..Entry::new(FORMAT, version)
            },
            Entry::new(PRODUCT, product.id),
        ];
        if let Some(Tree::Map(answers)) = self.tree(&product.schema(), &Pointer::root()) {
            entries.extend(answers);
        }
        yaml::print(&Tree::Map(entries))
    }

    /// What is printed of a part of the form, if anything.
    fn tree(&self, node: &Node, at: &Pointer) -> Option<Tree> {
        match node {
            Node::Leaf(leaf) => self.leaf(leaf, at),
            Node::Group(fields) => self.group(fields, at),
            Node::Choice { variants, .. } => self.choice(variants, node.chosen(self.draft, at), at),
            Node::Switch { body, .. } if node.is_on(self.draft, at) => match self.tree(body, at) {
                Some(Tree::Map(answers)) if answers.is_empty() => self.answer(Tree::Bool(true)),
                body => body,
            },
            Node::Switch { .. } => {
                let typed = self.draft.text(at).filter(|text| *text != "false");
                self.answer(typed.map_or(Tree::Bool(false), Tree::from))
            }
            Node::List { .. } => self.list(&node.rows(self.draft, at), at),
        }
    }

    /// Something that only the answers file holds.
    fn answer(&self, tree: Tree) -> Option<Tree> {
        (self.part == Part::Answers).then_some(tree)
    }

    fn leaf(&self, leaf: &LeafNode, at: &Pointer) -> Option<Tree> {
        match (self.part, leaf.kind.is_secret()) {
            (Part::Answers, false) => Some(value(leaf, self.draft.text(at))),
            (Part::Secrets, true) => Some(
                self.draft
                    .secret(at)
                    .map_or_else(String::new, |s| s.reveal().to_owned())
                    .into(),
            ),
            _ => None,
        }
    }

    fn group(&self, fields: &[Field], at: &Pointer) -> Option<Tree> {
        let mut entries = Vec::new();
        for field in fields {
            let Some(value) = self.tree(&field.node, &at.join(field.name)) else {
                continue;
            };
            // The first stands right below the name of its group.
            let gap = if entries.is_empty() && *at != Pointer::root() {
                ""
            } else {
                "\n"
            };
            entries.push(Entry {
                comment: self.commented.then(|| format!("{gap}{}", comment(field))),
                ..Entry::new(field.name, value)
            });
        }
        (self.part == Part::Answers || !entries.is_empty()).then_some(Tree::Map(entries))
    }

    fn choice(&self, variants: &[Variant], chosen: &str, at: &Pointer) -> Option<Tree> {
        let body = variants
            .iter()
            .find(|variant| variant.tag == chosen)
            .and_then(|variant| self.tree(variant.body.as_ref()?, &at.join(variant.tag)));
        match body {
            Some(Tree::Map(answers)) if answers.is_empty() => self.answer(chosen.into()),
            None => self.answer(chosen.into()),
            Some(body) => Some(Tree::Map(vec![Entry::new(chosen, body)])),
        }
    }

    /// Rows; what their answers mean stands above those of the first.
    fn list(&self, rows: &[&Node], at: &Pointer) -> Option<Tree> {
        let rows: Vec<_> = rows
            .iter()
            .enumerate()
            .map(|(index, row)| {
                let commented = self.commented && index == 0;
                Printer { commented, ..*self }.tree(row, &at.row(index))
            })
            .collect();
        let holds = self.part == Part::Answers || rows.iter().any(Option::is_some);
        holds.then(|| {
            Tree::List(
                rows.into_iter()
                    .map(|row| row.unwrap_or(Tree::Null))
                    .collect(),
            )
        })
    }
}

/// A leaf's answer: a number or a boolean where it is one and is asked for, a text otherwise.
fn value(leaf: &LeafNode, text: Option<&str>) -> Tree {
    let text = text.unwrap_or(&leaf.default);
    match leaf.kind.input {
        Input::Number { .. } => text
            .parse::<i64>()
            .ok()
            .filter(|number| number.to_string() == text)
            .map_or_else(|| text.into(), Tree::from),
        Input::Toggle => text
            .parse::<bool>()
            .map_or_else(|_| text.into(), Tree::from),
        Input::Line | Input::Lines | Input::Secret { .. } => text.into(),
    }
}

/// What stands above an answer: what it means, what is possible, and what an answer may look like.
fn comment(field: &Field) -> String {
    let mut lines = wrapped(field.help, "");
    match &field.node {
        Node::Leaf(leaf) => lines.extend(expectation(leaf)),
        Node::Group(_) => {}
        Node::Choice { variants, .. } => {
            lines.push("One of:".to_owned());
            for variant in variants {
                lines.extend(wrapped(
                    &format!("- {}: {}", variant.tag, variant.help),
                    "  ",
                ));
                lines.extend(
                    variant
                        .body
                        .as_ref()
                        .into_iter()
                        .flat_map(|body| sample(body, "    ")),
                );
            }
        }
        Node::Switch { body, .. } => {
            lines.push("true, false, or these answers:".to_owned());
            lines.extend(sample(body, "  "));
        }
        Node::List { row, bounds, .. } => {
            lines.push(format!("{} to {} rows like:", bounds.0, bounds.1));
            let row = Node::List {
                row: row.clone(),
                defaults: vec![row.as_ref().clone()],
                bounds: *bounds,
            };
            lines.extend(sample(&row, "  "));
        }
    }
    if !field.unit.is_empty() {
        lines.push(format!("Unit: {}.", field.unit));
    }
    if !field.example.is_empty() {
        lines.push(format!("Example: {}", field.example));
    }
    lines.join("\n")
}

fn expectation(leaf: &LeafNode) -> Option<String> {
    match leaf.kind.input {
        Input::Number { min, max } => Some(format!("A whole number from {min} to {max}.")),
        Input::Toggle => None,
        Input::Line | Input::Lines | Input::Secret { .. } => {
            (!leaf.kind.expects.is_empty()).then(|| format!("Expected: {}.", leaf.kind.expects))
        }
    }
}

/// The answers of a part of the form as they are beforehand, as lines of YAML.
fn sample(node: &Node, indent: &str) -> Vec<String> {
    let untouched = Draft::default();
    let printer = Printer::new(&untouched, Part::Answers, false);
    let tree = printer.tree(node, &Pointer::root());
    let tree = tree.filter(|tree| !tree.entries().is_empty() || !tree.list().is_empty());
    let text = tree.map(|tree| yaml::print(&tree)).unwrap_or_default();
    text.lines().map(|line| format!("{indent}{line}")).collect()
}

/// A text in lines of at most 100 characters where its words allow, the later ones after `indent`.
fn wrapped(text: &str, indent: &str) -> Vec<String> {
    const WIDTH: usize = 100;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) => lines.push(format!("{indent}{word}")),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}
