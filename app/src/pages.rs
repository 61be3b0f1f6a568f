//! The pages.

pub(crate) mod catalogue;
pub(crate) mod product;
