//! Text without what it says: every word that is not known to belong to a cabinet's form, and every
//! figure, is replaced by another of the same length, script and case. What stood the same stands the
//! same afterwards, so that a page is read as before; nothing tells what stood there.
//!
//! - A **word** is replaced letter by letter, unless the vocabulary knows it.
//! - A **figure** is replaced digit by digit: 1 234,50 and 1234.50 by the same digits. Zeros stay
//!   where they lead or are all there is.
//! - A **date** keeps its month; its day and year become others. A time of day becomes another.
//!
//! No masked figure or word is one that the same pages show.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::page::text::{key, pattern};
use chance::Chance;
use vocabulary::Vocabulary;

mod chance;
mod markup;
mod vocabulary;

/// A mask for the pages of one report.
pub struct Mask {
    vocabulary: Vocabulary,
    chance: Chance,
    shown: HashSet<String>,
    given: HashMap<String, String>,
    taken: HashSet<String>,
    years_on: u32,
    own_hosts: HashSet<String>,
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
const LAST_DAY_OF_EVERY_MONTH: u32 = 28;
/// Shorter ones tell nothing, and there are not enough others.
const SHORTEST_SHOWN: usize = 3;

impl Mask {
    /// A mask that leaves these words as they are, different for every seed.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>, seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let years_on = 1 + chance.below(98);
        Self {
            vocabulary: Vocabulary::of(words),
            chance,
            shown: HashSet::new(),
            given: HashMap::new(),
            taken: HashSet::new(),
            years_on,
            own_hosts: HashSet::new(),
        }
    }

    /// Learns what a text shows, so that nothing is masked by it.
    pub fn learn(&mut self, text: &str) {
        for token in TOKEN.find_iter(text) {
            let whole: String = token.as_str().chars().filter(|c| c.is_alphanumeric()).collect();
            self.shown.insert(key(&whole));
            self.shown.extend(DIGITS.find_iter(token.as_str()).map(|digits| digits.as_str().to_owned()));
        }
    }

    /// The text, masked. It is as long as before.
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

    /// A part of a date or a time that is one, too.
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
        self.remembered(&format!("{part:?} {digits}"), |mask| {
            format!("{:0width$}", mask.other_than(number, first, last))
        })
    }

    fn other_than(&mut self, number: u32, first: u32, last: u32) -> u32 {
        let other = first + self.chance.below(last - first);
        if other >= number { other + 1 } else { other }
    }

    /// A figure with other digits, and its separators where they were. What may be a year stays one.
    fn number(&mut self, text: &str) -> String {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let masked = if digits.len() == 4 && digits.starts_with("20") {
            self.part(Part::Year, &digits)
        } else {
            self.remembered(&digits, |mask| mask.unused(&digits, Chance::digits))
        };
        let mut given = masked.chars();
        text.chars().map(|c| if c.is_ascii_digit() { given.next().unwrap_or(c) } else { c }).collect()
    }

    fn word(&mut self, text: &str) -> String {
        let known = key(text);
        if self.vocabulary.knows(&known) {
            return text.to_owned();
        }
        let lower = text.to_lowercase();
        // A letter whose small form is several letters is no letter of a cabinet's labels.
        if lower.chars().count() != text.chars().count() {
            return text.chars().map(|_| 'x').collect();
        }
        let masked = self.remembered(&lower, |mask| mask.unused(&lower, Chance::letters));
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

    /// What is neither shown nor given for another, as far as there is such.
    fn unused(&mut self, token: &str, masked: fn(&mut Chance, &str) -> String) -> String {
        let mut last = masked(&mut self.chance, token);
        for _ in 0..MOST_TRIES {
            let is_shown = last.chars().count() >= SHORTEST_SHOWN && self.shown.contains(&last);
            if !is_shown && !self.taken.contains(&last) && !self.vocabulary.knows(&key(&last)) {
                break;
            }
            last = masked(&mut self.chance, token);
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

#[cfg(test)]
mod tests;
