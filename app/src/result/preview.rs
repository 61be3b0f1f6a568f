//! The text of one file, in colours, with the lines marked that the last change made.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use leptos::prelude::*;

use super::changes::marks;
use super::download;
use super::files::{files_before, files_of, path_before};
use super::highlight::{Syntax, Tone, highlight};
use crate::session::{Session, covered};
use crate::ui::icon::{Icon, icon};
use crate::ui::live;

/// One line of the preview.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Row {
    pieces: Vec<(Tone, String)>,
    is_changed: bool,
    is_ended: bool,
}

/// A line with its key: what it looks like, and which one of those alike it is.
type Keyed = ((u64, usize), Arc<Row>);

/// Draws the preview of the file at a path. When an object is renamed, so is its file: the lines stay then.
pub(crate) fn view(session: Session, path: Memo<String>) -> AnyView {
    let rows = Memo::new(move |_| {
        path.with(|path| shown(session, path).map(|(before, now)| rows_of(path, &before, &now)))
    });
    let is_covered = Memo::new(move |_| rows.with(Option::is_none));
    let body = move || {
        if is_covered.get() {
            cover().into_any()
        } else {
            text(path, rows)
        }
    };
    view! {
        <div class="preview">
            <header class="preview-head">
                <h2 class="path">{path}</h2>
                {uncover(session, path)}
                {actions(session, path)}
            </header>
            {live::part(body)}
        </div>
    }
    .into_any()
}

fn cover() -> impl IntoView {
    view! {
        <div class="cover" data-covered="whole">
            {icon(Icon::Lock)}
            <p>"Secrets decide on every line of this file."</p>
        </div>
    }
}

fn text(path: Memo<String>, rows: Memo<Option<Vec<Keyed>>>) -> AnyView {
    let is_prose = move || path.with(|path| Syntax::of(path) == Syntax::Markdown);
    let label = move || format!("File {}", path.get());
    view! {
        <pre id="preview" class="code" class:prose=live::truth(is_prose) tabindex="0" role="region" aria-label=live::words(label) data-preview="true"><For
            each=move || rows.get().unwrap_or_default()
            key=|row| row.0
            children=|(_, row)| line(&row)
        /></pre>
    }
    .into_any()
}

/// The button that shows or covers the secrets of a file that holds some.
fn uncover(session: Session, path: Memo<String>) -> AnyView {
    let open = session.view.uncovered;
    let is_secret = Memo::new(move |_| {
        let rendered = session.rendered();
        let file = files_of(rendered.as_ref()).and_then(|files| files.get(&path.get()));
        file.is_some_and(|file| file.secret)
    });
    let is_open = Memo::new(move |_| open.with(|open| open.contains(&path.get())));
    let turn = move |_| {
        open.update(|open| {
            let path = path.get_untracked();
            if !open.remove(&path) {
                open.insert(path);
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
    let pressed = live::flag(move || is_open.get());
    live::part(move || {
        let button = is_secret.get().then(|| {
            view! {
                <button type="button" class="quiet" data-part="uncover" aria-pressed=pressed on:click=live::click(turn)>
                    {live::part(shape)}
                    "Show secrets"
                </button>
            }
        });
        button.into_any()
    })
}

/// The text of a file before the last change and now, as far as it may be seen; `None` where it may not.
pub(crate) fn shown(session: Session, path: &str) -> Option<(String, String)> {
    let rendered = session.rendered();
    let files = files_of(rendered.as_ref())?;
    let now = files.get(path)?;
    let before = files_before(rendered.as_ref());
    let former = before.and_then(|before| path_before(before, files, path));
    let past = before.and_then(|before| before.get(former.as_deref()?));
    if !now.secret || session.view.uncovered.with(|open| open.contains(path)) {
        let past = match before {
            Some(_) => past.map(|file| file.text.clone()).unwrap_or_default(),
            None => now.text.clone(),
        };
        return Some((past, now.text.clone()));
    }
    let masks = session.masks();
    let now_shown = covered(&now.text, &masks.now.as_ref()?.get(path)?.text)?;
    let past_shown = match (past, &masks.before) {
        (Some(past), Some(mask)) => covered(&past.text, &mask.get(former.as_deref()?)?.text)?,
        _ if before.is_some() => String::new(),
        _ => now_shown.clone(),
    };
    Some((past_shown, now_shown))
}

fn actions(session: Session, path: Memo<String>) -> AnyView {
    let copy = move |_| {
        if let Some((_, text)) = untrack(|| shown(session, &path.get())) {
            download::copy(session, &text);
        }
    };
    let save = move |_| {
        let (rendered, path) = untrack(|| (session.rendered(), path.get()));
        if let Some(file) = files_of(rendered.as_ref()).and_then(|files| files.get(&path)) {
            download::one(session, &path, &file.text);
        }
    };
    view! {
        <button type="button" class="quiet" data-part="copy" on:click=live::click(copy)>{icon(Icon::Copy)}"Copy"</button>
        <button type="button" class="quiet icon-only" data-part="download-file" title="Download this file" aria-label="Download this file" on:click=live::click(save)>{icon(Icon::Download)}</button>
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
