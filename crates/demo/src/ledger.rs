//! The demo account: its summary and its transactions.

#![expect(clippy::inconsistent_digit_grouping, reason = "sums in kopecks read as rubles_kopecks")]

use std::iter::successors;

use chrono::{Days, Months, NaiveDate};
use kabinet_domain::{
    AccountNumber, AccountSummary, Money, Month, MonthStatement, MonthTotals, Offer, ServiceBalance,
    Transaction,
};

use crate::scenario;

/// The login of the demo customer, which is also the account number.
pub const ACCOUNT: &str = "12345678";

const TARIFF_PRICE: i64 = 800_00;
const TV_BALANCE: i64 = 150_25;
const OFFERS: [(u32, i64); 4] = [(1, 800_00), (3, 2328_00), (6, 4512_00), (12, 8448_00)];
const DAYS_TO_DEBIT: u64 = 5;
const FEE: &str = "Списание аб.платы по тарифу";

/// The demo customer's account, which every skin shows.
///
/// Each transaction and each month opens with the balance that the previous one closed with. A
/// month that is over is the same on any later day.
#[derive(Debug, Clone)]
pub struct Ledger {
    account: AccountNumber,
    today: NaiveDate,
    /// The first debit, after which one comes every month.
    first_debit: NaiveDate,
    months: Vec<MonthStatement>,
}

impl Ledger {
    /// Creates the account as of a day, with a history from November 2021.
    pub fn until(today: NaiveDate) -> Self {
        let november = NaiveDate::from_ymd_opt(2021, 11, 1).unwrap_or(today);
        Self::since(Month::of(november.min(today)), today)
    }

    /// Creates the account as of a day, with a history of `count` months (at least one).
    ///
    /// The month of that day is the last of them.
    pub fn of_months(today: NaiveDate, count: usize) -> Self {
        let backwards = successors(Some(Month::of(today)), |month| Some(month.previous()));
        let first = backwards.take(count.max(1)).last().unwrap_or(Month::of(today));
        Self::since(first, today)
    }

    /// Returns the summary with every figure, and without the addresses of the buttons.
    pub fn summary(&self) -> AccountSummary {
        AccountSummary {
            account: self.account.clone(),
            tariff_price: Some(money(TARIFF_PRICE)),
            balance: self.balance(),
            other_balances: vec![ServiceBalance {
                label: "Баланс ТВ".to_owned(),
                balance: money(TV_BALANCE),
            }],
            next_debit: Some(self.next_debit()),
            days_left: u32::try_from((self.next_debit() - self.today).num_days()).ok(),
            paid_until: None,
            services: Vec::new(),
            unread: Vec::new(),
            offers: OFFERS.iter().map(|&(months, price)| Offer { months, price: money(price) }).collect(),
            pay_url: None,
            change_tariff_url: None,
        }
    }

    /// Returns every month with its transactions, oldest first; the last is the current one.
    pub fn months(&self) -> &[MonthStatement] {
        &self.months
    }

    /// Lets the days pass until `today`: months begin, and each debit is charged on its day.
    pub fn pass_to(&mut self, today: NaiveDate) {
        while self.today < today {
            if self.today == self.next_debit() {
                self.add(FEE, -money(TARIFF_PRICE));
            }
            self.today = self.today + Days::new(1);
            self.begin_month();
        }
    }

    /// Adds a transaction of today to the current month.
    pub fn add(&mut self, operation: &str, amount: Money) {
        let today = self.today;
        if let Some(open) = self.months.last_mut() {
            append(open, today, operation, amount);
        }
    }

    /// Adds two transactions to a month that cancel each other out, on its last day.
    ///
    /// The totals of that month change, as in a provider's correction, and no other month does.
    pub fn correct(&mut self, month: Month, amount: Money) {
        if let Some(statement) = self.months.iter_mut().find(|statement| statement.totals.month == month) {
            let last_day = month.next().first_day().pred_opt().unwrap_or(month.first_day());
            let date = last_day.min(self.today);
            append(statement, date, "Корректировка начислений", -amount);
            append(statement, date, "Корректировка оплат", amount);
        }
    }

    /// Adds an error to the first transaction of a month and to the balance after it.
    ///
    /// Both grow by `amount` and contradict every other figure.
    pub fn misprint(&mut self, month: Month, amount: Money) {
        let statement = self.months.iter_mut().find(|statement| statement.totals.month == month);
        if let Some(entry) = statement.and_then(|statement| statement.transactions.first_mut()) {
            entry.amount = entry.amount + amount;
            entry.balance_after = entry.balance_after.map(|closing| closing + amount);
        }
    }

    /// Changes the account number that the pages show.
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
            over.map(|month| statement(month, scenario::entries(month))).collect();
        months.push(statement(open, scenario::entries_until(today)));
        let account =
            AccountNumber::try_from(ACCOUNT.to_owned()).expect("eight digits are an account number");
        let first_debit = today.checked_add_days(Days::new(DAYS_TO_DEBIT)).unwrap_or(today);
        Self { account, today, first_debit, months }
    }

    /// Returns the first debit that is not before today.
    fn next_debit(&self) -> NaiveDate {
        let mut debits = (0..).map_while(|months| self.first_debit.checked_add_months(Months::new(months)));
        debits.find(|debit| *debit >= self.today).unwrap_or(self.first_debit)
    }

    /// Opens the month of today, if it is not open.
    fn begin_month(&mut self) {
        let month = Month::of(self.today);
        if self.months.last().is_some_and(|open| open.totals.month < month) {
            self.months.push(MonthStatement {
                totals: totals(month, self.balance(), &[]),
                transactions: Vec::new(),
            });
        }
    }

    fn balance(&self) -> Money {
        self.months.last().map_or(Money::ZERO, |open| open.totals.closing_balance)
    }
}

fn statement(month: Month, entries: Vec<Transaction>) -> MonthStatement {
    let opening = scenario::closing(month.previous());
    MonthStatement { totals: totals(month, opening, &entries), transactions: entries }
}

fn totals(month: Month, opening: Money, entries: &[Transaction]) -> MonthTotals {
    let sum = |negative: bool| -> Money {
        entries.iter().map(|entry| entry.amount).filter(|amount| amount.is_negative() == negative).sum()
    };
    let (paid, charged) = (sum(false), -sum(true));
    MonthTotals { month, opening_balance: opening, paid, charged, closing_balance: opening + paid - charged }
}

fn money(kopecks: i64) -> Money {
    Money::from_kopecks(kopecks).expect("the account's sums are far below a trillion")
}

fn append(statement: &mut MonthStatement, date: NaiveDate, operation: &str, amount: Money) {
    statement.transactions.push(scenario::following(
        statement.totals.closing_balance,
        date,
        operation,
        amount,
    ));
    statement.totals =
        totals(statement.totals.month, statement.totals.opening_balance, &statement.transactions);
}
