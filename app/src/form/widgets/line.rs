//! One line of text.

use leptos::prelude::*;

use crate::ui::live;

use crate::form::answer_id;
use crate::form::frame::described_by;
use crate::form::leaf::Cell;

pub(crate) fn view(cell: &Cell) -> AnyView {
    let (text, typing) = (cell.text, cell.typing());
    view! {
        <input
            type="text"
            id=answer_id(&cell.question.at)
            aria-describedby=described_by(&cell.question)
            aria-invalid=cell.invalid()
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            prop:value=text
            on:input=live::event(move |event| typing(&event_target_value(&event)))
        />
    }
    .into_any()
}
