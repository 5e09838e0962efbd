//! Replacement of words and figures by others of the same form.
//!
//! Every figure and every word outside the vocabulary is replaced by another of the same length,
//! script and case. Equal texts get equal replacements, so that a page is read as before.
//!
//! - A **word** is replaced letter by letter, unless the vocabulary knows it.
//! - A **figure** is replaced digit by digit: 1 234,50 and 1234.50 by the same digits. Zeros stay
//!   where they lead or are all there is.
//! - A **date** keeps its month; its day and year become others. A time of day becomes another.
//!
//! No replacement occurs on the same pages.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use kabinet_extract::effort::spend;
use kabinet_extract::text::normalize::{fold_case, pattern};
use regex::{Captures, Regex};

use crate::random::SeededRandom;
use crate::vocabulary::Vocabulary;

/// A redactor for the pages of one report.
pub struct Redactor {
    vocabulary: Vocabulary,
    random: SeededRandom,
    shown: HashSet<String>,
    given: HashMap<String, String>,
    taken: HashSet<String>,
    years_on: u32,
    names: HashMap<String, usize>,
    pub(crate) own_hosts: HashSet<String>,
}

static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<date>\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b)",
        r"|(?P<iso>\b\d{4}[./-]\d{2}[./-]\d{2}(?:\b|[tT]))",
        r"|(?P<month>\b(?:0?[1-9]|1[0-2])\s*[./-]\s*20\d\d\b|\b20\d\d\s*[./-]\s*(?:0?[1-9]|1[0-2])\b)",
        r"|(?P<time>\b\d{1,2}:\d\d(?::\d\d)?\b)",
        r"|(?P<named>\b\d{1,2}\s+(?i:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)\p{L}*)",
        r"|(?P<number>\d+(?:[ '\x{a0}\x{2009}\x{202f}]\d{3}\b)*)",
        r"|(?P<word>[\p{L}\p{N}]+)",
    ))
});
static DIGITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d+"));

const MOST_TRIES: usize = 200;
/// Steps to replace a word or a figure.
const TOKEN_STEPS: usize = 50;
const LAST_DAY_OF_EVERY_MONTH: u32 = 28;
/// The length from which a replacement must not occur on the pages, in characters.
const SHORTEST_SHOWN: usize = 3;

impl Redactor {
    /// Creates a redactor that leaves these words unchanged.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>, seed: u64) -> Self {
        let mut random = SeededRandom::new(seed);
        let years_on = 1 + random.below(98);
        Self {
            vocabulary: Vocabulary::of(words),
            random,
            shown: HashSet::new(),
            given: HashMap::new(),
            taken: HashSet::new(),
            years_on,
            names: HashMap::new(),
            own_hosts: HashSet::new(),
        }
    }

    /// Records the words of a text, which are not used as replacements.
    pub fn learn(&mut self, text: &str) {
        for token in TOKEN.find_iter(text) {
            let whole: String = token.as_str().chars().filter(|c| c.is_alphanumeric()).collect();
            self.shown.insert(fold_case(&whole));
            self.shown.extend(DIGITS.find_iter(token.as_str()).map(|digits| digits.as_str().to_owned()));
        }
    }

    /// Returns another name for one that is no word of HTML, the same for each.
    pub(crate) fn numbered(&mut self, name: &str) -> String {
        let next = self.names.len() + 1;
        format!("x-{}", self.names.entry(name.to_owned()).or_insert(next))
    }

    /// Returns the redacted text, of the same length.
    pub fn text(&mut self, text: &str) -> String {
        let mut masked = String::with_capacity(text.len());
        let mut end = 0;
        for parts in TOKEN.captures_iter(text) {
            let Some(token) = parts.get(0) else { continue };
            masked.push_str(&text[end..token.start()]);
            masked.push_str(&self.token(&parts));
            end = token.end();
        }
        masked.push_str(&text[end..]);
        masked
    }

    fn token(&mut self, parts: &Captures<'_>) -> String {
        let whole = &parts[0];
        spend(TOKEN_STEPS);
        let is = |name: &str| parts.name(name).is_some();
        if is("word") {
            return self.word(whole);
        }
        if is("number") {
            return self.number(whole);
        }
        let runs = DIGITS.find_iter(whole).map(|run| run.len());
        let order = match () {
            () if is("date") => vec![Part::Day, Part::Month, Part::Year],
            () if is("iso") => vec![Part::Year, Part::Month, Part::Day],
            () if is("month") => runs.map(|run| if run > 2 { Part::Year } else { Part::Month }).collect(),
            () if is("time") => vec![Part::Hour, Part::Minute, Part::Minute],
            () => vec![Part::Day],
        };
        let mut order = order.into_iter();
        let part = |run: &Captures<'_>| self.part(order.next().unwrap_or(Part::Day), &run[0]);
        DIGITS.replace_all(whole, part).into_owned()
    }

    /// Replaces a part of a date or a time by a valid one.
    fn part(&mut self, part: Part, digits: &str) -> String {
        let number = digits.parse::<u32>().unwrap_or(0);
        let width = digits.len();
        let (first, last) = match part {
            Part::Month => return digits.to_owned(),
            Part::Year => {
                let (century, year) = (number / 100 * 100, number % 100);
                return format!("{:0width$}", century + (year + self.years_on) % 100);
            }
            Part::Day if number < 10 => (1, 9),
            Part::Day if number <= 20 => (10, 20),
            Part::Day => (21, LAST_DAY_OF_EVERY_MONTH),
            Part::Hour if width == 1 => (1, 9),
            Part::Hour => (10, 23),
            Part::Minute => (10, 59),
        };
        self.remembered(&format!("{part:?} {digits}"), |redactor| {
            format!("{:0width$}", redactor.other_than(number, first, last))
        })
    }

    fn other_than(&mut self, number: u32, first: u32, last: u32) -> u32 {
        let other = first + self.random.below(last - first);
        if other >= number { other + 1 } else { other }
    }

    /// Replaces the digits of a figure and keeps its separators.
    ///
    /// A year stays a year.
    fn number(&mut self, text: &str) -> String {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let masked = if digits.len() == 4 && digits.starts_with("20") {
            self.part(Part::Year, &digits)
        } else {
            self.remembered(&digits, |redactor| redactor.unused(&digits, SeededRandom::digits))
        };
        let mut given = masked.chars();
        text.chars().map(|c| if c.is_ascii_digit() { given.next().unwrap_or(c) } else { c }).collect()
    }

    fn word(&mut self, text: &str) -> String {
        let known = fold_case(text);
        if self.vocabulary.knows(&known) {
            return text.to_owned();
        }
        let lower = text.to_lowercase();
        // Such letters, as İ, stand in no label of a portal.
        if lower.chars().count() != text.chars().count() {
            return text.chars().map(|_| 'x').collect();
        }
        let masked = self.remembered(&lower, |redactor| redactor.unused(&lower, SeededRandom::letters));
        let cased = |(shown, masked): (char, char)| {
            if shown.is_uppercase() { masked.to_uppercase().next().unwrap_or(masked) } else { masked }
        };
        text.chars().zip(masked.chars()).map(cased).collect()
    }

    fn remembered(&mut self, token: &str, masked: impl FnOnce(&mut Self) -> String) -> String {
        if let Some(given) = self.given.get(token) {
            return given.clone();
        }
        let masked = masked(self);
        self.given.insert(token.to_owned(), masked.clone());
        masked
    }

    /// Returns a replacement that is neither on the pages nor used already, if one is found.
    fn unused(&mut self, token: &str, masked: fn(&mut SeededRandom, &str) -> String) -> String {
        let mut last = masked(&mut self.random, token);
        for _ in 0..MOST_TRIES {
            let is_shown = last.chars().count() >= SHORTEST_SHOWN && self.shown.contains(&last);
            if !is_shown && !self.taken.contains(&last) && !self.vocabulary.knows(&fold_case(&last)) {
                break;
            }
            last = masked(&mut self.random, token);
        }
        self.taken.insert(last.clone());
        last
    }
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Day,
    Month,
    Year,
    Hour,
    Minute,
}
