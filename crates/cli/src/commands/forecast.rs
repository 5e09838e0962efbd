//! `forecast`: coming debits.

use fluent::{FluentArgs, fluent_args};
use kabinet_api::Language;
use kabinet_api::view::{Forecast, RecurringCharge};

use crate::arguments::Forecast as Arguments;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::l10n;

pub fn run(args: &Arguments, context: &Context) -> Result<Exit, CliError> {
    let forecast =
        context.account(args.chosen.account.as_deref())?.forecast(args.until, context.output.language())?;
    context.output.show(&forecast, |language| render(&forecast, language))?;
    Ok(Exit::Done)
}

fn render(forecast: &Forecast, language: Language) -> String {
    if let Some(why_not) = &forecast.why_not {
        return why_not.clone();
    }
    let debits = forecast.debits.iter().map(|debit| debit.text.clone());
    let summed_up = [runs_out(forecast, language), to_pay(forecast, language)].into_iter().flatten();
    let regular = forecast.regular.iter().map(|charge| regular(charge, forecast, language));
    let parts: [Vec<String>; 4] =
        [debits.collect(), summed_up.collect(), regular.collect(), forecast.assumptions.clone()];
    let parts = parts.iter().filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n"));
    parts.collect::<Vec<_>>().join("\n\n")
}

fn runs_out(forecast: &Forecast, language: Language) -> Option<String> {
    let date = language.date_seen_on(forecast.runs_out?, forecast.today);
    Some(l10n::text(language, "runs-out", &fluent_args!["date" => date]))
}

fn to_pay(forecast: &Forecast, language: Language) -> Option<String> {
    let values = fluent_args![
        "date" => language.date_seen_on(forecast.until, forecast.today),
        "amount" => language.money(forecast.to_pay?),
    ];
    Some(l10n::text(language, "to-pay", &values))
}

fn regular(charge: &RecurringCharge, forecast: &Forecast, language: Language) -> String {
    let values: FluentArgs<'_> = fluent_args![
        "operation" => charge.operation.clone(),
        "amount" => language.money(charge.amount),
        "months" => charge.every_months,
        "date" => language.date_seen_on(charge.next, forecast.today),
    ];
    l10n::text(language, "regular", &values)
}
