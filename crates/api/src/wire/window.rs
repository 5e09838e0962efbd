//! What only the window needs, and what it is asked with. `cargo xtask bindings` writes these
//! types down for it.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use kabinet_domain::{AccountNumber, Corrections, Entry, Money, Month, MonthTotals, ReminderRules, kind_of};
use kabinet_sync::Progress as Step;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Failure;
use super::meaning::{Finding, Kind};

/// What is set up in the window, and may be lost without loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Preferences {
    /// The language.
    pub language: Language,
    /// Light or dark.
    pub look: Look,
    /// Whether sums are shown only when asked for.
    pub hide_amounts: bool,
    /// Whether the program stays in the tray when its window is closed.
    pub close_to_tray: bool,
    /// Whether a refresh in the background tells of what changed.
    pub notify_changes: bool,
}

/// Which language to speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// As the system does.
    #[default]
    System,
    /// Russian.
    Ru,
    /// English.
    En,
}

/// How the window looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// As the system does.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A provider that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Provider {
    /// Its stable name.
    pub id: String,
    /// Its name as customers know it.
    pub name: String,
    /// The address of its front page.
    pub site: String,
    /// The cities that its site offers; empty if it asks for none.
    pub cities: Vec<String>,
    /// The phone number of its support.
    pub support_phone: String,
}

/// An account that was signed in to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SignedIn {
    /// The account number.
    #[ts(as = "String")]
    pub account: AccountNumber,
    /// The login.
    pub login: String,
    /// The provider's stable name.
    pub provider: String,
    /// What did not go as it should.
    pub warning: Option<Failure>,
}

/// An account at one glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Overview {
    /// The login.
    pub login: String,
    /// The account number.
    #[ts(as = "String")]
    pub account: AccountNumber,
    /// The provider's name as customers know it.
    pub provider_name: String,
    /// The city chosen on its site.
    pub city: Option<String>,
    /// The balance; a debt is negative.
    #[ts(as = "String")]
    pub balance: Money,
    /// The price of the tariff for a month.
    #[ts(as = "Option<String>")]
    pub tariff_price: Option<Money>,
    /// The balances of other services.
    pub other_balances: Vec<OtherBalance>,
    /// The next debit, where the cabinet tells of it.
    pub debit: Option<Debit>,
    /// What paying for several months ahead costs.
    pub offers: Vec<OfferView>,
    /// Whether the cabinet has a page to pay on.
    pub can_pay: bool,
    /// Whether the cabinet has a page to change the tariff on.
    pub can_change_tariff: bool,
    /// When it was read.
    pub read_at: DateTime<Utc>,
    /// Whether it was read too long ago to be relied on.
    pub stale: bool,
    /// The refresh that failed since then.
    pub last_failure: Option<LastFailure>,
    /// The day at the provider.
    pub today: NaiveDate,
}

/// The balance of a service beside the internet account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OtherBalance {
    /// The page's own words for it.
    pub label: String,
    /// Its balance.
    #[ts(as = "String")]
    pub balance: Money,
}

/// The next debit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Debit {
    /// Its day.
    pub date: NaiveDate,
    /// Days from today until then.
    pub days_left: u32,
    /// What will be debited, where known.
    #[ts(as = "Option<String>")]
    pub amount: Option<Money>,
    /// What is lacking, if anything.
    #[ts(as = "Option<String>")]
    pub shortfall: Option<Money>,
    /// The last day to pay what is lacking.
    pub pay_by: Option<NaiveDate>,
    /// Whether the day is reckoned from an earlier debit.
    pub estimated: bool,
    /// The day of the debit before it.
    pub previous: Option<NaiveDate>,
}

/// What paying for several months at once costs, beside paying monthly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct OfferView {
    /// For how many months.
    pub months: u32,
    /// What it costs in all.
    #[ts(as = "String")]
    pub price: Money,
    /// What it costs a month.
    #[ts(as = "String")]
    pub per_month: Money,
    /// What it saves, if the price of a month is known and it saves anything.
    #[ts(as = "Option<String>")]
    pub saving: Option<Money>,
    /// What it saves a month.
    #[ts(as = "Option<String>")]
    pub saving_per_month: Option<Money>,
    /// Whether the present balance covers it.
    pub covered: bool,
    /// Whether it saves the most.
    pub best: bool,
}

/// A refresh that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LastFailure {
    /// What went wrong, as the name of a code.
    pub code: String,
    /// What went wrong, for people.
    pub message: String,
    /// What they can do.
    pub hint: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// One month's line in the list of months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct MonthLine {
    /// Which month.
    #[ts(as = "String")]
    pub month: Month,
    /// The balance at its beginning.
    #[ts(as = "String")]
    pub opening: Money,
    /// What was paid in.
    #[ts(as = "String")]
    pub paid: Money,
    /// What was charged.
    #[ts(as = "String")]
    pub charged: Money,
    /// The balance at its end.
    #[ts(as = "String")]
    pub closing: Money,
    /// How many contradictions there are in it.
    pub findings: usize,
}

/// A month with its operations, and where to go from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MonthView {
    /// Its line in the list of months.
    pub totals: MonthLine,
    /// Its operations, oldest first.
    pub entries: Vec<EntryView>,
    /// Where it contradicts itself.
    pub findings: Vec<Finding>,
    /// The nearest earlier month that is kept.
    #[ts(as = "Option<String>")]
    pub previous: Option<Month>,
    /// The nearest later month that is kept.
    #[ts(as = "Option<String>")]
    pub next: Option<Month>,
}

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "Entry")]
pub struct EntryView {
    /// The calendar day at the provider.
    pub date: NaiveDate,
    /// The time of day at the provider, where it is shown.
    pub time: Option<NaiveTime>,
    /// What it was, in the provider's words.
    pub operation: String,
    /// The balance before it, where it is shown.
    #[ts(as = "Option<String>")]
    pub opening: Option<Money>,
    /// What it added to the account.
    #[ts(as = "String")]
    pub amount: Money,
    /// The balance after it, where it is shown.
    #[ts(as = "Option<String>")]
    pub closing: Option<Money>,
    /// What it is.
    pub kind: Kind,
    /// Whether the customer said so.
    pub kind_corrected: bool,
}

/// How far a refresh has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Progress {
    /// What it is doing.
    pub stage: Stage,
    /// How many months are read.
    pub done: usize,
    /// How many are to be read in all; 0 while that is not known.
    pub of: usize,
}

/// What a refresh is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// On the way through the sign-in form.
    SigningIn,
    /// Reading the account page and the list of months.
    Account,
    /// Reading months.
    Months,
}

/// When to remind of the next debit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rules {
    /// How many days ahead while the money is short.
    pub when_short: Vec<u32>,
    /// How many days ahead while it is enough.
    pub when_enough: Vec<u32>,
    /// The time of day, at the provider.
    #[ts(as = "String")]
    pub at: HourAndMinute,
    /// When the quiet hours begin.
    #[ts(as = "Option<String>")]
    pub quiet_from: Option<HourAndMinute>,
    /// When the quiet hours are over.
    #[ts(as = "Option<String>")]
    pub quiet_to: Option<HourAndMinute>,
}

/// A time of day, written `10:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HourAndMinute(pub NaiveTime);

/// The reminders of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReminderList {
    /// Those that were shown, the latest first.
    pub shown: Vec<ReminderView>,
    /// The next one that is foreseen.
    pub next: Option<NextReminder>,
    /// Until when reminders are held back.
    pub snoozed_until: Option<DateTime<Utc>>,
}

/// A reminder that was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReminderView {
    /// The day of the debit.
    pub debit_date: NaiveDate,
    /// When it was shown.
    pub shown_at: Option<DateTime<Utc>>,
    /// Its words.
    pub text: String,
}

/// A reminder that is foreseen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NextReminder {
    /// When it will be shown.
    pub at: DateTime<Utc>,
    /// What it would say if nothing changed until then.
    pub text: Option<String>,
}

/// Where a button of the window leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// The cabinet's page to pay on.
    Pay,
    /// The cabinet's page to change the tariff on.
    ChangeTariff,
    /// Where a forgotten password is asked for.
    Forgot,
    /// The provider's site.
    Site,
}

impl Default for Preferences {
    /// As the system, every sum shown, in the tray when closed, and silent about changes.
    fn default() -> Self {
        Self {
            language: Language::System,
            look: Look::System,
            hide_amounts: false,
            close_to_tray: true,
            notify_changes: false,
        }
    }
}

impl MonthLine {
    /// A month's line, and how many contradictions there are in the month.
    pub(crate) fn of(totals: MonthTotals, findings: usize) -> Self {
        let MonthTotals { month, opening, paid, charged, closing } = totals;
        Self { month, opening, paid, charged, closing, findings }
    }
}

impl EntryView {
    /// An operation, with what it is.
    pub(crate) fn of(entry: Entry, corrections: &Corrections) -> Self {
        let kind = kind_of(&entry, corrections).into();
        let kind_corrected = corrections.of(&entry.operation).is_some();
        let Entry { date, time, operation, opening, amount, closing } = entry;
        Self { date, time, operation, opening, amount, closing, kind, kind_corrected }
    }
}

impl From<Step> for Progress {
    fn from(step: Step) -> Self {
        let (stage, done, of) = match step {
            Step::SigningIn => (Stage::SigningIn, 0, 0),
            Step::Account => (Stage::Account, 0, 0),
            Step::Months { done, of } => (Stage::Months, done, of),
        };
        Self { stage, done, of }
    }
}

impl From<ReminderRules> for Rules {
    fn from(rules: ReminderRules) -> Self {
        Self {
            when_short: rules.when_short,
            when_enough: rules.when_enough,
            at: HourAndMinute(rules.at),
            quiet_from: rules.quiet.map(|quiet| HourAndMinute(quiet.from)),
            quiet_to: rules.quiet.map(|quiet| HourAndMinute(quiet.to)),
        }
    }
}

impl From<Rules> for ReminderRules {
    fn from(rules: Rules) -> Self {
        let quiet = rules.quiet_from.zip(rules.quiet_to);
        Self {
            when_short: rules.when_short,
            when_enough: rules.when_enough,
            at: rules.at.0,
            quiet: quiet.map(|(from, to)| kabinet_domain::QuietHours { from: from.0, to: to.0 }),
        }
    }
}

impl TryFrom<String> for HourAndMinute {
    type Error = chrono::ParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        NaiveTime::parse_from_str(&text, "%H:%M").map(Self)
    }
}

impl From<HourAndMinute> for String {
    fn from(time: HourAndMinute) -> Self {
        time.0.format("%H:%M").to_string()
    }
}
