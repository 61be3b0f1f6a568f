//! A whole number, typed or stepped.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::form::answer_id;
use crate::form::frame::described_by;
use crate::form::leaf::Cell;
use crate::ui::icon::{Icon, icon};
use crate::ui::live;

/// Up to this many values a number has buttons to step through them.
const STEPPED: i64 = 100;

pub(crate) fn view(cell: &Cell, min: i64, max: i64) -> AnyView {
    let (text, typing, session) = (cell.text, cell.typing(), cell.question.session);
    let at = cell.question.at.clone();
    let step = Callback::new(move |by| {
        if let Some(next) = stepped(&text.get_untracked(), by, (min, max)) {
            session.type_text(&at, &next);
        }
    });
    let key = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" => 1,
            "ArrowDown" => -1,
            _ => return,
        };
        event.prevent_default();
        step.run(by);
    };
    let button = |by, part, what, shape| {
        let name = format!("{what} {}", cell.question.label);
        view! {
            <button type="button" class="step" data-part=part aria-label=name on:click=live::click(move |_| step.run(by))>
                {icon(shape)}
            </button>
        }
    };
    let is_stepped = max.saturating_sub(min) <= STEPPED;
    view! {
        <div class="number" class:stepped=is_stepped>
            <input
                type="text"
                inputmode="numeric"
                id=answer_id(&cell.question.at)
                aria-describedby=described_by(&cell.question)
                aria-invalid=cell.invalid()
                autocomplete="off"
                prop:value=text
                on:input=live::event(move |event| typing(&event_target_value(&event)))
                on:keydown=key
            />
            {is_stepped.then(|| button(-1, "less", "Decrease", Icon::Minus))}
            {is_stepped.then(|| button(1, "more", "Increase", Icon::Plus))}
        </div>
    }
    .into_any()
}

/// The number one step from a text within the bounds; from no number, the nearest bound.
fn stepped(text: &str, by: i64, (min, max): (i64, i64)) -> Option<String> {
    let next = match text.trim().parse::<i64>() {
        Ok(number) => number.saturating_add(by).clamp(min, max),
        Err(_) if by > 0 => min,
        Err(_) => max,
    };
    Some(next.to_string()).filter(|next| next != text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_stays_within_the_bounds_and_starts_from_one_of_them() {
        for (text, by, next) in [
            ("3", 1, Some("4")),
            ("9", 1, None),
            ("1", -1, None),
            ("99", -1, Some("9")),
            ("", 1, Some("1")),
            ("x", -1, Some("9")),
            ("9223372036854775807", 1, Some("9")),
        ] {
            assert_eq!(stepped(text, by, (1, 9)).as_deref(), next, "{text} {by}");
        }
    }
}
