//! What doc comments and `#[form(…)]` say of a field or variant.

use syn::{Attribute, Error, Expr, ExprLit, Ident, Lit, LitStr, Meta, Result};

use crate::names;

/// The texts of one field or variant.
pub(crate) struct Texts {
    /// The doc comment, its lines joined to paragraphs.
    pub(crate) help: String,
    /// What stands beside the input.
    pub(crate) label: String,
    /// The text of the choice.
    pub(crate) tag: Option<String>,
    /// What a number counts.
    pub(crate) unit: String,
    /// A value that somebody might give.
    pub(crate) example: String,
}

impl Texts {
    /// The texts of the item called `name`, refusing an item without a doc comment and keys other than `keys`.
    pub(crate) fn of(name: &Ident, attributes: &[Attribute], keys: &[&str]) -> Result<Self> {
        let help = doc_comment(attributes);
        if help.is_empty() {
            let message = format!("`{name}` needs a doc comment: it is the help text of the form");
            return Err(Error::new_spanned(name, message));
        }
        let mut texts = Self {
            help,
            label: names::label(&name.to_string()),
            tag: None,
            unit: String::new(),
            example: String::new(),
        };
        for attribute in attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("form"))
        {
            texts.read(attribute, keys)?;
        }
        Ok(texts)
    }

    fn read(&mut self, attribute: &Attribute, keys: &[&str]) -> Result<()> {
        attribute.parse_nested_meta(|meta| {
            let key = meta
                .path
                .get_ident()
                .map(ToString::to_string)
                .unwrap_or_default();
            if !keys.contains(&key.as_str()) {
                return Err(meta.error(format!(
                    "`{key}` is not known here; possible are {}",
                    keys.join(", ")
                )));
            }
            let text = meta.value()?.parse::<LitStr>()?.value();
            match key.as_str() {
                "label" => self.label = text,
                "tag" => self.tag = Some(text),
                "unit" => self.unit = text,
                _ => self.example = text,
            }
            Ok(())
        })
    }
}

/// Lines of one paragraph joined by spaces, paragraphs kept apart by an empty line.
fn doc_comment(attributes: &[Attribute]) -> String {
    let lines: Vec<_> = attributes.iter().filter_map(doc_line).collect();
    let paragraphs = lines
        .split(String::is_empty)
        .filter(|lines| !lines.is_empty());
    paragraphs
        .map(|lines| lines.join(" "))
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn doc_line(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else {
        return None;
    };
    let Expr::Lit(ExprLit {
        lit: Lit::Str(text),
        ..
    }) = &pair.value
    else {
        return None;
    };
    attribute
        .path()
        .is_ident("doc")
        .then(|| text.value().trim().to_owned())
}
