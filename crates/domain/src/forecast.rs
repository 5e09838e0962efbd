//! What will be debited, and how long the money lasts, reckoned from what the cabinet shows.
//!
//! Deliberately not here: guesses. What the cabinet and the history do not tell is a reason not to
//! forecast; what is taken for granted is listed.

mod interval;
mod regular;

use chrono::{Datelike, Days, NaiveDate};

use crate::category::{is_promise, names_tariff};
use crate::debit_status::{DebitStatus, debit_status};
use crate::forecast::interval::nth_month;
use crate::forecast::regular::{RecurrencePattern, habits};
use crate::{AccountSummary, Category, CategoryOverrides, Money, MonthStatement};

pub use crate::forecast::interval::Interval;

/// What is known of an account.
#[derive(Debug, Clone, Copy)]
pub struct ForecastInput<'a> {
    /// What the account page showed.
    pub summary: &'a AccountSummary,
    /// On which day.
    pub read_on: NaiveDate,
    /// The months that are kept, in any order.
    pub statements: &'a [MonthStatement],
    /// What the customer said of kinds.
    pub corrections: &'a CategoryOverrides,
}

/// What is to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// What is taken for granted.
    pub assumptions: Vec<Assumption>,
    /// The next twelve days on which something is debited.
    pub debits: Vec<ForecastDebit>,
    /// The first day whose debit the money does not cover: today, if it is owed already. `None` if
    /// it lasts for fifty years.
    pub runs_out: Option<NaiveDate>,
    /// The charges that come back by themselves, as the history shows.
    pub regular: Vec<RecurringCharge>,
    /// Up to which day the money is to last.
    pub until: NaiveDate,
    /// What is to be paid now so that it does; zero if nothing.
    pub to_pay: Money,
}

/// What is debited on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForecastDebit {
    /// The day.
    pub date: NaiveDate,
    /// How much in all; positive.
    pub amount: Money,
    /// What for.
    pub charges: Vec<Charge>,
    /// The balance after it, if nothing is paid until then.
    pub balance_after: Money,
    /// Whether the money is enough for it.
    pub covered: bool,
}

/// One of the sums that are debited on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Charge {
    /// The price of the tariff.
    Tariff(Money),
    /// A charge that comes back by itself, in the provider's words.
    Regular(String, Money),
    /// A promised payment that is taken back.
    Promise(Money),
}

/// A charge that comes back by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecurringCharge {
    /// Its words, as they were last.
    pub operation: String,
    /// Its sum, as it was last; positive.
    pub amount: Money,
    /// The time from one to the next.
    pub interval: Interval,
    /// The day on which it is expected next.
    pub next_date: NaiveDate,
}

/// What a forecast takes for granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assumption {
    /// The tariff is debited every month on that day, or on the month's last.
    Monthly {
        /// The day of the month.
        day: u32,
        /// How much.
        amount: Money,
    },
    /// The tariff is debited every so many days, as the history shows.
    EveryDays {
        /// The interval in days.
        days: u32,
        /// The price; positive.
        amount: Money,
    },
    /// The cabinet names no day; it is that of the debits before.
    DayOfHistory,
    /// The cabinet names no price; it is that of the debits before.
    PriceOfHistory,
    /// Other charges go on as they were.
    OthersGoOn {
        /// How many there are.
        count: usize,
    },
    /// The history is too short to tell of other charges.
    ShortHistory {
        /// How many months it has.
        months: usize,
    },
    /// A charge comes regularly with a sum that always differs; it is left out.
    Varying {
        /// Its words.
        operation: String,
    },
    /// A promised payment is taken back with the next debit.
    PromiseTakenBack {
        /// How much.
        amount: Money,
    },
}

/// Why nothing can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForecastUnavailable {
    /// Neither the cabinet nor the history tells the day of a debit.
    NoDay,
    /// Neither the cabinet nor the history tells its sum.
    NoPrice,
    /// There was a debit since the account was read, and what came of it is not known.
    Outdated {
        /// The day of that debit.
        debit: NaiveDate,
    },
    /// The stated debit had passed already when the account was read: the site is late.
    SiteLate {
        /// The day of that debit.
        debit: NaiveDate,
    },
}

/// How far the money is followed.
const FOLLOWED_MONTHS: u32 = 600;
const TOLD: usize = 12;
/// Fewer months tell of no regularity.
const SHORT_HISTORY: usize = 3;
const PROMISE_LASTS: Days = Days::new(31);

/// What will be debited, seen from `today`, and what is to be paid now so that the money lasts to
/// the end of the day `until`, or of the last debit told.
///
/// # Errors
/// [`ForecastUnavailable`].
pub fn forecast(
    known: &ForecastInput<'_>,
    today: NaiveDate,
    until: Option<NaiveDate>,
) -> Result<Forecast, ForecastUnavailable> {
    let (found, varying) = habits(known.statements, known.corrections, today);
    let tariff = Tariff::of(known, &found, today)?;
    let others = || found.iter().filter(|it| tariff.own != Some(*it));
    let promised = promised(known, today);
    let mut charges = tariff.charges();
    charges.extend(others().flat_map(RecurrencePattern::charges));
    charges.extend((promised > Money::ZERO).then_some((tariff.first, Charge::Promise(promised))));
    let debits = by_day(charges, known.summary.balance);
    let told: Vec<_> = debits.iter().take(TOLD).cloned().collect();
    let until = until.or_else(|| told.last().map(|it| it.date)).unwrap_or(tariff.first);
    let spent: Money = debits.iter().take_while(|it| it.date <= until).map(|it| it.amount).sum();
    let uncovered = || debits.iter().find(|it| !it.covered).map(|it| it.date);
    Ok(Forecast {
        assumptions: tariff.assumptions(known, others().count(), promised, varying),
        debits: told,
        runs_out: if known.summary.balance.is_negative() { Some(today) } else { uncovered() },
        regular: found.iter().map(|it| tariff.told(it)).collect(),
        until,
        to_pay: (spent - known.summary.balance).max(Money::ZERO),
    })
}

/// What is debited for the tariff, and when.
struct Tariff<'a> {
    first: NaiveDate,
    /// The day of the month, where the month has it.
    day: u32,
    price: Money,
    interval: Interval,
    /// What the history shows of it.
    own: Option<&'a RecurrencePattern>,
    is_day_told: bool,
    is_price_told: bool,
}

impl<'a> Tariff<'a> {
    fn of(
        known: &ForecastInput<'_>,
        found: &'a [RecurrencePattern],
        today: NaiveDate,
    ) -> Result<Self, ForecastUnavailable> {
        let told = stated_date(known, today)?;
        let own = own(known.summary.tariff_price, told, found);
        let first = told.or(own.map(|it| it.next)).ok_or(ForecastUnavailable::NoDay)?;
        let price =
            known.summary.tariff_price.or(own.map(|it| it.amount)).ok_or(ForecastUnavailable::NoPrice)?;
        let day = own.filter(|it| nth_month(first, 0, it.day) == first).map_or(first.day(), |it| it.day);
        let interval = own.map_or(Interval::Months(1), |it| it.interval);
        let (is_day_told, is_price_told) = (told.is_some(), known.summary.tariff_price.is_some());
        Ok(Self { first, day, price, interval, own, is_day_told, is_price_told })
    }

    fn charges(&self) -> Vec<(NaiveDate, Charge)> {
        let dates = self.interval.dates(self.first, self.day, FOLLOWED_MONTHS);
        dates.map(|date| (date, Charge::Tariff(self.price))).collect()
    }

    /// The history of the tariff's own charge has its price and day of today.
    fn told(&self, habit: &RecurrencePattern) -> RecurringCharge {
        let is_own = self.own == Some(habit);
        RecurringCharge {
            operation: habit.operation.clone(),
            amount: if is_own { self.price } else { habit.amount },
            interval: habit.interval,
            next_date: if is_own { self.first } else { habit.next },
        }
    }

    fn assumptions(
        &self,
        known: &ForecastInput<'_>,
        others: usize,
        promised: Money,
        varying: Vec<String>,
    ) -> Vec<Assumption> {
        let months = known.statements.len();
        let own = match self.interval {
            Interval::Months(_) => Assumption::Monthly { day: self.day, amount: self.price },
            Interval::Days(days) => Assumption::EveryDays { days, amount: self.price },
        };
        let said = [
            Some(own),
            (!self.is_day_told).then_some(Assumption::DayOfHistory),
            (!self.is_price_told).then_some(Assumption::PriceOfHistory),
            (others > 0).then_some(Assumption::OthersGoOn { count: others }),
            (months < SHORT_HISTORY).then_some(Assumption::ShortHistory { months }),
            (promised > Money::ZERO).then_some(Assumption::PromiseTakenBack { amount: promised }),
        ];
        let left_out = varying.into_iter().map(|operation| Assumption::Varying { operation });
        said.into_iter().flatten().chain(left_out).collect()
    }
}

fn stated_date(
    known: &ForecastInput<'_>,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, ForecastUnavailable> {
    match debit_status(known.summary, known.read_on, today) {
        DebitStatus::NotStated => Ok(None),
        DebitStatus::Upcoming { debit } => Ok(Some(debit)),
        DebitStatus::Outdated { debit } => Err(ForecastUnavailable::Outdated { debit }),
        DebitStatus::SiteLate { debit } => Err(ForecastUnavailable::SiteLate { debit }),
    }
}

/// Which of the monthly fees is the tariff's: the one of its price, or of its day with the price
/// nearest to it, or of its words; with nothing told, the largest.
fn own(
    price: Option<Money>,
    told: Option<NaiveDate>,
    found: &[RecurrencePattern],
) -> Option<&RecurrencePattern> {
    let monthly = found.iter().filter(|it| it.kind == Category::Fee && it.interval.is_about_a_month());
    let apart = |it: &RecurrencePattern| price.map_or(-it.amount, |price| (it.amount - price).abs());
    let is_on_another_day =
        |it: &RecurrencePattern| told.is_some_and(|told| !it.interval.falls_on(told, it.next, it.day));
    let fits = |it: &&RecurrencePattern| {
        !is_of_another_price(it, price) || !is_on_another_day(it) || names_tariff(&it.operation)
    };
    monthly.filter(fits).min_by_key(|it| (is_of_another_price(it, price), is_on_another_day(it), apart(it)))
}

fn is_of_another_price(habit: &RecurrencePattern, price: Option<Money>) -> bool {
    price.is_some_and(|price| habit.amount != price)
}

/// What was promised of late and not taken back yet.
fn promised(known: &ForecastInput<'_>, today: NaiveDate) -> Money {
    let since = today.checked_sub_days(PROMISE_LASTS).unwrap_or(today);
    let entries = known.statements.iter().flat_map(|it| &it.transactions);
    entries.filter(|it| it.date >= since && is_promise(it)).map(|it| it.amount).sum()
}

fn by_day(mut charges: Vec<(NaiveDate, Charge)>, mut balance: Money) -> Vec<ForecastDebit> {
    charges.sort_by_key(|(date, _)| *date);
    let debit = |day: &[(NaiveDate, Charge)]| {
        let amount: Money = day.iter().map(|(_, charge)| charge.amount()).sum();
        balance = balance - amount;
        Some(ForecastDebit {
            date: day.first()?.0,
            amount,
            charges: day.iter().map(|(_, charge)| charge.clone()).collect(),
            balance_after: balance,
            covered: !balance.is_negative(),
        })
    };
    charges.chunk_by(|one, other| one.0 == other.0).filter_map(debit).collect()
}

impl Charge {
    /// How much it is.
    pub fn amount(&self) -> Money {
        match self {
            Self::Tariff(amount) | Self::Regular(_, amount) | Self::Promise(amount) => *amount,
        }
    }
}
