//! The statement formats, and the port that each of them implements.

use kabinet_domain::{Category, MonthTotals, Transaction};

use crate::ExportError;
use crate::heading::Totals;

/// A format of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Comma-separated values as Russian Excel opens them: semicolons, decimal commas.
    Csv,
    /// Comma-separated values of RFC 4180.
    CsvPlain,
    /// A workbook.
    Xlsx,
    /// A document to print.
    Pdf,
    /// Open Financial Exchange.
    Ofx,
    /// Quicken Interchange Format.
    Qif,
    /// A plain-text journal of hledger.
    Hledger,
    /// One JSON document.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 8] =
        [Self::Csv, Self::CsvPlain, Self::Xlsx, Self::Pdf, Self::Ofx, Self::Qif, Self::Hledger, Self::Json];
}

impl Format {
    /// Returns true if the format states balances that only a whole period has.
    pub(crate) fn needs_balances(self) -> bool {
        matches!(self, Self::Ofx | Self::Qif | Self::Hledger | Self::Json)
    }
}

/// A month of a statement.
pub(crate) struct Month<'a> {
    /// The totals as the provider shows them.
    pub(crate) totals: &'a MonthTotals,
    /// The transactions, oldest first.
    pub(crate) rows: Vec<Row<'a>>,
}

/// A transaction with its category.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) transaction: &'a Transaction,
    pub(crate) category: Category,
}

/// The writer of one format.
pub(crate) trait Writer {
    /// Writes the next month.
    fn month(&mut self, month: &Month<'_>) -> Result<(), ExportError>;

    /// Writes the end of the file and flushes it.
    fn end(self: Box<Self>, totals: &Totals) -> Result<(), ExportError>;
}
