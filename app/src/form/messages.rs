//! What is wrong, said where it is wrong.

use drydock::issue::{Fix, Issue};
use leptos::prelude::*;

use super::prose::prose;
use super::{message_id, nearest_ids};
use crate::browser::focus;
use crate::form::question::Question;
use crate::session::Session;
use crate::ui::icon::severity_icon;
use crate::ui::live;

/// The message of an answer, which is there before anything is wrong, and the buttons that mend it.
pub(crate) fn messages(question: &Question, shown: Memo<Vec<Issue>>) -> AnyView {
    let session = question.session;
    let fixes = move || {
        shown
            .get()
            .into_iter()
            .filter(|issue| issue.fix.is_some())
            .map(|issue| fix_button(session, issue))
            .collect_view()
            .into_any()
    };
    view! {
        <div class="messages">
            <div id=message_id(&question.at) class="message">
                {live::part(move || shown.get().iter().map(line).collect_view().into_any())}
            </div>
            {live::part(fixes)}
        </div>
    }
    .into_any()
}

fn line(issue: &Issue) -> AnyView {
    view! {
        <p class=format!("issue {}", issue.severity.word()) data-code=issue.code>
            {severity_icon(issue.severity)}
            <span>{prose(&issue.message)}</span>
        </p>
    }
    .into_any()
}

/// The button that mends an issue, and then goes to the answer.
pub(crate) fn fix_button(session: Session, issue: Issue) -> Option<AnyView> {
    let Issue { path, fix, .. } = issue;
    let fix: Fix = fix?;
    let label = fix.label.clone();
    let mend = move |_| {
        session.fix(&fix);
        focus::go_to_first(nearest_ids(&path));
    };
    Some(
        view! {
            <button type="button" class="fix" data-part="fix" on:click=live::click(mend)>
                {label}
            </button>
        }
        .into_any(),
    )
}
