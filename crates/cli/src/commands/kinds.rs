//! `kinds`: transactions by category.

use fluent::{FluentArgs, fluent_args};
use kabinet_api::Language;
use kabinet_api::view::{CategoryTotal, Kinds, YearTotals};

use crate::arguments::{Kinds as Arguments, KindsCommand};
use crate::commands::table::table;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::l10n;

pub fn run(args: &Arguments, context: &Context) -> Result<Exit, CliError> {
    match &args.command {
        Some(KindsCommand::Set { words, kind, chosen }) => {
            context.account(chosen.account.as_deref())?.set_category(words, Some(*kind))?;
            totals(chosen.account.as_deref(), context)
        }
        Some(KindsCommand::Forget { words, chosen }) => {
            context.account(chosen.account.as_deref())?.set_category(words, None)?;
            totals(chosen.account.as_deref(), context)
        }
        None => totals(args.chosen.account.as_deref(), context),
    }
}

fn totals(account: Option<&str>, context: &Context) -> Result<Exit, CliError> {
    let account = context.account(account)?;
    let kinds = Kinds { years: account.years()?, months: account.categories_by_month()? };
    context.output.show(&kinds, |language| render(&kinds, language))?;
    Ok(Exit::Done)
}

fn render(kinds: &Kinds, language: Language) -> String {
    if kinds.years.is_empty() {
        return l10n::text(language, "no-months", &FluentArgs::new());
    }
    kinds.years.iter().map(|year| render_year(year, language)).collect::<Vec<_>>().join("\n\n")
}

fn render_year(year: &YearTotals, language: Language) -> String {
    let totals = &year.totals;
    let values = fluent_args![
        "year" => year.year.map(|year| year.to_string()).unwrap_or_default(),
        "is" => if year.year.is_some() { "calendar" } else { "last" },
        "opening" => language.money(totals.opening),
        "paid" => language.money(totals.paid),
        "charged" => language.money(totals.charged),
        "closing" => language.money(totals.closing),
    ];
    let say = |id: &str| l10n::text(language, id, &FluentArgs::new());
    let headers = ["kind", "count", "amount"].map(say).into();
    let rows = totals.kinds.iter().map(|total| row(*total, language)).collect();
    format!("{}\n{}", l10n::text(language, "year", &values), table(headers, rows, 2))
}

fn row(total: CategoryTotal, language: Language) -> Vec<String> {
    let kind = total.kind.name();
    let name = l10n::text(language, "kind-name", &fluent_args!["kind" => kind]);
    vec![name, total.count.to_string(), language.money(total.sum)]
}
