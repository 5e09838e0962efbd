use fluent::fluent_args;
use kabinet_api::wire::Refreshed;
use kabinet_api::{Access, Account, Exit, Language, Scope};
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use crate::arguments::Sync;
use crate::desk::Desk;
use crate::error::CliError;
use crate::progress::Bar;
use crate::{password, words};

#[derive(Serialize)]
struct Synced {
    accounts: Vec<Refreshed>,
}

/// Every account is read, whatever happens with the others; the first failure is how it ends.
pub async fn run(asked: Sync, desk: &Desk) -> Result<Exit, CliError> {
    let chosen = desk.kabinet.chosen(asked.chosen.account.as_deref())?;
    if asked.password_stdin && chosen.len() > 1 {
        return Err(CliError::OnePasswordForSeveral);
    }
    let passwords = passwords(&chosen, asked.password_stdin, desk).await;
    let scope = if asked.full { Scope::Full } else { Scope::Changed };
    let cancel = cancelled_by_ctrl_c();
    let mut synced = Synced { accounts: Vec::new() };
    let mut failures = Vec::new();
    for (account, password) in chosen.iter().zip(passwords) {
        match refresh(account, password, scope, &cancel, desk).await {
            Ok(refreshed) => synced.accounts.push(refreshed),
            Err(error) => failures.push(desk.output.fail(&error)),
        }
        if cancel.is_cancelled() {
            break;
        }
    }
    if !synced.accounts.is_empty() {
        desk.output.show(&synced, |language| synced.words(language))?;
    }
    Ok(failures.into_iter().next().unwrap_or(Exit::Done))
}

/// People are asked for everything at once, before the reading begins.
async fn passwords(chosen: &[Account], from_stdin: bool, desk: &Desk) -> Vec<Result<Access, CliError>> {
    let mut passwords = Vec::new();
    for account in chosen {
        passwords.push(match from_stdin {
            true => password::from_stdin().map(Access::given),
            false => kept_or_asked(account, desk).await,
        });
    }
    passwords
}

/// By what the keyring keeps, or by a password that the person is asked for.
pub async fn kept_or_asked(account: &Account, desk: &Desk) -> Result<Access, CliError> {
    let why = match desk.kabinet.kept_access(account).await {
        Err(why) if !account.in_browser => why,
        kept => return Ok(kept?),
    };
    match password::asked(&account.login, desk.output.language()) {
        Ok(password) => Ok(Access::given(password)),
        Err(CliError::NoTerminal) => Err(why.into()),
        Err(error) => Err(error),
    }
}

async fn refresh(
    account: &Account,
    password: Result<Access, CliError>,
    scope: Scope,
    cancel: &CancellationToken,
    desk: &Desk,
) -> Result<Refreshed, CliError> {
    let bar = Bar::new(&desk.output);
    let watch = bar.watch(&account.login, desk.output.language(), cancel.clone());
    Ok(desk.kabinet.refresh(account, password?, scope, &watch).await?)
}

fn cancelled_by_ctrl_c() -> CancellationToken {
    let cancel = CancellationToken::new();
    let cancelling = cancel.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            cancelling.cancel();
        }
    });
    cancel
}

impl Synced {
    fn words(&self, language: Language) -> String {
        let line = |refreshed: &Refreshed| {
            let values = fluent_args![
                "account" => refreshed.account.to_string(),
                "months" => refreshed.months_read,
                "entries" => refreshed.new_entries,
            ];
            words::say(language, "refreshed", &values)
        };
        self.accounts.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}
