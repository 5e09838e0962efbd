//! From pages to figures. No request is made here.

use std::sync::LazyLock;

use chrono::{Datelike, Months};
use kabinet_domain::{Entry, Money, Month, MonthTotals};
use regex::Regex;

use crate::description::Labels;
use crate::error::{Missing, Problem};
use crate::page::dates;
use crate::page::dom::Document;
use crate::page::layout::Layout;
use crate::page::ledger::{self, MonthLine, Operations};
use crate::page::text::{pattern, wording};

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
) -> Result<Option<Operations>, Vec<Missing>> {
    let tables = ledger::entries(document, &labels.entries, labels.halves(), totals.month.first_day());
    let tables = tables.inspect_err(|missing| document.notes.missing(missing))?;
    let has_tables = !tables.shown.is_empty();
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
) -> Result<Operations, Vec<Missing>> {
    let own = |month: Month| {
        let mut tables = ledger::entries(document, &labels.entries, labels.halves(), month.first_day())?;
        tables.shown.iter_mut().for_each(|table| table.entries.retain(|entry| month.contains(entry.date)));
        ledger::of_month(tables, totals, &labels.entries)
    };
    let operations = own(totals.month)?.settled(totals);
    let entries = &operations.entries;
    let Some(first) = entries.first().filter(|_| !operations.fit(totals)) else {
        return Ok(operations);
    };
    let year_before = Month::of(totals.month.first_day() - Months::new(12));
    let before = own(year_before).unwrap_or_default().entries;
    if !before.iter().map(without_year).eq(entries.iter().map(without_year)) {
        return Ok(operations);
    }
    let problem = Problem::Ambiguous(vec![before[0].date.to_string(), first.date.to_string()]);
    Err(vec![Missing { label: labels.entries[0].name.clone(), problem }])
}

fn without_year(entry: &Entry) -> (u32, u32, &str, Money, Option<Money>) {
    (entry.date.month(), entry.date.day(), &entry.operation, entry.amount, entry.closing)
}

/// All the operations of a month, oldest first, where none is of another, and there are some if
/// something was paid or charged. Sums that the cabinet itself contradicts stay as it shows them, if
/// nothing was passed over that would set them right, and none of the first operations is missing.
///
/// # Errors
/// Why these cannot be the month's operations.
pub fn whole_month(
    labels: &Labels,
    totals: &MonthTotals,
    operations: Operations,
) -> Result<Vec<Entry>, Vec<Missing>> {
    let operations = operations.settled(totals);
    let is_complete = operations.passed_over.is_empty() || operations.fit(totals);
    let Operations { entries, mut passed_over, unproven, .. } = operations;
    let label = &labels.entries[0].name;
    if !unproven.is_empty() {
        return Err(unproven);
    }
    if !is_complete {
        passed_over.truncate(1);
        return Err(passed_over);
    }
    if entries.is_empty() && moved(totals) {
        return Err(vec![Missing::not_found(label)]);
    }
    if let Some(foreign) = entries.iter().find(|entry| !totals.month.contains(entry.date)) {
        let problem = Problem::NotRead(foreign.date.to_string());
        return Err(vec![Missing { label: label.clone(), problem }]);
    }
    let entries = ledger::in_order(entries, totals);
    ledger::unless_cut_off(&entries, totals, &labels.entries)?;
    ledger::unless_contradicted(entries, totals, &labels.entries)
}

/// Whether anything was paid or charged in a month.
pub fn moved(totals: &MonthTotals) -> bool {
    totals.paid != Money::ZERO || totals.charged != Money::ZERO
}

/// Whether a page says that there were no operations.
pub fn says_empty(document: &Document) -> bool {
    static EMPTY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:операци\p{L}*|движени\p{L}*)(?: [\p{L}\d]+){0,4} (?:нет|не было|не найдено|отсутству\p{L}*)\b|\b(?:нет|не было|не найдено) операций\b",
        )
    });
    Layout::of(document).runs().any(|(_, run)| !run.hidden && EMPTY.is_match(&wording(&run.text)))
}

/// Whether a page names any day of a month.
pub fn names_day_of(document: &Document, month: Month) -> bool {
    let day = |text: &str| {
        dates::at_start(text, month.first_day()).is_some_and(|(moment, _)| month.contains(moment.date))
    };
    Layout::of(document).runs().any(|(_, run)| day(&run.text))
}
