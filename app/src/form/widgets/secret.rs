//! A secret: covered, uncovered on request, typed, pasted or generated.

use leptos::prelude::*;

use crate::form::answer_id;
use crate::form::frame::described_by;
use crate::form::leaf::Cell;
use crate::ui::icon::{Icon, icon};
use crate::ui::live;

pub(crate) fn view(cell: &Cell) -> AnyView {
    let (session, at) = (cell.question.session, cell.question.at.clone());
    let secret = session.secret(&at);
    let is_seen = RwSignal::new(false);
    let typed = {
        let at = at.clone();
        move |text: String| {
            session.enter(&at);
            session.type_secret(&at, &text);
        }
    };
    let generate = {
        let at = at.clone();
        move |_| session.generate(&at)
    };
    view! {
        <div class="secret">
            <input
                type=live::word(move || Some(if is_seen.get() { "text" } else { "password" }))
                id=answer_id(&at)
                aria-describedby=described_by(&cell.question)
                aria-invalid=cell.invalid()
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=live::words(move || secret.with(|secret| secret.reveal().to_owned()))
                on:input=live::event(move |event| typed(event_target_value(&event)))
            />
            {reveal(cell, is_seen)}
            <button type="button" class="quiet" data-part="generate" on:click=live::click(generate)>
                {icon(Icon::Dice)}
                "Generate"
                <span class="unseen">" "{cell.question.label.clone()}</span>
            </button>
        </div>
    }
    .into_any()
}

fn reveal(cell: &Cell, is_seen: RwSignal<bool>) -> impl IntoView + use<> {
    let name = format!("Show {}", cell.question.label);
    let shape = move || {
        icon(if is_seen.get() {
            Icon::EyeOff
        } else {
            Icon::Eye
        })
    };
    view! {
        <button
            type="button"
            class="quiet icon-only"
            data-part="reveal"
            title=name.clone()
            aria-label=name
            aria-pressed=live::flag(move || is_seen.get())
            on:click=live::click(move |_| is_seen.update(|seen| *seen = !*seen))
        >
            {live::part(shape)}
        </button>
    }
}
