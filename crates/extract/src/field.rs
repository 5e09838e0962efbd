//! Values found by their labels.
//!
//! A *label* is text that consists of one of a field's labels and of words without meaning
//! ([`STOP_WORDS`]): «Ваш текущий баланс, руб.» is the label «Текущий баланс», «Баланс ТВ» is not. It
//! fills a run of text, or begins a part of one. Words in brackets count like any others. The value
//! is looked for in this order, and the first place with a value of the field's kind gives it:
//!
//! 1. **inside**: behind the label in the same run («Баланс на 01.02.2024: 500,00 руб.»), or before
//!    it where the run begins with a value;
//! 2. **beside**: the next box. Several labels before as many values are paired by position; where a
//!    row begins with a value, values stand before labels;
//! 3. **under**: the box at the same place in the next row;
//! 4. **around**: the same, one level further out, as long as no level has a value.
//!
//! In every place the whole text up to the next label or the end of the box must be accounted for
//! ([`Kind::read`]). Every place is scored by the rank of the label and the position of the value.
//! Two different values within `MARGIN`, or beside the same label, are an error. A doubtful value
//! counts only if the page shows the same value elsewhere without doubt.

mod account_number;
pub mod adjacency;
mod blocks;
mod label_index;
mod label_words;
mod labelled_text;
mod services;
pub mod stop_words;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::error::{Missing, Problem};
use crate::field::adjacency::Adjacency;
use crate::field::label_index::LabelIndex;
use crate::field::labelled_text::{Rest, Text};
use crate::html::layout::{BoxId, Layout, Run};
use crate::text::amount::Amount;
use crate::text::normalize::words;
use crate::text::value::{Kind, Located, Shown, Value};
use crate::text::{date, value};
use crate::trace;

pub use crate::field::stop_words::{INNER_STOP_WORDS, STOP_WORDS};

/// A labelled value of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The label as customers know it, for error messages.
    pub name: String,
    /// Accepted labels, best first: lower-case words, one space apart.
    pub labels: Vec<String>,
    /// Labels under which an amount is a debt.
    pub debts: Vec<String>,
    /// The kind of its value.
    pub kind: Kind,
    index: LabelIndex,
}

/// A page on which fields are searched for.
pub struct Search<'a> {
    layout: &'a Layout,
    speaking: Vec<(BoxId, &'a Run)>,
    adjacency: Adjacency<'a>,
    fields: Vec<&'a Field>,
    /// The places of each of these fields, the best first.
    spots: Vec<Vec<Spot>>,
    today: NaiveDate,
    trusts_hidden: bool,
    has_service_columns: bool,
}

/// A place with a field's label.
#[derive(Clone)]
struct Spot {
    id: BoxId,
    rank: usize,
    score: i32,
    hidden: bool,
    is_other_service: bool,
    found: Found,
}

#[derive(Clone)]
enum Found {
    Value(Value),
    Doubtful(Option<Value>, Problem),
    State(String),
    Bare,
}

/// A place of a label with a certain value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// The box of the label.
    pub id: BoxId,
    /// The value.
    pub value: Value,
}

/// Words of labels that speak of an account, and not of a contract.
const ACCOUNT_WORDS: [&str; 4] = ["счет", "счета", "лс", "л"];
const MARGIN: i32 = 6;
const INSIDE: i32 = 30;
const HIDDEN: i32 = -40;
const ANOTHER_SERVICE: i32 = -40;
const BARE_NUMBER: i32 = -10;
const LONGEST_ATTEMPT: usize = 40;
const LARGEST_SURROUNDINGS: usize = 6;

impl Spot {
    fn value(&self) -> Option<&Value> {
        if let Found::Value(value) = &self.found { Some(value) } else { None }
    }

    fn is_own(&self) -> bool {
        !self.hidden && !self.is_other_service
    }
}

impl<'a> Search<'a> {
    /// Creates the search on a page that may have all these fields.
    pub fn new(layout: &'a Layout, fields: &[&'a Field], today: NaiveDate) -> Self {
        let speaks = |run: &Run| run.text.contains(char::is_alphabetic);
        let speaking = layout.runs().filter(|(_, run)| speaks(run)).collect();
        let (fields, spots) = (fields.to_vec(), Vec::new());
        let adjacency = Adjacency::new(layout, fields.clone(), today);
        let (trusts_hidden, has_service_columns) = (true, false);
        let mut search =
            Self { layout, speaking, adjacency, fields, spots, today, trusts_hidden, has_service_columns };
        search.has_service_columns = search.has_service_columns();
        search.spots = search.fields.iter().map(|field| search.all_spots(field)).collect();
        search.trusts_hidden = !search.spots.iter().any(|spots| is_otherwise_hidden(spots));
        search
    }

    /// Returns the places of the field's labels, the best first.
    fn all_spots(&self, field: &Field) -> Vec<Spot> {
        let spots = self.speaking.iter().filter_map(|(id, run)| self.spot(field, *id, run));
        let mut spots: Vec<Spot> = spots.collect();
        spots.sort_by_key(|spot| -spot.score);
        spots
    }

    /// Returns the places of the field's labels that count, the best first.
    fn spots(&self, field: &Field) -> Cow<'_, [Spot]> {
        let known = self.fields.iter().position(|known| *known == field);
        match known.and_then(|at| self.spots.get(at)) {
            Some(spots) if self.trusts_hidden => Cow::Borrowed(spots),
            Some(spots) => Cow::Owned(spots.iter().filter(|spot| !spot.hidden).cloned().collect()),
            None => {
                let mut spots = self.all_spots(field);
                spots.retain(|spot| self.trusts_hidden || !spot.hidden);
                Cow::Owned(spots)
            }
        }
    }

    /// Reads the field's value.
    ///
    /// # Errors
    /// The reason why it is not read.
    pub fn value(&self, field: &Field) -> Result<Value, Missing> {
        self.find(field).map(|found| found.value)
    }

    /// Returns the text in the place of a label's value, unless it is another label.
    pub fn text_beside(&self, label: BoxId) -> Option<String> {
        self.adjacency.text_beside(label)
    }

    /// Returns every visible place of the field with a certain value, in the order of the page.
    pub fn occurrences(&self, field: &Field) -> Vec<Occurrence> {
        let spots = self.spots(field);
        let own = spots.iter().filter(|spot| spot.is_own());
        let mut found: Vec<Occurrence> =
            own.filter_map(|spot| Some(Occurrence { id: spot.id, value: spot.value()?.clone() })).collect();
        found.sort_by_key(|occurrence| occurrence.id);
        found
    }

    /// Reads the field's value, and tells how it was found.
    ///
    /// # Errors
    /// The reason why it is not read: the label is missing, or its value is missing or not certain.
    pub fn find(&self, field: &Field) -> Result<Located, Missing> {
        let spots = self.spots(field);
        let missing = |problem| Err(Missing { label: field.name.clone(), problem });
        let readings: Vec<&Spot> =
            spots.iter().filter(|spot| matches!(spot.found, Found::Value(_) | Found::Doubtful(..))).collect();
        let Some(best) = readings.first() else { return self.without_value(field, &spots) };
        let values = readings.iter().filter_map(|spot| Some((*spot, spot.value()?)));
        let value = match &best.found {
            Found::Doubtful(value, problem) => {
                let proof =
                    values.clone().find(|(spot, clean)| spot.is_own() && Some(*clean) == value.as_ref());
                match proof {
                    Some((_, clean)) => clean,
                    None => return missing(problem.clone()),
                }
            }
            Found::Value(value) => value,
            Found::State(_) | Found::Bare => return missing(Problem::NotFound),
        };
        // A page that shows two account numbers does not say whose it is.
        let by = |spot: &Spot| field.ranked(spot.rank);
        let names_account = |spot: &Spot| {
            field.kind == Kind::Number && by(spot).split(' ').any(|word| ACCOUNT_WORDS.contains(&word))
        };
        if field.kind == Kind::Number && !names_account(best) && self.shows_unread_account() {
            return missing(Problem::NotFound);
        }
        let is_rival = |spot: &Spot| {
            let is_equal = by(spot) == by(best) || (names_account(spot) && names_account(best));
            best.score - spot.score < MARGIN || (is_equal && spot.is_own() && best.is_own())
        };
        let mut rivals = vec![value.to_string()];
        for (_, rival) in values.filter(|(spot, _)| is_rival(spot)) {
            if !rivals.contains(&rival.to_string()) {
                rivals.push(rival.to_string());
            }
        }
        if rivals.len() > 1 {
            return missing(Problem::Ambiguous(rivals));
        }
        Ok(Located { value: value.clone(), by: by(best).to_owned(), score: best.score })
    }

    /// Returns the result for a field without a value beside its labels.
    fn without_value(&self, field: &Field, spots: &[Spot]) -> Result<Located, Missing> {
        let missing = |problem| Err(Missing { label: field.name.clone(), problem });
        let state = spots.iter().find_map(|spot| match &spot.found {
            Found::State(words) => Some((spot, words)),
            Found::Value(_) | Found::Doubtful(..) | Found::Bare => None,
        });
        if let Some((spot, words)) = state {
            let value = Value::Nothing(words.clone());
            return Ok(Located { value, by: field.ranked(spot.rank).to_owned(), score: spot.score });
        }
        let is_named = spots.iter().any(|spot| spot.score > 0);
        if is_named && field.kind == Kind::Day {
            return Ok(Located::nothing());
        }
        let is_empty = spots.iter().any(|spot| self.adjacency.is_empty_beside(spot.id));
        missing(if is_empty { Problem::Empty } else { Problem::NotFound })
    }

    /// Returns the number of days left that the page shows beside a field's label.
    pub fn days_left(&self, field: &Field) -> Option<u32> {
        let labels = self.speaking.iter().filter(|(_, run)| self.label(field, Text::of(run)).is_some());
        labels.into_iter().find_map(|(id, _)| {
            let mut surroundings = std::iter::successors(Some(*id), |inner| self.layout.parent(*inner))
                .map(|around| self.layout.runs_within(around))
                .take_while(|runs| runs.len() <= LARGEST_SURROUNDINGS);
            let near = surroundings.find_map(|runs| runs.iter().find_map(|run| self.days_in(&run.text)));
            near.or_else(|| self.days_in(&self.adjacency.next_text(*id)))
        })
    }

    fn days_in(&self, text: &str) -> Option<u32> {
        let dated = words(text).into_iter().map(|word| &text[word.start..]);
        let mut dated = dated.filter(|part| date::at_start(part, self.today).is_some());
        value::days_left(text, self.today)
            .or_else(|| dated.find_map(|part| value::days_left(part, self.today)))
    }

    fn spot(&self, field: &Field, id: BoxId, run: &Run) -> Option<Spot> {
        let (rank, label) = self.label_of_run(field, run)?;
        let kind = label.kind(field);
        let (near, found) = match label.rest {
            Rest::Shown(shown) if self.adjacency.is_changed_behind(id) => {
                (INSIDE, Found::of(adjacency::doubtful(shown)))
            }
            Rest::Shown(shown) => (INSIDE, Found::of(shown)),
            Rest::Nothing => match self.value_beside(kind, id) {
                Some((near, shown)) => (near, Found::of(shown)),
                None => (0, self.unreadable(kind, id)),
            },
        };
        let (doubt, found) = match found {
            Found::Value(Value::Money(amount)) if label.is_debt => (0, debt(amount)),
            Found::Value(Value::Money(amount)) if !amount.has_currency_or_decimals => (BARE_NUMBER, found),
            other @ (Found::Value(_) | Found::Doubtful(..) | Found::State(_) | Found::Bare) => (0, other),
        };
        let hidden = if run.hidden { HIDDEN } else { 0 };
        let is_other_service = self.is_of_another_service(id);
        let elsewhere = if is_other_service { ANOTHER_SERVICE } else { 0 };
        let score = trace::score(rank) + near + hidden + doubt + elsewhere;
        Some(Spot { id, rank, score, hidden: run.hidden, is_other_service, found })
    }

    /// Reads the text in the place of a value that is not one.
    fn unreadable(&self, kind: Kind, id: BoxId) -> Found {
        let Some(next) = self.adjacency.text_beside(id) else { return Found::Bare };
        if let Some(state) = kind.state(&next) {
            return Found::State(state);
        }
        if kind.is_day() && Kind::Price.whole(&next, self.today).is_some() {
            return Found::Bare;
        }
        let is_attempt = next.chars().any(|c| c.is_ascii_digit()) && next.chars().count() <= LONGEST_ATTEMPT;
        if is_attempt { Found::Doubtful(None, value::problem(&next)) } else { Found::Bare }
    }
}

/// Returns true if a page hides another value of a field than it shows.
///
/// Hidden text is then another state of the account, and not a folded part of the page.
fn is_otherwise_hidden(spots: &[Spot]) -> bool {
    let best = |hidden: bool| spots.iter().filter(|spot| spot.hidden == hidden).find_map(Spot::value);
    best(true).zip(best(false)).is_some_and(|(hidden, shown)| hidden.to_string() != shown.to_string())
}

impl Found {
    fn of(shown: Shown) -> Self {
        match shown {
            Shown::Value(Value::Nothing(words)) => Self::State(words),
            Shown::Value(value) => Self::Value(value),
            Shown::Doubtful(value, problem) => Self::Doubtful(value, problem),
        }
    }
}

fn debt(amount: Amount) -> Found {
    if amount.money.is_negative() {
        return Found::Doubtful(None, Problem::NotRead(amount.money.to_string()));
    }
    Found::Value(Value::Money(Amount { money: -amount.money, ..amount }))
}
