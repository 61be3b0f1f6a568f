//! The text of one file, in colours, with the lines marked that the last change made.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use leptos::prelude::*;

use super::changes::marks;
use super::download;
use super::files::{files_before, files_of};
use super::highlight::{Syntax, Tone, highlight};
use crate::session::Session;
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
    let is_covered = Memo::new(move |_| {
        let path = path.get()?;
        let is_secret = files_of(session.rendered().as_ref())?.get(&path)?.secret;
        Some(is_secret && session.view.uncovered.with(|open| !open.contains(&path)))
    });
    let body = move || match (path.get(), is_covered.get()) {
        (Some(path), Some(false)) => text(session, path),
        (Some(path), Some(true)) => cover(session, path),
        _ => ().into_any(),
    };
    view! { <div class="preview">{body}</div> }.into_any()
}

fn cover(session: Session, path: String) -> AnyView {
    let name = path.clone();
    let uncover = move |_| {
        session.view.uncovered.update(|open| {
            open.insert(path.clone());
        });
        crate::browser::focus::go_to("preview".to_owned());
    };
    view! {
        <header class="preview-head"><h3 class="path">{name}</h3></header>
        <div class="cover" data-covered="true">
            {icon(Icon::Lock)}
            <p>"This file holds secrets. They are in the archive as they are."</p>
            <button type="button" class="quiet" on:click=uncover>{icon(Icon::Eye)}"Show the file"</button>
        </div>
    }
    .into_any()
}

fn text(session: Session, path: String) -> AnyView {
    let rows = {
        let path = path.clone();
        Memo::new(move |_| rows_of(session, &path))
    };
    let label = format!("File {path}");
    view! {
        <header class="preview-head">
            <h3 class="path">{path.clone()}</h3>
            {actions(session, path)}
        </header>
        <pre id="preview" class="code" tabindex="0" role="region" aria-label=label data-preview="true"><For
            each=move || rows.get()
            key=|row| row.0
            children=|(_, row)| line(&row)
        /></pre>
    }
    .into_any()
}

fn actions(session: Session, path: String) -> AnyView {
    let read = move |path: &str| {
        let rendered = untrack(|| session.rendered());
        let file = files_of(rendered.as_ref())?.get(path)?;
        Some(file.text.clone())
    };
    let copied = path.clone();
    let copy = move |_| {
        if let Some(text) = read(&copied) {
            download::copy(session, &text);
        }
    };
    let save = move |_| {
        if let Some(text) = read(&path) {
            download::one(session, &path, &text);
        }
    };
    view! {
        <button type="button" class="quiet" data-part="copy" on:click=copy>{icon(Icon::Copy)}"Copy"</button>
        <button type="button" class="quiet icon-only" data-part="download-file" title="Download this file" aria-label="Download this file" on:click=save>{icon(Icon::Download)}</button>
    }
    .into_any()
}

fn rows_of(session: Session, path: &str) -> Vec<Keyed> {
    let rendered = session.rendered();
    let Some(file) = files_of(rendered.as_ref()).and_then(|files| files.get(path)) else {
        return Vec::new();
    };
    let before = files_before(rendered.as_ref())
        .and_then(|files| files.get(path))
        .map_or(file.text.as_str(), |file| file.text.as_str());
    let lines = highlight(Syntax::of(path), &file.text);
    let (marks, last) = (marks(before, &file.text), lines.len());
    let rows = lines.into_iter().zip(marks).zip(1..);
    keyed(rows.map(|((pieces, is_changed), number)| {
        Row {
            pieces: pieces
                .into_iter()
                .map(|(tone, piece)| (tone, piece.to_owned()))
                .collect(),
            is_changed,
            is_ended: number < last || file.text.ends_with('\n'),
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
