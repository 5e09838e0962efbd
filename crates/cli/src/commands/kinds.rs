use fluent::{FluentArgs, fluent_args};
use kabinet_api::wire::meaning::{KindTotal, Kinds, YearTotals};
use kabinet_api::{Exit, Language};
use kabinet_domain::Kind;

use super::table::table;
use crate::arguments::{Kinds as Asked, KindsCommand};
use crate::desk::Desk;
use crate::error::CliError;
use crate::words;

pub fn run(asked: &Asked, desk: &Desk) -> Result<Exit, CliError> {
    match &asked.command {
        Some(KindsCommand::Set { words, kind, chosen }) => {
            desk.kabinet.set_kind(chosen.account.as_deref(), words, Some(*kind))?;
            totals(chosen.account.as_deref(), desk)
        }
        Some(KindsCommand::Forget { words, chosen }) => {
            desk.kabinet.set_kind(chosen.account.as_deref(), words, None)?;
            totals(chosen.account.as_deref(), desk)
        }
        None => totals(asked.chosen.account.as_deref(), desk),
    }
}

fn totals(account: Option<&str>, desk: &Desk) -> Result<Exit, CliError> {
    let kinds = Kinds { years: desk.kabinet.years(account)?, months: desk.kabinet.kinds_by_month(account)? };
    desk.output.show(&kinds, |language| told(&kinds, language))?;
    Ok(Exit::Done)
}

fn told(kinds: &Kinds, language: Language) -> String {
    if kinds.years.is_empty() {
        return words::say(language, "no-months", &FluentArgs::new());
    }
    kinds.years.iter().map(|year| year_told(year, language)).collect::<Vec<_>>().join("\n\n")
}

fn year_told(year: &YearTotals, language: Language) -> String {
    let totals = &year.totals;
    let values = fluent_args![
        "year" => year.year.map(|year| year.to_string()).unwrap_or_default(),
        "is" => if year.year.is_some() { "calendar" } else { "last" },
        "opening" => language.money(totals.opening),
        "paid" => language.money(totals.paid),
        "charged" => language.money(totals.charged),
        "closing" => language.money(totals.closing),
    ];
    let say = |id: &str| words::say(language, id, &FluentArgs::new());
    let headers = ["kind", "count", "amount"].map(say).into();
    let rows = totals.kinds.iter().map(|total| row(*total, language)).collect();
    format!("{}\n{}", words::say(language, "year", &values), table(headers, rows, 2))
}

fn row(total: KindTotal, language: Language) -> Vec<String> {
    let kind = Kind::from(total.kind).name();
    let name = words::say(language, "kind-name", &fluent_args!["kind" => kind]);
    vec![name, total.count.to_string(), language.money(total.sum)]
}
