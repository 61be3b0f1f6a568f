//! Answers files that come in: picked or dropped, read, and refused with their mistakes.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, HtmlInputElement};

use crate::browser::{files, focus};
use crate::session::{Messages, Notice};
use crate::sessions::Sessions;
use crate::ui::icon::{Icon, icon};
use crate::ui::live;

/// The button that opens an answers file.
pub(crate) fn open_button() -> AnyView {
    let sessions = expect_context::<Sessions>();
    let input = NodeRef::<leptos::html::Input>::new();
    let pick = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let picked = move |event: leptos::ev::Event| {
        let Some(input) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            read(sessions, file);
        }
        // The same file can be picked again after it was mended.
        input.set_value("");
    };
    view! {
        <button type="button" class="quiet" data-part="open-answers" title="Open an answers file; one can also be dropped on the page" on:click=live::click(pick)>
            {icon(Icon::Open)}
            <span class="word">"Open answers"</span>
        </button>
        <input type="file" hidden node_ref=input data-part="answers-file" accept=".yaml,.yml,.json" tabindex="-1" on:change=live::event(picked) />
    }
    .into_any()
}

/// A file is held over the page: it may be dropped.
pub(crate) fn dragged(event: &DragEvent) {
    let data = event.data_transfer();
    let holds_file = data.is_some_and(|data| data.types().includes(&"Files".into(), 0));
    if holds_file {
        event.prevent_default();
    }
}

/// A file was dropped on the page.
pub(crate) fn dropped(sessions: Sessions, event: &DragEvent) {
    let files = event.data_transfer().and_then(|data| data.files());
    if let Some(file) = files.and_then(|files| files.get(0)) {
        event.prevent_default();
        read(sessions, file);
    }
}

fn read(sessions: Sessions, file: File) {
    let Messages { notice, .. } = sessions.messages;
    files::read(file, move |name, text| {
        let opened = match text {
            Ok(text) => sessions.open(&text),
            Err(reason) => Err(vec![reason.to_owned()]),
        };
        match opened {
            Ok(()) => {
                notice.set(None);
                sessions.messages.say(format!("Opened {name}"));
            }
            Err(mistakes) => {
                notice.set(Some(Notice {
                    title: format!("{name} was not opened; your answers are as they were."),
                    mistakes,
                }));
                focus::go_to("notice".to_owned());
            }
        }
    });
}

/// What went wrong outside the form.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let notice = expect_context::<Sessions>().messages.notice;
    let dismiss = move |_| {
        notice.set(None);
        // The button that had the focus is gone.
        focus::go_to_page();
    };
    live::part(move || {
        let shown = notice.get().map(|Notice { title, mistakes }| {
            let items = mistakes.into_iter().map(|mistake| view! { <li>{mistake}</li> });
            view! {
                <div class="notice" id="notice" role="alert" tabindex="-1">
                    {icon(Icon::Warning)}
                    <div>
                        <p>{title}</p>
                        <ul>{items.collect_view()}</ul>
                    </div>
                    <button type="button" class="quiet icon-only" aria-label="Dismiss" on:click=live::click(dismiss)>
                        {icon(Icon::Close)}
                    </button>
                </div>
            }
        });
        shown.into_any()
    })
}
