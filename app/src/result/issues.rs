//! Everything that is wrong or worth knowing, in one list that leads to the answers.

use drydock::issue::{Issue, Severity};
use leptos::prelude::*;

use crate::browser::focus;
use crate::form::{nearest_ids, prose, trail};
use crate::route;
use crate::session::{Pane, Session};
use crate::ui::icon::{Icon, icon, severity_icon};
use crate::ui::live;

const GROUPS: [(Severity, &str); 3] = [
    (Severity::Error, "Errors keep the archive from being made"),
    (Severity::Warning, "Warnings have a consequence"),
    (Severity::Hint, "Hints are worth knowing"),
];

/// Draws the list.
pub(crate) fn view(session: Session) -> AnyView {
    let issues = Memo::new(move |_| -> Vec<Issue> {
        session.with_outcome(|outcome| outcome.issues.iter().cloned().collect())
    });
    let title = live::word(move || {
        let is_blocked = issues.with(|issues| crate::session::has_error(issues));
        Some(match (is_blocked, issues.with(Vec::is_empty)) {
            (true, _) => "There is a problem",
            (false, false) => "Nothing is in the way",
            (false, true) => "Nothing is wrong",
        })
    });
    let groups = move || {
        let of = |severity| {
            issues.with(|issues| {
                let group = issues.iter().filter(|issue| issue.severity == severity);
                group.cloned().collect::<Vec<_>>()
            })
        };
        GROUPS
            .into_iter()
            .map(|(severity, title)| (title, of(severity)))
            .filter(|(_, group)| !group.is_empty())
            .map(|(title, issues)| group(session, title, issues))
            .collect_view()
            .into_any()
    };
    view! {
        <div class="issues" data-issues="true">
            <h2 id="issues-title" tabindex="-1">{title}</h2>
            {live::part(groups)}
            {live::part(move || issues.with(Vec::is_empty).then(all_good).into_any())}
        </div>
    }
    .into_any()
}

fn all_good() -> impl IntoView {
    view! { <p class="good">{icon(Icon::Good)}"The answers fit together, and the archive can be downloaded."</p> }
}

fn group(session: Session, title: &'static str, issues: Vec<Issue>) -> AnyView {
    let items = issues.into_iter().map(|issue| item(session, issue));
    view! {
        <h3>{title}</h3>
        <ul>{items.collect_view()}</ul>
    }
    .into_any()
}

fn item(session: Session, issue: Issue) -> AnyView {
    let path = issue.path.to_string();
    let names = trail::trail(session.form, &issue.path).join(" › ");
    let at = issue.path.clone();
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        session.view.pane.set(Pane::Answers);
        focus::go_to_first(nearest_ids(&at));
    };
    let href = route::to_field(session.product.id, &issue.path);
    let (code, severity) = (issue.code, issue.severity);
    let class = format!("issue {}", severity.word());
    let message = issue.message.clone();
    view! {
        <li class=class data-code=code data-path=path>
            {severity_icon(severity)}
            <div>
                {(!names.is_empty()).then(|| view! { <a href=href on:click=live::click(go)>{names}</a> })}
                <p>{prose(&message)}</p>
                {fix(session, issue)}
            </div>
        </li>
    }
    .into_any()
}

/// The button that mends an issue, and then goes to the heading: the item is gone by then.
fn fix(session: Session, issue: Issue) -> Option<AnyView> {
    let fix = issue.fix?;
    let label = fix.label.clone();
    let mend = move |_| {
        session.fix(&fix);
        focus::go_to("issues-title".to_owned());
    };
    Some(
        view! { <button type="button" class="fix" data-part="fix" on:click=live::click(mend)>{label}</button> }
            .into_any(),
    )
}
