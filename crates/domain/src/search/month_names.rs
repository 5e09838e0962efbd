//! Names of months as people type them.

/// A month that was named.
pub(super) struct NamedMonth {
    /// The number of the month, 1–12.
    pub(super) number: u32,
    /// True for the genitive, as in «9 ноября»; a cut-off name and an English one count as one.
    pub(super) is_genitive: bool,
}

/// The nominative, the genitive and the prepositional form.
const FORMS: [[&str; 3]; 12] = [
    ["январь", "января", "январе"],
    ["февраль", "февраля", "феврале"],
    ["март", "марта", "марте"],
    ["апрель", "апреля", "апреле"],
    ["май", "мая", "мае"],
    ["июнь", "июня", "июне"],
    ["июль", "июля", "июле"],
    ["август", "августа", "августе"],
    ["сентябрь", "сентября", "сентябре"],
    ["октябрь", "октября", "октябре"],
    ["ноябрь", "ноября", "ноябре"],
    ["декабрь", "декабря", "декабре"],
];

const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const SHORTEST_CUT: usize = 3;

/// Reads a month's name in any case, whole or cut off after three letters or more.
pub(super) fn named_month(typed: &str) -> Option<NamedMonth> {
    let name = typed.to_lowercase();
    let name = name.trim_end_matches('.');
    if name.chars().count() < SHORTEST_CUT {
        return None;
    }
    (1..).zip(FORMS.iter().zip(ENGLISH)).find_map(|(number, (forms, english))| {
        let is_form = english.starts_with(name) || forms.iter().any(|form| form.starts_with(name));
        let is_genitive = name != forms[0] && name != forms[2];
        is_form.then_some(NamedMonth { number, is_genitive })
    })
}
