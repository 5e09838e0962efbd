//! Redacted reports on the pages of a portal.
//!
//! A report keeps the structure of the pages and replaces everything that they say about the customer.

mod formal;
mod markup;
mod random;
mod redactor;
mod report;
mod vocabulary;

pub use report::Report;
