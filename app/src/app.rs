//! The page as a whole: which place the address names, and what is open there.

use leptos::ev;
use leptos::prelude::*;

use crate::ui::live;

use crate::browser::{self, focus};
use crate::pages::catalogue::Catalogue;
use crate::pages::product::{ProductPage, install_keys};
use crate::route::Route;
use crate::sessions::Sessions;
use crate::ui::answers;
use crate::ui::header::{Brand, Common};
use crate::ui::help::Help;

/// The page.
#[component]
pub(crate) fn App() -> impl IntoView {
    let route = RwSignal::new(Route::parse(&browser::fragment()));
    let sessions = Sessions::new();
    let product = Memo::new(move |_| route.with(|route| route.product.clone()));
    provide_context(sessions);
    let arrive = move || sessions.arrive(&route.get_untracked());
    let _ = window_event_listener(ev::hashchange, move |_| {
        let before = product.get_untracked();
        route.set(Route::parse(&browser::fragment()));
        arrive();
        if before != product.get_untracked() {
            focus::go_to_page();
        }
    });
    let _ = window_event_listener(ev::dragover, |event| answers::dragged(&event));
    let _ = window_event_listener(ev::drop, move |event| answers::dropped(sessions, &event));
    install_keys(move || sessions.of(product.get_untracked().as_deref()?));
    arrive();
    let page = move || match product.get() {
        None => catalogue(None),
        Some(id) => match sessions.of(&id) {
            Some(session) => view! { <ProductPage session=session /> }.into_any(),
            None => catalogue(Some(id)),
        },
    };
    view! {
        <a class="skip" href="#main" on:click=live::click(|event| skip(&event))>"Skip to the content"</a>
        {live::part(page)}
        <Help />
    }
}

/// The fragment of the address is taken by the route, so that the link has to be followed by hand.
fn skip(event: &ev::MouseEvent) {
    event.prevent_default();
    focus::go_to_page();
}

fn catalogue(unknown: Option<String>) -> AnyView {
    browser::title("Drydock – Kubernetes deployments of stateful products");
    view! {
        <header class="bar">
            <Brand />
            <div class="tools">{answers::open_button()}<Common /></div>
        </header>
        <Catalogue unknown=unknown />
    }
    .into_any()
}
