//! Help texts and messages: the first sentence apart from the rest, and the code in them as code.

use leptos::prelude::*;

/// The first sentence of a text, and what follows it.
///
/// A sentence ends with a full stop before white space and a capital letter, so that `1.33` and "e.g. this" do not end one.
pub(crate) fn first_sentence(text: &str) -> (&str, &str) {
    let ends = text.match_indices(['.', '?', '!']).find(|(at, stop)| {
        let rest = &text[at + stop.len()..];
        let next = rest.trim_start();
        rest.len() > next.len() && next.starts_with(|c: char| c.is_ascii_uppercase() || c == '`')
    });
    match ends {
        Some((at, stop)) => {
            let (first, rest) = text.split_at(at + stop.len());
            (first, rest.trim_start())
        }
        None => (text, ""),
    }
}

/// The pieces of a text between its backticks, each with whether it is code.
///
/// A backtick without its partner stays as it is.
pub(crate) fn pieces(text: &str) -> Vec<(bool, &str)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, code, after)) = next_code(rest) {
        pieces.push((false, before));
        pieces.push((true, code));
        rest = after;
    }
    pieces.push((false, rest));
    pieces.retain(|(_, piece)| !piece.is_empty());
    pieces
}

fn next_code(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (code, after) = rest.split_once('`')?;
    Some((before, code, after))
}

/// A text with its code set as code.
pub(crate) fn prose(text: &str) -> AnyView {
    pieces(text)
        .into_iter()
        .map(|(code, piece)| {
            let piece = piece.to_owned();
            if code {
                view! { <code>{piece}</code> }.into_any()
            } else {
                piece.into_any()
            }
        })
        .collect_view()
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_ends_at_a_stop_before_a_capital() {
        for (text, first, rest) in [
            ("One. Two.", "One.", "Two."),
            (
                "From 1.33 on, e.g. here. Then `x`.",
                "From 1.33 on, e.g. here.",
                "Then `x`.",
            ),
            ("Only one.", "Only one.", ""),
            ("Why? Because.", "Why?", "Because."),
            ("", "", ""),
        ] {
            assert_eq!(first_sentence(text), (first, rest));
        }
    }

    #[test]
    fn code_stands_between_two_backticks() {
        assert_eq!(
            pieces("a `b` c"),
            [(false, "a "), (true, "b"), (false, " c")]
        );
        assert_eq!(pieces("a ` c"), [(false, "a ` c")]);
        assert_eq!(pieces("``"), []);
    }
}
