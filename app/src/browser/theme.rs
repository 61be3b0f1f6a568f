//! Light or dark, as the system has it or as somebody chose. `boot.js` applies the choice before the first drawing.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Storage};

const KEY: &str = "drydock.theme";

/// Which colours the page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system has it.
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The theme in force.
    pub(crate) fn now() -> Self {
        match storage().and_then(|storage| storage.get_item(KEY).ok().flatten()) {
            Some(name) if name == "light" => Self::Light,
            Some(name) if name == "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// The theme that the button turns to next.
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// The name of the theme.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Applies the theme and remembers it, where the browser lets a page remember anything.
    pub(crate) fn apply(self) {
        let root = document().document_element();
        if let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
            // Attributes of one's own never fail to be set; storage may, and the theme then lasts for this visit.
            let _ = match self {
                Self::System => root.remove_attribute("data-theme"),
                _ => root.set_attribute("data-theme", self.name()),
            };
        }
        if let Some(storage) = storage() {
            let _ = match self {
                Self::System => storage.remove_item(KEY),
                _ => storage.set_item(KEY, self.name()),
            };
        }
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
