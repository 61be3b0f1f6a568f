//! The page of a product: its form on the left, what comes of it on the right.

mod keys;
mod toolbar;

pub(crate) use keys::install as install_keys;

use leptos::prelude::*;

use crate::browser;
use crate::form::section;
use crate::result::Result;
use crate::session::{Pane, Session};
use crate::ui::answers::Notices;
use crate::ui::icon::{Icon, icon};
use crate::ui::live;
use crate::ui::status::{Status, in_words};
use toolbar::Toolbar;

/// The page.
#[component]
pub(crate) fn ProductPage(session: Session) -> impl IntoView {
    let counts = session.counts();
    Effect::new(move |_| {
        let counts = counts.get();
        let name = session.product.title;
        browser::title(&if counts.errors > 0 {
            format!("{}: {name} – Drydock", in_words(counts))
        } else {
            format!("{name} – Drydock")
        });
    });
    let pane = live::word(move || {
        Some(match session.view.pane.get() {
            Pane::Answers => "answers",
            Pane::Result => "result",
        })
    });
    view! {
        <Toolbar session=session />
        <main id="main" class="desk" data-pane=pane tabindex="-1" >
            <Notices />
            <Form session=session />
            <div class="result" id="result"><Result session=session /></div>
        </main>
        <Sides session=session />
        <Status session=session />
    }
}

#[component]
fn Form(session: Session) -> impl IntoView {
    let sections = section::sections(session.form);
    view! {
        {section::contents(session, &sections)}
        <form class="form" aria-label="Answers" on:submit=|event| event.prevent_default()>
            <Presets session=session />
            {sections.iter().map(|section| section::view(session, section)).collect_view()}
        </form>
    }
}

/// The starting points, with the one marked that the answers are those of.
#[component]
fn Presets(session: Session) -> impl IntoView {
    let picked = session.picked_preset();
    let buttons = session.presets.iter().enumerate().map(|(index, preset)| {
        let is_picked = move || picked.get() == Some(index);
        view! {
            <button
                type="button"
                data-preset=preset.name
                title=preset.summary
                aria-pressed=live::flag(is_picked)
                on:click=live::click(move |_| session.pick_preset(index))
            >
                {preset.title}
            </button>
        }
    });
    view! {
        <div class="preset-bar" role="group" aria-label="Start from">
            <span class="label" aria-hidden="true">"Start from"</span>
            <div class="segments">{buttons.collect_view()}</div>
        </div>
    }
}

/// The two sides, where there is room for one at a time.
#[component]
fn Sides(session: Session) -> impl IntoView {
    let pane = session.view.pane;
    let counts = session.counts();
    let button = move |side: Pane, name: &'static str, shape: Icon| {
        view! {
            <button
                type="button"
                aria-pressed=live::flag(move || pane.get() == side)
                on:click=live::click(move |_| pane.set(side))
            >
                {icon(shape)}
                {name}
                {live::part(move || errors_at(side, counts.get().errors))}
            </button>
        }
    };
    view! {
        <nav class="sides" aria-label="Sides">
            {button(Pane::Answers, "Answers", Icon::Form)}
            {button(Pane::Result, "Result", Icon::Copy)}
        </nav>
    }
}

/// The number of errors, at the side that lists them.
fn errors_at(side: Pane, errors: usize) -> AnyView {
    let badge = (side == Pane::Result && errors > 0)
        .then(|| view! { <span class="badge error">{errors}</span> });
    badge.into_any()
}
