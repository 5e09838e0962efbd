//! From pages to figures. No request is made here.

use chrono::NaiveDate;
use kabinet_domain::{Entry, Month};

use crate::description::Labels;
use crate::error::Missing;
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
    month: Month,
) -> Result<Option<Vec<Entry>>, Vec<Missing>> {
    ledger::entries(document, &labels.entries, month.first_day())
}

/// The operations of every month that a page shows beside the list of months.
///
/// # Errors
/// What could not be read of them.
pub fn all_entries(
    document: &Document,
    labels: &Labels,
    today: NaiveDate,
) -> Result<Option<Vec<Entry>>, Vec<Missing>> {
    ledger::entries(document, &labels.entries, today)
}

/// Whether a page names any day of a month.
pub fn names_day_of(document: &Document, month: Month) -> bool {
    let day = |text: &str| {
        dates::at_start(text, month.first_day()).is_some_and(|(moment, _)| month.contains(moment.date))
    };
    Layout::of(document).runs().any(|(_, run)| day(&run.text))
}
