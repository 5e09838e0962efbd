//! Signs that a month has no transactions.

use std::sync::LazyLock;

use kabinet_domain::Month;
use regex::Regex;

use crate::html::document::Document;
use crate::html::layout::Layout;
use crate::text::date;
use crate::text::normalize::{normalize, pattern};

/// Returns true if a page says that there were no transactions.
pub fn says_empty(document: &Document) -> bool {
    static EMPTY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:операци\p{L}*|движени\p{L}*)(?: [\p{L}\d]+){0,4} (?:нет|не было|не найдено|отсутству\p{L}*)\b|\b(?:нет|не было|не найдено) операций\b",
        )
    });
    Layout::of(document).runs().any(|(_, run)| !run.hidden && EMPTY.is_match(&normalize(&run.text)))
}

/// Returns true if a page names any day of a month.
pub fn names_day_of(document: &Document, month: Month) -> bool {
    let day = |text: &str| {
        date::at_start(text, month.first_day()).is_some_and(|(moment, _)| month.contains(moment.date))
    };
    Layout::of(document).runs().any(|(_, run)| day(&run.text))
}
