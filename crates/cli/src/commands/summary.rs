//! `summary`: the account page as it was last read.

use chrono::NaiveDate;
use fluent::{FluentArgs, fluent_args};
use kabinet_api::view::AccountSummary;
use kabinet_api::{Language, SummaryAtProvider};
use kabinet_domain::{Offer, Service, SummaryField, UnreadField, UnreadReason};

use crate::arguments::Chosen;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::l10n;

pub fn run(args: &Chosen, context: &Context) -> Result<Exit, CliError> {
    let overview = context.account(args.account.as_deref())?.account_summary()?;
    context.output.show(&overview.summary, |language| render(&overview, language))?;
    Ok(Exit::Done)
}

fn render(overview: &SummaryAtProvider, language: Language) -> String {
    let summary = &overview.summary;
    let mut lines = vec![whose(overview, language), balance(overview, language)];
    lines.extend(
        next_debit(overview, language).or_else(|| unread(summary, SummaryField::NextDebit, language)),
    );
    lines.extend(summary.paid_until.map(|day| paid_until(day, overview, language)));
    let price = summary.tariff_price.map(|price| line("tariff", language.money(price), language));
    lines.extend(price.or_else(|| unread(summary, SummaryField::TariffPrice, language)));
    lines.extend(summary.services.iter().map(|service| of_service(service, overview, language)));
    lines.extend(
        summary
            .other_balances
            .iter()
            .map(|other| format!("{}: {}", other.label, language.money(other.balance))),
    );
    lines.extend(summary.offers.iter().map(|offer| ahead(offer, language)));
    lines.extend(unread(summary, SummaryField::Offers, language));
    lines.extend(summary.pay_url.as_ref().map(|url| line("pay", url.to_string(), language)));
    lines.extend(
        summary.change_tariff_url.as_ref().map(|url| line("change-tariff", url.to_string(), language)),
    );
    let is_misread = |field: &UnreadField| field.reason != UnreadReason::NotShown;
    let hint = summary.unread.iter().any(is_misread).then(|| say("unread-hint", language));
    lines.extend(hint);
    lines.join("\n")
}

/// Returns the line of a figure that was not read; `None` if nothing is recorded of it.
fn unread(summary: &AccountSummary, field: SummaryField, language: Language) -> Option<String> {
    let unread = summary.unread.iter().find(|unread| unread.field == field)?;
    let is_offers = field == SummaryField::Offers;
    // A site that sells nothing ahead lacks nothing.
    let is_told = !(is_offers && unread.reason == UnreadReason::NotShown);
    is_told.then(|| language.unread_sentence(unread))
}

fn paid_until(day: NaiveDate, overview: &SummaryAtProvider, language: Language) -> String {
    line("paid-until", language.date_seen_on(day, overview.now.date()), language)
}

fn of_service(service: &Service, overview: &SummaryAtProvider, language: Language) -> String {
    let name = if service.name.is_empty() { say("service", language) } else { service.name.clone() };
    let values = fluent_args![
        "name" => name,
        "price" => language.money(service.price),
        "date" => language.date_seen_on(service.next_debit, overview.now.date()),
    ];
    l10n::text(language, "service-price", &values)
}

fn whose(overview: &SummaryAtProvider, language: Language) -> String {
    let summary = &overview.summary;
    let account = fluent_args!["account" => summary.account.to_string()];
    let place = summary.city.iter().cloned();
    let parts = [overview.provider_name.to_owned(), l10n::text(language, "account", &account)];
    parts.into_iter().chain(place).collect::<Vec<_>>().join(", ")
}

fn balance(overview: &SummaryAtProvider, language: Language) -> String {
    let values = fluent_args![
        "balance" => language.money(overview.summary.balance),
        "age" => language.age(overview.read_at, overview.now),
    ];
    l10n::text(language, "balance", &values)
}

fn next_debit(overview: &SummaryAtProvider, language: Language) -> Option<String> {
    let date = overview.debit_date?;
    let today = overview.now.date();
    let mut values = fluent_args!["date" => language.date_seen_on(date, today)];
    let Ok(days) = u32::try_from((date - today).num_days()) else {
        let id = if overview.is_site_late { "debit-site-late" } else { "debit-is-over" };
        return Some(l10n::text(language, id, &values));
    };
    values.set("ahead", language.days_ahead(days));
    let mut sentences = vec![l10n::text(language, "next-debit", &values)];
    sentences.extend(overview.summary.tariff_price.map(|price| cover(price, overview, language)));
    Some(sentences.join(" "))
}

fn cover(price: kabinet_domain::Money, overview: &SummaryAtProvider, language: Language) -> String {
    let mut values = fluent_args!["price" => language.money(price)];
    match overview.shortfall {
        Some(shortfall) => {
            values.set("shortfall", language.money(shortfall));
            l10n::text(language, "not-enough", &values)
        }
        None => l10n::text(language, "enough", &values),
    }
}

fn ahead(offer: &Offer, language: Language) -> String {
    let values = fluent_args!["months" => offer.months, "price" => language.money(offer.price)];
    l10n::text(language, "offer", &values)
}

fn line(id: &str, value: String, language: Language) -> String {
    format!("{}: {value}", say(id, language))
}

fn say(id: &str, language: Language) -> String {
    l10n::text(language, id, &FluentArgs::new())
}
