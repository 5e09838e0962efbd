//! Exported statements.

use chrono::NaiveDate;
use kabinet_domain::AccountNumber;
use kabinet_export::Format;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A format of an exported statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Comma-separated values as Russian Excel opens them.
    Csv,
    /// Comma-separated values of RFC 4180.
    CsvPlain,
    /// A workbook.
    Xlsx,
    /// A document to print.
    Pdf,
    /// The debit dates, for a calendar.
    Ics,
    /// Open Financial Exchange.
    Ofx,
    /// Quicken Interchange Format.
    Qif,
    /// A journal of hledger.
    Hledger,
    /// One JSON document.
    Json,
}

/// A statement that was exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// The account number.
    pub account: AccountNumber,
    /// The format.
    pub format: ExportFormat,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// The number of transactions, or of debits.
    pub entries: usize,
}

impl ExportFormat {
    /// Every format.
    pub const ALL: [Self; 9] = [
        Self::Csv,
        Self::CsvPlain,
        Self::Xlsx,
        Self::Pdf,
        Self::Ics,
        Self::Ofx,
        Self::Qif,
        Self::Hledger,
        Self::Json,
    ];

    /// Returns the name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvPlain => "csv_plain",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Ics => "ics",
            Self::Ofx => "ofx",
            Self::Qif => "qif",
            Self::Hledger => "hledger",
            Self::Json => "json",
        }
    }

    /// Returns the extension of a file name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvPlain => "csv",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Ics => "ics",
            Self::Ofx => "ofx",
            Self::Qif => "qif",
            Self::Hledger => "journal",
            Self::Json => "json",
        }
    }

    /// Returns true for XLSX and PDF.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx | Self::Pdf)
    }

    /// Returns the format of a statement; `None` for the calendar of debits.
    pub(crate) fn of_statement(self) -> Option<Format> {
        match self {
            Self::Csv => Some(Format::Csv),
            Self::CsvPlain => Some(Format::CsvPlain),
            Self::Xlsx => Some(Format::Xlsx),
            Self::Pdf => Some(Format::Pdf),
            Self::Ics => None,
            Self::Ofx => Some(Format::Ofx),
            Self::Qif => Some(Format::Qif),
            Self::Hledger => Some(Format::Hledger),
            Self::Json => Some(Format::Json),
        }
    }
}
