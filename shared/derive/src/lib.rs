//! `#[derive(Form)]`: a form from the struct or enum that holds its answers.
//!
//! The doc comment of a field or variant is its help text and is required. Struct fields become the members of a
//! group in camelCase; enum variants become the tags of a choice in camelCase, each empty or holding one group.
//!
//! | attribute | on | meaning |
//! |---|---|---|
//! | `#[form(label = "…")]` | field, variant | what stands beside the input; otherwise made from the name |
//! | `#[form(tag = "…")]` | variant | the text of the choice in a draft |
//! | `#[form(unit = "…")]` | field | what a number counts |
//! | `#[form(example = "…")]` | field | a value that somebody might give |

mod attributes;
mod choice;
mod group;
mod names;

use proc_macro::TokenStream;
use syn::{Data, DeriveInput, Error};

/// Implements `drydock::form::Form` for a struct with named fields or an enum; see the crate's documentation.
#[proc_macro_derive(Form, attributes(form))]
pub fn derive_form(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    let tokens = match &input.data {
        Data::Struct(data) => group::expand(&input, data),
        Data::Enum(data) => choice::expand(&input, data),
        Data::Union(_) => Err(Error::new_spanned(
            &input.ident,
            "a form is a struct or an enum",
        )),
    };
    tokens.unwrap_or_else(Error::into_compile_error).into()
}
