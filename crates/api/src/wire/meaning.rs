//! What the figures of an account mean: contradictions, kinds, changes, what is to come.

use chrono::{DateTime, NaiveDate, Utc};
use kabinet_domain::{self as domain, Money, Month};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a statement contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Finding {
    /// What was checked.
    pub rule: Rule,
    /// The month.
    #[ts(as = "String")]
    pub month: Month,
    /// Which of its operations, from 0, oldest first.
    pub position: Option<usize>,
    /// The day of the operation.
    pub date: Option<NaiveDate>,
    /// The operation, in the provider's words.
    pub operation: Option<String>,
    /// The figure that would be right.
    #[ts(as = "Option<String>")]
    pub expected: Option<Money>,
    /// The figure that is shown.
    #[ts(as = "Option<String>")]
    pub shown: Option<Money>,
    /// It in a sentence, for people.
    pub text: String,
}

/// Every contradiction of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// The newest month first.
    pub findings: Vec<Finding>,
}

/// What is checked of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The balance before an operation and its sum make the balance after it.
    OperationSum,
    /// An operation begins with the balance that the one before it left.
    EntryChain,
    /// A month's line agrees with its operations and with itself.
    MonthSum,
    /// A month opens with what the one before it closed with.
    MonthChain,
    /// Nothing is shown, or charged, once more than it should be.
    Twin,
    /// An operation has a sum.
    Zero,
    /// An operation is of the month that it stands in.
    OutsideMonth,
    /// A month that is over stays as it is.
    Rewritten,
}

/// What an operation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Money that the customer paid in.
    Payment,
    /// What a service costs for a period.
    Fee,
    /// A service that was asked for once.
    OneOff,
    /// A sum that the provider set right.
    Correction,
    /// Money that went back.
    Refund,
    /// A device.
    Equipment,
    /// A gift or a discount.
    Bonus,
    /// None of these.
    Other,
}

/// The operations of one kind together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct KindTotal {
    /// The kind.
    pub kind: Kind,
    /// How many there are.
    pub count: usize,
    /// What they added to the account.
    #[ts(as = "String")]
    pub sum: Money,
}

/// Some months together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Period {
    /// The first month.
    #[ts(as = "String")]
    pub from: Month,
    /// The last month.
    #[ts(as = "String")]
    pub to: Month,
    /// How many are kept of them.
    pub months: usize,
    /// The balance at the beginning.
    #[ts(as = "String")]
    pub opening: Money,
    /// What was paid in.
    #[ts(as = "String")]
    pub paid: Money,
    /// What was charged.
    #[ts(as = "String")]
    pub charged: Money,
    /// The balance at the end.
    #[ts(as = "String")]
    pub closing: Money,
    /// The operations by their kinds.
    pub kinds: Vec<KindTotal>,
}

/// The totals of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct YearTotals {
    /// The calendar year; null for the last 12 months.
    pub year: Option<i32>,
    /// Its totals.
    pub totals: Period,
}

/// A month's operations by their kinds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MonthKinds {
    /// The month.
    #[ts(as = "String")]
    pub month: Month,
    /// The kinds that there are in it.
    pub kinds: Vec<KindTotal>,
}

/// The operations of an account by their kinds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kinds {
    /// The last twelve months, then calendar years, newest first.
    pub years: Vec<YearTotals>,
    /// The oldest first.
    pub months: Vec<MonthKinds>,
}

/// The balance at the end of a day that had operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct BalancePoint {
    /// The day.
    pub date: NaiveDate,
    /// The balance.
    #[ts(as = "String")]
    pub balance: Money,
}

/// What the last refresh that changed anything brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Changes {
    /// When.
    pub at: DateTime<Utc>,
    /// When it was refreshed before.
    pub since: Option<DateTime<Utc>>,
    /// What changed.
    pub items: Vec<Change>,
}

/// One thing that a refresh brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Change {
    /// What changed.
    pub what: ChangeKind,
    /// It in a sentence, for people.
    pub text: String,
    /// The month of the operation.
    #[ts(as = "Option<String>")]
    pub month: Option<Month>,
    /// Which of its operations, from 0, oldest first.
    pub position: Option<usize>,
}

/// What sort of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// New operations.
    NewEntries,
    /// Another price of the tariff.
    Price,
    /// A charge of words not seen before.
    NewKind,
    /// A charge of an unusual sum.
    Unusual,
    /// A payment that went back.
    Returned,
}

/// What is foreseen for an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Forecast {
    /// Why nothing can be foreseen, for people.
    pub why_not: Option<String>,
    /// What is assumed, for people.
    pub assumptions: Vec<String>,
    /// The day at the provider.
    pub today: NaiveDate,
    /// The balance.
    #[ts(as = "String")]
    pub balance: Money,
    /// The next debits.
    pub debits: Vec<ForecastDebit>,
    /// The day on which the money ends.
    pub runs_out: Option<NaiveDate>,
    /// The charges that return.
    pub regular: Vec<RegularCharge>,
    /// The day until which the money is to last.
    pub until: NaiveDate,
    /// What to pay now for that.
    #[ts(as = "Option<String>")]
    pub to_pay: Option<Money>,
}

/// A debit that is foreseen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ForecastDebit {
    /// Its day.
    pub date: NaiveDate,
    /// What will be debited.
    #[ts(as = "String")]
    pub amount: Money,
    /// The balance after it.
    #[ts(as = "String")]
    pub balance_after: Money,
    /// Whether the money is enough for it.
    pub covered: bool,
    /// It in a sentence, for people.
    pub text: String,
}

/// A charge that returns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RegularCharge {
    /// What it is, in the provider's words.
    pub operation: String,
    /// How much.
    #[ts(as = "String")]
    pub amount: Money,
    /// How many months from one to the next.
    pub every_months: u32,
    /// The day of the next one.
    pub next: NaiveDate,
}

macro_rules! same_names {
    ($wire:ident, $domain:ty, $($name:ident),*) => {
        impl From<$domain> for $wire {
            fn from(it: $domain) -> Self {
                match it { $(<$domain>::$name => Self::$name),* }
            }
        }

        impl From<$wire> for $domain {
            fn from(it: $wire) -> Self {
                match it { $($wire::$name => Self::$name),* }
            }
        }
    };
}

same_names!(
    Rule,
    domain::Rule,
    OperationSum,
    EntryChain,
    MonthSum,
    MonthChain,
    Twin,
    Zero,
    OutsideMonth,
    Rewritten
);
same_names!(Kind, domain::Kind, Payment, Fee, OneOff, Correction, Refund, Equipment, Bonus, Other);

impl From<domain::KindTotal> for KindTotal {
    fn from(total: domain::KindTotal) -> Self {
        Self { kind: total.kind.into(), count: total.count, sum: total.sum }
    }
}

impl From<domain::YearTotals> for YearTotals {
    fn from(year: domain::YearTotals) -> Self {
        let domain::Period { from, to, months, opening, paid, charged, closing, kinds } = year.totals;
        let kinds = kinds.into_iter().map(Into::into).collect();
        let totals = Period { from, to, months, opening, paid, charged, closing, kinds };
        Self { year: year.year, totals }
    }
}

impl From<domain::BalancePoint> for BalancePoint {
    fn from(point: domain::BalancePoint) -> Self {
        Self { date: point.date, balance: point.balance }
    }
}

impl From<domain::RegularCharge> for RegularCharge {
    fn from(charge: domain::RegularCharge) -> Self {
        let domain::RegularCharge { operation, amount, every_months, next } = charge;
        Self { operation, amount, every_months, next }
    }
}
