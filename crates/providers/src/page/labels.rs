//! Finding a value by its label.
//!
//! A *label* is text that says nothing but one of a field's synonyms, with words that add no
//! meaning ([`FILLERS`]) around it: «Ваш текущий баланс, руб.» is the label «Текущий баланс»,
//! «Баланс ТВ» is not. It may fill a run of text, or begin a part of one. Its value is looked for
//! in this order, and the first place that holds a value of the field's kind gives it:
//!
//! 1. **inside**: behind the label in the same run («Баланс на 01.02.2024: 500,00 руб.»), or before
//!    it where the run begins with a value;
//! 2. **beside**: the next box. Where several labels stand before as many values, each has the one
//!    at its own place; where a row of boxes begins with a value, values stand before labels;
//! 3. **under**: the box at the same place in the next row;
//! 4. **around**: the same, one level further out, as long as no level yet holds a value.
//!
//! Every place is scored by the synonym's rank and the nearness of the value. Two different values
//! whose scores are within [`MARGIN`] are refused rather than guessed between. A label of a day
//! with no day by it says that there is none: an account may have no next debit.

use std::sync::LazyLock;

use chrono::NaiveDate;
use kabinet_domain::ServiceBalance;
use regex::Regex;

use super::amounts::Amount;
use super::layout::{BoxId, Layout, Run};
use super::services::{names_balance, names_other_service};
use super::text::{Word, pattern, words};
use super::values::{Kind, Located, Value};
use super::{dates, neighbours::Neighbours, notes, values};
use crate::error::{Missing, Problem};

mod fillers;

pub use fillers::{FILLERS, INNER_FILLERS};

/// A labelled value that a page is to show.
#[derive(Debug, Clone)]
pub struct Field {
    /// The label as customers know it: what an error names.
    pub name: String,
    /// What the label may say, the surest first: words in lower case, one space apart.
    pub synonyms: Vec<String>,
    /// Labels under which a sum is a debt.
    pub debts: Vec<String>,
    /// What kind of value it has.
    pub kind: Kind,
}

/// A page to be searched for the values of fields.
pub struct Search<'a> {
    layout: &'a Layout,
    speaking: Vec<(BoxId, &'a Run)>,
    neighbours: Neighbours<'a>,
    today: NaiveDate,
    trusts_hidden: bool,
}

/// A place where a field's label stands.
struct Spot<'f> {
    by: &'f str,
    score: i32,
    hidden: bool,
    found: Found,
}

enum Found {
    Value(Value),
    Unreadable(String),
    Bare,
}

/// What a run says once its label is taken away.
enum Rest {
    Value(Value),
    Nothing,
}

static CURRENCY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)[,(]?\s*(?:руб\.?|₽)\s*\)?\s*:?\s*$"));

const MARGIN: i32 = 6;
const INSIDE: i32 = 30;
const HIDDEN: i32 = -40;
const ANOTHER_SERVICE: i32 = -40;
const BARE_NUMBER: i32 = -10;
const LARGEST_BLOCK: usize = 14;
const LARGEST_SURROUNDINGS: usize = 6;

impl Spot<'_> {
    fn value(&self) -> Option<&Value> {
        if let Found::Value(value) = &self.found { Some(value) } else { None }
    }
}

impl<'a> Search<'a> {
    /// A search of a page on which all these fields may stand.
    pub fn new(layout: &'a Layout, fields: &[&'a Field], today: NaiveDate) -> Self {
        let labels = fields.iter().flat_map(|field| field.synonyms.iter().chain(&field.debts));
        let labels = labels.map(String::as_str).collect();
        let speaks = |run: &Run| run.text.contains(char::is_alphabetic);
        let speaking = layout.runs().filter(|(_, run)| speaks(run)).collect();
        let neighbours = Neighbours::new(layout, labels, today);
        let mut search = Self { layout, speaking, neighbours, today, trusts_hidden: true };
        search.trusts_hidden = !fields.iter().any(|field| search.is_otherwise_hidden(field));
        search
    }

    /// Whether the page hides another value of the field than it shows: what it hides is then another
    /// state of the account, and not a part of it that is folded away.
    fn is_otherwise_hidden(&self, field: &Field) -> bool {
        let spots = self.spots(field);
        let best = |hidden: bool| spots.iter().filter(|spot| spot.hidden == hidden).find_map(Spot::value);
        best(true).zip(best(false)).is_some_and(|(hidden, shown)| hidden.to_string() != shown.to_string())
    }

    /// The places where the field's label stands, the best first.
    fn spots<'f>(&self, field: &'f Field) -> Vec<Spot<'f>> {
        let mut spots: Vec<Spot<'f>> =
            self.speaking.iter().filter_map(|(id, run)| self.spot(field, *id, run)).collect();
        spots.sort_by_key(|spot| -spot.score);
        spots
    }

    /// The field's value.
    ///
    /// # Errors
    /// What is missing: the label, a value by it, or certainty between values.
    pub fn value(&self, field: &Field) -> Result<Value, Missing> {
        self.find(field).map(|found| found.value)
    }

    /// The field's value, and how it was found.
    ///
    /// # Errors
    /// Those of [`Search::value`].
    pub fn find(&self, field: &Field) -> Result<Located, Missing> {
        let mut spots = self.spots(field);
        spots.retain(|spot| self.trusts_hidden || !spot.hidden);
        let is_named = spots.iter().any(|spot| spot.score > 0);
        spots.retain(|spot| !matches!(spot.found, Found::Bare));
        let missing = |problem| Err(Missing { label: field.name.clone(), problem });
        let Some(best) = spots.first() else {
            let has_no_day = is_named && field.kind == Kind::Day;
            return if has_no_day { Ok(Located::nothing()) } else { missing(Problem::NotFound) };
        };
        let mut rivals: Vec<&Value> = Vec::new();
        let is_new = |rivals: &[&Value], value: &Value| {
            !rivals.iter().any(|rival| rival.to_string() == value.to_string())
        };
        for spot in spots.iter().take_while(|spot| best.score - spot.score < MARGIN) {
            match &spot.found {
                Found::Value(value) if is_new(&rivals, value) => rivals.push(value),
                Found::Unreadable(shown) if rivals.is_empty() => {
                    return missing(Problem::NotRead(shown.clone()));
                }
                Found::Value(_) | Found::Unreadable(_) | Found::Bare => {}
            }
        }
        match rivals.as_slice() {
            [value] => Ok(Located { value: (*value).clone(), by: best.by.to_owned(), score: best.score }),
            several => missing(Problem::Ambiguous(several.iter().map(ToString::to_string).collect())),
        }
    }

    /// The days left that are counted beside a field's label, be there a day as well or not.
    pub fn days_left(&self, field: &Field) -> Option<u32> {
        let labels = self.speaking.iter().filter(|(_, run)| self.label(field, run).is_some());
        labels.into_iter().find_map(|(id, _)| {
            let mut surroundings = std::iter::successors(Some(*id), |inner| self.layout.parent(*inner))
                .map(|around| self.layout.runs_within(around))
                .take_while(|runs| runs.len() <= LARGEST_SURROUNDINGS);
            let near = surroundings.find_map(|runs| runs.iter().find_map(|run| self.days_in(&run.text)));
            near.or_else(|| self.days_in(&self.neighbours.next_text(*id)))
        })
    }

    fn days_in(&self, text: &str) -> Option<u32> {
        let dated = words(text).into_iter().map(|word| &text[word.start..]);
        let mut dated = dated.filter(|part| dates::at_start(part, self.today).is_some());
        values::days_left(text, self.today)
            .or_else(|| dated.find_map(|part| values::days_left(part, self.today)))
    }

    fn spot<'f>(&self, field: &'f Field, id: BoxId, run: &Run) -> Option<Spot<'f>> {
        let unlinked = Run { text: run.unlinked.clone(), starts: Vec::new(), ..run.clone() };
        let (rank, label) = [run, &unlinked].iter().find_map(|run| self.label(field, run))?;
        let kind = label.kind(field);
        let (near, found) = match label.rest {
            Rest::Value(value) => (INSIDE, Found::Value(value)),
            Rest::Nothing => match self.neighbours.value(kind, id) {
                Some((near, value)) => (near, Found::Value(value)),
                None => (0, self.unreadable(id)),
            },
        };
        let (doubt, found) = match found {
            Found::Value(Value::Money(amount)) if label.is_debt => (0, debt(amount)),
            Found::Value(Value::Money(amount)) if !amount.sure => (BARE_NUMBER, found),
            other @ (Found::Value(_) | Found::Unreadable(_) | Found::Bare) => (0, other),
        };
        let hidden = if run.hidden { HIDDEN } else { 0 };
        let elsewhere = if self.is_of_another_service(id) { ANOTHER_SERVICE } else { 0 };
        let score = notes::score(rank) + near + hidden + doubt + elsewhere;
        Some(Spot { by: label.synonym, score, hidden: run.hidden, found })
    }

    /// Whether a label stands in a block that is titled by another service: «Договор ТВ».
    fn is_of_another_service(&self, id: BoxId) -> bool {
        let blocks = std::iter::successors(self.layout.parent(id), |inner| self.layout.parent(*inner));
        let runs =
            blocks.map(|block| self.layout.runs_within(block)).take_while(|runs| runs.len() <= LARGEST_BLOCK);
        let mut titles = runs.filter_map(|runs| runs.first().map(|title| title.text.clone()));
        titles.any(|title| names_other_service(&title))
    }

    /// What stands by a label in place of a value, if it looks like an attempt at one.
    fn unreadable(&self, id: BoxId) -> Found {
        let next = self.neighbours.next_text(id);
        let attempts = next.chars().any(|c| c.is_ascii_digit()) && next.chars().count() <= 40;
        if attempts { Found::Unreadable(next) } else { Found::Bare }
    }

    fn label<'f>(&self, field: &'f Field, run: &Run) -> Option<(usize, Label<'f>)> {
        let words = words(&run.text);
        let ranked = field.synonyms.iter().chain(&field.debts).enumerate();
        let mut places = ranked.flat_map(|(rank, synonym)| {
            positions(&words, synonym).map(move |at| (rank, synonym.as_str(), at))
        });
        places.find_map(|(rank, synonym, at)| {
            let mut label = Label { synonym, is_debt: rank >= field.synonyms.len(), rest: Rest::Nothing };
            label.rest = self.rest(label.kind(field), run, &words, at)?;
            Some((rank, label))
        })
    }

    /// What is left of a run without its label, if that is a value or nothing at all.
    fn rest(&self, kind: Kind, run: &Run, words: &[Word], (first, last): (usize, usize)) -> Option<Rest> {
        let (start, end) = (words[first].start, words[last].end);
        let before = &run.text[..start];
        let begins = words[..first].iter().all(|word| is_filler(word, &run.text));
        let after = self.after(kind, &run.text[end..]);
        if begins {
            return after;
        }
        let opens_with_value = kind_free_value(before, self.today);
        match after {
            Some(Rest::Value(value)) if !opens_with_value && is_border(before) => Some(Rest::Value(value)),
            Some(Rest::Nothing) => self.value_before(kind, before, &run.starts).map(Rest::Value),
            Some(Rest::Value(_)) | None => None,
        }
    }

    fn value_before(&self, kind: Kind, before: &str, starts: &[usize]) -> Option<Value> {
        let separators = [' ', ':', '—', '–', '-'];
        let parts = std::iter::once(&0).chain(starts).filter_map(|start| before.get(*start..));
        parts.filter_map(|part| kind.whole(part.trim_end_matches(separators), self.today)).next_back()
    }

    /// What follows a label: a value, or words that add nothing.
    fn after(&self, kind: Kind, text: &str) -> Option<Rest> {
        let mut rest = text;
        loop {
            rest = rest.trim_start_matches([' ', ':', '=', '.', '…', '*', '?']);
            rest = rest.strip_prefix("— ").unwrap_or(rest);
            if rest.is_empty() {
                return Some(Rest::Nothing);
            }
            if ["- ", "– "].iter().any(|dash| rest.starts_with(dash)) {
                return None;
            }
            if let Some((value, _)) = kind.at_start(rest, self.today) {
                return Some(Rest::Value(value));
            }
            if kind.says_none(rest) {
                return Some(Rest::Value(Value::Nothing));
            }
            rest = self.without_filler(rest)?;
        }
    }

    /// The text without a remark, a date or a filler that it begins with.
    fn without_filler<'t>(&self, text: &'t str) -> Option<&'t str> {
        let asides = [('(', ')'), ('«', '»'), ('"', '"'), ('“', '”')];
        if let Some((remark, end)) =
            asides.iter().find_map(|(open, end)| Some((text.strip_prefix(*open)?, *end)))
        {
            return remark.split_once(end).map(|(_, rest)| rest);
        }
        let text = text.strip_prefix(',').unwrap_or(text).trim_start_matches([' ', '№', '₽', '/']);
        if text.trim_matches([' ', ':']).is_empty() {
            return Some("");
        }
        if let Some((_, rest)) = dates::at_start(text, self.today) {
            return text.get(text.len() - rest.len()..);
        }
        let word = words(text).into_iter().next()?;
        (text[..word.start].trim().is_empty() && is_filler(&word, text)).then(|| &text[word.end..])
    }

    /// The balances of other services than the one whose field is given.
    pub fn service_balances(&self, main: &Field) -> Vec<ServiceBalance> {
        let mut found: Vec<ServiceBalance> = Vec::new();
        for (id, run) in self.speaking.iter().filter(|(_, run)| !run.hidden) {
            if let Some(balance) =
                self.service_balance(main, *id, run).filter(|balance| !found.contains(balance))
            {
                found.push(balance);
            }
        }
        found
    }

    fn service_balance(&self, main: &Field, id: BoxId, run: &Run) -> Option<ServiceBalance> {
        if self.label(main, run).is_some() {
            return None;
        }
        let inside = words(&run.text).iter().skip(1).find_map(|word| {
            let start = run.text[..word.start].trim_end_matches(['-', '−', '–', '+', '(']).len();
            Some((&run.text[..start], Kind::Sum.whole(&run.text[start..], self.today)?))
        });
        let (label, value) = match inside {
            Some((label, value)) => (label, value),
            None => (run.text.as_str(), self.neighbours.value(Kind::Sum, id)?.1),
        };
        let Value::Money(Amount { money: balance, .. }) = value else { return None };
        let label = CURRENCY.replace(label, "").trim_end_matches([' ', ':', '—']).to_owned();
        names_balance(&label).then_some(ServiceBalance { label, balance })
    }
}

struct Label<'f> {
    synonym: &'f str,
    is_debt: bool,
    rest: Rest,
}

impl Label<'_> {
    /// A label that counts days makes a bare number a count of days.
    fn kind(&self, field: &Field) -> Kind {
        let counts = self.synonym.split(' ').any(|word| word == "дней");
        if counts && field.kind == Kind::Day { Kind::DaysLeft } else { field.kind }
    }
}

fn debt(amount: Amount) -> Found {
    if amount.money.is_negative() {
        return Found::Unreadable(amount.money.to_string());
    }
    Found::Value(Value::Money(Amount { money: -amount.money, ..amount }))
}

/// Where the words of a synonym stand one after another, but for fillers between them: the first
/// and the last of them.
fn positions<'w>(words: &'w [Word], synonym: &'w str) -> impl Iterator<Item = (usize, usize)> + 'w {
    (0..words.len()).filter_map(move |at| Some((at, at + length_of(&words[at..], synonym)? - 1)))
}

fn length_of(words: &[Word], synonym: &str) -> Option<usize> {
    let mut wanted = synonym.split(' ').peekable();
    for (at, word) in words.iter().enumerate() {
        if wanted.peek() == Some(&word.key.as_str()) {
            wanted.next();
        } else if at == 0 || !INNER_FILLERS.contains(&word.key.as_str()) {
            return None;
        }
        if wanted.peek().is_none() {
            return Some(at + 1);
        }
    }
    None
}

/// Whether a word adds nothing to a label: a filler, or the mark of an item in a list.
fn is_filler(word: &Word, text: &str) -> bool {
    let is_mark = word.key.chars().count() == 1 && text[word.end..].starts_with([')', '.']);
    is_mark || FILLERS.contains(&word.key.as_str())
}

/// Whether what stands before a label ends there, so that the label begins something new.
fn is_border(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with([',', ';', '.', '!', '?', '|', '•', '·', '₽', ')'])
        || before.ends_with(|c: char| c.is_ascii_digit())
}

fn kind_free_value(before: &str, today: NaiveDate) -> bool {
    [Kind::Sum, Kind::Price, Kind::Day, Kind::Number]
        .iter()
        .any(|kind| kind.at_start(before, today).is_some())
}

#[cfg(test)]
mod tests;
