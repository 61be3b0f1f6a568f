//! The files of the result: the tree, and the one that is looked at.

use drydock::pack::Files;
use leptos::prelude::*;

use super::preview;
use super::tree::{Entry, closest, former, tree};
use crate::browser::focus;
use crate::session::{Rendered, Session, Tab};
use crate::ui::icon::{Icon, icon};
use crate::ui::live;

/// What the last change did to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Nothing.
    Same,
    /// Some of its lines are others.
    Changed,
    /// It was not there before.
    New,
}

/// The files of a result, where there is one.
pub(crate) fn files_of(rendered: Option<&Rendered>) -> Option<&Files> {
    rendered?.now.files()
}

/// The files of the result before the last change.
pub(crate) fn files_before(rendered: Option<&Rendered>) -> Option<&Files> {
    rendered?.before.as_ref()?.files()
}

/// The number of files.
pub(crate) fn count(session: Session) -> usize {
    files_of(session.rendered().as_ref()).map_or(0, |files| files.iter().count())
}

/// The path that a file had before the last change, if there was one: its own, or that of a file that was renamed.
pub(crate) fn path_before(before: &Files, now: &Files, path: &str) -> Option<String> {
    if before.get(path).is_some() {
        return Some(path.to_owned());
    }
    let gone = before.iter().map(|(path, _)| path);
    let gone: Vec<_> = gone.filter(|path| now.get(path).is_none()).collect();
    former(path, &gone).map(str::to_owned)
}

fn mark_of(rendered: Option<&Rendered>, path: &str) -> Mark {
    let (Some(before), Some(now)) = (files_before(rendered), files_of(rendered)) else {
        return Mark::Same;
    };
    match path_before(before, now, path).and_then(|path| before.get(&path)) {
        None => Mark::New,
        Some(before) if Some(before) == now.get(path) => Mark::Same,
        Some(_) => Mark::Changed,
    }
}

/// Draws the tree and the preview.
pub(crate) fn view(session: Session) -> AnyView {
    let paths = Memo::new(move |_| -> Vec<String> {
        let rendered = session.rendered();
        let files = files_of(rendered.as_ref());
        files.map_or_else(Vec::new, |files| {
            files.iter().map(|(path, _)| path.to_owned()).collect()
        })
    });
    let shown = Memo::new(move |_| {
        let wanted = session.view.file.get();
        if wanted.is_empty() {
            return files_of(session.rendered().as_ref()).and_then(telling);
        }
        paths.with(|paths| {
            let entries = tree(paths.iter().map(String::as_str));
            let mut order = Vec::new();
            flatten(&entries, &mut order);
            closest(&wanted, &order).map(str::to_owned)
        })
    });
    let path = Memo::new(move |_| shown.get().unwrap_or_default());
    let branches = move || -> AnyView {
        let entries = paths.with(|paths| tree(paths.iter().map(String::as_str)));
        branch(session, shown, entries)
    };
    let is_empty = Memo::new(move |_| paths.with(Vec::is_empty));
    let inside = move || {
        if is_empty.get() {
            nothing().into_any()
        } else {
            view! {
                <nav class="tree" aria-label="Files">{live::part(branches)}</nav>
                {preview::view(session, path)}
            }
            .into_any()
        }
    };
    view! {
        {stale(session)}
        <div class="files">{live::part(inside)}</div>
    }
    .into_any()
}

/// The file that says most of what is deployed, before one is picked: the longest in a folder that holds no secrets.
fn telling(files: &Files) -> Option<String> {
    let inner = files
        .iter()
        .filter(|(path, file)| path.contains('/') && !file.secret);
    let longest = inner.max_by_key(|(_, file)| file.text.len());
    longest.map(|(path, _)| path.to_owned())
}

fn flatten<'a>(entries: &'a [Entry], order: &mut Vec<&'a str>) {
    for entry in entries {
        match entry {
            Entry::Folder(_, inside) => flatten(inside, order),
            Entry::File(_, path) => order.push(path),
        }
    }
}

fn nothing() -> impl IntoView {
    view! {
        <p class="empty">"There are no files before the errors are mended."</p>
    }
}

/// Says that the files are from before the errors, while there are errors.
pub(crate) fn stale(session: Session) -> AnyView {
    let is_stale = Memo::new(move |_| session.rendered().is_some_and(|rendered| rendered.stale));
    live::part(move || {
        let note = is_stale.get().then(|| {
            view! {
                <p class="stale" data-stale="true">
                    {icon(Icon::Warning)}
                    <span>"From before the errors. "</span>
                    <button type="button" class="link" on:click=live::click(move |_| session.view.tab.set(Tab::Issues))>
                        "See what is wrong"
                    </button>
                </p>
            }
        });
        note.into_any()
    })
}

fn branch(session: Session, shown: Memo<Option<String>>, entries: Vec<Entry>) -> AnyView {
    let items = entries.into_iter().map(|entry| match entry {
        Entry::Folder(name, inside) => view! {
            <li>
                <details open>
                    <summary>{name}</summary>
                    {branch(session, shown, inside)}
                </details>
            </li>
        }
        .into_any(),
        Entry::File(name, path) => view! { <li>{leaf(session, shown, name, path)}</li> }.into_any(),
    });
    view! { <ul>{items.collect_view()}</ul> }.into_any()
}

fn leaf(session: Session, shown: Memo<Option<String>>, name: String, path: String) -> AnyView {
    let mark = {
        let path = path.clone();
        Memo::new(move |_| mark_of(session.rendered().as_ref(), &path))
    };
    let is_shown = {
        let path = path.clone();
        Memo::new(move |_| shown.with(|shown| shown.as_deref() == Some(&*path)))
    };
    let is_secret = {
        let rendered = untrack(|| session.rendered());
        let file = files_of(rendered.as_ref()).and_then(|files| files.get(&path));
        file.is_some_and(|file| file.secret)
    };
    let data = path.clone();
    view! {
        <button
            type="button"
            class="leaf"
            data-file=data
            title=name
            aria-current=live::mark(move || is_shown.get())
            on:click=move |_| {
                session.view.file.set(path.clone());
                focus::to_start_of("preview");
            }
        >
            <span class="name">{name.clone()}</span>
            {is_secret.then(|| view! { <span class="lock" title="Holds secrets">{icon(Icon::Lock)}</span> })}
            {live::part(move || mark_sign(mark.get()).into_any())}
        </button>
    }
    .into_any()
}

fn mark_sign(mark: Mark) -> Option<AnyView> {
    let (class, word) = match mark {
        Mark::Same => return None,
        Mark::Changed => ("mark changed", "changed"),
        Mark::New => ("mark new", "new"),
    };
    Some(
        view! { <span class=class title=word><span class="unseen">{word}</span></span> }.into_any(),
    )
}
