//! Colours for the preview: the words of a file, each with the part it plays. The text itself stays as it is.

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// YAML, as the renderer prints it.
    Yaml,
    /// Markdown, with fenced code.
    Markdown,
    /// Shell scripts.
    Shell,
    /// Anything else: no colours.
    Plain,
}

impl Syntax {
    /// The syntax that a file's name promises.
    pub(crate) fn of(path: &str) -> Self {
        match path.rsplit('.').next() {
            Some("yaml" | "yml" | "json") => Self::Yaml,
            Some("md") => Self::Markdown,
            Some("sh") => Self::Shell,
            _ => Self::Plain,
        }
    }
}

/// The part that a piece of text plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Tone {
    /// Nothing in particular.
    Plain,
    /// A key, a command or a heading.
    Key,
    /// A text.
    Text,
    /// A number or a word of the language such as `true`.
    Value,
    /// A remark.
    Comment,
    /// A mark that holds others together.
    Mark,
}

impl Tone {
    /// The class of the style sheet; empty for plain text.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Key => "t-key",
            Self::Text => "t-text",
            Self::Value => "t-value",
            Self::Comment => "t-comment",
            Self::Mark => "t-mark",
        }
    }
}

/// A line without its end, in pieces that make it up exactly.
pub(crate) type Line<'a> = Vec<(Tone, &'a str)>;

/// The lines of a text without their ends; a text that ends with a line end has no further, empty line.
pub(crate) fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n')
        .map(|line| line.strip_suffix('\n').unwrap_or(line))
}

/// The lines of a text, each in pieces.
pub(crate) fn highlight(syntax: Syntax, text: &str) -> Vec<Line<'_>> {
    let mut state = State::default();
    lines_of(text)
        .map(|line| {
            let mut pieces = match syntax {
                Syntax::Yaml => state.yaml(line),
                Syntax::Markdown => state.markdown(line),
                Syntax::Shell => shell(line),
                Syntax::Plain => vec![(Tone::Plain, line)],
            };
            pieces.retain(|(_, piece)| !piece.is_empty());
            pieces
        })
        .collect()
}

/// What a line inherits from those above it.
#[derive(Default)]
struct State {
    /// The indentation of the key whose block of text is being read.
    block: Option<usize>,
    /// Whether a fence of Markdown is open.
    fenced: bool,
}

impl State {
    fn yaml<'a>(&mut self, line: &'a str) -> Line<'a> {
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        if let Some(outer) = self.block {
            if body.is_empty() || indent > outer {
                return vec![(Tone::Text, line)];
            }
            self.block = None;
        }
        let mut pieces = vec![(Tone::Plain, &line[..indent])];
        if opens_block(body) {
            self.block = Some(indent + dashes(body));
        }
        yaml_item(body, &mut pieces);
        pieces
    }

    fn markdown<'a>(&mut self, line: &'a str) -> Line<'a> {
        if line.trim_start().starts_with("```") {
            self.fenced = !self.fenced;
            return vec![(Tone::Mark, line)];
        }
        if self.fenced {
            return shell(line);
        }
        if line.starts_with('#') {
            return vec![(Tone::Key, line)];
        }
        markdown_inline(line)
    }
}

/// Whether the value of this line is a block of text below it, as in `key: |-`.
fn opens_block(body: &str) -> bool {
    let value = body.rsplit(' ').next().unwrap_or("");
    let marks = value.trim_end_matches(|c: char| matches!(c, '-' | '+') || c.is_ascii_digit());
    matches!(marks, "|" | ">") && !body.starts_with('#')
}

/// The width of the marks of list items before the key of a line.
fn dashes(body: &str) -> usize {
    body.strip_prefix("- ").map_or(0, |rest| 2 + dashes(rest))
}

fn yaml_item<'a>(body: &'a str, pieces: &mut Line<'a>) {
    if let Some(rest) = body.strip_prefix("- ") {
        pieces.push((Tone::Mark, &body[..2]));
        yaml_item(rest, pieces);
    } else if body == "-" || body == "---" {
        pieces.push((Tone::Mark, body));
    } else if body.starts_with('#') {
        pieces.push((Tone::Comment, body));
    } else if let Some(end) = key_end(body) {
        pieces.push((Tone::Key, &body[..end]));
        pieces.push((Tone::Mark, &body[end..=end]));
        yaml_value(&body[end + 1..], pieces);
    } else {
        yaml_value(body, pieces);
    }
}

/// The place of the colon that ends a key, where the line starts with one.
fn key_end(body: &str) -> Option<usize> {
    if let Some(quote @ ('"' | '\'')) = body.chars().next() {
        let end = body[1..].find(quote)? + 2;
        return body[end..].starts_with(':').then_some(end);
    }
    body.match_indices(':')
        .map(|(at, _)| at)
        .find(|at| body[at + 1..].is_empty() || body[at + 1..].starts_with(' '))
}

fn yaml_value<'a>(value: &'a str, pieces: &mut Line<'a>) {
    let (value, comment) = match value.find(" #") {
        Some(at) if !value.trim_start().starts_with(['"', '\'']) => value.split_at(at),
        _ => (value, ""),
    };
    let tone = match value.trim() {
        "" => Tone::Plain,
        "true" | "false" | "null" | "~" => Tone::Value,
        "{}" | "[]" => Tone::Mark,
        word if matches!(word.trim_end_matches(['-', '+']), "|" | ">") => Tone::Mark,
        word if is_number(word) => Tone::Value,
        _ => Tone::Text,
    };
    pieces.push((tone, value));
    pieces.push((Tone::Comment, comment));
}

/// Whether an unquoted word is a number as the manifests print them: digits with at most one dot.
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    let dots = digits.matches('.').count();
    dots <= 1
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

fn markdown_inline(line: &str) -> Line<'_> {
    let mut pieces = Vec::new();
    let body = line.trim_start();
    let indent = line.len() - body.len();
    let bullet = ["- ", "* ", "> ", "| "]
        .iter()
        .find(|bullet| body.starts_with(**bullet))
        .map_or(0, |bullet| bullet.len());
    pieces.push((Tone::Mark, &line[..indent + bullet]));
    quotations(&line[indent + bullet..], &['`'], &mut pieces);
    pieces
}

/// Plain text with what stands between two of the same of `quotes` told apart.
fn quotations<'a>(mut rest: &'a str, quotes: &[char], pieces: &mut Line<'a>) {
    while let Some(start) = rest.find(quotes) {
        let quote = &rest[start..=start];
        let Some(length) = rest[start + 1..].find(quote) else {
            break;
        };
        let end = start + length + 2;
        pieces.push((Tone::Plain, &rest[..start]));
        pieces.push((Tone::Text, &rest[start..end]));
        rest = &rest[end..];
    }
    pieces.push((Tone::Plain, rest));
}

fn shell(line: &str) -> Line<'_> {
    let body = line.trim_start();
    let indent = line.len() - body.len();
    if body.starts_with('#') {
        return vec![(Tone::Comment, line)];
    }
    let mut pieces = vec![(Tone::Plain, &line[..indent])];
    let command = body.find(' ').unwrap_or(body.len());
    pieces.push((Tone::Key, &body[..command]));
    quotations(&body[command..], &['"', '\''], &mut pieces);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tones(syntax: Syntax, text: &str) -> Vec<Vec<(Tone, &str)>> {
        highlight(syntax, text)
    }

    #[test]
    fn the_pieces_make_up_the_text_whatever_it_is() {
        let odd = "a: \"b\nüñ: '\n- - x: |2-\n   # text\n\n`: `\n```\n# é 'x\n  \"q\" \"\n:\n- \n\u{202e}: 1e3 # no\n";
        for syntax in [Syntax::Yaml, Syntax::Markdown, Syntax::Shell, Syntax::Plain] {
            let lines: Vec<String> = highlight(syntax, odd)
                .iter()
                .map(|line| line.iter().map(|(_, piece)| *piece).collect())
                .collect();
            assert_eq!(lines, odd.lines().collect::<Vec<_>>(), "{syntax:?}");
        }
    }

    #[test]
    fn keys_values_and_remarks_are_told_apart() {
        use Tone::{Comment, Key, Mark, Plain, Text, Value};
        assert_eq!(
            tones(Syntax::Yaml, "  - port: 80 # http\nimage: a:b\nok: true"),
            [
                vec![
                    (Plain, "  "),
                    (Mark, "- "),
                    (Key, "port"),
                    (Mark, ":"),
                    (Value, " 80"),
                    (Comment, " # http")
                ],
                vec![(Key, "image"), (Mark, ":"), (Text, " a:b")],
                vec![(Key, "ok"), (Mark, ":"), (Value, " true")],
            ]
        );
    }

    #[test]
    fn a_block_of_text_ends_where_its_indentation_does() {
        let lines = tones(Syntax::Yaml, "data: |-\n  key: value\n\n  - x\nkind: A");
        assert_eq!(lines[1], [(Tone::Text, "  key: value")]);
        assert_eq!(lines[3], [(Tone::Text, "  - x")]);
        assert_eq!(lines[4][0], (Tone::Key, "kind"));
        let lines = tones(Syntax::Yaml, "- a: |\n    text: x\n  b: 1");
        assert_eq!(lines[1], [(Tone::Text, "    text: x")]);
        assert_eq!(lines[2][1], (Tone::Key, "b"));
    }

    #[test]
    fn what_is_fenced_in_markdown_reads_as_shell() {
        let lines = tones(
            Syntax::Markdown,
            "# Head\n```sh\nkubectl get \"x\"\n```\n# Head",
        );
        assert_eq!(lines[2][0], (Tone::Key, "kubectl"));
        assert_eq!(lines[4], [(Tone::Key, "# Head")]);
    }
}
