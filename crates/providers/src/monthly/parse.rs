//! From pages to figures. No request is made here.

use chrono::{Datelike, Months};
use kabinet_domain::{Entry, Money, Month, MonthTotals};

use crate::description::Labels;
use crate::error::{Missing, Problem};
use crate::page::dates;
use crate::page::dom::Document;
use crate::page::layout::Layout;
use crate::page::ledger::{self, MonthLine};

pub use super::account::summary;

/// The months that a page lists; `None` if it lists none.
///
/// # Errors
/// What could not be read of the list.
pub fn months(document: &Document, labels: &Labels) -> Result<Option<Vec<MonthLine>>, Vec<Missing>> {
    ledger::months(document, &labels.months)
}

/// The operations that the page of a month shows; `None` if it has no table of them.
///
/// # Errors
/// What could not be read of the table.
pub fn entries(
    document: &Document,
    labels: &Labels,
    totals: &MonthTotals,
) -> Result<Option<Vec<Entry>>, Vec<Missing>> {
    let tables = ledger::entries(document, &labels.entries, labels.halves(), totals.month.first_day());
    let tables = tables.inspect_err(|missing| document.notes.missing(missing))?;
    let has_tables = !tables.is_empty();
    has_tables.then(|| ledger::of_month(tables, totals, &labels.entries)).transpose()
}

/// The operations of a month that a page shows beside the list of months. Days named without a year
/// are the month's if with them it adds up: the page may show the same days of two years.
///
/// # Errors
/// What could not be read of them.
pub fn entries_beside(
    document: &Document,
    labels: &Labels,
    totals: &MonthTotals,
) -> Result<Vec<Entry>, Vec<Missing>> {
    let own = |month: Month| {
        let mut tables = ledger::entries(document, &labels.entries, labels.halves(), month.first_day())?;
        tables.iter_mut().for_each(|table| table.entries.retain(|entry| month.contains(entry.date)));
        ledger::of_month(tables, totals, &labels.entries)
    };
    let entries = own(totals.month)?;
    let Some(first) = entries.first().filter(|_| !ledger::adds_up(totals, &entries)) else {
        return Ok(entries);
    };
    let year_before = Month::of(totals.month.first_day() - Months::new(12));
    let before = own(year_before).unwrap_or_default();
    if !before.iter().map(without_year).eq(entries.iter().map(without_year)) {
        return Ok(entries);
    }
    let problem = Problem::Ambiguous(vec![before[0].date.to_string(), first.date.to_string()]);
    Err(vec![Missing { label: labels.entries[0].name.clone(), problem }])
}

fn without_year(entry: &Entry) -> (u32, u32, &str, Money, Option<Money>) {
    (entry.date.month(), entry.date.day(), &entry.operation, entry.amount, entry.closing)
}

/// All the operations of a month, where none is of another, and there are some if something was
/// paid or charged. Sums that the cabinet itself contradicts stay as it shows them.
///
/// # Errors
/// Why these cannot be the month's operations.
pub fn whole_month(
    labels: &Labels,
    totals: &MonthTotals,
    entries: Vec<Entry>,
) -> Result<Vec<Entry>, Vec<Missing>> {
    let label = &labels.entries[0].name;
    let foreign = entries.iter().find(|entry| !totals.month.contains(entry.date));
    if entries.is_empty() && moved(totals) {
        return Err(vec![Missing::not_found(label)]);
    }
    match foreign {
        Some(foreign) => {
            let problem = Problem::NotRead(foreign.date.to_string());
            Err(vec![Missing { label: label.clone(), problem }])
        }
        None => ledger::unless_contradicted(from_opening(entries, totals), totals, &labels.entries),
    }
}

/// Operations of one moment, turned round if only so they begin where the month does.
fn from_opening(mut entries: Vec<Entry>, totals: &MonthTotals) -> Vec<Entry> {
    let moment = |entry: &Entry| (entry.date, entry.time);
    let opens = |entry: Option<&Entry>| entry.is_some_and(|entry| entry.opening == Some(totals.opening));
    let is_one_moment = entries.windows(2).all(|pair| moment(&pair[0]) == moment(&pair[1]));
    if is_one_moment && !opens(entries.first()) && opens(entries.last()) {
        entries.reverse();
    }
    entries
}

/// Whether anything was paid or charged in a month.
pub fn moved(totals: &MonthTotals) -> bool {
    totals.paid != Money::ZERO || totals.charged != Money::ZERO
}

/// Whether a page names any day of a month.
pub fn names_day_of(document: &Document, month: Month) -> bool {
    let day = |text: &str| {
        dates::at_start(text, month.first_day()).is_some_and(|(moment, _)| month.contains(moment.date))
    };
    Layout::of(document).runs().any(|(_, run)| day(&run.text))
}
