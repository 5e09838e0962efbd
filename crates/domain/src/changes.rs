//! Differences between two readings of a ledger.

mod matching;

use std::collections::{HashMap, HashSet};

use crate::category::is_returned_payment;
use crate::changes::matching::unmatched;
use crate::{Money, Month, MonthStatement, Transaction, description_key};

pub use crate::changes::matching::count_new;

/// The known figures of an account at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerSnapshot {
    /// The tariff's monthly price; `None` if it was not shown.
    pub tariff_price: Option<Money>,
    /// The months, in any order.
    pub statements: Vec<MonthStatement>,
}

/// A difference that a refresh brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Transactions that were not known before.
    NewTransactions {
        /// Their number.
        count: usize,
        /// The sum of the payments; positive.
        paid: Money,
        /// The sum of the charges; positive.
        charged: Money,
        /// The newest month that has one.
        month: Month,
    },
    /// Another price of the tariff.
    Price {
        /// The price before.
        was: Money,
        /// The price now.
        now: Money,
    },
    /// A charge whose description was not seen before.
    NewCategory(Place),
    /// A charge of an amount that earlier charges of its description never had.
    Unusual {
        /// The charge.
        place: Place,
        /// The amount of the last charge of its description before it; positive.
        usual: Money,
    },
    /// A payment that was taken back.
    Returned(Place),
    /// A transaction that the site shows no longer, at its earlier position.
    Vanished(Place),
}

/// A transaction in its month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The month.
    pub month: Month,
    /// Zero-based index within the month, oldest first.
    pub position: usize,
    /// The transaction.
    pub entry: Transaction,
}

/// The fewest charges of a description that make a habit.
const HABIT: usize = 3;

/// Returns the differences of `now` from `before`.
///
/// A transaction under another wording is the same one. Months that `now` lacks are ignored.
pub fn changes(before: &LedgerSnapshot, now: &LedgerSnapshot) -> Vec<Change> {
    let (new, vanished) = unmatched(&before.statements, &now.statements);
    let price = before.tariff_price.zip(now.tariff_price).filter(|(was, now)| was != now);
    let price = price.map(|(was, now)| Change::Price { was, now });
    let vanished = vanished.into_iter().map(Change::Vanished);
    new_entries(&new).into_iter().chain(price).chain(remarkable(new, before, now)).chain(vanished).collect()
}

fn new_entries(new: &[Place]) -> Option<Change> {
    let sum = |negative: bool| -> Money {
        new.iter().map(|it| it.entry.amount).filter(|it| it.is_negative() == negative).sum()
    };
    let month = new.iter().map(|it| it.month).max()?;
    Some(Change::NewTransactions { count: new.len(), paid: sum(false), charged: -sum(true), month })
}

/// Returns the changes of single new transactions; none for the first reading of a ledger.
fn remarkable(new: Vec<Place>, before: &LedgerSnapshot, now: &LedgerSnapshot) -> Vec<Change> {
    if before.statements.is_empty() {
        return Vec::new();
    }
    let habits = habits(&before.statements);
    let mut reported = HashSet::new();
    let change = |place: Place| {
        let key = description_key(&place.entry.description);
        if is_returned_payment(&place.entry) {
            return Some(Change::Returned(place));
        }
        if !place.entry.amount.is_negative() {
            return None;
        }
        match habits.get(&key).map(Vec::as_slice) {
            None => reported.insert(key).then_some(Change::NewCategory(place)),
            Some(sums) => unusual(place, sums, now.tariff_price),
        }
    };
    new.into_iter().filter_map(change).collect()
}

fn unusual(place: Place, sums: &[Money], tariff_price: Option<Money>) -> Option<Change> {
    let sum = -place.entry.amount;
    let usual = *sums.last()?;
    let is_usual = sums.iter().min() <= Some(&sum) && Some(&sum) <= sums.iter().max();
    let is_odd = sums.len() >= HABIT && !is_usual && Some(sum) != tariff_price;
    is_odd.then_some(Change::Unusual { place, usual })
}

/// Returns the amounts of the charges by description key, oldest first.
fn habits(statements: &[MonthStatement]) -> HashMap<String, Vec<Money>> {
    let mut months: Vec<_> = statements.iter().collect();
    months.sort_by_key(|it| it.totals.month);
    let mut habits: HashMap<String, Vec<Money>> = HashMap::new();
    for entry in months.iter().flat_map(|it| &it.transactions).filter(|it| it.amount.is_negative()) {
        habits.entry(description_key(&entry.description)).or_default().push(-entry.amount);
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
            opening_balance: Money::ZERO,
            paid: Money::ZERO,
            charged: Money::ZERO,
            closing_balance: Money::ZERO,
        };
        let entry = |&(operation, amount): &(&str, &str)| Transaction {
            date: month.first_day(),
            time: None,
            description: operation.to_owned(),
            balance_before: None,
            amount: money(amount),
            balance_after: None,
        };
        MonthStatement { totals, transactions: rows.iter().map(entry).collect() }
    }

    const FEE: (&str, &str) = ("Аб.плата", "-589.00");

    fn history() -> Vec<MonthStatement> {
        ["2021-09", "2021-10", "2021-11"].map(|it| month(it, &[FEE, ("Оплата", "589.00")])).to_vec()
    }

    fn picture(price: &str, open: &[(&str, &str)]) -> LedgerSnapshot {
        let mut statements = history();
        statements.push(month("2021-12", open));
        LedgerSnapshot { tariff_price: Some(money(price)), statements }
    }

    fn stored() -> LedgerSnapshot {
        picture("589.00", &[FEE])
    }

    /// Returns the name of each change and its position.
    fn names(now: &LedgerSnapshot) -> Vec<(&'static str, Option<usize>)> {
        let name = |it: &Change| match it {
            Change::NewTransactions { .. } => ("new_entries", None),
            Change::Price { .. } => ("price", None),
            Change::NewCategory(place) => ("new_kind", Some(place.position)),
            Change::Unusual { place, .. } => ("unusual", Some(place.position)),
            Change::Returned(place) => ("returned", Some(place.position)),
            Change::Vanished(place) => ("vanished", Some(place.position)),
        };
        changes(&stored(), now).iter().map(name).collect()
    }

    #[test]
    fn nothing_new_is_no_change() {
        assert_eq!(changes(&stored(), &stored()), []);
    }

    #[test]
    fn new_transactions_are_counted_and_duplicates_one_by_one() {
        let now = picture("589.00", &[FEE, FEE, ("Оплата", "600.00"), ("Оплата", "600.00")]);
        let expected = Change::NewTransactions {
            count: 3,
            paid: money("1200.00"),
            charged: money("589.00"),
            month: "2021-12".parse().unwrap(),
        };
        assert_eq!(changes(&stored(), &now), [expected]);
    }

    #[test]
    fn a_new_price_is_reported_and_the_fee_that_follows_it_is_not_unusual() {
        let now = picture("639.00", &[FEE, ("Аб.плата", "-639.00")]);
        assert_eq!(names(&now), [("new_entries", None), ("price", None)]);
    }

    #[test]
    fn a_charge_of_a_new_description_is_reported_once() {
        let now = picture("589.00", &[FEE, ("Антивирус", "-3.30"), ("Антивирус", "-3.30")]);
        assert_eq!(names(&now), [("new_entries", None), ("new_kind", Some(1))]);
        let numbered = picture("589.00", &[FEE, ("Аб.плата №5", "-589.00")]);
        assert_eq!(names(&numbered), [("new_entries", None)], "a number makes no other words");
    }

    #[test]
    fn an_amount_outside_the_habit_of_its_description_is_reported_with_the_usual_one() {
        let now = picture("589.00", &[FEE, ("Аб.плата", "-700.00")]);
        let Change::Unusual { place, usual } = &changes(&stored(), &now)[1] else { panic!("not reported") };
        assert_eq!((place.position, *usual), (1, money("589.00")));
    }

    #[test]
    fn a_returned_payment_is_reported_and_a_new_way_to_pay_is_not() {
        let now = picture("589.00", &[FEE, ("Оплата картой", "500.00"), ("Возврат платежа", "-500.00")]);
        assert_eq!(names(&now), [("new_entries", None), ("returned", Some(2))]);
    }

    const PENDING: (&str, &str) = ("Оплата через СБП (в обработке)", "500.00");

    #[test]
    fn a_transaction_under_another_wording_is_no_change() {
        let before = picture("589.00", &[FEE, PENDING, PENDING]);
        let now = picture("589.00", &[FEE, ("Оплата через СБП", "500.00"), PENDING]);
        assert_eq!(changes(&before, &now), []);
        let mut later = picture("589.00", &[FEE, ("Оплата через СБП", "500.00"), PENDING]);
        let moved = &mut later.statements[3].transactions[1];
        moved.date = moved.date.succ_opt().unwrap();
        assert_eq!(changes(&before, &later), [], "a booking a day later keeps its words");
    }

    #[test]
    fn a_transaction_that_the_site_shows_no_longer_is_reported() {
        let before = picture("589.00", &[FEE, PENDING]);
        let found = changes(&before, &stored());
        let [Change::Vanished(place)] = found.as_slice() else { panic!("nothing else changed: {found:?}") };
        assert_eq!((place.month.to_string(), place.position), ("2021-12".to_owned(), 1));
        assert_eq!(place.entry.description, PENDING.0);
        let replaced = picture("589.00", &[FEE, ("Оплата через СБП", "700.00")]);
        let names: Vec<_> = changes(&before, &replaced);
        assert!(
            matches!(names.as_slice(), [Change::NewTransactions { .. }, Change::Vanished(_)]),
            "{names:?}"
        );
    }

    #[test]
    fn a_month_that_was_not_read_has_lost_nothing() {
        let mut now = stored();
        now.statements.remove(0);
        assert_eq!(changes(&stored(), &now), []);
    }

    #[test]
    fn the_first_reading_has_only_new_transactions() {
        let first = changes(&LedgerSnapshot::default(), &stored());
        assert!(matches!(first.as_slice(), [Change::NewTransactions { count: 7, .. }]), "{first:?}");
    }
}
