//! Files that leave the page, and files that come in.

use std::time::Duration;

use leptos::prelude::{document, set_timeout};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

/// How long the address of a download stays valid; browsers read it within moments.
const KEPT: Duration = Duration::from_secs(20);
/// The largest file that is read as answers: more than every form together can hold.
const LARGEST: f64 = 16.0 * 1024.0 * 1024.0;

/// Hands bytes to the browser as a download.
pub(crate) fn download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    set_timeout(
        move || {
            // An address that is gone already needs no revoking.
            let _ = Url::revoke_object_url(&url);
        },
        KEPT,
    );
    Ok(())
}

/// Starts to read a file; `done` hears its name and its text, or why it is not read.
pub(crate) fn read(file: File, done: impl FnOnce(String, Result<String, &'static str>) + 'static) {
    leptos::task::spawn_local(async move {
        let name = file.name();
        if file.size() > LARGEST {
            done(
                name,
                Err("The file is larger than 16 MB; an answers file is a few kilobytes."),
            );
            return;
        }
        let text = wasm_bindgen_futures::JsFuture::from(file.text()).await;
        let text = text.ok().and_then(|text| text.as_string());
        done(name, text.ok_or("The browser could not read the file."));
    });
}
