//! A struct becomes a group.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataStruct, DeriveInput, Error, Fields, Result};

use crate::attributes::Texts;
use crate::names;

pub(crate) fn expand(input: &DeriveInput, data: &DataStruct) -> Result<TokenStream> {
    let Fields::Named(fields) = &data.fields else {
        return Err(Error::new_spanned(
            &input.ident,
            "a form needs named fields: their names are the answers' paths",
        ));
    };
    let ident = &input.ident;
    let (mut nodes, mut reads, mut writes, mut members) = (vec![], vec![], vec![], vec![]);
    let mut mistakes = Vec::new();
    for field in &fields.named {
        let Some(member) = &field.ident else { continue };
        let texts = match Texts::of(member, &field.attrs, &["label", "unit", "example"]) {
            Ok(texts) => texts,
            Err(mistake) => {
                mistakes.push(mistake);
                continue;
            }
        };
        let name = names::camel_case(&member.to_string());
        let ty = &field.ty;
        let Texts {
            help,
            label,
            unit,
            example,
            ..
        } = texts;
        nodes.push(quote! {
            ::drydock::form::Field {
                name: #name, label: #label, help: #help, unit: #unit, example: #example,
                node: <#ty as ::drydock::form::Form>::node(&default.#member),
            }
        });
        reads.push(quote! {
            let #member = <#ty as ::drydock::form::Form>::read(&at.field(#name), &default.#member);
        });
        writes
            .push(quote! { ::drydock::form::Form::write(&self.#member, &at.join(#name), draft); });
        members.push(member);
    }
    if let Some(mistake) = mistakes.into_iter().reduce(|mut all, next| {
        all.combine(next);
        all
    }) {
        return Err(mistake);
    }
    Ok(quote! {
        impl ::drydock::form::Form for #ident {
            fn node(default: &Self) -> ::drydock::form::Node {
                ::drydock::form::Node::Group(vec![#(#nodes),*])
            }

            fn read(at: &::drydock::form::Reader<'_>, default: &Self) -> Option<Self> {
                #(#reads)*
                Some(Self { #(#members: #members?),* })
            }

            fn write(&self, at: &::drydock::form::Pointer, draft: &mut ::drydock::form::Draft) {
                #(#writes)*
            }
        }

        impl ::drydock::form::Group for #ident {}
    })
}
