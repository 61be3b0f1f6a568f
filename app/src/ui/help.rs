//! The dialog behind "?": what the page does, and its shortcuts.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::ui::icon::{Icon, icon};
use crate::ui::live;

const ID: &str = "help";

/// The shortcuts, with what they do.
const SHORTCUTS: &[(&str, &str)] = &[
    (
        "Ctrl + Enter",
        "Download the archive, or go to what keeps it from being made",
    ),
    ("Ctrl + S", "Save the answers as a file"),
    (
        "Ctrl + Alt + Z",
        "Undo the last change, wherever the focus is",
    ),
    ("Ctrl + Alt + Shift + Z", "Redo it"),
    (
        "Ctrl + Z, Ctrl + Shift + Z",
        "Undo and redo, outside of text fields; inside, they are the browser's own",
    ),
    ("↑ ↓", "One more or one less, in a number"),
];

/// Opens the dialog. The browser returns the focus when it is closed.
pub(crate) fn open() {
    if let Some(dialog) = dialog() {
        // It can fail only where it is open already.
        let _ = dialog.show_modal();
    }
}

fn close() {
    if let Some(dialog) = dialog() {
        dialog.close();
    }
}

fn dialog() -> Option<HtmlDialogElement> {
    document().get_element_by_id(ID)?.dyn_into().ok()
}

/// The dialog, closed.
#[component]
pub(crate) fn Help() -> impl IntoView {
    let rows = SHORTCUTS.iter().map(|(keys, what)| {
        view! { <div><dt><kbd>{*keys}</kbd></dt><dd>{*what}</dd></div> }
    });
    view! {
        <dialog id=ID class="dialog" aria-labelledby="help-title">
                <header>
                    <h2 id="help-title">"How this page works"</h2>
                    <button type="button" class="quiet icon-only" aria-label="Close" on:click=live::click(|_| close())>{icon(Icon::Close)}</button>
                </header>
                <p>
                    "Answer on the left; the files on the right are made anew with every keystroke, exactly as they come in the archive. "
                    "An error keeps the archive from being made; a warning says what follows from an answer."
                </p>
                <p>
                    "Nothing you type leaves this page. Secrets are made and kept in this tab only: they are in the Secret manifests of the archive and nowhere else. "
                    "Saved answers hold none."
                </p>
                <h3>"Keys"</h3>
                <dl class="shortcuts">{rows.collect_view()}</dl>
                <p class="help">"On a Mac, ⌘ is Ctrl and ⌥ is Alt."</p>
        </dialog>
    }
}
