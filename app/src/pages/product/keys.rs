//! The shortcuts of a product's page. All have modifiers, and all are listed behind "?".

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

use crate::browser::focus;
use crate::result::download;
use crate::session::Session;

/// What a shortcut does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shortcut {
    Download,
    Save,
    Undo,
    Redo,
}

/// A key with its modifiers; `is_command` is Ctrl, or ⌘ on a Mac.
#[derive(Clone, Copy, Debug)]
struct Stroke<'a> {
    key: &'a str,
    is_command: bool,
    is_alt: bool,
    is_shift: bool,
}

/// Listens for shortcuts for as long as the page is open; `session` gives the one to act on.
pub(crate) fn install(session: impl Fn() -> Option<Session> + 'static) {
    let _ = window_event_listener(ev::keydown, move |event| {
        let shortcut = shortcut(&stroke(&event, &event.key()), focus::is_in_text());
        if let (Some(shortcut), Some(session)) = (shortcut, session()) {
            event.prevent_default();
            act(session, shortcut);
        }
    });
}

fn stroke<'a>(event: &KeyboardEvent, key: &'a str) -> Stroke<'a> {
    Stroke {
        key,
        // AltGr types letters of many languages, and looks like Ctrl and Alt on some systems.
        is_command: (event.ctrl_key() || event.meta_key()) && !event.get_modifier_state("AltGraph"),
        is_alt: event.alt_key(),
        is_shift: event.shift_key(),
    }
}

/// In a text, undo and redo without Alt stay those of the browser.
fn shortcut(stroke: &Stroke<'_>, is_in_text: bool) -> Option<Shortcut> {
    if !stroke.is_command {
        return None;
    }
    let key = stroke.key.to_ascii_lowercase();
    match (&*key, stroke.is_alt, stroke.is_shift) {
        ("enter", false, false) => Some(Shortcut::Download),
        ("s", false, false) => Some(Shortcut::Save),
        ("z", is_alt, false) if is_alt || !is_in_text => Some(Shortcut::Undo),
        ("z", is_alt, true) if is_alt || !is_in_text => Some(Shortcut::Redo),
        ("y", false, false) if !is_in_text => Some(Shortcut::Redo),
        _ => None,
    }
}

fn act(session: Session, shortcut: Shortcut) {
    match shortcut {
        Shortcut::Download => download::archive(session),
        Shortcut::Save => download::answers(session),
        Shortcut::Undo => session.undo(),
        Shortcut::Redo => session.redo(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_in_a_text_is_the_browsers_own_unless_alt_is_held() {
        let z = Stroke {
            key: "Z",
            is_command: true,
            is_alt: false,
            is_shift: false,
        };
        assert_eq!(shortcut(&z, false), Some(Shortcut::Undo));
        assert_eq!(shortcut(&z, true), None);
        let alt = Stroke { is_alt: true, ..z };
        assert_eq!(shortcut(&alt, true), Some(Shortcut::Undo));
        let redo = Stroke {
            is_shift: true,
            ..alt
        };
        assert_eq!(shortcut(&redo, true), Some(Shortcut::Redo));
    }

    #[test]
    fn no_key_does_anything_without_a_modifier() {
        for key in ["Enter", "s", "z", "y", "?"] {
            let plain = Stroke {
                key,
                is_command: false,
                is_alt: false,
                is_shift: false,
            };
            assert_eq!(shortcut(&plain, false), None, "{key}");
        }
    }
}
