//! Statements and debit dates in the formats that other programs read.
//!
//! It takes domain values and writes bytes. A statement is written month by month, oldest first, so that a million transactions take
//! as little memory as a hundred. A workbook and a PDF are the exceptions: they are composed in
//! memory. Balances are the provider's own; where they contradict the transactions, both stand as
//! the provider shows them.
//!
//! Not here: files, a clock, the words of a language ([`Localize`]), and reading any of these
//! formats back.

mod calendar;
mod csv;
mod error;
mod format;
mod heading;
mod hledger;
mod ids;
mod json;
mod l10n;
mod ofx;
mod pdf;
mod qif;
mod statement;
mod text;
mod xlsx;

pub use crate::calendar::{Alarm, CalendarHeading, Debit, calendar};
pub use crate::error::ExportError;
pub use crate::format::Format;
pub use crate::heading::{Heading, Totals};
pub use crate::l10n::{Label, Localize};
pub use crate::statement::Statement;
pub use crate::text::plain_name;
