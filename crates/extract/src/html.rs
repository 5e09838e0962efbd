//! HTML pages: decoding, parsing, visibility and layout.

mod attributes;
pub mod bounds;
pub mod charset;
pub mod document;
pub mod layout;
pub mod visibility;
