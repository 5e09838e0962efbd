use std::io::Write;

use chrono::NaiveDate;
use kabinet_domain::{Money, MonthStatement};

use crate::form::Form;
use crate::text::one_line;
use crate::{ExportError, Heading, Totals};

/// By the format's own custom the balance before the first operation is an operation of this
/// name, whatever the language.
const OPENING: &str = "Opening Balance";

/// Written as it comes. Dates are ISO 8601: the one order of day and month that no reader takes
/// for the other.
pub(crate) struct Qif<W: Write> {
    out: W,
}

impl<W: Write> Qif<W> {
    pub(crate) fn begin(heading: &Heading, mut out: W) -> Result<Self, ExportError> {
        writeln!(out, "!Type:Bank")?;
        let mut qif = Self { out };
        qif.record(heading.from, heading.opening, OPENING, &[("L", &format!("[{}]", heading.account))])?;
        Ok(qif)
    }

    fn record(
        &mut self,
        date: NaiveDate,
        amount: Money,
        payee: &str,
        more: &[(&str, &str)],
    ) -> Result<(), ExportError> {
        writeln!(self.out, "D{date}\nT{amount}\nP{}", one_line(payee))?;
        for (field, value) in more {
            writeln!(self.out, "{field}{}", one_line(value))?;
        }
        Ok(writeln!(self.out, "^")?)
    }
}

impl<W: Write> Form for Qif<W> {
    fn month(&mut self, month: &MonthStatement) -> Result<(), ExportError> {
        for entry in &month.entries {
            let time = entry.time.map(|time| time.format("%H:%M").to_string());
            let memo = time.iter().map(|time| ("M", time.as_str())).collect::<Vec<_>>();
            self.record(entry.date, entry.amount, &entry.operation, &memo)?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>, _totals: &Totals) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}
