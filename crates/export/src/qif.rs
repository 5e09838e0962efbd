//! Quicken Interchange Format.

use std::io::Write;

use chrono::NaiveDate;
use kabinet_domain::{Money, Month};

use crate::ExportError;
use crate::format::{self, Writer};
use crate::heading::{Heading, Totals};
use crate::text::one_line;

/// The payee of the record that carries the opening balance; readers expect it in English.
const OPENING: &str = "Opening Balance";

/// The writer of QIF.
///
/// It streams.
///
/// Dates are ISO 8601, the one order of day and month that is unambiguous. Readers take the opening
/// balance for money, so it is written only where no earlier transactions are known. Its date, the
/// last day of a month, also shows a reader which number is the day.
pub(crate) struct Qif<W: Write> {
    out: W,
}

impl<W: Write> Qif<W> {
    pub(crate) fn begin(heading: &Heading, mut out: W) -> Result<Self, ExportError> {
        writeln!(out, "!Type:Bank")?;
        let mut qif = Self { out };
        if !heading.has_earlier {
            let date = Month::of(heading.from).previous().last_day();
            let account = format!("[{}]", heading.account);
            qif.record(date, heading.opening_balance, OPENING, &[("L", &account)])?;
        }
        Ok(qif)
    }

    fn record(
        &mut self,
        date: NaiveDate,
        amount: Money,
        payee: &str,
        extra: &[(&str, &str)],
    ) -> Result<(), ExportError> {
        writeln!(self.out, "D{date}\nT{amount}\nP{}", one_line(payee))?;
        for (field, value) in extra {
            writeln!(self.out, "{field}{}", one_line(value))?;
        }
        Ok(writeln!(self.out, "^")?)
    }
}

impl<W: Write> Writer for Qif<W> {
    fn month(&mut self, month: &format::Month<'_>) -> Result<(), ExportError> {
        for format::Row { transaction, .. } in &month.rows {
            let time = transaction.time.map(|time| time.format("%H:%M").to_string());
            let memo = time.iter().map(|time| ("M", time.as_str())).collect::<Vec<_>>();
            self.record(transaction.date, transaction.amount, &transaction.description, &memo)?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>, _totals: &Totals) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}
