//! Days that are named by their distance from today.

use chrono::{Datelike, Days, NaiveDate};

use crate::Month;
use crate::search::figures::{days_of, month};
use crate::search::term::SearchDays;

/// The distance of a period from the one of today.
const PERIODS: [(&str, i32); 13] = [
    ("этот", 0),
    ("этом", 0),
    ("этого", 0),
    ("текущий", 0),
    ("текущем", 0),
    ("прошлый", -1),
    ("прошлом", -1),
    ("прошлого", -1),
    ("предыдущий", -1),
    ("предыдущем", -1),
    ("this", 0),
    ("last", -1),
    ("previous", -1),
];
const YEARS: [&str; 5] = ["год", "году", "года", "годом", "year"];
const MONTHS: [&str; 4] = ["месяц", "месяце", "месяца", "month"];
const TODAY: [&str; 2] = ["сегодня", "today"];
const YESTERDAY: [&str; 2] = ["вчера", "yesterday"];

/// Reads «прошлый год», «этом месяце», «вчера» and the like, with the number of words.
pub(super) fn relative_days(words: &[&str], today: NaiveDate) -> Option<(SearchDays, usize)> {
    let lower = |place: usize| words.get(place).map(|word| word.to_lowercase());
    let first = lower(0)?;
    let ago = [(TODAY, 0), (YESTERDAY, 1)].into_iter().find(|(names, _)| names.contains(&first.as_str()));
    if let Some((_, ago)) = ago {
        let day = today.checked_sub_days(Days::new(ago))?;
        return Some((SearchDays::Range(day..=day), 1));
    }
    let (_, distance) = PERIODS.into_iter().find(|(name, _)| *name == first)?;
    let unit = lower(1)?;
    if YEARS.contains(&unit.as_str()) {
        let year = (today.year() + distance).to_string();
        let (first, last) = (month(&year, "1")?, month(&year, "12")?);
        return Some((SearchDays::Range(first.first_day()..=last.last_day()), 2));
    }
    let this = Month::of(today);
    let named = if distance == 0 { this } else { this.previous() };
    MONTHS.contains(&unit.as_str()).then(|| days_of(named)).flatten().map(|days| (days, 2))
}
