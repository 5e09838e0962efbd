//! `sync`: a refresh of accounts.

use fluent::{FluentArgs, fluent_args};
use kabinet_api::view::{Refreshed, UnreadParts};
use kabinet_api::{AccountContext, AccountKey, Credentials, Language, Scope};
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use crate::arguments::Sync;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::progress::Bar;
use crate::{l10n, password};

/// An account that can be refreshed, or the reason against it.
type Ready = Result<(AccountContext, Credentials), CliError>;

#[derive(Serialize)]
struct Synced {
    accounts: Vec<Refreshed>,
}

/// Refreshes every account, whatever happens with the others.
///
/// The exit code is the first failure, or [`Exit::Partial`] if something was not read.
pub async fn run(args: Sync, context: &Context) -> Result<Exit, CliError> {
    let keys = context.accounts(args.chosen.account.as_deref())?;
    if args.password_stdin && keys.len() > 1 {
        return Err(CliError::OnePasswordForSeveral);
    }
    let accounts = with_credentials(&keys, args.password_stdin, context).await;
    let scope = if args.full { Scope::Full } else { Scope::Changed };
    let cancel = cancelled_by_ctrl_c();
    let mut synced = Synced { accounts: Vec::new() };
    let mut failures = Vec::new();
    for account in accounts {
        match refresh(account, scope, &cancel, context).await {
            Ok(refreshed) => synced.accounts.push(refreshed),
            Err(error) => failures.push(context.output.fail(&context.recovered(error))),
        }
        if cancel.is_cancelled() {
            break;
        }
    }
    if !synced.accounts.is_empty() {
        context.output.show(&synced, |language| synced.words(language))?;
    }
    let is_complete = synced.accounts.iter().all(|refreshed| refreshed.unread.is_complete());
    let read = if is_complete { Exit::Done } else { Exit::Partial };
    Ok(failures.into_iter().next().unwrap_or(read))
}

/// Opens the accounts, and asks for every missing password before the first refresh.
async fn with_credentials(keys: &[AccountKey], from_stdin: bool, context: &Context) -> Vec<Ready> {
    let mut ready = Vec::new();
    for key in keys {
        ready.push(match context.api.open(key) {
            Ok(mut account) => {
                credentials(&mut account, from_stdin, context).await.map(|credentials| (account, credentials))
            }
            Err(error) => Err(error.into()),
        });
    }
    ready
}

async fn credentials(
    account: &mut AccountContext,
    from_stdin: bool,
    context: &Context,
) -> Result<Credentials, CliError> {
    match from_stdin {
        true => password::from_stdin().map(Credentials::given),
        false => stored_or_typed(account, context).await,
    }
}

/// Returns the credentials of the keyring, or of a password that the customer types.
pub async fn stored_or_typed(
    account: &mut AccountContext,
    context: &Context,
) -> Result<Credentials, CliError> {
    let why = match account.stored_credentials().await {
        Err(why) if !account.is_in_browser() => why,
        stored => return Ok(stored?),
    };
    match password::prompt(account.key().login(), context.output.language()) {
        Ok(password) => Ok(Credentials::given(password)),
        Err(CliError::NoTerminal) => Err(why.into()),
        Err(error) => Err(error),
    }
}

async fn refresh(
    account: Ready,
    scope: Scope,
    cancel: &CancellationToken,
    context: &Context,
) -> Result<Refreshed, CliError> {
    let (mut account, credentials) = account?;
    let bar = Bar::new(&context.output);
    let observer = bar.observer(account.key().login(), context.output.language(), cancel.clone());
    Ok(account.refresh(credentials, scope, &observer).await?)
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
            let unread = unread_words(&refreshed.unread, language);
            std::iter::once(l10n::text(language, "refreshed", &values)).chain(unread).collect::<Vec<_>>()
        };
        self.accounts.iter().flat_map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Returns the lines about everything that was not read, and the way to the diagnostics.
pub fn unread_words(unread: &UnreadParts, language: Language) -> Vec<String> {
    let mut lines = unread.messages(language);
    if !lines.is_empty() {
        lines.push(l10n::text(language, "unread-hint", &FluentArgs::new()));
    }
    lines
}
