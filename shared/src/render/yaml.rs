//! The one YAML emitter.
//!
//! Block style, two spaces a level. A list stands at the indentation of its key, as `kubectl` prints it, and a map in
//! a list begins on the line of its dash. Scalars are plain where every reader takes them for the same text, texts of
//! several lines are literal blocks, everything else is double-quoted. An empty map is `{}` and an empty list `[]`;
//! anchors, tags and folded texts do not occur.

mod scalar;

use super::tree::{Entry, Tree, dotted, dotted_pointer};
use crate::form::Pointer;

/// The longest key that may stand before its colon as it is, in bytes; a longer one needs the `? ` notation.
///
/// Source: YAML 1.2.2, §7.4.2: at most 1024 characters.
const LONGEST_KEY: usize = 1000;

/// The tree as a YAML document.
pub fn print(tree: &Tree) -> String {
    let mut printer = Printer::default();
    printer.document(tree, None);
    printer.out
}

/// The tree as a YAML document, and the line on which each of its values begins.
pub fn print_with_lines(tree: &Tree) -> (String, Lines) {
    let mut printer = Printer::default();
    printer.document(tree, Some(&Pointer::root()));
    let lines = Lines::of(&printer.out, printer.starts);
    (printer.out, lines)
}

/// The line, counted from one, on which each value of a printed tree begins: that of its key or dash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines(Vec<(Pointer, usize)>);

impl Lines {
    /// Turns byte offsets, which rise, into lines.
    fn of(text: &str, starts: Vec<(Pointer, usize)>) -> Self {
        let (mut line, mut counted) = (1, 0);
        let lines = starts.into_iter().map(|(at, start)| {
            line += newlines(&text[counted..start]);
            counted = start;
            (at, line)
        });
        Self(lines.collect())
    }

    /// The values with their lines, in the order of printing.
    pub fn iter(&self) -> impl Iterator<Item = (&Pointer, usize)> {
        self.0.iter().map(|(at, line)| (at, *line))
    }

    /// The line of the value at a pointer into the tree.
    pub fn at(&self, pointer: &Pointer) -> Option<usize> {
        self.iter()
            .find(|(at, _)| *at == pointer)
            .map(|(_, line)| line)
    }

    /// The line of a field in the API server's notation, or of the nearest thing around it.
    pub fn at_field(&self, field: &str) -> usize {
        let known = self.iter().map(|(at, line)| (dotted_pointer(at), line));
        let known: std::collections::BTreeMap<_, _> = known.collect();
        let field = dotted(field);
        let around = std::iter::successors(Some(field.as_str()), |field| {
            field.rsplit_once('.').map(|(around, _)| around)
        });
        around
            .into_iter()
            .find_map(|field| known.get(field).copied())
            .unwrap_or(1)
    }
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

#[derive(Default)]
struct Printer {
    out: String,
    /// Where each value begins, by byte; empty unless asked for.
    starts: Vec<(Pointer, usize)>,
}

/// The place of a value, where places are asked for.
type At<'a> = Option<&'a Pointer>;

impl Printer {
    fn document(&mut self, tree: &Tree, at: At<'_>) {
        self.mark(at);
        match tree {
            Tree::Map(entries) if !entries.is_empty() => self.map(entries, 0, false, at),
            Tree::List(items) if !items.is_empty() => self.list(items, 0, false, at),
            scalar => {
                self.out.push_str(&inline(scalar));
                self.out.push('\n');
            }
        }
    }

    fn mark(&mut self, at: At<'_>) {
        if let Some(at) = at {
            self.starts.push((at.clone(), self.out.len()));
        }
    }

    fn indent(&mut self, depth: usize) {
        self.out.extend(std::iter::repeat_n("  ", depth));
    }

    /// Prints entries, the first of them where the line already stands at the right column if `begun`.
    fn map(&mut self, entries: &[Entry], depth: usize, begun: bool, at: At<'_>) {
        for (index, entry) in entries.iter().enumerate() {
            let begun = begun && index == 0;
            if !begun {
                self.comment(entry.comment.as_deref(), depth);
                self.indent(depth);
            }
            let at = at.map(|at| at.join(&entry.key));
            self.mark(at.as_ref());
            let key = scalar::key(&entry.key);
            if key.len() > LONGEST_KEY {
                self.out.push_str("? ");
                self.out.push_str(&key);
                self.out.push('\n');
                self.indent(depth);
            } else {
                self.out.push_str(&key);
            }
            self.out.push(':');
            self.entry_value(&entry.value, depth, at.as_ref());
        }
    }

    fn entry_value(&mut self, value: &Tree, depth: usize, at: At<'_>) {
        match value {
            Tree::Map(entries) if !entries.is_empty() => {
                self.out.push('\n');
                self.map(entries, depth + 1, false, at);
            }
            Tree::List(items) if !items.is_empty() => {
                self.out.push('\n');
                self.list(items, depth, false, at);
            }
            scalar => self.scalar(scalar, depth),
        }
    }

    fn list(&mut self, items: &[Tree], depth: usize, begun: bool, at: At<'_>) {
        for (index, item) in items.iter().enumerate() {
            if !(begun && index == 0) {
                if let Tree::Map(entries) = item {
                    let comment = entries.first().and_then(|entry| entry.comment.as_deref());
                    self.comment(comment, depth);
                }
                self.indent(depth);
            }
            let at = at.map(|at| at.row(index));
            self.mark(at.as_ref());
            self.out.push('-');
            match item {
                Tree::Map(entries) if !entries.is_empty() => {
                    self.out.push(' ');
                    self.map(entries, depth + 1, true, at.as_ref());
                }
                Tree::List(items) if !items.is_empty() => {
                    self.out.push(' ');
                    self.list(items, depth + 1, true, at.as_ref());
                }
                scalar => self.scalar(scalar, depth),
            }
        }
    }

    /// Prints a scalar after its colon or dash, and ends the line.
    fn scalar(&mut self, value: &Tree, depth: usize) {
        self.out.push(' ');
        match value {
            Tree::Text(text) if scalar::is_block(text) => self.block(text, depth + 1),
            value => self.out.push_str(&inline(value)),
        }
        self.out.push('\n');
    }

    /// Prints a literal block without its last line break. Its header says what a reader cannot see: the indentation
    /// where the text itself begins with a blank, and how many line breaks end it.
    fn block(&mut self, text: &str, depth: usize) {
        self.out.push('|');
        if text.starts_with([' ', '\t', '\n']) {
            self.out.push('2');
        }
        let body = match text.strip_suffix('\n') {
            None => {
                self.out.push('-');
                text
            }
            Some(body) if body.ends_with('\n') => {
                self.out.push('+');
                body
            }
            Some(body) => body,
        };
        for line in body.split('\n') {
            self.out.push('\n');
            if !line.is_empty() {
                self.indent(depth);
                self.out.push_str(line);
            }
        }
    }

    /// Prints a comment above what it is about; an empty line that begins it keeps it apart from what stands before.
    fn comment(&mut self, comment: Option<&str>, depth: usize) {
        let lines = comment.iter().flat_map(|comment| comment.lines());
        for (index, line) in lines.enumerate() {
            let line = line.trim_end();
            if !(index == 0 && line.is_empty()) {
                self.indent(depth);
                self.out.push('#');
            }
            if !line.is_empty() {
                self.out.push(' ');
                self.out.extend(line.chars().map(scalar::in_comment));
            }
            self.out.push('\n');
        }
    }
}

/// A value without lines of its own, as it stands after its colon or dash.
fn inline(value: &Tree) -> String {
    match value {
        Tree::Null => "null".to_owned(),
        Tree::Bool(value) => value.to_string(),
        Tree::Number(number) => scalar::number(number),
        Tree::Text(text) => scalar::text(text),
        Tree::List(_) => "[]".to_owned(),
        Tree::Map(_) => "{}".to_owned(),
    }
}

#[cfg(test)]
mod tests;
