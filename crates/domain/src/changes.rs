use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::kind::is_returned_payment;
use crate::{Entry, Money, Month, MonthStatement, wording};

/// What was kept of an account at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// The price of the tariff, where it was shown.
    pub tariff_price: Option<Money>,
    /// The months, in any order.
    pub statements: Vec<MonthStatement>,
}

/// What a refresh brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Operations that were not there before.
    NewEntries {
        /// How many.
        count: usize,
        /// What was paid by them.
        paid: Money,
        /// What was charged by them.
        charged: Money,
        /// The newest month that has one.
        month: Month,
    },
    /// Another price of the tariff.
    Price {
        /// What it was.
        was: Money,
        /// What it is.
        now: Money,
    },
    /// A charge of words that were not seen before.
    NewKind(Place),
    /// A charge of a sum that those of its words never had.
    Unusual {
        /// Which one.
        place: Place,
        /// The sum of the last one before it.
        usual: Money,
    },
    /// A payment that went back.
    Returned(Place),
}

/// An operation in its month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The month.
    pub month: Month,
    /// Where it stands there, oldest first, from 0.
    pub position: usize,
    /// The operation.
    pub entry: Entry,
}

/// Fewer are no habit.
const HABIT: usize = 3;

/// What there is now that was not there before.
pub fn changes(before: &Picture, now: &Picture) -> Vec<Change> {
    let new: Vec<Place> = {
        let mut months: Vec<_> = now.statements.iter().collect();
        months.sort_by_key(|it| it.totals.month);
        months.into_iter().flat_map(|it| new_in(it, &before.statements)).collect()
    };
    let price = before.tariff_price.zip(now.tariff_price).filter(|(was, now)| was != now);
    let price = price.map(|(was, now)| Change::Price { was, now });
    new_entries(&new).into_iter().chain(price).chain(remarkable(new, before, now)).collect()
}

/// Balances beside an operation, and its time where it is shown of late, are not what it is.
fn new_in(statement: &MonthStatement, before: &[MonthStatement]) -> Vec<Place> {
    let was = before.iter().find(|it| it.totals.month == statement.totals.month);
    let mut known: HashMap<_, usize> = HashMap::new();
    for entry in was.iter().flat_map(|it| &it.entries) {
        *known.entry(what(entry)).or_default() += 1;
    }
    let mut new = Vec::new();
    for (position, entry) in statement.entries.iter().enumerate() {
        match known.get_mut(&what(entry)).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None => new.push(Place { month: statement.totals.month, position, entry: entry.clone() }),
        }
    }
    new
}

fn what(entry: &Entry) -> (NaiveDate, &str, Money) {
    (entry.date, &entry.operation, entry.amount)
}

fn new_entries(new: &[Place]) -> Option<Change> {
    let sum = |negative: bool| -> Money {
        new.iter().map(|it| it.entry.amount).filter(|it| it.is_negative() == negative).sum()
    };
    let month = new.iter().map(|it| it.month).max()?;
    Some(Change::NewEntries { count: new.len(), paid: sum(false), charged: -sum(true), month })
}

/// With nothing kept before, nothing is new.
fn remarkable(new: Vec<Place>, before: &Picture, now: &Picture) -> Vec<Change> {
    if before.statements.is_empty() {
        return Vec::new();
    }
    let habits = habits(&before.statements);
    let mut told = HashSet::new();
    let change = |place: Place| {
        let words = wording(&place.entry.operation);
        if is_returned_payment(&place.entry) {
            return Some(Change::Returned(place));
        }
        if !place.entry.amount.is_negative() {
            return None;
        }
        match habits.get(&words).map(Vec::as_slice) {
            None => told.insert(words).then_some(Change::NewKind(place)),
            Some(sums) => unusual(place, sums, now.tariff_price),
        }
    };
    new.into_iter().filter_map(change).collect()
}

fn unusual(place: Place, sums: &[Money], tariff_price: Option<Money>) -> Option<Change> {
    let sum = -place.entry.amount;
    let usual = *sums.last()?;
    let is_within = sums.iter().min() <= Some(&sum) && Some(&sum) <= sums.iter().max();
    let is_odd = sums.len() >= HABIT && !is_within && Some(sum) != tariff_price;
    is_odd.then_some(Change::Unusual { place, usual })
}

/// What charges of the same words came to, oldest first.
fn habits(statements: &[MonthStatement]) -> HashMap<String, Vec<Money>> {
    let mut months: Vec<_> = statements.iter().collect();
    months.sort_by_key(|it| it.totals.month);
    let mut habits: HashMap<String, Vec<Money>> = HashMap::new();
    for entry in months.iter().flat_map(|it| &it.entries).filter(|it| it.amount.is_negative()) {
        habits.entry(wording(&entry.operation)).or_default().push(-entry.amount);
    }
    habits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MonthTotals;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    fn month(month: &str, rows: &[(&str, &str)]) -> MonthStatement {
        let month: Month = month.parse().unwrap();
        let totals = MonthTotals {
            month,
            opening: Money::ZERO,
            paid: Money::ZERO,
            charged: Money::ZERO,
            closing: Money::ZERO,
        };
        let entry = |&(operation, amount): &(&str, &str)| Entry {
            date: month.first_day(),
            time: None,
            operation: operation.to_owned(),
            opening: None,
            amount: money(amount),
            closing: None,
        };
        MonthStatement { totals, entries: rows.iter().map(entry).collect() }
    }

    const FEE: (&str, &str) = ("Аб.плата", "-589.00");

    fn history() -> Vec<MonthStatement> {
        ["2021-09", "2021-10", "2021-11"].map(|it| month(it, &[FEE, ("Оплата", "589.00")])).to_vec()
    }

    fn picture(price: &str, open: &[(&str, &str)]) -> Picture {
        let mut statements = history();
        statements.push(month("2021-12", open));
        Picture { tariff_price: Some(money(price)), statements }
    }

    fn kept() -> Picture {
        picture("589.00", &[FEE])
    }

    /// The change, and where.
    fn told(now: &Picture) -> Vec<(&'static str, Option<usize>)> {
        let name = |it: &Change| match it {
            Change::NewEntries { .. } => ("new_entries", None),
            Change::Price { .. } => ("price", None),
            Change::NewKind(place) => ("new_kind", Some(place.position)),
            Change::Unusual { place, .. } => ("unusual", Some(place.position)),
            Change::Returned(place) => ("returned", Some(place.position)),
        };
        changes(&kept(), now).iter().map(name).collect()
    }

    #[test]
    fn nothing_new_is_no_change() {
        assert_eq!(changes(&kept(), &kept()), []);
    }

    #[test]
    fn new_operations_are_counted_twins_one_by_one() {
        let now = picture("589.00", &[FEE, FEE, ("Оплата", "600.00"), ("Оплата", "600.00")]);
        let expected = Change::NewEntries {
            count: 3,
            paid: money("1200.00"),
            charged: money("589.00"),
            month: "2021-12".parse().unwrap(),
        };
        assert_eq!(changes(&kept(), &now), [expected]);
    }

    #[test]
    fn a_new_price_is_told_and_the_fee_that_follows_it_is_not_unusual() {
        let now = picture("639.00", &[FEE, ("Аб.плата", "-639.00")]);
        assert_eq!(told(&now), [("new_entries", None), ("price", None)]);
    }

    #[test]
    fn a_charge_of_words_not_seen_before_is_told_once() {
        let now = picture("589.00", &[FEE, ("Антивирус", "-3.30"), ("Антивирус", "-3.30")]);
        assert_eq!(told(&now), [("new_entries", None), ("new_kind", Some(1))]);
        let numbered = picture("589.00", &[FEE, ("Аб.плата №5", "-589.00")]);
        assert_eq!(told(&numbered), [("new_entries", None)], "a number makes no other words");
    }

    #[test]
    fn a_sum_outside_the_habit_of_its_words_is_told_with_the_usual_one() {
        let now = picture("589.00", &[FEE, ("Аб.плата", "-700.00")]);
        let Change::Unusual { place, usual } = &changes(&kept(), &now)[1] else { panic!("not told") };
        assert_eq!((place.position, *usual), (1, money("589.00")));
    }

    #[test]
    fn a_payment_that_went_back_is_told_and_a_new_way_to_pay_is_not() {
        let now = picture("589.00", &[FEE, ("Оплата картой", "500.00"), ("Возврат платежа", "-500.00")]);
        assert_eq!(told(&now), [("new_entries", None), ("returned", Some(2))]);
    }

    #[test]
    fn of_the_first_reading_nothing_is_remarkable() {
        let first = changes(&Picture::default(), &kept());
        assert!(matches!(first.as_slice(), [Change::NewEntries { count: 7, .. }]), "{first:?}");
    }
}
