//! One widget for each way in which an answer is asked.

pub(super) mod line;
pub(super) mod lines;
pub(super) mod number;
pub(super) mod secret;
pub(super) mod toggle;
