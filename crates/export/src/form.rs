use kabinet_domain::MonthStatement;

use crate::{ExportError, Totals};

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
    /// Open Financial Exchange 2.2.
    Ofx,
    /// Quicken Interchange Format.
    Qif,
    /// A journal of hledger.
    Hledger,
    /// One JSON document.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Csv, Self::CsvPlain, Self::Xlsx, Self::Pdf, Self::Ofx, Self::Qif, Self::Hledger, Self::Json];
}

/// How one format is written.
pub(crate) trait Form {
    /// The next month.
    fn month(&mut self, month: &MonthStatement) -> Result<(), ExportError>;

    /// What stands at the end; then everything is written out.
    fn end(self: Box<Self>, totals: &Totals) -> Result<(), ExportError>;
}
