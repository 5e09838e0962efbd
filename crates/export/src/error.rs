//! The error of an export.

use std::io;

use krilla::error::KrillaError;
use rust_xlsxwriter::XlsxError;
use skrifa::raw::ReadError;

/// The reason why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Writing to the output failed.
    #[error(transparent)]
    Write(#[from] io::Error),
    /// The statement has more transactions than a sheet of a workbook has rows.
    #[error("more transactions than a sheet has rows")]
    TooManyRows,
    /// Some of the transactions of a period cannot be written in a format that states its balances.
    #[error("a selection of transactions has no balances, which this format needs")]
    SelectionWithoutBalances,
    /// The workbook could not be composed.
    #[error("the workbook could not be composed: {0}")]
    Workbook(#[source] XlsxError),
    /// The embedded font could not be read.
    #[error("the font could not be read")]
    Font,
    /// The PDF could not be composed.
    #[error("the PDF could not be composed: {0}")]
    Pdf(#[from] KrillaError),
}

impl From<XlsxError> for ExportError {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others would be mistakes of this crate")]
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::RowColumnLimitError => Self::TooManyRows,
            XlsxError::IoError(error) => Self::Write(error),
            other => Self::Workbook(other),
        }
    }
}

impl From<ReadError> for ExportError {
    fn from(_error: ReadError) -> Self {
        Self::Font
    }
}

impl From<::csv::Error> for ExportError {
    fn from(error: ::csv::Error) -> Self {
        Self::Write(error.into())
    }
}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}
