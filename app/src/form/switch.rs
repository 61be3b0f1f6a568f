//! Something that is there or not: a checkbox that opens what it asks.

use drydock::form::Node;
use leptos::prelude::*;

use crate::ui::live;

use super::answer_id;
use super::frame::{self, Origin, described_by};
use super::messages::messages;
use super::question::{Question, body};
use super::widgets::toggle::flag;

pub(crate) fn view(question: &Question, inner: &'static Node, default: bool) -> AnyView {
    let (session, at) = (question.session, question.at.clone());
    let text = session.text(&at, flag(default));
    let shown = session.shown(&at);
    let is_on = Memo::new(move |_| text.with(|text| text == "true"));
    let turn = {
        let at = at.clone();
        move |event| session.set(&at, flag(event_target_checked(&event)))
    };
    let opened = {
        let (at, label) = (at.clone(), question.label.clone());
        move || {
            let inside = is_on.get().then(|| {
                view! { <div class="fields inner">{body(session, &at, &label, inner)}</div> }
            });
            inside.into_any()
        }
    };
    let seen = if question.is_titled {
        "Switched on"
    } else {
        ""
    };
    view! {
        <div class="field switch wide" role="group" aria-label=question.label.clone() data-at=at.to_string()>
            <div class="label-row">
                <input
                    type="checkbox"
                    id=answer_id(&at)
                    aria-describedby=described_by(question)
                    prop:checked=live::truth(move || is_on.get())
                    on:change=live::event(turn)
                />
                <label class="label" for=answer_id(&at)>
                    <span class:unseen=question.is_titled>{question.label.clone()}</span>
                    {seen}
                </label>
                {frame::origin(question, Some(from(question, text, default)))}
            </div>
            {frame::help(question, "")}
            {messages(question, shown)}
            {live::part(opened)}
        </div>
    }
    .into_any()
}

fn from(question: &Question, text: Memo<String>, default: bool) -> Origin {
    let (session, at) = (question.session, question.at.clone());
    Origin {
        changed: Memo::new(move |_| text.with(|text| text != flag(default))),
        word: "default",
        default: if default { "on" } else { "off" }.to_owned(),
        reset: Callback::new(move |()| session.set(&at, flag(default))),
    }
}
