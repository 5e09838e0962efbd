use fluent::{FluentArgs, fluent_args};
use kabinet_api::{Exit, Language, wire};

use super::table::table;
use crate::desk::Desk;
use crate::error::CliError;
use crate::words;

pub fn run(desk: &Desk) -> Result<Exit, CliError> {
    let accounts = desk.kabinet.accounts()?;
    desk.output.show(&accounts, |language| told(&accounts, desk, language))?;
    Ok(Exit::Done)
}

fn told(accounts: &wire::Accounts, desk: &Desk, language: Language) -> String {
    let say = |id: &str| words::say(language, id, &FluentArgs::new());
    if accounts.accounts.is_empty() {
        return say("no-accounts");
    }
    let headers = ["login", "account-number", "provider", "city", "refreshed-at"].map(say).into();
    let rows = accounts.accounts.iter().map(|account| row(account, desk, language)).collect();
    table(headers, rows, 0)
}

fn row(account: &wire::Account, desk: &Desk, language: Language) -> Vec<String> {
    vec![
        account.login.clone(),
        account.account.to_string(),
        account.provider.clone(),
        account.city.clone().unwrap_or_default(),
        refreshed(account, desk, language),
    ]
}

fn refreshed(account: &wire::Account, desk: &Desk, language: Language) -> String {
    let age = |at| desk.kabinet.age(at, &account.provider, language).unwrap_or_default();
    let values = fluent_args![
        "read" => account.last_success.map(age).unwrap_or_default(),
        "failed" => account.last_error.as_ref().map(|error| age(error.at)).unwrap_or_default(),
        "code" => account.last_error.as_ref().map_or("", |error| error.code.as_str()),
    ];
    let id = match (account.last_success, &account.last_error) {
        (Some(_), None) => "read",
        (Some(_), Some(_)) => "read-then-failed",
        (None, Some(_)) => "only-failed",
        (None, None) => "never-read",
    };
    words::say(language, id, &values)
}
