//! What leaves the page: the archive, one file, the answers.

use drydock::form::answers;
use drydock::pack::zip;
use leptos::prelude::*;

use crate::browser::{self, files, focus};
use crate::session::{Pane, Session, Tab};

/// Downloads the archive, or goes to what keeps it from being made.
pub(crate) fn archive(session: Session) {
    session.leave();
    let made = untrack(|| {
        session.with_outcome(|outcome| {
            let files = &outcome.output.as_ref()?.files;
            Some((format!("{}.zip", files.root()), zip::zip(files)))
        })
    });
    match made {
        Some((name, bytes)) => hand_over(session, &name, "application/zip", &bytes),
        None => to_issues(session),
    }
}

/// Opens the list of issues and goes to its heading.
pub(crate) fn to_issues(session: Session) {
    session.view.pane.set(Pane::Result);
    session.view.tab.set(Tab::Issues);
    focus::go_to("issues-title".to_owned());
}

/// Downloads the answers without the secrets.
pub(crate) fn answers(session: Session) {
    let text = untrack(|| session.with_draft(|draft| answers::print(session.product, draft)));
    hand_over(session, "answers.yaml", "application/yaml", text.as_bytes());
}

/// Downloads one file of the result.
pub(crate) fn one(session: Session, path: &str, text: &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    // Browsers give a text without an ending one of their own, and `SHA256SUMS` another name.
    hand_over(session, name, "application/octet-stream", text.as_bytes());
}

/// Copies one file of the result.
pub(crate) fn copy(session: Session, text: &str) {
    browser::copy(text, move |is_copied| {
        session.view.say(if is_copied {
            "Copied"
        } else {
            "The browser did not allow copying"
        });
    });
}

fn hand_over(session: Session, name: &str, media_type: &str, bytes: &[u8]) {
    session
        .view
        .say(match files::download(name, media_type, bytes) {
            Ok(()) => format!("Downloading {name}"),
            Err(_) => format!("The browser did not allow the download of {name}"),
        });
}
