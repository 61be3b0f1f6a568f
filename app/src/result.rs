//! The right side: the files as they would be downloaded, what the last edit changed in them, and what is wrong.

mod changed;
mod changes;
pub(crate) mod download;
mod files;
mod highlight;
mod issues;
mod preview;
mod tree;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::ui::live;

use crate::browser::focus;
use crate::session::{Session, Tab};

/// The tabs in their order, with their names and the ids of their buttons.
const TABS: [(Tab, &str, &str); 3] = [
    (Tab::Files, "Files", "tab-files"),
    (Tab::Changes, "Last change", "tab-changes"),
    (Tab::Issues, "Issues", "tab-issues"),
];

/// The result with its tabs.
#[component]
pub(crate) fn Result(session: Session) -> impl IntoView {
    let open = session.view.tab;
    let panel = move || match open.get() {
        Tab::Files => files::view(session),
        Tab::Changes => changed::view(session),
        Tab::Issues => issues::view(session),
    };
    let label = move || TABS.iter().find(|tab| tab.0 == open.get()).map(|tab| tab.2);
    view! {
        <div class="tabs" role="tablist" aria-label="Result" on:keydown=move |event| turn(session, &event)>
            {TABS.map(|(tab, name, id)| tab_button(session, tab, name, id)).collect_view()}
        </div>
        <div class="panel" id="result-panel" role="tabpanel" aria-labelledby=live::word(label)>
            {live::part(panel)}
        </div>
    }
}

fn tab_button(session: Session, tab: Tab, name: &'static str, id: &'static str) -> AnyView {
    let open = session.view.tab;
    let is_open = move || open.get() == tab;
    let count = tab_count(session, tab);
    view! {
        <button
            type="button"
            role="tab"
            id=id
            aria-controls="result-panel"
            aria-selected=live::flag(is_open)
            tabindex=live::word(move || Some(if is_open() { "0" } else { "-1" }))
            on:click=live::click(move |_| open.set(tab))
        >
            {name}
            {count}
        </button>
    }
    .into_any()
}

fn tab_count(session: Session, tab: Tab) -> AnyView {
    let count = Memo::new(move |_| match tab {
        Tab::Files => files::count(session),
        Tab::Changes => changed::count(session),
        Tab::Issues => session.with_outcome(|outcome| outcome.issues.iter().count()),
    });
    let counts = session.counts();
    let class = move || {
        let is_bad = tab == Tab::Issues && counts.get().errors > 0;
        Some(if is_bad { "badge error" } else { "badge" })
    };
    let class = live::word(class);
    live::part(move || {
        let shown = (count.get() > 0).then(|| view! { <span class=class>{count}</span> });
        shown.into_any()
    })
}

/// Arrow keys, Home and End move between tabs.
fn turn(session: Session, event: &KeyboardEvent) {
    let open = session.view.tab;
    let here = TABS
        .iter()
        .position(|tab| tab.0 == open.get_untracked())
        .unwrap_or(0);
    let last = TABS.len() - 1;
    let next = match event.key().as_str() {
        "ArrowRight" => (here + 1) % TABS.len(),
        "ArrowLeft" => here.checked_sub(1).unwrap_or(last),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    open.set(TABS[next].0);
    focus::go_to(TABS[next].2.to_owned());
}
