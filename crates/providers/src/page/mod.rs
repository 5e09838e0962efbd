//! Reading a page by what a person sees on it: labels and their values, tables by their headers,
//! links and forms by what they say. No id, class, path or field name of any site is known here.

pub mod amounts;
mod ask;
pub mod dates;
pub mod decode;
pub mod dom;
pub mod forms;
pub mod guard;
pub mod labels;
pub mod layout;
pub mod ledger;
pub mod links;
pub mod neighbours;
pub mod pages;
mod style;
pub mod tables;
pub mod text;
pub mod values;

pub use ask::Ask;
