//! Names of months in rows and in the choices of a form.

use kabinet_domain::Month;

use crate::text::date;
use crate::text::normalize::normalize;

/// Labels of links that show the transactions of a month.
pub const DETAILS: [&str; 9] = [
    "подробнее",
    "подробно",
    "детали",
    "детализация",
    "показать",
    "открыть",
    "операции",
    "смотреть",
    "просмотр",
];

/// A year to read a month with by its name alone.
pub const ANY_YEAR: i32 = 2000;

/// Reads the month that a text names, perhaps followed by the label of a link.
///
/// A month without a year is read only if `year` is given.
pub fn month_of(text: &str, year: Option<i32>) -> Option<Month> {
    let named =
        |text: &str| date::whole_month(text).or_else(|| date::whole_month(&format!("{text} {}", year?)));
    let bare = || text.rsplit_once(' ').filter(|(_, last)| DETAILS.contains(&normalize(last).as_str()));
    named(text).or_else(|| named(bare()?.0))
}
