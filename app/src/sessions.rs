//! The sessions of a visit: one for each product that was looked at.

use drydock::catalog::Product;
use drydock::form::{Draft, answers};
use drydock::source::Mistake;
use leptos::prelude::*;

use crate::browser::{self, focus};
use crate::form::nearest_ids;
use crate::route::{self, Route};
use crate::secrets;
use crate::session::{Messages, Session, carry_over};

/// The sessions that were opened in this visit, each of which keeps its answers when another page is looked at.
#[derive(Clone, Copy)]
pub(crate) struct Sessions {
    /// Signals made for a session last as long as the page, not as the part of it that made them.
    owner: StoredValue<Owner>,
    /// The sessions, the one used last at the end.
    open: StoredValue<Vec<Session>>,
    /// What is told on every page.
    pub(crate) messages: Messages,
}

impl Sessions {
    /// No session yet. What sessions hold belongs to the present owner.
    pub(crate) fn new() -> Self {
        Self {
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            open: StoredValue::new(Vec::new()),
            messages: Messages::new(),
        }
    }

    /// The session of a product, opened with its first preset if it is new.
    pub(crate) fn of(self, id: &str) -> Option<Session> {
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
            untrack(|| last.with_draft(|other| carry_over(last.form, other, &mut draft)));
        }
        secrets::fill(&product.schema(), &mut draft, &[], browser::random);
        let owner = self.owner.get_value();
        let session = owner.with(|| Session::start(product, draft, self.messages));
        self.open.update_value(|open| open.push(session));
        session
    }

    /// Does what an address asks for beyond its product: starts from a preset, goes to an answer.
    pub(crate) fn arrive(self, route: &Route) {
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

    /// Opens what an answers file says, on the page of its product; or says what is wrong with the file.
    pub(crate) fn open(self, text: &str) -> Result<(), Vec<String>> {
        let reading = answers::read(text);
        if !reading.mistakes.is_empty() {
            return Err(reading.mistakes.iter().map(in_words).collect());
        }
        let opened = reading
            .draft
            .and_then(|draft| Some((self.of(draft.product())?, draft)));
        let Some((session, draft)) = opened else {
            return Err(vec![
                "It holds no answers of a product that is here.".to_owned(),
            ]);
        };
        session.open(draft);
        browser::go(&route::to_product(session.product.id));
        Ok(())
    }
}

fn in_words(mistake: &Mistake) -> String {
    let Mistake {
        place,
        message,
        help,
        ..
    } = mistake;
    let help = help
        .as_ref()
        .map(|help| format!(" {help}"))
        .unwrap_or_default();
    format!(
        "Line {}, column {}: {message}{help}",
        place.line, place.column
    )
}
