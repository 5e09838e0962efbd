//! `statement`: months and their transactions.

use chrono::{NaiveDate, NaiveTime};
use fluent::{FluentArgs, fluent_args};
use kabinet_api::view::{StatementMonth, UnreadMonth};
use kabinet_api::{Language, view};
use kabinet_domain::{Money, MonthTotals, Transaction};

use crate::arguments::Statement;
use crate::commands::table::table;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::l10n;

pub fn run(args: &Statement, context: &Context) -> Result<Exit, CliError> {
    let statement = context.account(args.chosen.account.as_deref())?.statement(args.month)?;
    context.output.show(&statement, |language| render(&statement, language))?;
    Ok(Exit::Done)
}

fn render(statement: &view::Statement, language: Language) -> String {
    if statement.months.is_empty() && statement.unread.is_empty() {
        return l10n::text(language, "no-months", &FluentArgs::new());
    }
    let months = statement.months.iter().map(|month| render_month(month, language));
    let unread = statement.unread.iter().map(|unread| unread_month(unread, language));
    unread.chain(months).collect::<Vec<_>>().join("\n\n")
}

fn unread_month(unread: &UnreadMonth, language: Language) -> String {
    let values = fluent_args![
        "month" => language.month(unread.month),
        "why" => language.unread_month(unread.reason),
    ];
    l10n::text(language, "month-unread", &values)
}

fn render_month(month: &StatementMonth, language: Language) -> String {
    let mut heading = heading(&month.totals, language);
    if month.held_back {
        heading = format!("{heading}\n{}", language.held_back_month());
    }
    if month.derived {
        heading = format!("{heading}\n{}", language.derived_month());
    }
    if month.inexact {
        heading = format!("{heading}\n{}", language.inexact_month());
    }
    if month.entries.is_empty() {
        return format!("{heading}\n{}", l10n::text(language, "no-entries", &FluentArgs::new()));
    }
    let say = |id: &str| l10n::text(language, id, &FluentArgs::new());
    let headers = ["date", "operation", "opening", "amount", "closing"].map(say).into();
    let rows = month.entries.iter().map(|entry| row(entry, language)).collect();
    format!("{heading}\n{}", table(headers, rows, 3))
}

fn heading(totals: &MonthTotals, language: Language) -> String {
    let values = fluent_args![
        "month" => language.month(totals.month),
        "opening" => language.money(totals.opening_balance),
        "paid" => language.money(totals.paid),
        "charged" => language.money(totals.charged),
        "closing" => language.money(totals.closing_balance),
    ];
    l10n::text(language, "month", &values)
}

fn row(entry: &Transaction, language: Language) -> Vec<String> {
    let shown = |sum: Option<Money>| sum.map(|sum| language.money(sum)).unwrap_or_default();
    vec![
        moment(entry.date, entry.time, language),
        entry.description.clone(),
        shown(entry.balance_before),
        signed(entry.amount, language),
        shown(entry.balance_after),
    ]
}

pub fn moment(date: NaiveDate, time: Option<NaiveTime>, language: Language) -> String {
    let date = language.short_date(date);
    time.map_or(date.clone(), |time| format!("{date} {}", time.format("%H:%M")))
}

/// Formats an amount with its sign, which distinguishes a payment from a charge.
pub fn signed(amount: Money, language: Language) -> String {
    let sign = if amount > Money::ZERO { "+" } else { "" };
    format!("{sign}{}", language.money(amount))
}
