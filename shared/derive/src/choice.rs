//! An enum becomes a choice.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, DeriveInput, Error, Fields, Ident, Result, Type, Variant};

use crate::attributes::Texts;
use crate::names;

pub(crate) fn expand(input: &DeriveInput, data: &DataEnum) -> Result<TokenStream> {
    let ident = &input.ident;
    if data.variants.is_empty() {
        return Err(Error::new_spanned(
            ident,
            "a choice needs at least one variant",
        ));
    }
    let choices = data
        .variants
        .iter()
        .map(Choice::of)
        .collect::<Result<Vec<_>>>()?;
    let tags: Vec<_> = choices.iter().map(|choice| &choice.tag).collect();
    let tag_arms = choices.iter().map(Choice::tag_arm);
    let nodes = choices.iter().map(Choice::node);
    let reads = choices.iter().map(Choice::read_arm);
    let writes = choices.iter().map(Choice::write_arm);
    Ok(quote! {
        impl #ident {
            /// The text of this choice in a draft.
            pub const fn tag(&self) -> &'static str {
                match self { #(#tag_arms),* }
            }
        }

        impl ::drydock::form::Form for #ident {
            fn node(default: &Self) -> ::drydock::form::Node {
                ::drydock::form::Node::Choice { variants: vec![#(#nodes),*], default: default.tag() }
            }

            fn read(at: &::drydock::form::Reader<'_>, default: &Self) -> Option<Self> {
                match at.tag(&[#(#tags),*], default.tag())? {
                    #(#reads)*
                    _ => None,
                }
            }

            fn write(&self, at: &::drydock::form::Pointer, draft: &mut ::drydock::form::Draft) {
                draft.set(at.clone(), self.tag());
                match self { #(#writes),* }
            }
        }
    })
}

/// A variant of the enum: its tag, its texts and the group that it holds.
struct Choice<'a> {
    ident: &'a Ident,
    tag: String,
    texts: Texts,
    body: Option<&'a Type>,
}

impl<'a> Choice<'a> {
    fn of(variant: &'a Variant) -> Result<Self> {
        let texts = Texts::of(&variant.ident, &variant.attrs, &["label", "tag"])?;
        let body = match &variant.fields {
            Fields::Unit => None,
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                fields.unnamed.first().map(|field| &field.ty)
            }
            other => {
                let message = "a choice holds nothing or one struct of answers, as in `Ingress(IngressAnswers)`";
                return Err(Error::new_spanned(other, message));
            }
        };
        let tag = texts
            .tag
            .clone()
            .unwrap_or_else(|| names::camel_case(&variant.ident.to_string()));
        Ok(Self {
            ident: &variant.ident,
            tag,
            texts,
            body,
        })
    }

    fn tag_arm(&self) -> TokenStream {
        let (ident, tag) = (self.ident, &self.tag);
        quote! { Self::#ident { .. } => #tag }
    }

    fn node(&self) -> TokenStream {
        let (ident, tag) = (self.ident, &self.tag);
        let Texts { help, label, .. } = &self.texts;
        let body = self.body.map_or_else(
            || quote! { None },
            |ty| {
                quote! {
                    Some(match default {
                        Self::#ident(body) => <#ty as ::drydock::form::Form>::node(body),
                        #[allow(unreachable_patterns)]
                        _ => <#ty as ::drydock::form::Form>::node(&<#ty as Default>::default()),
                    })
                }
            },
        );
        quote! { ::drydock::form::Variant { tag: #tag, label: #label, help: #help, body: #body } }
    }

    fn read_arm(&self) -> TokenStream {
        let (ident, tag) = (self.ident, &self.tag);
        let Some(ty) = self.body else {
            return quote! { #tag => Some(Self::#ident), };
        };
        quote! {
            #tag => match default {
                Self::#ident(body) => <#ty as ::drydock::form::Form>::read(&at.field(#tag), body),
                #[allow(unreachable_patterns)]
                _ => <#ty as ::drydock::form::Form>::read(&at.field(#tag), &<#ty as Default>::default()),
            }
            .map(Self::#ident),
        }
    }

    fn write_arm(&self) -> TokenStream {
        let (ident, tag) = (self.ident, &self.tag);
        match self.body {
            None => quote! { Self::#ident => {} },
            Some(ty) => quote! {
                Self::#ident(body) => {
                    fn group<T: ::drydock::form::Group>(body: &T) -> &T { body }
                    ::drydock::form::Form::write(group::<#ty>(body), &at.join(#tag), draft)
                }
            },
        }
    }
}
