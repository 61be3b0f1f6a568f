//! The header of a product's page.

use leptos::prelude::*;

use crate::result::download;
use crate::session::Session;
use crate::ui::answers;
use crate::ui::header::{Brand, Common};
use crate::ui::icon::{Icon, icon};
use crate::ui::live;
use crate::ui::status::in_words;

/// The header.
#[component]
pub(crate) fn Toolbar(session: Session) -> impl IntoView {
    view! {
        <header class="bar">
            <Brand />
            <h1 class="product">{session.product.title}</h1>
            <Tally session=session />
            <div class="tools">
                <Travel session=session />
                <button type="button" class="quiet" data-part="save-answers" title="Save the answers, without secrets, as a file" on:click=live::click(move |_| download::answers(session))>
                    {icon(Icon::Save)}
                    <span class="word">"Save answers"</span>
                </button>
                {answers::open_button()}
                <Common />
            </div>
            <Download session=session />
        </header>
    }
}

/// How many issues there are; leads to the list of them.
#[component]
fn Tally(session: Session) -> impl IntoView {
    let counts = session.counts();
    let class = move || {
        let counts = counts.get();
        match (counts.errors, counts.warnings) {
            (0, 0) => Some("tally good"),
            (0, _) => Some("tally warning"),
            _ => Some("tally error"),
        }
    };
    let shape = move || {
        let counts = counts.get();
        icon(match (counts.errors, counts.warnings) {
            (0, 0) => Icon::Good,
            (0, _) => Icon::Warning,
            _ => Icon::Error,
        })
    };
    view! {
        <button type="button" class=live::word(class) data-part="tally" on:click=live::click(move |_| download::to_issues(session))>
            {live::part(shape)}
            {live::words(move || in_words(counts.get()))}
        </button>
    }
}

/// Undo and redo.
#[component]
fn Travel(session: Session) -> impl IntoView {
    let (undo, redo) = (
        Memo::new(move |_| session.to_undo()),
        Memo::new(move |_| session.to_redo()),
    );
    let name = |word: &'static str, change: Option<String>| match change {
        Some(change) => format!("{word}: {change}"),
        None => format!("{word}: nothing"),
    };
    view! {
        <button
            type="button"
            class="quiet icon-only"
            data-part="undo"
            title=live::words(move || name("Undo", undo.get()))
            aria-label=live::words(move || name("Undo", undo.get()))
            aria-disabled=live::mark(move || undo.with(Option::is_none))
            on:click=live::click(move |_| session.undo())
        >
            {icon(Icon::Undo)}
        </button>
        <button
            type="button"
            class="quiet icon-only"
            data-part="redo"
            title=live::words(move || name("Redo", redo.get()))
            aria-label=live::words(move || name("Redo", redo.get()))
            aria-disabled=live::mark(move || redo.with(Option::is_none))
            on:click=live::click(move |_| session.redo())
        >
            {icon(Icon::Redo)}
        </button>
    }
}

/// The button that downloads the archive, or says why it cannot.
#[component]
fn Download(session: Session) -> impl IntoView {
    let counts = session.counts();
    let is_blocked = Memo::new(move |_| counts.get().errors > 0);
    let reason = move || {
        if is_blocked.get() {
            format!(
                "{} to mend first",
                in_words(crate::session::Counts {
                    warnings: 0,
                    hints: 0,
                    ..counts.get()
                })
            )
        } else {
            "Everything as one zip".to_owned()
        }
    };
    let reason = live::words(reason);
    view! {
        <button
            type="button"
            class="primary"
            data-part="download"
            aria-disabled=live::mark(move || is_blocked.get())
            aria-describedby="download-reason"
            title=reason
            on:click=live::click(move |_| download::archive(session))
        >
            {icon(Icon::Download)}
            "Download"
        </button>
        <span class="unseen" id="download-reason">{reason}</span>
    }
}
