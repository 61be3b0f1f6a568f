//! The world outside: what the page asks of the browser, and nothing of what it decides.

pub(crate) mod files;
pub(crate) mod focus;
pub(crate) mod rescue;
pub(crate) mod theme;

use leptos::prelude::{document, window};

/// As many random bytes as a secret wants, from the browser's own source.
///
/// `None` where the browser has none, as on hosts that are old or locked down.
pub(crate) fn random() -> Option<[u8; 64]> {
    let mut bytes = [0; 64];
    let crypto = window().crypto().ok()?;
    crypto
        .get_random_values_with_u8_array(&mut bytes)
        .ok()
        .map(|_| bytes)
}

/// The fragment of the page's address.
pub(crate) fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Goes to another fragment, as following a link to it would.
pub(crate) fn go(fragment: &str) {
    // Only an address that is none could be refused.
    let _ = window().location().set_hash(fragment);
}

/// Puts another fragment into the address, without a new entry in the history.
pub(crate) fn replace_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        // A page opened from a file may not change its address; it then keeps the one it has.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(fragment));
    }
}

/// Gives the window a title.
pub(crate) fn title(title: &str) {
    document().set_title(title);
}

/// Starts to copy a text to the clipboard; `done` hears whether it worked.
pub(crate) fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    if !window().is_secure_context() {
        done(false);
        return;
    }
    let writing = window().navigator().clipboard().write_text(text);
    leptos::task::spawn_local(async move {
        done(wasm_bindgen_futures::JsFuture::from(writing).await.is_ok());
    });
}
