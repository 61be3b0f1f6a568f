//! Which files of the site a first visit transfers.

use std::collections::BTreeSet;

/// Names of the files that a browser fetches when it opens `index.html`: the page itself and
/// whatever it, its style sheets and its scripts name.
///
/// A file counts when its name occurs in the text of one that counts, so a reference is never
/// missed for being written in an unexpected way. Links to other pages and metadata for other
/// programs (`<a>`, `<meta>`) do not count: opening the page does not fetch them.
pub(crate) fn files(site: &[(String, Vec<u8>)]) -> BTreeSet<String> {
    let mut fetched = BTreeSet::new();
    let mut to_read = vec!["index.html".to_owned()];
    while let Some(name) = to_read.pop() {
        let Some((_, bytes)) = site.iter().find(|(other, _)| *other == name) else {
            continue;
        };
        if !fetched.insert(name.clone()) {
            continue;
        }
        let text = readable(&name, bytes);
        let named = site.iter().filter(|(other, _)| text.contains(base(other)));
        to_read.extend(named.map(|(other, _)| other.clone()));
    }
    fetched
}

fn base(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// The text of a file in which a browser looks for more to fetch; nothing for other kinds.
fn readable(name: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    match name.rsplit('.').next() {
        Some("html") => without_tags(&without_tags(&text, "<meta"), "<a "),
        Some("css" | "js" | "mjs" | "svg") => text.into_owned(),
        _ => String::new(),
    }
}

fn without_tags(text: &str, tag: &str) -> String {
    let mut pieces = text.split(tag);
    let mut kept = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        kept.push_str(piece.split_once('>').map_or("", |(_, rest)| rest));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fetched(site: &[(&str, &str)]) -> Vec<String> {
        let site: Vec<_> = site
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect();
        files(&site).into_iter().collect()
    }

    #[test]
    fn what_the_page_loads_counts_through_scripts_and_styles() {
        let site = [
            (
                "index.html",
                "<link rel=stylesheet href='./a.css'><script>import './a.js'</script>",
            ),
            ("a.css", "@font-face { src: url('fonts/b.woff2') }"),
            ("a.js", "new URL('a_bg.wasm', import.meta.url)"),
            ("a_bg.wasm", "\0asm robots.txt"),
            ("fonts/b.woff2", ""),
            ("robots.txt", ""),
        ];
        let expected = ["a.css", "a.js", "a_bg.wasm", "fonts/b.woff2", "index.html"];
        assert_eq!(fetched(&site), expected);
    }

    #[test]
    fn links_and_metadata_are_not_fetched() {
        let site = [
            (
                "index.html",
                "<meta property='og:image' content='card.png'><a href='about.html'>",
            ),
            ("about.html", ""),
            ("card.png", ""),
        ];
        assert_eq!(fetched(&site), ["index.html"]);
    }

    #[test]
    fn files_that_name_each_other_are_read_once() {
        let site = [
            ("index.html", "a.js"),
            ("a.js", "b.js"),
            ("b.js", "a.js index.html"),
        ];
        assert_eq!(fetched(&site), ["a.js", "b.js", "index.html"]);
    }
}
