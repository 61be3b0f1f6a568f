//! Moving the focus to where somebody asked to go.

use leptos::prelude::{document, request_animation_frame, window};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, FocusOptions, HtmlDetailsElement, HtmlElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

/// What can be filled in, the chosen one of several first.
const CONTROLS: &str =
    "input:checked, input, select, textarea, button:not([data-part=reset]), [tabindex]";

/// What is taller than this, in pixels, is shown from its beginning; anything else in the middle.
const TALL: i32 = 300;

/// Goes to an element after the next drawing: opens what hides it, scrolls to it and focuses it or its first control.
pub(crate) fn go_to(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            arrive(&element);
        }
    });
}

/// Goes to the first of these elements that exists.
pub(crate) fn go_to_first(ids: Vec<String>) {
    request_animation_frame(move || {
        let element = ids.iter().find_map(|id| document().get_element_by_id(id));
        if let Some(element) = element {
            arrive(&element);
        }
    });
}

/// Goes to the beginning of a page that has just been opened.
pub(crate) fn go_to_page() {
    request_animation_frame(|| {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        let main = document().get_element_by_id("main");
        if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
            let calm = FocusOptions::new();
            calm.set_prevent_scroll(true);
            // Where it cannot take the focus, the page is still at its beginning.
            let _ = main.focus_with_options(&calm);
        }
    });
}

/// Scrolls an element's content to its beginning.
pub(crate) fn to_start_of(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.set_scroll_top(0);
        element.set_scroll_left(0);
    }
}

fn arrive(element: &Element) {
    open_around(element);
    let control = if element.matches("input, select, textarea, button, [tabindex]") == Ok(true) {
        Some(element.clone())
    } else {
        CONTROLS
            .split(", ")
            .find_map(|selector| element.query_selector(selector).ok().flatten())
    };
    let place = ScrollIntoViewOptions::new();
    place.set_block(if element.client_height() > TALL {
        ScrollLogicalPosition::Start
    } else {
        ScrollLogicalPosition::Center
    });
    element.scroll_into_view_with_scroll_into_view_options(&place);
    if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus has at least been scrolled to.
        let _ = control.focus();
    }
}

fn open_around(element: &Element) {
    let mut around = element.closest("details").ok().flatten();
    while let Some(details) = around {
        if let Some(details) = details.dyn_ref::<HtmlDetailsElement>() {
            details.set_open(true);
        }
        around = details
            .parent_element()
            .and_then(|parent| parent.closest("details").ok().flatten());
    }
}

/// Whether the focus is where the browser's own undo works: in a text that is being typed.
pub(crate) fn is_in_text() -> bool {
    document().active_element().is_some_and(|element| {
        element.matches("textarea, input:not([type=checkbox], [type=radio], [type=file])")
            == Ok(true)
    })
}
