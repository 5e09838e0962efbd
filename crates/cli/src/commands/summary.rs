//! `summary`: the account page as it was last read.

use fluent::{FluentArgs, fluent_args};
use kabinet_api::{Language, SummaryAtProvider};
use kabinet_domain::Offer;

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
    lines.extend(next_debit(overview, language));
    lines.extend(summary.tariff_price.map(|price| line("tariff", language.money(price), language)));
    lines.extend(
        summary
            .other_balances
            .iter()
            .map(|other| format!("{}: {}", other.label, language.money(other.balance))),
    );
    lines.extend(summary.offers.iter().map(|offer| ahead(offer, language)));
    lines.extend(summary.pay_url.as_ref().map(|url| line("pay", url.to_string(), language)));
    lines.extend(
        summary.change_tariff_url.as_ref().map(|url| line("change-tariff", url.to_string(), language)),
    );
    lines.join("\n")
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
        return Some(l10n::text(language, "debit-is-over", &values));
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
    format!("{}: {value}", l10n::text(language, id, &FluentArgs::new()))
}
