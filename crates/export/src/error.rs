use std::io;

use krilla::error::KrillaError;
use rust_xlsxwriter::XlsxError;
use ttf_parser::FaceParsingError;

/// Why something was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The place that it was written to failed.
    #[error(transparent)]
    Write(#[from] io::Error),
    /// More operations than a sheet of a workbook has rows.
    #[error("more operations than a sheet has rows")]
    TooManyRows,
    /// The workbook was not put together.
    #[error("the workbook was not put together: {0}")]
    Workbook(#[source] XlsxError),
    /// The font of the PDF was not read.
    #[error("the font was not read")]
    Font,
    /// The PDF was not put together.
    #[error("the PDF was not put together: {0}")]
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

impl From<FaceParsingError> for ExportError {
    fn from(_error: FaceParsingError) -> Self {
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
