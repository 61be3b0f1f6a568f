//! Pieces that every page is put together from.

pub(crate) mod answers;
pub(crate) mod header;
pub(crate) mod help;
pub(crate) mod icon;
pub(crate) mod live;
pub(crate) mod status;
