//! The page: a form made from the product's types on the left, what comes of it on the right.
//!
//! It knows no product. Everything it shows follows from one signal, the draft with its past ([`session`]).

#![expect(
    unreachable_pub,
    reason = "the attribute `component` makes a public type of its properties"
)]

mod app;
mod browser;
mod form;
mod history;
mod pages;
mod result;
mod route;
mod secrets;
mod session;
mod sessions;
mod ui;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

fn main() {
    browser::rescue::install();
    let Some(place) = document().get_element_by_id("app") else {
        return;
    };
    let Ok(place) = place.dyn_into::<web_sys::HtmlElement>() else {
        return;
    };
    // What was there until now was drawn by the static page.
    place.set_text_content(None);
    mount_to(place, app::App).forget();
    if let Some(root) = document().document_element() {
        // Tells the script that the program has started; an attribute of one's own cannot fail to be set.
        let _ = root.set_attribute("data-ready", "true");
    }
}
