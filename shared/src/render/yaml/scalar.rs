//! How a scalar is written so that every reader takes it for the same value.
//!
//! Readers differ: the tools around Kubernetes follow YAML 1.1 in part (`go-yaml` v2 and v3, PyYAML, Psych), others
//! YAML 1.2. A text is plain only where none of them could take it for anything but that text; the rules here are
//! wider than any one reader's, which costs a pair of quotes at worst.

use std::fmt::Write as _;

use serde_json::Number;

use crate::render::tree::digits;

use crate::form::parse::is_invisible;

/// A text on one line: plain where that is safe, double-quoted otherwise.
pub(super) fn text(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else {
        double_quoted(text)
    }
}

/// A key on one line.
pub(super) fn key(key: &str) -> String {
    text(key)
}

/// A number as YAML 1.1 and 1.2 both read it: a float with an exponent has a dot and a sign.
pub(super) fn number(number: &Number) -> String {
    let text = digits(number);
    let Some((mantissa, exponent)) = text.split_once('e') else {
        return text;
    };
    let dot = if mantissa.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['-', '+']) {
        ""
    } else {
        "+"
    };
    format!("{mantissa}{dot}e{sign}{exponent}")
}

/// Whether a text is written as a literal block: several lines of characters that need no escape.
pub(super) fn is_block(text: &str) -> bool {
    let last_is_blank = || {
        let body = text.trim_end_matches('\n');
        let last = body.rsplit('\n').next().unwrap_or_default();
        last.trim_matches([' ', '\t']).is_empty()
    };
    text.contains('\n')
        && text
            .chars()
            .all(|c| c == '\n' || c == '\t' || !needs_escape(c))
        && !last_is_blank()
}

/// A character of a comment: itself, or a blank where it could end the comment or not be seen.
pub(super) fn in_comment(c: char) -> char {
    if needs_escape(c) { ' ' } else { c }
}

fn is_plain(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    begins_plain(first, chars.next())
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(needs_escape)
        && !is_marker(text)
        && !is_word(text)
        && !looks_numeric(text)
}

/// Whether a plain scalar may begin so. Indicators may not, nor `=` (the default value of YAML 1.1), `<` (merge) and
/// `+`; a hyphen may where it does not stand alone.
fn begins_plain(first: char, second: Option<char>) -> bool {
    match first {
        '-' => second.is_some_and(|second| second != ' '),
        '/' | '.' | '_' | '$' | '(' => true,
        first => first.is_alphanumeric(),
    }
}

/// Whether a character is only written escaped: all controls, line breaks of YAML 1.1 or 1.2 (CR, NEL, LS, PS), blanks
/// other than the space, the byte order mark, what is no character, and what takes no room or reorders its neighbours.
fn needs_escape(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && c != ' ')
        || is_invisible(c)
        || u32::from(c) & 0xfffe == 0xfffe
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

/// Whether a text begins like the end or the start of a document.
fn is_marker(text: &str) -> bool {
    text.starts_with("---") || text.starts_with("...")
}

/// Whether some reader takes a word for a boolean, null, or a number that is none.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", ".inf",
    ];
    let word = text.strip_prefix(['-', '+']).unwrap_or(text);
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether a text could be a number or a time to some reader: it begins with a digit, or a dot, after at most one
/// sign, and has nothing but what stands in decimal, octal (`0o`, `0`), hexadecimal and binary integers, floats,
/// sexagesimals (`1:30`), digits grouped by `_` or `,`, dates and times.
fn looks_numeric(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && unsigned.bytes().all(|byte| {
            byte.is_ascii_hexdigit()
                || matches!(byte, b'x' | b'X' | b'o' | b'O')
                || b"_,.:+-tTzZ ".contains(&byte)
        })
}

fn double_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if needs_escape(c) => push_code_point(&mut out, u32::from(c)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Writes a character as `\xhh` is not: JSON knows only `\uhhhh`, which YAML takes too; beyond it, YAML's `\Uhhhhhhhh`.
fn push_code_point(out: &mut String, code: u32) {
    let written = if code > 0xffff {
        write!(out, "\\U{code:08x}")
    } else {
        write!(out, "\\u{code:04x}")
    };
    debug_assert!(written.is_ok(), "a String takes every text");
}
