//! The parts that a form falls into, each with a heading, and the list of them to jump to.

use drydock::form::{Field, Node, Pointer};
use leptos::prelude::*;

use crate::ui::live;

use super::prose::{first_sentence, prose};
use super::question::{Question, question};
use crate::browser::focus;
use crate::route;
use crate::session::{Counts, Session};

/// A part of the form under a heading.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// The heading.
    pub(crate) title: &'static str,
    /// One sentence below the heading; empty where its one question says it.
    pub(crate) help: &'static str,
    /// The group whose members are asked, or the root for answers that belong to none.
    group: Pointer,
    /// What is asked.
    fields: Vec<&'static Field>,
    /// Whether the heading is the label of the one question.
    is_single: bool,
}

impl Section {
    /// The id of the section.
    pub(crate) fn id(&self) -> String {
        match self.fields.first() {
            Some(field) if self.is_single => format!("s{}", self.group.join(field.name)),
            _ => format!("s{}", self.group),
        }
    }

    /// The places whose issues are those of this section.
    fn places(&self) -> Vec<Pointer> {
        let members = self.fields.iter().map(|field| self.group.join(field.name));
        let own = (self.group != Pointer::root()).then(|| self.group.clone());
        members.chain(own).collect()
    }
}

/// The sections of a form: the simple answers at its top first, then each group, switch, list and choice that asks on.
pub(crate) fn sections(form: &'static Node) -> Vec<Section> {
    let Node::Group(fields) = form else {
        return Vec::new();
    };
    let (simple, own): (Vec<_>, Vec<_>) = fields.iter().partition(|field| is_simple(&field.node));
    let basics = Section {
        title: "Basics",
        help: "",
        group: Pointer::root(),
        fields: simple,
        is_single: false,
    };
    let first = (!basics.fields.is_empty()).then_some(basics);
    first
        .into_iter()
        .chain(own.into_iter().map(section))
        .collect()
}

fn is_simple(node: &Node) -> bool {
    match node {
        Node::Leaf(_) => true,
        Node::Choice { variants, .. } => variants.iter().all(|variant| variant.body.is_none()),
        _ => false,
    }
}

fn section(field: &'static Field) -> Section {
    match &field.node {
        Node::Group(fields) => Section {
            title: field.label,
            help: field.help,
            group: Pointer::root().join(field.name),
            fields: fields.iter().collect(),
            is_single: false,
        },
        _ => Section {
            title: field.label,
            help: "",
            group: Pointer::root(),
            fields: vec![field],
            is_single: true,
        },
    }
}

/// Draws a section.
pub(crate) fn view(session: Session, section: &Section) -> AnyView {
    let (id, counts) = (section.id(), session.counts_within(section.places()));
    let questions = section.fields.iter().map(|field| {
        let asked = Question::of(session, &section.group, field);
        question(if section.is_single {
            asked.titled()
        } else {
            asked
        })
    });
    let (first, rest) = first_sentence(section.help);
    let heading = format!("{id}-title");
    view! {
        <section class="section" id=id.clone() data-section=id[1..].to_owned() aria-labelledby=heading.clone()>
            <details open>
                <summary>
                    <h2 id=heading.clone()>{section.title}</h2>
                    {badge(counts)}
                </summary>
                {(!first.is_empty()).then(|| view! { <p class="section-help">{prose(first)}" "{prose(rest)}</p> })}
                <div class="fields">{questions.collect_view()}</div>
            </details>
        </section>
    }
    .into_any()
}

/// How many errors and warnings there are, where there are any.
fn badge(counts: Memo<Counts>) -> impl IntoView {
    let one = |count: usize, class: &'static str, word: &'static str| {
        let badge = (count > 0).then(|| {
            view! {
                <span class=format!("badge {class}")>
                    {count}
                    <span class="unseen">" "{word}{if count == 1 { "" } else { "s" }}</span>
                </span>
            }
        });
        badge.into_any()
    };
    view! {
        <span class="badges">
            {live::part(move || one(counts.get().errors, "error", "error"))}
            {live::part(move || one(counts.get().warnings, "warning", "warning"))}
        </span>
    }
}

/// The list of sections, each a link.
pub(crate) fn contents(session: Session, sections: &[Section]) -> AnyView {
    let items = sections.iter().map(|section| {
        let (id, counts) = (section.id(), session.counts_within(section.places()));
        let href = route::to_product(session.product.id);
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            focus::go_to(id.clone());
        };
        view! {
            <li>
                <a href=href on:click=live::click(go)>
                    {section.title}
                    {badge(counts)}
                </a>
            </li>
        }
    });
    view! {
        <nav class="contents" aria-label="Sections of the form">
            <ul>{items.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use drydock::form::Input;
    use drydock::form::{LeafNode, LeafType};

    fn leaf() -> Node {
        Node::Leaf(LeafNode {
            kind: LeafType {
                name: "word",
                expects: "",
                input: Input::Line,
                pattern: None,
                check: |_| None,
                vary: |_| None,
            },
            default: String::new(),
        })
    }

    fn field(name: &'static str, node: Node) -> Field {
        Field {
            name,
            label: name,
            help: "Help.",
            unit: "",
            example: "",
            node,
        }
    }

    #[test]
    fn simple_answers_come_first_and_everything_else_has_a_section_of_its_own() {
        let switch = Node::Switch {
            body: Box::new(Node::Group(vec![field("x", leaf())])),
            default: false,
        };
        let group = Node::Group(vec![field("y", leaf())]);
        let form = Node::Group(vec![
            field("a", leaf()),
            field("tls", switch),
            field("site", group),
            field("b", leaf()),
        ]);
        let sections = sections(Box::leak(Box::new(form)));
        let ids: Vec<_> = sections.iter().map(Section::id).collect();
        assert_eq!(ids, ["s", "s/tls", "s/site"]);
        assert_eq!(sections[0].places(), ["/a".into(), "/b".into()]);
        assert_eq!(sections[2].places(), ["/site/y".into(), "/site".into()]);
    }
}
