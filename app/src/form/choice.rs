//! One of several: radio buttons for a few, a list to pick from for more. What the choice asks stands right below.

use drydock::form::Variant;
use leptos::prelude::*;

use crate::ui::live;

use super::frame::{self, Origin, described_by};
use super::messages::messages;
use super::prose::prose;
use super::question::{Question, body};
use super::{answer_id, help_id};

/// Up to this many choices are all seen at once.
const SEEN_AT_ONCE: usize = 4;

pub(crate) fn view(
    question: &Question,
    variants: &'static [Variant],
    default: &'static str,
) -> AnyView {
    let session = question.session;
    let chosen = session.text(&question.at, default);
    let asks = variants.iter().any(|variant| variant.body.is_some());
    let from = from(question, chosen, variants, default);
    let inner = asks.then(|| chosen_body(question, chosen, variants));
    if variants.len() > SEEN_AT_ONCE {
        picker(question, chosen, variants, from, inner)
    } else {
        radios(question, chosen, variants, from, inner)
    }
}

fn from(
    question: &Question,
    chosen: Memo<String>,
    variants: &'static [Variant],
    default: &'static str,
) -> Origin {
    let (session, at) = (question.session, question.at.clone());
    let label = variants.iter().find(|variant| variant.tag == default);
    Origin {
        changed: Memo::new(move |_| chosen.with(|chosen| chosen != default)),
        word: "default",
        default: label.map_or(default, |variant| variant.label).to_owned(),
        reset: Callback::new(move |()| session.set(&at, default)),
    }
}

fn chosen_body(question: &Question, chosen: Memo<String>, variants: &'static [Variant]) -> AnyView {
    let (session, at) = (question.session, question.at.clone());
    let open = move || {
        let tag = chosen.get();
        let variant = variants.iter().find(|variant| variant.tag == tag)?;
        let asked = variant.body.as_ref()?;
        let inside = view! {
            <div class="fields inner">
                {body(session, &at.join(variant.tag), variant.label, asked)}
            </div>
        };
        Some(inside.into_any())
    };
    live::part(move || open().into_any())
}

fn radios(
    question: &Question,
    chosen: Memo<String>,
    variants: &'static [Variant],
    from: Origin,
    inner: Option<AnyView>,
) -> AnyView {
    let shown = question.session.shown(&question.at);
    let label = frame::label_id(question);
    let options = variants
        .iter()
        .map(|variant| radio(question, chosen, variant))
        .collect_view();
    view! {
        <div
            class="field choice wide"
            role="radiogroup"
            id=answer_id(&question.at)
            data-at=question.at.to_string()
            aria-labelledby=label
            aria-describedby=described_by(question)
        >
            <div class="label-row">
                <span class=question.label_class() id=label.clone()>{question.label.clone()}</span>
                {frame::origin(question, Some(from))}
            </div>
            {frame::help(question, "")}
            <div class="options">{options}</div>
            {messages(question, shown)}
            {inner}
        </div>
    }
    .into_any()
}

fn radio(question: &Question, chosen: Memo<String>, variant: &'static Variant) -> AnyView {
    let (session, at, tag) = (question.session, question.at.clone(), variant.tag);
    let id = format!("{}={tag}", answer_id(&at));
    let help = format!("{}={tag}", help_id(&at));
    view! {
        <div class="option">
            <input
                type="radio"
                name=answer_id(&at)
                id=id.clone()
                value=tag
                aria-describedby=help.clone()
                prop:checked=live::truth(move || chosen.with(|chosen| chosen == tag))
                on:change=live::event(move |_| session.set(&at, tag))
            />
            <label for=id>{variant.label}</label>
            <p class="help" id=help>{prose(variant.help)}</p>
        </div>
    }
    .into_any()
}

fn picker(
    question: &Question,
    chosen: Memo<String>,
    variants: &'static [Variant],
    from: Origin,
    inner: Option<AnyView>,
) -> AnyView {
    let (session, at) = (question.session, question.at.clone());
    let shown = session.shown(&at);
    let pick = move |event| session.set(&at, &event_target_value(&event));
    let options = variants
        .iter()
        .map(|variant| {
            let tag = variant.tag;
            let is_chosen = move || chosen.with(|chosen| chosen == tag);
            view! { <option value=tag prop:selected=live::truth(is_chosen)>{variant.label}</option> }
        })
        .collect_view();
    let meaning = move || {
        let variant = chosen.with(|tag| variants.iter().find(|variant| variant.tag == *tag));
        let meaning = variant.map(|variant| view! { <p class="help">{prose(variant.help)}</p> });
        meaning.into_any()
    };
    let control = view! {
        <select id=answer_id(&question.at) aria-describedby=described_by(question) on:change=live::event(pick)>
            {options}
        </select>
        {live::part(meaning)}
    };
    let whole = if inner.is_some() { "wide" } else { "" };
    view! {
        {frame::field(question, whole, Some(from), "", shown, control.into_any())}
        {inner}
    }
    .into_any()
}
