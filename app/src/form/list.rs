//! Any number of rows of one shape, added, removed and ordered by buttons.

use drydock::form::Node;
use leptos::prelude::*;

use super::frame::{self, Origin, described_by};
use super::messages::messages;
use super::question::{Question, body, question as ask};
use super::{answer_id, prose};
use crate::browser::focus;
use crate::ui::icon::{Icon, icon};
use crate::ui::live;

pub(crate) fn view(
    question: &Question,
    row: &'static Node,
    (least, most): (usize, usize),
) -> AnyView {
    let (session, at) = (question.session, question.at.clone());
    let count = session.row_count(question.node, &at);
    let shown = session.shown(&at);
    let list = List {
        question: question.clone(),
        count,
        least,
    };
    let rows = move |index| list.row(index, row);
    let is_full = move || count.get() >= most;
    let add = {
        let (question, at) = (question.clone(), at.clone());
        move |_| {
            if !is_full() {
                session.add_row(question.node, &at);
                focus::go_to(answer_id(&at.row(count.get_untracked() - 1)));
            }
        }
    };
    let full = move || {
        let full = is_full().then(|| prose(&format!("At most {most} are possible.")));
        full.into_any()
    };
    let label = frame::label_id(question);
    view! {
        <div
            class="field list wide"
            role="group"
            id=answer_id(&at)
            data-at=at.to_string()
            aria-labelledby=label
            aria-describedby=described_by(question)
        >
            <div class="label-row">
                <span class=question.label_class() id=label.clone()>{question.label.clone()}</span>
                {frame::origin(question, Some(from(question)))}
            </div>
            {frame::help(question, "")}
            <ol class="rows">
                <For each=move || 0..count.get() key=|index| *index children=rows />
            </ol>
            <div class="list-end">
                <button
                    type="button"
                    class="quiet"
                    data-part="add"
                    id=format!("{}+", answer_id(&at))
                    aria-disabled=live::mark(is_full)
                    on:click=live::click(add)
                >
                    {icon(Icon::Plus)}
                    "Add"
                    <span class="unseen">" to "{question.label.clone()}</span>
                </button>
                <span class="help">{live::part(full)}</span>
            </div>
            {messages(question, shown)}
        </div>
    }
    .into_any()
}

fn from(question: &Question) -> Origin {
    let Question {
        session, at, node, ..
    } = question.clone();
    Origin {
        changed: session.rows_differ(node, &at),
        word: "default",
        default: "the default".to_owned(),
        reset: Callback::new(move |()| session.reset_rows(node, &at)),
    }
}

/// What every row needs to know of its list.
#[derive(Clone)]
struct List {
    question: Question,
    count: Memo<usize>,
    least: usize,
}

impl List {
    fn row(&self, index: usize, row: &'static Node) -> AnyView {
        let node = match self.question.node {
            Node::List { defaults, .. } if self.is_untouched() => {
                defaults.get(index).unwrap_or(row)
            }
            _ => row,
        };
        let asked = self.question.row(index, node);
        let buttons = self.buttons(index);
        if matches!(node, Node::Leaf(_)) {
            return view! { <li class="row single">{ask(asked.titled())}{buttons}</li> }.into_any();
        }
        if !matches!(node, Node::Group(_)) {
            return view! { <li class="row whole">{buttons}{ask(asked)}</li> }.into_any();
        }
        let (id, at) = (answer_id(&asked.at), asked.at.to_string());
        view! {
            <li class="row">
                <fieldset class="group" id=id data-at=at>
                    <legend class="label">{asked.label.clone()}</legend>
                    {buttons}
                    <div class="fields">{body(asked.session, &asked.at, &asked.label, node)}</div>
                </fieldset>
            </li>
        }
        .into_any()
    }

    /// Whether the rows are those given beforehand.
    fn is_untouched(&self) -> bool {
        let Question { session, at, .. } = &self.question;
        untrack(|| session.with_draft(|draft| draft.text(at).is_none()))
    }

    fn buttons(&self, index: usize) -> AnyView {
        let (count, least) = (self.count, self.least);
        let is_first = move || index == 0;
        let is_last = move || index + 1 >= count.get();
        let is_needed = move || count.get() <= least;
        view! {
            <div class="row-buttons">
                {self.button(index, "up", Icon::Up, is_first, Self::move_up)}
                {self.button(index, "down", Icon::Down, is_last, Self::move_down)}
                {self.button(index, "remove", Icon::Remove, is_needed, Self::remove)}
            </div>
        }
        .into_any()
    }

    fn button(
        &self,
        index: usize,
        part: &'static str,
        shape: Icon,
        is_off: impl Fn() -> bool + Send + Sync + Copy + 'static,
        act: fn(&Self, usize),
    ) -> AnyView {
        let list = self.clone();
        let what = match part {
            "up" => "Move up:",
            "down" => "Move down:",
            _ => "Remove",
        };
        let name = format!("{what} {} {}", list.question.label, index + 1);
        view! {
            <button
                type="button"
                class="quiet icon-only"
                data-part=part
                id=format!("{}={part}", answer_id(&list.question.at.row(index)))
                title=name.clone()
                aria-label=name
                aria-disabled=live::mark(is_off)
                on:click=live::click(move |_| if !untrack(is_off) { act(&list, index) })
            >
                {icon(shape)}
            </button>
        }
        .into_any()
    }

    fn move_up(&self, index: usize) {
        let Question {
            session, at, node, ..
        } = &self.question;
        session.move_row_up(node, at, index);
        session.view.say(format!("Moved to place {index}"));
        focus::go_to(format!("{}=up", answer_id(&at.row(index - 1))));
    }

    fn move_down(&self, index: usize) {
        let Question {
            session, at, node, ..
        } = &self.question;
        session.move_row_up(node, at, index + 1);
        session.view.say(format!("Moved to place {}", index + 2));
        focus::go_to(format!("{}=down", answer_id(&at.row(index + 1))));
    }

    fn remove(&self, index: usize) {
        let Question {
            session, at, node, ..
        } = &self.question;
        session.remove_row(node, at, index);
        session.view.say("Removed");
        focus::go_to_first(vec![
            format!("{}=remove", answer_id(&at.row(index))),
            format!("{}+", answer_id(at)),
        ]);
    }
}
