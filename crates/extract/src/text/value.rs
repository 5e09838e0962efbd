//! Kinds of values beside labels, and the one grammar that reads them in every layout.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use kabinet_domain::AccountNumber;
use regex::Regex;

use crate::effort::spend;
use crate::error::Problem;
use crate::text::amount;
use crate::text::amount::Amount;
use crate::text::date;
use crate::text::normalize::{CALL, collapse_whitespace, fold_case, pattern, words};
use crate::text::remark;
use crate::text::remark::{Beside, Remark};
use crate::text::tariff_name;

/// Kind of value that a label has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An amount of money that is not a monthly price.
    Sum,
    /// A price, marked as monthly or not.
    Price,
    /// A price marked as monthly, alone or behind the name of a tariff.
    MonthlyPrice,
    /// A day, or the number of days left until it.
    Day,
    /// A day under a label that counts days, where a bare number is a count.
    DaysLeft,
    /// An account number.
    Number,
}

/// A value beside a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// An amount of money.
    Money(Amount),
    /// A calendar day.
    Day(NaiveDate),
    /// A number of days from now.
    DaysLeft(u32),
    /// An account number.
    Number(AccountNumber),
    /// No value, in the page's own words; empty if the page shows nothing beside the label.
    Nothing(String),
}

/// A text that looks like a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// A value in which every word is accounted for.
    Value(Value),
    /// A value that is not certain, with the value it would be and the reason.
    Doubtful(Option<Value>, Problem),
}

impl Shown {
    /// Returns the value, if it is certain.
    pub fn into_value(self) -> Option<Value> {
        match self {
            Self::Value(value) => Some(value),
            Self::Doubtful(..) => None,
        }
    }
}

/// A value and the way it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The value.
    pub value: Value,
    /// The label on the page; empty if the label has no value.
    pub by: String,
    /// The fit of label and place; higher is better.
    pub score: i32,
}

impl Located {
    /// Creates the result for a label without a value.
    pub fn nothing() -> Self {
        Self { value: Value::Nothing(String::new()), by: String::new(), score: 0 }
    }
}

const MAX_DIGITS_OF_BARE_SUM: usize = 6;
const MAX_ATTEMPT: usize = 60;
const MAX_STATE: usize = 80;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:№|n°|no\.?|#|л/с|id)?\s*:?\s*(?P<number>\d{2,5}(?: \d{2,5})+\b|[\p{L}]{0,3}-?\d[\d\p{L}]*(?:[-/]\d+)*)",
    )
});
static LOGIN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<number>[A-Za-z][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*)(?:$|[\s,;)(])"));
const NO_LOGINS: [&str; 12] =
    ["id", "no", "none", "null", "undefined", "nan", "error", "internet", "rub", "login", "account", "vip"];
static STATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"приостан|заморож|заморозк|блокир|отключ|не определ|неопредел|не установ|не назнач|не предусмотр|не подключ|не актив|неактив|не требуется|не известн|неизвестн|не указан|не планир|расторг|расторжен|закрыт|прекращ|отсутств|посуточн|ежедневн|бесплатн|^нет(?: |$)",
    )
});
static DAILY_SHARES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*[(,;—–-]?\s*(?:(?:списыва|снима|взима|начисля)(?:ется|ются)|списание)\s+(?:ежедневно|посуточно|каждый день|по дням)(?:\s+(?:равными )?(?:долями|частями))?\s*\)?",
    )
});
static SHAPE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[-−–+( ]*(?:[$€£¥₸₴₼₺₽]\s*|(?:usd|eur|byn|kzt|uah|у\.е\.)\s*)?[-−–+( ]*\d"));

impl Kind {
    /// Reads a text that is a value, with harmless remarks at most.
    pub fn whole(self, text: &str, today: NaiveDate) -> Option<Value> {
        spend(2 * CALL + text.len());
        match self.clean(text, today)? {
            Shown::Value(value) => Some(value),
            Shown::Doubtful(..) => None,
        }
    }

    /// Reads a text that begins with a value, up to the next label or its end.
    ///
    /// Returns `None` for a text that does not look like such a value.
    pub fn read(self, text: &str, today: NaiveDate, is_label: &dyn Fn(&str) -> bool) -> Option<Shown> {
        spend(2 * CALL + text.len());
        let read = self.at_start(text, today);
        let read = read.map(|(value, rest)| self.with_remark(value, &rest, text, today, is_label));
        read.or_else(|| self.state(text).map(|words| Shown::Value(Value::Nothing(words))))
            .or_else(|| self.is_attempt(text, today).then(|| Shown::Doubtful(None, problem(text))))
    }

    fn clean(self, text: &str, today: NaiveDate) -> Option<Shown> {
        let (value, rest) = self.at_start(text, today)?;
        Some(self.with_remark(value, &rest, text, today, &|_| false))
    }

    fn with_remark(
        self,
        value: Value,
        rest: &str,
        text: &str,
        today: NaiveDate,
        is_label: &dyn Fn(&str) -> bool,
    ) -> Shown {
        let (value, beside) = match value {
            Value::Money(_) => (value, Beside::Money),
            Value::Day(date) => (value, Beside::Day(Some(date))),
            Value::DaysLeft(_) => match date_within(rest, today) {
                Some(date) => (Value::Day(date), Beside::Day(Some(date))),
                None => (value, Beside::Day(None)),
            },
            Value::Number(_) | Value::Nothing(_) => (value, Beside::Number),
        };
        let rest = match &value {
            Value::Money(amount) if amount.per_month => behind_daily_shares(rest),
            Value::Money(_) | Value::Day(_) | Value::DaysLeft(_) | Value::Number(_) | Value::Nothing(_) => {
                rest
            }
        };
        let is_half_bracketed = rest.trim_start().starts_with(')') && !text.trim_start().starts_with('(');
        let read = remark::read(rest, beside, today, is_label);
        let is_cut = read == Remark::Harmless && is_half_bracketed && beside == Beside::Money;
        let remark = if is_cut { Remark::Unknown } else { read };
        match (remark, value) {
            (Remark::Harmless, value) => Shown::Value(value),
            (Remark::Debt, Value::Money(amount)) if self == Self::Sum => {
                Shown::Value(Value::Money(debt(amount)))
            }
            (Remark::OtherCurrency, _) => Shown::Doubtful(None, Problem::OtherCurrency(quote(text))),
            (Remark::OtherUnit, _) => Shown::Doubtful(None, Problem::OtherUnit(quote(text))),
            (Remark::Debt | Remark::OtherMeaning, _) => Shown::Doubtful(None, Problem::NotRead(quote(text))),
            (Remark::Unknown, value) => Shown::Doubtful(Some(value), Problem::NotRead(quote(text))),
        }
    }

    /// Returns true for a text that must be a value of this kind and is not readable.
    fn is_attempt(self, text: &str, today: NaiveDate) -> bool {
        let is_other = |other: Self| other.whole(text, today).is_some();
        let is_short = text.chars().count() <= MAX_ATTEMPT;
        match self {
            Self::Sum | Self::Price => {
                is_short
                    && SHAPE.is_match(&fold_case(text))
                    && !is_other(Self::Day)
                    && !(is_other(Self::Number) && digits(text) > MAX_DIGITS_OF_BARE_SUM)
                    && !(self == Self::Sum && is_other(Self::Price))
            }
            Self::MonthlyPrice | Self::Day | Self::DaysLeft | Self::Number => false,
        }
    }

    /// Reads the value that the text begins with, and returns the rest.
    pub fn at_start(self, text: &str, today: NaiveDate) -> Option<(Value, String)> {
        spend(2 * CALL + text.len());
        match self {
            Self::Sum => money(text).filter(|(amount, _)| !amount.per_month).map(sum),
            Self::Price => money(text).map(sum),
            Self::MonthlyPrice => monthly(text).or_else(|| monthly(tariff_name::behind(text)?)).map(sum),
            Self::Day => day(text, today, false),
            Self::DaysLeft => day(text, today, true),
            Self::Number => number(text, today),
        }
    }

    /// Returns true for a day or a count of days.
    pub fn is_day(self) -> bool {
        matches!(self, Self::Day | Self::DaysLeft)
    }

    /// Returns the page's own words for the absence of such a value.
    ///
    /// Examples are «нет» and «услуга приостановлена».
    pub fn state(self, text: &str) -> Option<String> {
        spend(2 * CALL + text.len());
        let can_be_absent = self.is_day() || self == Self::Price;
        let says_none = can_be_absent && amount::says_none(text);
        let is_state = || {
            let said = fold_case(text);
            can_be_absent
                && said.chars().count() <= MAX_STATE
                && !said.contains(|c: char| c.is_ascii_digit())
                && STATE.find(&said).is_some_and(|state| state.start() == 0 || !said.contains(':'))
        };
        (says_none || is_state()).then(|| quote(text))
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Money(amount) => amount.money.fmt(f),
            Self::Day(date) => date.fmt(f),
            Self::DaysLeft(days) => days.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Nothing(_) => f.write_str("—"),
        }
    }
}

/// Returns the problem with a text that is not a value.
pub fn problem(text: &str) -> Problem {
    spend(2 * CALL + text.len());
    match remark::other_measure(text) {
        Some(Remark::OtherCurrency) => Problem::OtherCurrency(quote(text)),
        Some(Remark::OtherUnit) => Problem::OtherUnit(quote(text)),
        Some(Remark::Harmless | Remark::Debt | Remark::OtherMeaning | Remark::Unknown) | None => {
            Problem::NotRead(quote(text))
        }
    }
}

fn quote(text: &str) -> String {
    const LONGEST_QUOTE: usize = 80;
    collapse_whitespace(text).chars().take(LONGEST_QUOTE).collect::<String>().trim().to_owned()
}

fn debt(amount: Amount) -> Amount {
    if amount.money.is_negative() { amount } else { Amount { money: -amount.money, ..amount } }
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

/// Returns the rest of a text behind the remark that a month's price is charged by the day.
fn behind_daily_shares(rest: &str) -> &str {
    DAILY_SHARES.find(rest).map_or(rest, |remark| &rest[remark.end()..])
}

/// Returns the first day in a text.
pub fn date_within(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    spend(2 * CALL + text.len());
    let starts = words(text).into_iter().map(|word| &text[word.start..]);
    let mut parts = starts.filter(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    parts.find_map(|part| date::at_start(part, today)).map(|(moment, _)| moment.date)
}

/// Returns the days left that a text counts, by itself or behind the day.
pub fn days_left(text: &str, today: NaiveDate) -> Option<u32> {
    spend(2 * CALL + text.len());
    let behind_date = date::at_start(text, today).and_then(|(_, rest)| days_within(&rest));
    behind_date.or_else(|| days_within(text))
}

fn days_within(text: &str) -> Option<u32> {
    let (days, rest) =
        date::days_at_start(text.trim_start_matches([' ', ',', '(', '—', '–', '-', '·', '•', '|']), false)?;
    rest.chars().all(|c| matches!(c, ' ' | '.' | ',' | ')')).then_some(days)
}

/// Reads an amount that does not count something else than rubles.
fn money(text: &str) -> Option<(Amount, String)> {
    let (amount, rest) = amount::at_start(text)?;
    let counts_something = rest.trim_start().starts_with(char::is_alphabetic);
    let digits = amount.money.to_string().len() - ".00".len();
    let is_plain = !counts_something && digits <= MAX_DIGITS_OF_BARE_SUM;
    (amount.has_currency_or_decimals || is_plain).then_some((amount, rest))
}

fn monthly(text: &str) -> Option<(Amount, String)> {
    money(text).filter(|(amount, _)| amount.per_month)
}

fn sum((amount, rest): (Amount, String)) -> (Value, String) {
    (Value::Money(amount), rest)
}

fn day(text: &str, today: NaiveDate, bare: bool) -> Option<(Value, String)> {
    let text = fold_case(text);
    let text = ["с ", "до ", "по "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
    if let Some((moment, rest)) = date::at_start(text, today) {
        return Some((Value::Day(moment.date), rest));
    }
    if let Some((ahead, rest)) = relative_day(text) {
        return Some((Value::Day(today.checked_add_days(Days::new(ahead))?), rest.to_owned()));
    }
    date::days_at_start(text, bare).map(|(days, rest)| (Value::DaysLeft(days), rest))
}

fn relative_day(text: &str) -> Option<(u64, &str)> {
    let named = [("сегодня", 0), ("завтра", 1), ("послезавтра", 2)];
    let (ahead, rest) = named.iter().find_map(|(name, ahead)| Some((*ahead, text.strip_prefix(name)?)))?;
    (!rest.starts_with(char::is_alphanumeric)).then_some((ahead, rest))
}

fn number(text: &str, today: NaiveDate) -> Option<(Value, String)> {
    let Some(parts) = NUMBER.captures(text) else { return login(text) };
    let rest = &text[parts.get(0)?.end()..];
    let is_other = date::at_start(text, today).is_some()
        || rest.starts_with(|c: char| c.is_alphanumeric())
        || matches!(rest.as_bytes(), [b'.' | b',' | b':', digit, ..] if digit.is_ascii_digit())
        || rest.trim_start().starts_with(['₽', '%', '$', '€'])
        || amount::whole(text).is_some_and(|amount| amount.has_currency_or_decimals);
    let number = AccountNumber::try_from(parts["number"].replace(' ', "")).ok()?;
    (!is_other).then(|| (Value::Number(number), rest.to_owned()))
}

/// Reads a login in Latin letters, which some portals show as the account number.
fn login(text: &str) -> Option<(Value, String)> {
    let found = LOGIN.captures(text)?.name("number")?;
    let is_word = NO_LOGINS.contains(&found.as_str().to_ascii_lowercase().as_str()) || found.len() < 3;
    let number = AccountNumber::try_from(found.as_str().to_owned()).ok()?;
    (!is_word).then(|| (Value::Number(number), text[found.end()..].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: Kind, text: &str) -> Option<String> {
        let today = "2026-11-20".parse().expect("a date");
        kind.whole(text, today).map(|value| value.to_string())
    }

    #[test]
    fn each_kind_takes_only_its_own() {
        assert_eq!(read(Kind::Sum, "588,00 ₽").as_deref(), Some("588.00"));
        assert_eq!(read(Kind::Sum, "588").as_deref(), Some("588.00"));
        assert_eq!(read(Kind::Sum, "800 ₽/мес"), None, "a price for a month is no balance");
        assert_eq!(read(Kind::Sum, "12345678"), None, "eight bare digits are rather an account number");
        assert_eq!(read(Kind::Sum, "5 дней"), None);
        assert_eq!(read(Kind::Price, "800.00 ₽/мес").as_deref(), Some("800.00"));
        assert_eq!(read(Kind::Day, "до 30.11.2026").as_deref(), Some("2026-11-30"));
        assert_eq!(read(Kind::Day, "30 ноября 2026 (через 10 дней)").as_deref(), Some("2026-11-30"));
        assert_eq!(read(Kind::Day, "10 дней").as_deref(), Some("10"));
        assert_eq!(read(Kind::Day, "через 10 дней (30 ноября)").as_deref(), Some("2026-11-30"));
        assert_eq!(
            read(Kind::Price, "651 руб. в месяц (списывается ежедневно равными долями)").as_deref(),
            Some("651.00")
        );
        let told = "30118842; назовите его на кассе или в терминале";
        assert_eq!(read(Kind::Number, told).as_deref(), Some("30118842"));
        let told = "20.12.2026. Пополните счёт до этой даты, чтобы интернет не отключился";
        assert_eq!(read(Kind::Day, told).as_deref(), Some("2026-12-20"));
        assert_eq!(read(Kind::Sum, "588,00 ₽, внесите 1200"), None);
        assert_eq!(read(Kind::Price, "651 руб. (списывается ежедневно)"), None, "perhaps for a day");
        assert_eq!(read(Kind::Number, "№ 00012345").as_deref(), Some("00012345"));
        assert_eq!(read(Kind::Number, "12-345/6").as_deref(), Some("12-345/6"));
        assert_eq!(read(Kind::Number, "3156 0042").as_deref(), Some("31560042"));
        assert_eq!(read(Kind::Price, "650 руб./мес (\"Сельский\", с 05.06.2025)").as_deref(), Some("650.00"));
        assert_eq!(
            read(Kind::Sum, "36,61 (долг)").as_deref(),
            Some("-36.61"),
            "a debt in a remark is not a credit"
        );
        assert_eq!(read(Kind::Day, "23 ноября 2026, остался 1 день").as_deref(), Some("2026-11-23"));
        for other in ["588.00", "30.11.2026", "нет", "№"] {
            assert_eq!(read(Kind::Number, other), None, "{other:?}");
        }
    }
}
