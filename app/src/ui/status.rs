//! What those hear who do not see the page: counts and outcomes, never the files.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

use crate::session::{Counts, Session};

/// How long counts must stand still before they are told: one who types hears nothing in between.
const STILL: Duration = Duration::from_millis(1500);

/// The live region of a session.
#[component]
pub(crate) fn Status(session: Session) -> impl IntoView {
    let counts = session.counts();
    // The timer is of the world outside: the memo says when to start it, and nothing is copied on.
    Effect::new(move |started: Option<Option<TimeoutHandle>>| {
        counts.track();
        let started = started?;
        if let Some(timer) = started {
            timer.clear();
        }
        let status = session.view.messages.status;
        let tell = move || status.set(in_words(counts.get_untracked()));
        set_timeout_with_handle(tell, STILL).ok()
    });
    let messages = session.view.messages;
    view! {
        <p class="unseen" role="status">{messages.status}</p>
        <div aria-hidden="true">
            // Keyed by its number, each message is an element of its own whose fading starts anew.
            <For
                each=move || Some(messages.toast.get()).filter(|toast| toast.0 > 0)
                key=|toast| toast.0
                children=|(_, text)| view! { <p class="toast">{text}</p> }
            />
        </div>
    }
}

/// Counts as a sentence.
pub(crate) fn in_words(counts: Counts) -> String {
    let some = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        count => Some(format!("{count} {word}s")),
    };
    let parts = [
        some(counts.errors, "error"),
        some(counts.warnings, "warning"),
        some(counts.hints, "hint"),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        "No issues".to_owned()
    } else {
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_said_in_words_without_what_there_is_none_of() {
        for (errors, warnings, hints, words) in [
            (0, 0, 0, "No issues"),
            (1, 0, 2, "1 error, 2 hints"),
            (0, 1, 0, "1 warning"),
        ] {
            let counts = Counts {
                errors,
                warnings,
                hints,
            };
            assert_eq!(in_words(counts), words);
        }
    }
}
