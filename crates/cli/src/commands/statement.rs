use chrono::{NaiveDate, NaiveTime};
use fluent::{FluentArgs, fluent_args};
use kabinet_api::wire::StatementMonth;
use kabinet_api::{Exit, Language, wire};
use kabinet_domain::{Entry, Money, MonthTotals};

use super::table::table;
use crate::arguments::Statement;
use crate::desk::Desk;
use crate::error::CliError;
use crate::words;

pub fn run(asked: &Statement, desk: &Desk) -> Result<Exit, CliError> {
    let statement = desk.kabinet.statement(asked.chosen.account.as_deref(), asked.month)?;
    desk.output.show(&statement, |language| told(&statement, language))?;
    Ok(Exit::Done)
}

fn told(statement: &wire::Statement, language: Language) -> String {
    if statement.months.is_empty() {
        return words::say(language, "no-months", &FluentArgs::new());
    }
    let months = statement.months.iter().map(|month| month_told(month, language));
    months.collect::<Vec<_>>().join("\n\n")
}

fn month_told(month: &StatementMonth, language: Language) -> String {
    let heading = heading(&month.totals, language);
    if month.entries.is_empty() {
        return format!("{heading}\n{}", words::say(language, "no-entries", &FluentArgs::new()));
    }
    let say = |id: &str| words::say(language, id, &FluentArgs::new());
    let headers = ["date", "operation", "opening", "amount", "closing"].map(say).into();
    let rows = month.entries.iter().map(|entry| row(entry, language)).collect();
    format!("{heading}\n{}", table(headers, rows, 3))
}

fn heading(totals: &MonthTotals, language: Language) -> String {
    let values = fluent_args![
        "month" => language.month(totals.month),
        "opening" => language.money(totals.opening),
        "paid" => language.money(totals.paid),
        "charged" => language.money(totals.charged),
        "closing" => language.money(totals.closing),
    ];
    words::say(language, "month", &values)
}

fn row(entry: &Entry, language: Language) -> Vec<String> {
    let shown = |sum: Option<Money>| sum.map(|sum| language.money(sum)).unwrap_or_default();
    vec![
        moment(entry.date, entry.time, language),
        entry.operation.clone(),
        shown(entry.opening),
        signed(entry.amount, language),
        shown(entry.closing),
    ]
}

pub fn moment(date: NaiveDate, time: Option<NaiveTime>, language: Language) -> String {
    let date = language.short_date(date);
    time.map_or(date.clone(), |time| format!("{date} {}", time.format("%H:%M")))
}

/// A payment is told from a charge by its sign.
pub fn signed(amount: Money, language: Language) -> String {
    let sign = if amount > Money::ZERO { "+" } else { "" };
    format!("{sign}{}", language.money(amount))
}
