//! Texts in both languages.

pub(crate) mod catalog;
pub(crate) mod errors;
pub(crate) mod export;
pub(crate) mod format;
pub(crate) mod mask;
mod search;
mod unread;
