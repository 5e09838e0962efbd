#![expect(clippy::inconsistent_digit_grouping, reason = "sums in kopecks read as rubles_kopecks")]

use std::iter::successors;

use chrono::{Days, NaiveDate};
use kabinet_domain::{
    AccountNumber, Entry, Money, Month, MonthStatement, MonthTotals, Offer, ServiceBalance, Summary,
};

use crate::story;

/// The account number that the demo customer signs in with.
pub const ACCOUNT: &str = "12345678";

const TARIFF_PRICE: i64 = 800_00;
const TV_BALANCE: i64 = 150_25;
const OFFERS: [(u32, i64); 4] = [(1, 800_00), (3, 2328_00), (6, 4512_00), (12, 8448_00)];
const DAYS_TO_DEBIT: u32 = 5;

/// The demo customer's account: what every skin shows, and what a reader must come to.
///
/// Balances follow from one operation to the next and from one month to the next. A month that is
/// over is the same whatever day it is looked at from.
#[derive(Debug, Clone)]
pub struct Ledger {
    account: AccountNumber,
    today: NaiveDate,
    months: Vec<MonthStatement>,
}

impl Ledger {
    /// The account on a day, its history beginning in November 2021.
    pub fn until(today: NaiveDate) -> Self {
        let november = NaiveDate::from_ymd_opt(2021, 11, 1).unwrap_or(today);
        Self::since(Month::of(november.min(today)), today)
    }

    /// The account on a day, its history being so many months long (at least one), the month of
    /// that day among them.
    pub fn of_months(today: NaiveDate, count: usize) -> Self {
        let backwards = successors(Some(Month::of(today)), |month| Some(month.previous()));
        let first = backwards.take(count.max(1)).last().unwrap_or(Month::of(today));
        Self::since(first, today)
    }

    /// What the account page shows: the day of the next debit as well as the days left until it.
    /// Where the buttons lead is the site's to say.
    pub fn summary(&self) -> Summary {
        Summary {
            account: self.account.clone(),
            tariff_price: Some(money(TARIFF_PRICE)),
            balance: self.balance(),
            other_balances: vec![ServiceBalance {
                label: "Баланс ТВ".to_owned(),
                balance: money(TV_BALANCE),
            }],
            next_debit: self.today.checked_add_days(Days::new(u64::from(DAYS_TO_DEBIT))),
            days_left: Some(DAYS_TO_DEBIT),
            offers: OFFERS.iter().map(|&(months, price)| Offer { months, price: money(price) }).collect(),
            pay_url: None,
            change_tariff_url: None,
        }
    }

    /// Every month with its operations, oldest first; the last is the open one.
    pub fn months(&self) -> &[MonthStatement] {
        &self.months
    }

    /// An operation of today appears in the open month.
    pub fn add(&mut self, operation: &str, amount: Money) {
        let today = self.today;
        if let Some(open) = self.months.last_mut() {
            append(open, today, operation, amount);
        }
    }

    /// A month is corrected by the provider: two operations that cancel each other out appear on
    /// its last day, so that its totals change and no other month does.
    pub fn correct(&mut self, month: Month, amount: Money) {
        if let Some(statement) = self.months.iter_mut().find(|statement| statement.totals.month == month) {
            let last_day = month.next().first_day().pred_opt().unwrap_or(month.first_day());
            let date = last_day.min(self.today);
            append(statement, date, "Корректировка начислений", -amount);
            append(statement, date, "Корректировка оплат", amount);
        }
    }

    /// The provider's slip of the pen: the first operation of a month, and the balance after it, are
    /// shown larger by that amount than they were, and nothing else agrees with them.
    pub fn misprint(&mut self, month: Month, amount: Money) {
        let statement = self.months.iter_mut().find(|statement| statement.totals.month == month);
        if let Some(entry) = statement.and_then(|statement| statement.entries.first_mut()) {
            entry.amount = entry.amount + amount;
            entry.closing = entry.closing.map(|closing| closing + amount);
        }
    }

    /// Another account's number is shown from now on.
    pub fn show_account(&mut self, account: AccountNumber) {
        self.account = account;
    }

    pub(crate) fn today(&self) -> NaiveDate {
        self.today
    }

    fn since(first: Month, today: NaiveDate) -> Self {
        let open = Month::of(today);
        let over = successors(Some(first), |month| Some(month.next())).take_while(|month| *month < open);
        let mut months: Vec<MonthStatement> =
            over.map(|month| statement(month, story::entries(month))).collect();
        months.push(statement(open, story::entries_until(today)));
        let account =
            AccountNumber::try_from(ACCOUNT.to_owned()).expect("eight digits are an account number");
        Self { account, today, months }
    }

    fn balance(&self) -> Money {
        self.months.last().map_or(Money::ZERO, |open| open.totals.closing)
    }
}

fn statement(month: Month, entries: Vec<Entry>) -> MonthStatement {
    let opening = story::closing(month.previous());
    MonthStatement { totals: totals(month, opening, &entries), entries }
}

fn totals(month: Month, opening: Money, entries: &[Entry]) -> MonthTotals {
    let sum = |negative: bool| -> Money {
        entries.iter().map(|entry| entry.amount).filter(|amount| amount.is_negative() == negative).sum()
    };
    let (paid, charged) = (sum(false), -sum(true));
    MonthTotals { month, opening, paid, charged, closing: opening + paid - charged }
}

fn money(kopecks: i64) -> Money {
    Money::from_kopecks(kopecks).expect("the account's sums are far below a trillion")
}

fn append(statement: &mut MonthStatement, date: NaiveDate, operation: &str, amount: Money) {
    statement.entries.push(story::following(statement.totals.closing, date, operation, amount));
    statement.totals = totals(statement.totals.month, statement.totals.opening, &statement.entries);
}
