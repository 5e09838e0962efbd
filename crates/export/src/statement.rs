use std::io::Write;

use chrono::{DateTime, FixedOffset, NaiveDate};
use kabinet_domain::{AccountNumber, Money, MonthStatement};

use crate::csv::{Csv, Dialect};
use crate::form::Form;
use crate::hledger::Hledger;
use crate::json::Json;
use crate::ofx::Ofx;
use crate::pdf::Pdf;
use crate::qif::Qif;
use crate::xlsx::Xlsx;
use crate::{ExportError, Format, Words};

/// Whose statement it is, and of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The provider's stable name.
    pub provider: String,
    /// The provider's name as customers know it.
    pub provider_name: String,
    /// The account number.
    pub account: AccountNumber,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// The balance before its first operation.
    pub opening: Money,
    /// When it is made, at the provider.
    pub made_at: DateTime<FixedOffset>,
}

/// The figures of a whole statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// The balance before its first operation.
    pub opening: Money,
    /// What was paid in; positive.
    pub paid: Money,
    /// What was charged; positive.
    pub charged: Money,
    /// The balance after its last operation, as the provider shows it.
    pub closing: Money,
    /// How many operations it has.
    pub entries: usize,
}

/// A statement that is being written, month by month.
pub struct Statement<'a> {
    form: Box<dyn Form + 'a>,
    totals: Totals,
}

impl<'a> Statement<'a> {
    /// Begins one in that format.
    ///
    /// # Errors
    /// [`ExportError`], as of everything that is written.
    pub fn begin(
        format: Format,
        heading: Heading,
        words: &'a dyn Words,
        out: impl Write + 'a,
    ) -> Result<Self, ExportError> {
        let opening = heading.opening;
        let form: Box<dyn Form + 'a> = match format {
            Format::Csv => Box::new(Csv::begin(Dialect::Russian, words, out)?),
            Format::CsvPlain => Box::new(Csv::begin(Dialect::Plain, words, out)?),
            Format::Xlsx => Box::new(Xlsx::begin(&heading, words, out)?),
            Format::Pdf => Box::new(Pdf::begin(heading, words, out)?),
            Format::Ofx => Box::new(Ofx::begin(heading, out)?),
            Format::Qif => Box::new(Qif::begin(&heading, out)?),
            Format::Hledger => Box::new(Hledger::begin(&heading, words, out)?),
            Format::Json => Box::new(Json::begin(&heading, out)?),
        };
        let nothing = Money::ZERO;
        let totals = Totals { opening, paid: nothing, charged: nothing, closing: opening, entries: 0 };
        Ok(Self { form, totals })
    }

    /// Writes the next month, which is later than those before it.
    ///
    /// # Errors
    /// [`ExportError`].
    pub fn month(&mut self, month: &MonthStatement) -> Result<(), ExportError> {
        self.totals.paid = self.totals.paid + month.totals.paid;
        self.totals.charged = self.totals.charged + month.totals.charged;
        self.totals.closing = month.totals.closing;
        self.totals.entries += month.entries.len();
        self.form.month(month)
    }

    /// Writes what stands at the end, and tells the figures of it all. What is dropped instead is
    /// not whole.
    ///
    /// # Errors
    /// [`ExportError`].
    pub fn end(self) -> Result<Totals, ExportError> {
        self.form.end(&self.totals)?;
        Ok(self.totals)
    }
}
