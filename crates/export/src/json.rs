//! One JSON document.

use std::io::Write;

use kabinet_domain::{Category, Money, MonthTotals, Transaction};
use serde::Serialize;

use crate::ExportError;
use crate::format::{self, Writer};
use crate::heading::{Heading, Totals};

/// The writer of JSON.
///
/// It streams.
pub(crate) struct Json<W: Write> {
    out: W,
    is_first: bool,
}

#[derive(Serialize)]
struct Month<'a> {
    #[serde(flatten)]
    totals: &'a MonthTotals,
    entries: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    transaction: &'a Transaction,
    category: Category,
}

impl<W: Write> Json<W> {
    pub(crate) fn begin(heading: &Heading, mut out: W) -> Result<Self, ExportError> {
        write!(out, "{{")?;
        member(&mut out, "provider", &heading.provider)?;
        member(&mut out, "account", &heading.account)?;
        member(&mut out, "from", &heading.from)?;
        member(&mut out, "to", &heading.to)?;
        member(&mut out, "opening", &heading.opening_balance)?;
        write!(out, "\"months\":[")?;
        Ok(Self { out, is_first: true })
    }
}

impl<W: Write> Writer for Json<W> {
    fn month(&mut self, month: &format::Month<'_>) -> Result<(), ExportError> {
        if !std::mem::take(&mut self.is_first) {
            write!(self.out, ",")?;
        }
        writeln!(self.out)?;
        let rows = month.rows.iter().map(|row| Row { transaction: row.transaction, category: row.category });
        let month = Month { totals: month.totals, entries: rows.collect() };
        Ok(serde_json::to_writer(&mut self.out, &month)?)
    }

    fn end(mut self: Box<Self>, totals: &Totals) -> Result<(), ExportError> {
        writeln!(self.out, "\n],")?;
        member::<Money>(&mut self.out, "paid", &totals.paid)?;
        member(&mut self.out, "charged", &totals.charged)?;
        write!(self.out, "\"closing\":")?;
        serde_json::to_writer(&mut self.out, &totals.closing_balance)?;
        writeln!(self.out, "}}")?;
        Ok(self.out.flush()?)
    }
}

fn member<T: Serialize>(out: &mut impl Write, name: &str, value: &T) -> Result<(), ExportError> {
    write!(out, "\"{name}\":")?;
    serde_json::to_writer(&mut *out, value)?;
    Ok(write!(out, ",")?)
}
