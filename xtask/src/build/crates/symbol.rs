//! The crate that a function belongs to, read from its name.

const STANDARD: [&str; 5] = ["core", "alloc", "std", "compiler_builtins", "dlmalloc"];
const NAMELESS: &str = "(no crate)";

/// The first crate that a symbol names, looking past the standard library: of
/// `core::ptr::drop_in_place<leptos::…>` it is leptos.
pub(crate) fn crate_of(symbol: &str) -> &str {
    let mut roots = roots(symbol).peekable();
    let standard = roots.peek().is_some();
    match roots.find(|root| !STANDARD.contains(root)) {
        Some(root) => root,
        None if standard => "std",
        None => NAMELESS,
    }
}

/// The first segment of every path in a symbol.
fn roots(symbol: &str) -> impl Iterator<Item = &str> {
    let word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut rest = symbol;
    let mut inside_path = false;
    std::iter::from_fn(move || {
        while let Some(start) = rest.find(word) {
            inside_path = rest[..start].ends_with("::") || (start == 0 && inside_path);
            let end = rest[start..]
                .find(|letter| !word(letter))
                .map_or(rest.len(), |end| start + end);
            let name = &rest[start..end];
            rest = without_hash(&rest[end..]);
            let begins = !inside_path && rest.starts_with("::") && !is_number(name);
            inside_path = false;
            if begins {
                return Some(name);
            }
        }
        None
    })
}

/// `[0123abcd]` after the name of a crate tells versions apart.
fn without_hash(rest: &str) -> &str {
    let inside = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match inside {
        Some((hash, after)) if hash.chars().all(|letter| letter.is_ascii_hexdigit()) => after,
        _ => rest,
    }
}

fn is_number(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_belongs_to_the_first_crate_that_is_not_the_standard_library() {
        let table = [
            ("drydock::render::yaml::print::h0123456789abcdef", "drydock"),
            (
                "core::ptr::drop_in_place<alloc::vec::Vec<leptos::View>>",
                "leptos",
            ),
            (
                "<k8s_openapi::v1_33::Pod as serde::Serialize>::serialize",
                "k8s_openapi",
            ),
            (
                "<&mut serde_json[81a4bcde]::ser::Serializer<W, F> as serde_core::Serializer>::x",
                "serde_json",
            ),
            (
                "<alloc[01ab]::string::String as core[02cd]::fmt::Write>::write_str",
                "std",
            ),
            ("memcpy", "(no crate)"),
            ("__wbindgen_malloc", "(no crate)"),
            ("", "(no crate)"),
        ];
        for (symbol, name) in table {
            assert_eq!(crate_of(symbol), name, "{symbol}");
        }
    }
}
