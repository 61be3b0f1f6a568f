//! What every header has: the name of the tool, the theme and the help.

use leptos::prelude::*;

use crate::browser::theme::Theme;
use crate::ui::help;
use crate::ui::icon::{Icon, icon};
use crate::ui::live;

/// The name of the tool, which leads to the catalogue.
#[component]
pub(crate) fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="#/" aria-label="Drydock: all products">
            <svg class="hull" viewBox="0 0 32 32" aria-hidden="true">
                <path class="hull-top" d="M7 8h18l-1.3 4.5H8.3z"></path>
                <path class="hull-bottom" d="M8.7 14h14.6l-1.5 4.4a3 3 0 0 1-2.8 1.9h-6a3 3 0 0 1-2.8-1.9z"></path>
                <path class="dock" d="M4 5v20h24V5M12 20.5V25M20 20.5V25"></path>
            </svg>
            <span class="brand-name">"Drydock"</span>
        </a>
    }
}

/// The theme and the help.
#[component]
pub(crate) fn Common() -> impl IntoView {
    let theme = RwSignal::new(Theme::now());
    let turn = move |_| {
        theme.update(|theme| *theme = theme.next());
        theme.get_untracked().apply();
    };
    let shape = move || {
        icon(match theme.get() {
            Theme::System => Icon::System,
            Theme::Light => Icon::Sun,
            Theme::Dark => Icon::Moon,
        })
    };
    let name = live::words(move || {
        let theme = theme.get();
        format!("Theme: {}. Change to {}", theme.name(), theme.next().name())
    });
    view! {
        <button type="button" class="quiet icon-only" data-part="theme" title=name aria-label=name on:click=live::click(turn)>
            {live::part(shape)}
        </button>
        <button type="button" class="quiet icon-only" data-part="help" title="Help and shortcuts" aria-label="Help and shortcuts" on:click=live::click(|_| help::open())>
            {icon(Icon::Help)}
        </button>
    }
}
