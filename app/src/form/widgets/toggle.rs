//! Yes or no.

use leptos::prelude::*;

use crate::ui::live;

use crate::form::answer_id;
use crate::form::frame::{self, Origin, described_by};
use crate::form::leaf::Cell;
use crate::form::messages::messages;
use crate::session::has_error;

pub(crate) fn view(cell: &Cell, from: Option<Origin>) -> AnyView {
    let (text, shown, question) = (cell.text, cell.shown, &cell.question);
    let (session, at) = (question.session, question.at.clone());
    let turn = {
        let at = at.clone();
        move |event| session.set(&at, flag(event_target_checked(&event)))
    };
    view! {
        <div
            class="field toggle"
            class:wrong=live::truth(move || has_error(&shown.get()))
            data-at=at.to_string()
        >
            <div class="label-row">
                <input
                    type="checkbox"
                    id=answer_id(&at)
                    aria-describedby=described_by(question)
                    aria-invalid=cell.invalid()
                    prop:checked=live::truth(move || text.with(|text| text == "true"))
                    on:change=live::event(turn)
                />
                <label class="label" for=answer_id(&at)>{question.label.clone()}</label>
                {frame::origin(question, from)}
            </div>
            {frame::help(question, "")}
            {messages(question, shown)}
        </div>
    }
    .into_any()
}

/// The text of a switch.
pub(crate) const fn flag(is_on: bool) -> &'static str {
    if is_on { "true" } else { "false" }
}
