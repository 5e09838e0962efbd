//! A statement that is written month by month.

use std::io::Write;

use kabinet_domain::{Categorizer, Money, MonthStatement};

use crate::csv::{Csv, Dialect};
use crate::format::{Month, Row, Writer};
use crate::heading::{Heading, Totals};
use crate::hledger::Hledger;
use crate::json::Json;
use crate::ofx::Ofx;
use crate::pdf::Pdf;
use crate::qif::Qif;
use crate::xlsx::Xlsx;
use crate::{ExportError, Format, Localize};

/// A statement that is written month by month.
pub struct Statement<'a> {
    writer: Box<dyn Writer + 'a>,
    categorizer: Categorizer,
    totals: Totals,
}

impl<'a> Statement<'a> {
    /// Begins a statement in a format.
    ///
    /// # Errors
    /// [`ExportError`] if the output cannot be written, a font cannot be read, or a selection is to
    /// be written in a format that needs balances.
    pub fn begin(
        format: Format,
        heading: Heading,
        localize: &'a dyn Localize,
        out: impl Write + 'a,
    ) -> Result<Self, ExportError> {
        if heading.selection.is_some() && format.needs_balances() {
            return Err(ExportError::SelectionWithoutBalances);
        }
        let opening_balance = heading.opening_balance;
        let categorizer = Categorizer::new(heading.category_overrides.clone());
        let writer: Box<dyn Writer + 'a> = match format {
            Format::Csv => Box::new(Csv::begin(Dialect::Russian, localize, out)?),
            Format::CsvPlain => Box::new(Csv::begin(Dialect::Plain, localize, out)?),
            Format::Xlsx => Box::new(Xlsx::begin(&heading, localize, out)?),
            Format::Pdf => Box::new(Pdf::begin(heading, localize, out)?),
            Format::Ofx => Box::new(Ofx::begin(heading, out)?),
            Format::Qif => Box::new(Qif::begin(&heading, out)?),
            Format::Hledger => Box::new(Hledger::begin(&heading, localize, out)?),
            Format::Json => Box::new(Json::begin(&heading, out)?),
        };
        let totals = Totals {
            opening_balance,
            paid: Money::ZERO,
            charged: Money::ZERO,
            closing_balance: opening_balance,
            transaction_count: 0,
        };
        Ok(Self { writer, categorizer, totals })
    }

    /// Writes the next month.
    ///
    /// Months come oldest first.
    ///
    /// # Errors
    /// [`ExportError`] if the output cannot be written.
    pub fn month(&mut self, month: &MonthStatement) -> Result<(), ExportError> {
        self.totals.paid = self.totals.paid + month.totals.paid;
        self.totals.charged = self.totals.charged + month.totals.charged;
        self.totals.closing_balance = month.totals.closing_balance;
        self.totals.transaction_count += month.transactions.len();
        let row = |transaction| Row { transaction, category: self.categorizer.of(transaction) };
        let rows = month.transactions.iter().map(row).collect();
        self.writer.month(&Month { totals: &month.totals, rows })
    }

    /// Writes the end of the statement and returns its totals.
    ///
    /// A dropped statement is incomplete.
    ///
    /// # Errors
    /// [`ExportError`] if the output cannot be written or the document cannot be composed.
    pub fn end(self) -> Result<Totals, ExportError> {
        self.writer.end(&self.totals)?;
        Ok(self.totals)
    }
}
