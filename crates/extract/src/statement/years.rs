//! Years that stand as headings over months that are named without one.

use std::sync::LazyLock;

use kabinet_domain::Month;
use regex::Regex;

use crate::html::document::{Document, NodeId};
use crate::statement::month_name::{ANY_YEAR, month_of};
use crate::table::Row;
use crate::text::date;
use crate::text::normalize::{normalize, pattern};

static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:.*за )?(20\d\d)(?: год| г)?$"));

/// The years on a page, in its order.
pub struct Years(Vec<(NodeId, i32)>);

impl Years {
    /// Finds the years of a page.
    ///
    /// A year that is a link leads elsewhere and does not count.
    pub fn of(document: &Document) -> Self {
        let is_linked =
            |id: NodeId| document.self_and_ancestors(id).any(|around| document.name(around) == "a");
        let own = |id: NodeId| {
            document.children(id).iter().filter_map(|child| document.characters(*child)).collect::<String>()
        };
        let year = |id: NodeId| {
            let said = Some(own(id)).filter(|own| own.contains("20"))?;
            let year = YEAR.captures(&normalize(&said))?[1].parse().ok()?;
            (!is_linked(id)).then_some((id, year))
        };
        Self(document.elements().filter_map(year).collect())
    }

    /// Returns the last year before a row.
    pub fn before(&self, row: &Row) -> Option<i32> {
        let first = row.cells.first()?.node;
        let before = self.0.partition_point(|(id, _)| *id < first);
        Some(self.0.get(before.checked_sub(1)?)?.1)
    }

    /// Returns true if a text names a month, and the month if its year is known.
    pub(crate) fn month(&self, text: &str, row: &Row) -> (bool, Option<Month>) {
        match date::whole_month(text) {
            Some(month) => (true, Some(month)),
            None => (month_of(text, Some(ANY_YEAR)).is_some(), month_of(text, self.before(row))),
        }
    }
}
