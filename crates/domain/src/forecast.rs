//! Forecast of the debits, and of the day on which the balance no longer covers them.
//!
//! Not here: guesses. A figure that neither the portal nor the history shows is a reason not to
//! forecast, and every assumption is listed.

mod interval;
mod regular;

use chrono::{Datelike, Days, NaiveDate};

use crate::category::{is_promise, names_tariff};
use crate::debit_status::{DebitStatus, debit_status};
use crate::forecast::interval::nth_month;
use crate::forecast::regular::{RecurrencePattern, recurrence_patterns};
use crate::{AccountSummary, Category, CategoryOverrides, Money, MonthStatement};

pub use crate::forecast::interval::Interval;

/// The input data of an account.
#[derive(Debug, Clone, Copy)]
pub struct ForecastInput<'a> {
    /// The account page.
    pub summary: &'a AccountSummary,
    /// The day on which the account page was read.
    pub read_on: NaiveDate,
    /// The stored months, in any order.
    pub statements: &'a [MonthStatement],
    /// The categories that the customer chose.
    pub overrides: &'a CategoryOverrides,
}

/// The coming debits and the state of the balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The assumptions of the forecast.
    pub assumptions: Vec<Assumption>,
    /// The debits of the next twelve days that have one.
    pub debits: Vec<ForecastDebit>,
    /// The first day whose debit the balance does not cover; today if the balance is negative.
    ///
    /// `None` if the balance lasts for fifty years.
    pub runs_out: Option<NaiveDate>,
    /// The recurring charges that the history shows.
    pub regular: Vec<RecurringCharge>,
    /// The day up to which the balance should last.
    pub until: NaiveDate,
    /// The amount to pay now so that it does; zero if it lasts anyway.
    pub to_pay: Money,
}

/// The debit of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForecastDebit {
    /// The day.
    pub date: NaiveDate,
    /// The sum of its charges; positive.
    pub amount: Money,
    /// Its charges.
    pub charges: Vec<Charge>,
    /// The balance after it, without payments until then.
    pub balance_after: Money,
    /// True if the balance covers it.
    pub covered: bool,
}

/// A charge of a debit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Charge {
    /// The price of the tariff.
    Tariff(Money),
    /// A recurring charge: its description and its amount.
    Regular(String, Money),
    /// A promised payment that is taken back.
    Promise(Money),
}

/// A recurring charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecurringCharge {
    /// Its last description.
    pub description: String,
    /// Its last amount; positive.
    pub amount: Money,
    /// The time from one to the next.
    pub interval: Interval,
    /// The day on which it is expected next.
    pub next_date: NaiveDate,
}

/// An assumption of a forecast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assumption {
    /// The tariff is debited every month on one day, or on the last day of a shorter month.
    Monthly {
        /// The day of the month.
        day: u32,
        /// The amount; positive.
        amount: Money,
    },
    /// The tariff is debited at an interval in days, as the history shows.
    EveryDays {
        /// The interval in days.
        days: u32,
        /// The price; positive.
        amount: Money,
    },
    /// The portal names no day, so the day follows from the earlier debits.
    DayOfHistory,
    /// The portal names no price, so the price follows from the earlier debits.
    PriceOfHistory,
    /// Other recurring charges continue.
    OthersGoOn {
        /// The number of such charges.
        count: usize,
    },
    /// The history is too short to show other charges.
    ShortHistory {
        /// The number of its months.
        months: usize,
    },
    /// A recurring charge whose amount always differs is left out.
    Varying {
        /// Its description.
        description: String,
    },
    /// A promised payment is taken back with the next debit.
    PromiseTakenBack {
        /// The amount; positive.
        amount: Money,
    },
}

/// Reason why no forecast is possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForecastUnavailable {
    /// Neither the portal nor the history shows the day of a debit.
    NoDay,
    /// Neither the portal nor the history shows the amount of a debit.
    NoPrice,
    /// A debit was due since the account was read, and its outcome is uninput.
    Outdated {
        /// The day of that debit.
        debit: NaiveDate,
    },
    /// The stated day had passed already when the account was read, because the site is late.
    SiteLate {
        /// The day of that debit.
        debit: NaiveDate,
    },
}

/// The length of the forecast: fifty years.
const FOLLOWED_MONTHS: u32 = 600;

/// The number of debits in a forecast.
const LISTED_DEBITS: usize = 12;

/// The fewest months that show a regularity.
const SHORT_HISTORY: usize = 3;

/// The time within which a promised payment is taken back.
const PROMISE_LASTS: Days = Days::new(31);

/// Returns the forecast as of `today`, with the amount to pay so that the balance lasts.
///
/// It should last to the end of the day `until`, or of the last listed debit with `None`.
///
/// # Errors
/// Returns [`ForecastUnavailable`] if the day or the amount of the next debit is uninput.
pub fn forecast(
    input: &ForecastInput<'_>,
    today: NaiveDate,
    until: Option<NaiveDate>,
) -> Result<Forecast, ForecastUnavailable> {
    let (found, varying) = recurrence_patterns(input.statements, input.overrides, today);
    let tariff = Tariff::new(input, &found, today)?;
    let others = || found.iter().filter(|it| tariff.own != Some(*it));
    let promised = promised_sum(input, today);
    let mut charges = tariff.charges();
    charges.extend(others().flat_map(RecurrencePattern::charges));
    charges.extend((promised > Money::ZERO).then_some((tariff.first, Charge::Promise(promised))));
    let debits = by_day(charges, input.summary.balance);
    let listed: Vec<_> = debits.iter().take(LISTED_DEBITS).cloned().collect();
    let until = until.or_else(|| listed.last().map(|it| it.date)).unwrap_or(tariff.first);
    let spent: Money = debits.iter().take_while(|it| it.date <= until).map(|it| it.amount).sum();
    let uncovered = || debits.iter().find(|it| !it.covered).map(|it| it.date);
    Ok(Forecast {
        assumptions: tariff.assumptions(input, others().count(), promised, varying),
        debits: listed,
        runs_out: if input.summary.balance.is_negative() { Some(today) } else { uncovered() },
        regular: found.iter().map(|it| tariff.recurring_charge(it)).collect(),
        until,
        to_pay: (spent - input.summary.balance).max(Money::ZERO),
    })
}

/// The debits of the tariff.
struct Tariff<'a> {
    first: NaiveDate,
    /// The day of the month; a shorter month has its last day instead.
    day: u32,
    price: Money,
    interval: Interval,
    /// Its pattern in the history; `None` if the history shows none.
    own: Option<&'a RecurrencePattern>,
    is_day_stated: bool,
    is_price_stated: bool,
}

impl<'a> Tariff<'a> {
    fn new(
        input: &ForecastInput<'_>,
        found: &'a [RecurrencePattern],
        today: NaiveDate,
    ) -> Result<Self, ForecastUnavailable> {
        let stated = stated_date(input, today)?;
        let own = own_pattern(input.summary.tariff_price, stated, found);
        let first = stated.or(own.map(|it| it.next)).ok_or(ForecastUnavailable::NoDay)?;
        let price =
            input.summary.tariff_price.or(own.map(|it| it.amount)).ok_or(ForecastUnavailable::NoPrice)?;
        let day = own.filter(|it| nth_month(first, 0, it.day) == first).map_or(first.day(), |it| it.day);
        let interval = own.map_or(Interval::Months(1), |it| it.interval);
        let (is_day_stated, is_price_stated) = (stated.is_some(), input.summary.tariff_price.is_some());
        Ok(Self { first, day, price, interval, own, is_day_stated, is_price_stated })
    }

    fn charges(&self) -> Vec<(NaiveDate, Charge)> {
        let dates = self.interval.dates(self.first, self.day, FOLLOWED_MONTHS);
        dates.map(|date| (date, Charge::Tariff(self.price))).collect()
    }

    /// Returns the recurring charge of a pattern, with the present price and day of the tariff.
    fn recurring_charge(&self, pattern: &RecurrencePattern) -> RecurringCharge {
        let is_own = self.own == Some(pattern);
        RecurringCharge {
            description: pattern.description.clone(),
            amount: if is_own { self.price } else { pattern.amount },
            interval: pattern.interval,
            next_date: if is_own { self.first } else { pattern.next },
        }
    }

    fn assumptions(
        &self,
        input: &ForecastInput<'_>,
        others: usize,
        promised: Money,
        varying: Vec<String>,
    ) -> Vec<Assumption> {
        let months = input.statements.len();
        let own = match self.interval {
            Interval::Months(_) => Assumption::Monthly { day: self.day, amount: self.price },
            Interval::Days(days) => Assumption::EveryDays { days, amount: self.price },
        };
        let assumptions = [
            Some(own),
            (!self.is_day_stated).then_some(Assumption::DayOfHistory),
            (!self.is_price_stated).then_some(Assumption::PriceOfHistory),
            (others > 0).then_some(Assumption::OthersGoOn { count: others }),
            (months < SHORT_HISTORY).then_some(Assumption::ShortHistory { months }),
            (promised > Money::ZERO).then_some(Assumption::PromiseTakenBack { amount: promised }),
        ];
        let left_out = varying.into_iter().map(|description| Assumption::Varying { description });
        assumptions.into_iter().flatten().chain(left_out).collect()
    }
}

fn stated_date(
    input: &ForecastInput<'_>,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, ForecastUnavailable> {
    match debit_status(input.summary, input.read_on, today) {
        DebitStatus::NotStated => Ok(None),
        DebitStatus::Upcoming { debit } => Ok(Some(debit)),
        DebitStatus::Outdated { debit } => Err(ForecastUnavailable::Outdated { debit }),
        DebitStatus::SiteLate { debit } => Err(ForecastUnavailable::SiteLate { debit }),
    }
}

/// Returns the monthly fee that is the tariff's own.
///
/// It has the tariff's price, or its day with the nearest price, or its words. Of several, or if the
/// page states neither, it is the largest.
fn own_pattern(
    price: Option<Money>,
    stated: Option<NaiveDate>,
    found: &[RecurrencePattern],
) -> Option<&RecurrencePattern> {
    let monthly = found.iter().filter(|it| it.category == Category::Fee && it.interval.is_about_a_month());
    let apart = |it: &RecurrencePattern| price.map_or(-it.amount, |price| (it.amount - price).abs());
    let is_on_another_day =
        |it: &RecurrencePattern| stated.is_some_and(|stated| !it.interval.falls_on(stated, it.next, it.day));
    let fits = |it: &&RecurrencePattern| {
        !is_of_another_price(it, price) || !is_on_another_day(it) || names_tariff(&it.description)
    };
    monthly.filter(fits).min_by_key(|it| (is_of_another_price(it, price), is_on_another_day(it), apart(it)))
}

fn is_of_another_price(pattern: &RecurrencePattern, price: Option<Money>) -> bool {
    price.is_some_and(|price| pattern.amount != price)
}

/// Returns the sum of the promised payments that are not taken back yet.
fn promised_sum(input: &ForecastInput<'_>, today: NaiveDate) -> Money {
    let since = today.checked_sub_days(PROMISE_LASTS).unwrap_or(today);
    let entries = input.statements.iter().flat_map(|it| &it.transactions);
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
    /// Returns the amount; positive.
    pub fn amount(&self) -> Money {
        match self {
            Self::Tariff(amount) | Self::Regular(_, amount) | Self::Promise(amount) => *amount,
        }
    }
}
