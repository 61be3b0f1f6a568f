//! The page as a whole: which place the address names, and what is open there.

use drydock::catalog::Product;
use drydock::form::Draft;
use leptos::ev;
use leptos::prelude::*;

use crate::browser::{self, focus};
use crate::form::nearest_ids;
use crate::pages::catalogue::Catalogue;
use crate::pages::product::{ProductPage, install_keys};
use crate::route::{self, Route};
use crate::secrets;
use crate::session::{Session, carry_over};
use crate::ui::header::{Brand, Common};
use crate::ui::help::Help;

/// The page.
#[component]
pub(crate) fn App() -> impl IntoView {
    let route = RwSignal::new(Route::parse(&browser::fragment()));
    let sessions = Sessions::new();
    let product = Memo::new(move |_| route.with(|route| route.product.clone()));
    let arrive = move || sessions.arrive(&route.get_untracked());
    let _ = window_event_listener(ev::hashchange, move |_| {
        let before = product.get_untracked();
        route.set(Route::parse(&browser::fragment()));
        arrive();
        if before != product.get_untracked() {
            focus::go_to("main".to_owned());
        }
    });
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
        <a class="skip" href="#main" on:click=skip>"Skip to the content"</a>
        {page}
        <Help />
    }
}

/// The fragment of the address is taken by the route, so that the link has to be followed by hand.
fn skip(event: ev::MouseEvent) {
    event.prevent_default();
    focus::go_to("main".to_owned());
}

fn catalogue(unknown: Option<String>) -> AnyView {
    browser::title("Drydock – Kubernetes deployments of stateful products");
    view! {
        <header class="bar">
            <Brand />
            <div class="tools"><Common /></div>
        </header>
        <Catalogue unknown=unknown />
    }
    .into_any()
}

/// The sessions that were opened in this visit, each of which keeps its answers when another page is looked at.
#[derive(Clone, Copy)]
struct Sessions {
    /// Signals made for a session last as long as the page, not as the part of it that made them.
    owner: StoredValue<Owner>,
    /// The sessions, the one used last at the end.
    open: StoredValue<Vec<Session>>,
}

impl Sessions {
    fn new() -> Self {
        Self {
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            open: StoredValue::new(Vec::new()),
        }
    }

    /// The session of a product, opened with its first preset if it is new.
    fn of(self, id: &str) -> Option<Session> {
        let product = Product::by_id(id)?;
        let known = self.open.with_value(|open| {
            open.iter()
                .find(|session| session.product.id == id)
                .copied()
        });
        Some(known.unwrap_or_else(|| self.start(product, None)))
    }

    fn start(self, product: &'static Product, preset: Option<&str>) -> Session {
        let presets = product.presets();
        let named = presets
            .iter()
            .find(|known| Some(known.name) == preset)
            .or(presets.first());
        let mut draft =
            named.map_or_else(|| Draft::new(product.id), |preset| preset.answers.clone());
        if let Some(last) = self.open.with_value(|open| open.last().copied()) {
            untrack(|| last.with_draft(|other| carry_over(other, &mut draft)));
        }
        secrets::fill(&product.schema(), &mut draft, &[], browser::random);
        let owner = self.owner.get_value();
        let session = owner.with(|| Session::start(product, draft));
        self.open.update_value(|open| open.push(session));
        session
    }

    /// Does what an address asks for beyond its product: starts from a preset, goes to an answer.
    fn arrive(self, route: &Route) {
        let Some(product) = route.product.as_deref().and_then(Product::by_id) else {
            return;
        };
        if let Some(preset) = &route.preset {
            self.pick(product, preset);
            // Coming back to this place must not throw away what was answered since.
            browser::replace_fragment(&route::to_product(product.id));
        }
        if let Some(at) = &route.field {
            focus::go_to_first(nearest_ids(at));
        }
    }

    fn pick(self, product: &'static Product, preset: &str) {
        let known = self.open.with_value(|open| {
            open.iter()
                .find(|session| session.product.id == product.id)
                .copied()
        });
        match known {
            Some(session) => session.pick_preset_named(preset),
            None => {
                self.start(product, Some(preset));
            }
        }
    }
}
