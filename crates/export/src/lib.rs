//! Statements and debit dates in the formats that other programs read: domain values in, bytes
//! out.
//!
//! A statement is written month by month, oldest first, so that one of a million operations needs
//! no more memory than one of a hundred, where its format allows that: a workbook and a PDF are
//! put together in memory. Balances are the provider's own; where they contradict the operations,
//! both stand as they were shown.
//!
//! Deliberately not here: files, a clock, the words of a language ([`Words`]), and reading any of
//! these formats back.

mod calendar;
mod csv;
mod error;
mod form;
mod hledger;
mod id;
mod json;
mod ofx;
mod pdf;
mod period;
mod qif;
mod statement;
mod text;
mod words;
mod xlsx;

pub use calendar::{Alarm, Debit, calendar};
pub use error::ExportError;
pub use form::Format;
pub use period::{Days, last_day};
pub use statement::{Heading, Statement, Totals};
pub use words::{Word, Words};
