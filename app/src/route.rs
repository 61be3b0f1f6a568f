//! Where in the page somebody is: the fragment of the address, so that any static host serves every place.

use drydock::form::Pointer;

/// A place in the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Route {
    /// The id of the product whose form is open; none on the catalogue.
    pub(crate) product: Option<String>,
    /// The preset to start from.
    pub(crate) preset: Option<String>,
    /// The answer to go to.
    pub(crate) field: Option<Pointer>,
}

impl Route {
    /// The place that a fragment such as `#/product?field=/replicas` names; the catalogue if it names none.
    pub(crate) fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#').trim_start_matches('/');
        let (product, query) = path.split_once('?').unwrap_or((path, ""));
        let value = |key: &str| {
            query
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .find(|(name, _)| *name == key)
                .map(|(_, value)| value)
        };
        Self {
            product: (!product.is_empty()).then(|| product.to_owned()),
            preset: value("preset").map(str::to_owned),
            field: value("field").and_then(Pointer::parse),
        }
    }
}

/// The fragment of a product's form.
pub(crate) fn to_product(id: &str) -> String {
    format!("#/{id}")
}

/// The fragment of a product's form that starts from a preset.
pub(crate) fn to_preset(id: &str, preset: &str) -> String {
    format!("#/{id}?preset={preset}")
}

/// The fragment of one answer of a product's form.
pub(crate) fn to_field(id: &str, at: &Pointer) -> String {
    format!("#/{id}?field={at}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_names_the_place_it_was_made_for() {
        let at = Pointer::from("/site/namespace");
        for (fragment, product, preset, field) in [
            (String::new(), None, None, None),
            ("#/".to_owned(), None, None, None),
            (to_product("x"), Some("x"), None, None),
            (to_preset("x", "tls"), Some("x"), Some("tls"), None),
            (to_field("x", &at), Some("x"), None, Some(&at)),
            ("#/x?field=a~&junk".to_owned(), Some("x"), None, None),
        ] {
            let route = Route::parse(&fragment);
            assert_eq!(route.product.as_deref(), product, "{fragment}");
            assert_eq!(route.preset.as_deref(), preset, "{fragment}");
            assert_eq!(route.field.as_ref(), field, "{fragment}");
        }
    }
}
