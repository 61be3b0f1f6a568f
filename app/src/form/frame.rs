//! What stands around every input: its label, where the answer comes from, help and messages.

use leptos::prelude::*;

use super::messages::messages;
use super::prose::{first_sentence, prose};
use super::question::{Question, body};
use super::{answer_id, help_id, message_id};
use crate::session::has_error;
use crate::ui::icon::{Icon, icon};
use crate::ui::live;
use drydock::issue::Issue;

/// The ids that describe an input: its help and its message.
pub(crate) fn described_by(question: &Question) -> String {
    format!("{} {}", help_id(&question.at), message_id(&question.at))
}

/// The id of the label of something that is no single input.
pub(crate) fn label_id(question: &Question) -> String {
    format!("l{}", question.at)
}

/// Whether an answer stands as it was given beforehand, and the way back.
#[derive(Clone)]
pub(crate) struct Origin {
    /// Whether the answer differs from the default.
    pub(crate) changed: Memo<bool>,
    /// The word for an answer that does not; empty for none.
    pub(crate) word: &'static str,
    /// The default, for the name of the button.
    pub(crate) default: String,
    /// Makes the answer the default again.
    pub(crate) reset: Callback<()>,
}

/// The mark "default", or the button that resets.
pub(crate) fn origin(question: &Question, origin: Option<Origin>) -> AnyView {
    let Some(origin) = origin else {
        return ().into_any();
    };
    let (id, label) = (answer_id(&question.at), question.label.clone());
    let back = move || {
        let id = id.clone();
        let name = match origin.default.as_str() {
            "" => format!("Reset {label} to nothing"),
            default => format!("Reset {label} to {default}"),
        };
        let reset = move |_| {
            origin.reset.run(());
            crate::browser::focus::go_to(id.clone());
        };
        view! {
            <button type="button" class="reset" data-part="reset" title=name.clone() aria-label=name on:click=live::click(reset)>
                {icon(Icon::Undo)}
                "Reset"
            </button>
        }
    };
    view! {
        <span class="origin">
            {live::part(move || if origin.changed.get() { back().into_any() } else { origin.word.into_any() })}
        </span>
    }
    .into_any()
}

/// The help of an answer: one sentence, and the rest where it is asked for.
pub(crate) fn help(question: &Question, expects: &'static str) -> AnyView {
    let (first, rest) = first_sentence(question.help);
    let (rest, example) = (rest.to_owned(), question.example);
    let more = !rest.is_empty() || !expects.is_empty();
    let label = question.label.clone();
    view! {
        <div class="help" id=help_id(&question.at)>
            <span>{prose(first)}</span>
            {(!example.is_empty()).then(|| view! { <span class="example">"For example " <code>{example}</code></span> })}
            {more.then(|| view! {
                <details class="further">
                    <summary>"More" <span class="unseen">" about "{label}</span></summary>
                    {(!rest.is_empty()).then(|| view! { <p>{prose(&rest)}</p> })}
                    {(!expects.is_empty()).then(|| view! { <p>"Expected: "{expects}"."</p> })}
                </details>
            })}
        </div>
    }
    .into_any()
}

/// An input with what stands around it.
pub(crate) fn field(
    question: &Question,
    class: &'static str,
    from: Option<Origin>,
    expects: &'static str,
    shown: Memo<Vec<Issue>>,
    control: AnyView,
) -> AnyView {
    let (session, at) = (question.session, question.at.clone());
    view! {
        <div
            class=format!("field {class}")
            class:wrong=live::truth(move || has_error(&shown.get()))
            data-at=at.to_string()
            on:focusout=move |_| session.leave()
        >
            <div class="label-row">
                <label class=question.label_class() for=answer_id(&at)>
                    {question.label.clone()}
                    {unit(question)}
                </label>
                {origin(question, from)}
            </div>
            {control}
            {help(question, expects)}
            {messages(question, shown)}
        </div>
    }
    .into_any()
}

fn unit(question: &Question) -> Option<impl IntoView + use<>> {
    let unit = question.unit;
    (!unit.is_empty()).then(|| view! { <span class="unit">" in "{unit}</span> })
}

/// A group within a section.
pub(crate) fn group(question: &Question) -> AnyView {
    let (session, at) = (question.session, question.at.clone());
    let shown = session.shown(&at);
    view! {
        <fieldset class="group wide" id=answer_id(&at) data-at=at.to_string()>
            <legend class=question.label_class()>{question.label.clone()}</legend>
            {help(question, "")}
            <div class="fields">{body(session, &at, &question.label, question.node)}</div>
            {messages(question, shown)}
        </fieldset>
    }
    .into_any()
}
