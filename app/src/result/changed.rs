//! What the last change did, across all files at once.

use drydock::pack::Files;
use drydock::pack::files::SUMS;
use leptos::prelude::*;

use crate::ui::live;

use super::changes::{Change, runs};
use super::files::{files_before, files_of, path_before, stale};
use super::preview::shown;
use crate::session::{Session, Tab};

/// So many lines are shown of one file; a renamed object changes every line, which nobody reads here.
const MOST_LINES: usize = 60;

/// What changed in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FileChange {
    path: String,
    kind: Kind,
}

/// How a file changed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// Nothing of it changed but secrets, or nothing of it may be seen.
    Covered,
    /// It is new.
    New,
    /// It is made of the others, and says nothing of its own.
    Sums,
    /// It is gone.
    Gone,
    /// Some of its lines are others: runs of lines, each with its sign and number.
    Lines(Vec<Vec<(char, Option<usize>, String)>>),
}

/// The number of files that the last change touched.
pub(crate) fn count(session: Session) -> usize {
    let rendered = session.rendered();
    let (now, before) = (files_of(rendered.as_ref()), files_before(rendered.as_ref()));
    match (now, before) {
        (Some(now), Some(before)) => touched(before, now).count(),
        _ => 0,
    }
}

/// The paths whose files differ, those in folders first: what is applied comes before what describes it. A file that
/// was renamed comes under its new path only.
fn touched<'a>(before: &'a Files, now: &'a Files) -> impl Iterator<Item = &'a str> {
    let differ = |path: &&str| before.get(path) != now.get(path);
    let renamed: Vec<_> = now
        .iter()
        .filter(|(path, _)| before.get(path).is_none())
        .filter_map(|(path, _)| path_before(before, now, path))
        .collect();
    let gone = before.iter().map(|(path, _)| path);
    let gone = gone.filter(|path| now.get(path).is_none());
    let gone = gone.filter(|path| !renamed.iter().any(|former| former == path));
    let there = now.iter().map(|(path, _)| path).filter(differ);
    let (inner, top): (Vec<_>, Vec<_>) = there.chain(gone).partition(|path| path.contains('/'));
    inner.into_iter().chain(top)
}

/// What changed, given what may be seen of a file before and now.
fn changes(
    before: &Files,
    now: &Files,
    shown: impl Fn(&str) -> Option<(String, String)>,
) -> Vec<FileChange> {
    let kind = |path: &str| match (before.get(path), now.get(path)) {
        (_, None) => Kind::Gone,
        (None, Some(_)) if path_before(before, now, path).is_none() => Kind::New,
        _ if path == SUMS => Kind::Sums,
        _ => match shown(path) {
            Some((before, now)) if before != now => Kind::Lines(lines(&before, &now)),
            _ => Kind::Covered,
        },
    };
    touched(before, now)
        .map(|path| FileChange {
            path: path.to_owned(),
            kind: kind(path),
        })
        .collect()
}

fn lines(before: &str, now: &str) -> Vec<Vec<(char, Option<usize>, String)>> {
    let one = |change| match change {
        Change::Removed(line) => ('−', None, line.to_owned()),
        Change::Added(number, line) | Change::Kept(number, line) => {
            ('+', Some(number), line.to_owned())
        }
    };
    runs(before, now)
        .into_iter()
        .map(|run| run.into_iter().map(one).collect())
        .collect()
}

/// Draws the changes.
pub(crate) fn view(session: Session) -> AnyView {
    let changed = Memo::new(move |_| {
        let rendered = session.rendered();
        let (now, before) = (files_of(rendered.as_ref()), files_before(rendered.as_ref()));
        now.zip(before).map_or_else(Vec::new, |(now, before)| {
            changes(before, now, |path| shown(session, path))
        })
    });
    let list = move || {
        let changed = changed.get();
        if changed.is_empty() {
            return view! { <p class="empty">"Change an answer, and the lines it changes stand here, from all files at once."</p> }.into_any();
        }
        let files = changed.into_iter().map(|change| file(session, change));
        files.collect_view().into_any()
    };
    view! {
        {stale(session)}
        <div class="changes">{live::part(list)}</div>
    }
    .into_any()
}

fn file(session: Session, change: FileChange) -> AnyView {
    let FileChange { path, kind } = change;
    let is_gone = kind == Kind::Gone;
    let body = match kind {
        Kind::Covered => note("Secrets in it."),
        Kind::New => note("New."),
        Kind::Sums => note("The check sums of the files above."),
        Kind::Gone => note("No longer there."),
        Kind::Lines(runs) => diff(runs),
    };
    let go = {
        let path = path.clone();
        move |_| {
            session.view.file.set(path.clone());
            session.view.tab.set(Tab::Files);
        }
    };
    let head = if is_gone {
        view! { <span class="path">{path.clone()}</span> }.into_any()
    } else {
        view! { <button type="button" class="link path" on:click=live::click(go)>{path.clone()}</button> }
            .into_any()
    };
    view! { <section class="change" data-changed=path><h2>{head}</h2>{body}</section> }.into_any()
}

fn note(text: &'static str) -> AnyView {
    view! { <p class="help">{text}</p> }.into_any()
}

fn diff(runs: Vec<Vec<(char, Option<usize>, String)>>) -> AnyView {
    let total: usize = runs.iter().map(Vec::len).sum();
    let mut left = MOST_LINES;
    let shown = runs.into_iter().filter_map(|mut run| {
        run.truncate(left);
        left -= run.len();
        (!run.is_empty()).then(|| run_view(run))
    });
    let shown = shown.collect_view();
    let rest = total.saturating_sub(MOST_LINES);
    view! {
        <div class="diff">{shown}</div>
        {(rest > 0).then(|| view! { <p class="help">"And "{rest}" more lines."</p> })}
    }
    .into_any()
}

fn run_view(run: Vec<(char, Option<usize>, String)>) -> AnyView {
    let rows = run.into_iter().map(|(sign, number, line)| {
        let class = if sign == '+' { "added" } else { "removed" };
        view! {
            <span class=class>
                <span class="number">{number}</span>
                <span class="sign">{sign}</span>
                {line}
                "\n"
            </span>
        }
    });
    view! { <pre class="run">{rows.collect_view()}</pre> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_new_and_missing_files_are_told_apart_and_secrets_stay_covered() {
        let (mut before, mut now) = (Files::new("x"), Files::new("x"));
        before.add("same", "1");
        now.add("same", "1");
        before.add("m/changed", "a\nb\n");
        now.add("m/changed", "a\nc\n");
        before.add_secret("m/secret", "old");
        now.add_secret("m/secret", "new");
        before.add("gone", "");
        now.add("new", "");
        let changes: Vec<_> = changes(&before, &now, |path| {
            let text = |files: &Files| files.get(path).map(|file| file.text.clone());
            (path != "m/secret").then(|| (text(&before).unwrap(), text(&now).unwrap()))
        })
        .into_iter()
        .map(|change| (change.path, change.kind))
        .collect();
        let lines = vec![vec![('−', None, "b".into()), ('+', Some(2), "c".into())]];
        assert_eq!(
            changes,
            [
                ("m/changed".into(), Kind::Lines(lines)),
                ("m/secret".into(), Kind::Covered),
                ("new".into(), Kind::New),
                ("gone".into(), Kind::Gone),
            ]
        );
    }
}
