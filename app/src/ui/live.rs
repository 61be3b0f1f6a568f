//! Reactive pieces of views whose types do not tell what is in them.
//!
//! The view library compiles its machinery once for every type. Left alone, each closure is a type of its own; passed
//! through here, all that give the same thing share one.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

/// A text that follows others.
pub(crate) fn words(make: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(make)
}

/// A word of the page's own that follows something; `None` takes the attribute away.
pub(crate) fn word(
    make: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
) -> Signal<Option<&'static str>> {
    Signal::derive(make)
}

/// `true` or `false` as attributes of assistive technology want it.
pub(crate) fn flag(is: impl Fn() -> bool + Send + Sync + 'static) -> Signal<Option<&'static str>> {
    Signal::derive(move || Some(if is() { "true" } else { "false" }))
}

/// `true`, or no attribute.
pub(crate) fn mark(is: impl Fn() -> bool + Send + Sync + 'static) -> Signal<Option<&'static str>> {
    Signal::derive(move || is().then_some("true"))
}

/// A condition for classes and properties.
pub(crate) fn truth(is: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(is)
}

/// A part of a view that is made anew when what it follows changes.
pub(crate) fn part(make: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let make: Box<dyn FnMut() -> AnyView + Send> = Box::new(make);
    make.into_any()
}

/// What is done on a click.
pub(crate) fn click(act: impl FnMut(MouseEvent) + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(act)
}

/// What is done on an input or a change.
pub(crate) fn event(act: impl FnMut(Event) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(act)
}
