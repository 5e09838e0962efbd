use chrono::NaiveDate;
use kabinet_domain::AccountNumber;
use kabinet_export::Format;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// As what a statement is saved.
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

/// What was exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// The account number.
    pub account: AccountNumber,
    /// As what.
    pub format: ExportFormat,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// How many operations, or debits, it has.
    pub entries: usize,
}

impl ExportFormat {
    /// All of them.
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

    /// Its name on the wire.
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

    /// What the name of such a file ends with.
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

    /// Whether it is no text.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx | Self::Pdf)
    }

    /// The format of a statement; `None` if it is one of debit dates.
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
