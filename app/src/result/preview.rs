//! The text of one file, in colours, with the lines marked that the last change made.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use leptos::prelude::*;

use super::changes::marks;
use super::download;
use super::files::{files_before, files_of};
use super::highlight::{Syntax, Tone, highlight};
use crate::session::{Session, covered};
use crate::ui::icon::{Icon, icon};

/// One line of the preview.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Row {
    pieces: Vec<(Tone, String)>,
    is_changed: bool,
    is_ended: bool,
}

/// A line with its key: what it looks like, and which one of those alike it is.
type Keyed = ((u64, usize), Arc<Row>);

/// Draws the preview of the file at a path.
pub(crate) fn view(session: Session, path: Memo<Option<String>>) -> AnyView {
    let is_secret = Memo::new(move |_| {
        let path = path.get()?;
        Some(files_of(session.rendered().as_ref())?.get(&path)?.secret)
    });
    let body = move || match (path.get(), is_secret.get()) {
        (Some(path), Some(is_secret)) => text(session, path, is_secret),
        _ => ().into_any(),
    };
    view! { <div class="preview">{body}</div> }.into_any()
}

fn text(session: Session, path: String, is_secret: bool) -> AnyView {
    let rows = {
        let path = path.clone();
        Memo::new(move |_| shown(session, &path).map(|(before, now)| rows_of(&path, &before, &now)))
    };
    let is_covered = Memo::new(move |_| rows.with(Option::is_none));
    let is_prose = Syntax::of(&path) == Syntax::Markdown;
    let label = format!("File {path}");
    let lines = move || {
        if is_covered.get() {
            return view! { <div class="cover" data-covered="whole">{icon(Icon::Lock)}<p>"Secrets decide on every line of this file."</p></div> }.into_any();
        }
        view! {
            <pre id="preview" class="code" class:prose=is_prose tabindex="0" role="region" aria-label=label.clone() data-preview="true"><For
                each=move || rows.get().unwrap_or_default()
                key=|row| row.0
                children=|(_, row)| line(&row)
            /></pre>
        }
        .into_any()
    };
    view! {
        <header class="preview-head">
            <h2 class="path">{path.clone()}</h2>
            {is_secret.then(|| uncover(session, &path))}
            {actions(session, path)}
        </header>
        {lines}
    }
    .into_any()
}

/// The button that shows or covers the secrets of a file.
fn uncover(session: Session, path: &str) -> impl IntoView + use<> {
    let path = path.to_owned();
    let open = session.view.uncovered;
    let is_open = {
        let path = path.clone();
        Memo::new(move |_| open.with(|open| open.contains(&path)))
    };
    let turn = move |_| {
        open.update(|open| {
            if !open.remove(&path) {
                open.insert(path.clone());
            }
        });
    };
    let shape = move || {
        icon(if is_open.get() {
            Icon::EyeOff
        } else {
            Icon::Eye
        })
    };
    view! {
        <button type="button" class="quiet" data-part="uncover" aria-pressed=move || if is_open.get() { "true" } else { "false" } on:click=turn>
            {shape}
            "Show secrets"
        </button>
    }
}

/// The text of a file before the last change and now, as far as it may be seen; `None` where it may not.
pub(crate) fn shown(session: Session, path: &str) -> Option<(String, String)> {
    let rendered = session.rendered();
    let now = files_of(rendered.as_ref())?.get(path)?;
    let before = files_before(rendered.as_ref()).map_or(Some(now), |files| files.get(path));
    if !now.secret || session.view.uncovered.with(|open| open.contains(path)) {
        let before = before.map(|file| file.text.clone()).unwrap_or_default();
        return Some((before, now.text.clone()));
    }
    let masks = session.masks();
    let now_shown = covered(&now.text, &masks.now.as_ref()?.get(path)?.text)?;
    let before_shown = match (before, &masks.before) {
        (None, _) => String::new(),
        (Some(_), None) => now_shown.clone(),
        (Some(before), Some(mask)) => covered(&before.text, &mask.get(path)?.text)?,
    };
    Some((before_shown, now_shown))
}

fn actions(session: Session, path: String) -> AnyView {
    let copied = path.clone();
    let copy = move |_| {
        if let Some((_, text)) = untrack(|| shown(session, &copied)) {
            download::copy(session, &text);
        }
    };
    let save = move |_| {
        let rendered = untrack(|| session.rendered());
        if let Some(file) = files_of(rendered.as_ref()).and_then(|files| files.get(&path)) {
            download::one(session, &path, &file.text);
        }
    };
    view! {
        <button type="button" class="quiet" data-part="copy" on:click=copy>{icon(Icon::Copy)}"Copy"</button>
        <button type="button" class="quiet icon-only" data-part="download-file" title="Download this file" aria-label="Download this file" on:click=save>{icon(Icon::Download)}</button>
    }
    .into_any()
}

fn rows_of(path: &str, before: &str, now: &str) -> Vec<Keyed> {
    let lines = highlight(Syntax::of(path), now);
    let (marks, last) = (marks(before, now), lines.len());
    let rows = lines.into_iter().zip(marks).zip(1..);
    keyed(rows.map(|((pieces, is_changed), number)| {
        Row {
            pieces: pieces
                .into_iter()
                .map(|(tone, piece)| (tone, piece.to_owned()))
                .collect(),
            is_changed,
            is_ended: number < last || now.ends_with('\n'),
        }
    }))
}

fn keyed(rows: impl Iterator<Item = Row>) -> Vec<Keyed> {
    let mut alike: HashMap<u64, usize> = HashMap::new();
    rows.map(|row| {
        let mut hasher = DefaultHasher::new();
        row.hash(&mut hasher);
        let looks = hasher.finish();
        let which = alike.entry(looks).or_default();
        *which += 1;
        ((looks, *which), Arc::new(row))
    })
    .collect()
}

fn line(row: &Row) -> AnyView {
    let pieces = row.pieces.iter().map(|(tone, piece)| {
        let piece = piece.clone();
        match tone {
            Tone::Plain => piece.into_any(),
            tone => view! { <span class=tone.class()>{piece}</span> }.into_any(),
        }
    });
    let class = if row.is_changed {
        "line changed"
    } else {
        "line"
    };
    view! { <span class=class>{pieces.collect_view()}{row.is_ended.then_some("\n")}</span> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_look_alike_have_keys_of_their_own() {
        let row = |text: &str| Row {
            pieces: vec![(Tone::Plain, text.to_owned())],
            is_changed: false,
            is_ended: true,
        };
        let keys: Vec<_> = keyed([row("a"), row("b"), row("a")].into_iter())
            .into_iter()
            .map(|(key, _)| key)
            .collect();
        assert_eq!(keys[0].0, keys[2].0);
        assert_ne!(keys[0], keys[2]);
        assert_ne!(keys[0].0, keys[1].0);
    }
}
