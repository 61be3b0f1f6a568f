//! What `boot.js` is told, so that it can rescue the answers when this program has stopped.
//!
//! After a panic the module is dead: no Rust of it runs again. The plain script keeps a copy of the answers as of the last
//! edit, hears of the end as an error of the browser, and offers the copy for saving.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

/// Makes panics tell the script where they happened.
///
/// Only the place: the message of a panic may quote what was typed.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(|at| format!("{}:{}", at.file(), at.line()))
            .unwrap_or_default();
        call("fail", &[place.into()]);
    }));
    #[cfg(debug_assertions)]
    trigger::install();
}

/// Hands over the answers as they stand, without secrets, as a file of the given name.
pub(crate) fn keep(name: &str, text: &str) {
    call("keep", &[name.into(), text.into()]);
}

fn call(function: &str, arguments: &[JsValue]) {
    let script = js_sys::Reflect::get(&window(), &"drydock".into());
    let Ok(script) = script else { return };
    let function = js_sys::Reflect::get(&script, &function.into());
    if let Ok(Ok(function)) = function.map(JsCast::dyn_into::<js_sys::Function>) {
        // Without the script there is nobody to rescue the answers, and nobody to tell.
        let _ = function.apply(&script, &arguments.iter().collect::<js_sys::Array>());
    }
}

/// In debug builds alone: the event `drydock-panic` on the window stops the program, for trying the rescue.
#[cfg(debug_assertions)]
mod trigger {
    pub(super) fn install() {
        let _ = leptos::prelude::window_event_listener_untyped("drydock-panic", |_| {
            assert!(std::hint::black_box(false), "asked for");
        });
    }
}
