//! `accounts`: the stored accounts.

use fluent::{FluentArgs, fluent_args};
use kabinet_api::{Language, view};

use crate::commands::table::table;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::l10n;

pub fn run(context: &Context) -> Result<Exit, CliError> {
    let accounts = context.api.accounts()?;
    context.output.show(&accounts, |language| render(&accounts, context, language))?;
    Ok(Exit::Done)
}

fn render(accounts: &view::Accounts, context: &Context, language: Language) -> String {
    let say = |id: &str| l10n::text(language, id, &FluentArgs::new());
    if accounts.accounts.is_empty() {
        return say("no-accounts");
    }
    let headers = ["login", "account-number", "provider", "city", "refreshed-at"].map(say).into();
    let rows = accounts.accounts.iter().map(|account| row(account, context, language)).collect();
    table(headers, rows, 0)
}

fn row(account: &view::Account, context: &Context, language: Language) -> Vec<String> {
    vec![
        account.login.clone(),
        account.account.to_string(),
        account.provider.clone(),
        account.city.clone().unwrap_or_default(),
        refreshed(account, context, language),
    ]
}

fn refreshed(account: &view::Account, context: &Context, language: Language) -> String {
    let failure = account.last_error.clone().map(|error| view::LastFailure::new(error, language));
    let age = |at| context.api.age(at, &account.provider, language).unwrap_or_default();
    let values = fluent_args![
        "read" => account.last_success.map(age).unwrap_or_default(),
        "failed" => failure.as_ref().map(|failure| age(failure.at)).unwrap_or_default(),
        "why" => failure.map(|failure| failure.message).unwrap_or_default(),
    ];
    let id = match (account.last_success, &account.last_error) {
        (Some(_), None) => "read",
        (Some(_), Some(_)) => "read-then-failed",
        (None, Some(_)) => "only-failed",
        (None, None) => "never-read",
    };
    l10n::text(language, id, &values)
}
