use std::io::Write;

use kabinet_domain::{Entry, Money, MonthStatement, MonthTotals};
use serde::Serialize;

use crate::form::Form;
use crate::{ExportError, Heading, Totals};

/// Written as it comes; nothing of it is kept.
pub(crate) struct Json<W: Write> {
    out: W,
    is_first: bool,
}

#[derive(Serialize)]
struct Month<'a> {
    #[serde(flatten)]
    totals: &'a MonthTotals,
    entries: &'a [Entry],
}

impl<W: Write> Json<W> {
    pub(crate) fn begin(heading: &Heading, mut out: W) -> Result<Self, ExportError> {
        write!(out, "{{")?;
        member(&mut out, "provider", &heading.provider)?;
        member(&mut out, "account", &heading.account)?;
        member(&mut out, "from", &heading.from)?;
        member(&mut out, "to", &heading.to)?;
        member(&mut out, "opening", &heading.opening)?;
        write!(out, "\"months\":[")?;
        Ok(Self { out, is_first: true })
    }
}

impl<W: Write> Form for Json<W> {
    fn month(&mut self, month: &MonthStatement) -> Result<(), ExportError> {
        if !std::mem::take(&mut self.is_first) {
            write!(self.out, ",")?;
        }
        writeln!(self.out)?;
        let month = Month { totals: &month.totals, entries: &month.entries };
        Ok(serde_json::to_writer(&mut self.out, &month)?)
    }

    fn end(mut self: Box<Self>, totals: &Totals) -> Result<(), ExportError> {
        writeln!(self.out, "\n],")?;
        member::<Money>(&mut self.out, "paid", &totals.paid)?;
        member(&mut self.out, "charged", &totals.charged)?;
        write!(self.out, "\"closing\":")?;
        serde_json::to_writer(&mut self.out, &totals.closing)?;
        writeln!(self.out, "}}")?;
        Ok(self.out.flush()?)
    }
}

fn member<T: Serialize>(out: &mut impl Write, name: &str, value: &T) -> Result<(), ExportError> {
    write!(out, "\"{name}\":")?;
    serde_json::to_writer(&mut *out, value)?;
    Ok(write!(out, ",")?)
}
