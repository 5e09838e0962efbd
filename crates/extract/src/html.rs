//! HTML pages: decoding, parsing, visibility and layout.

pub mod charset;
pub mod document;
pub mod layout;
pub mod nesting;
pub mod visibility;
