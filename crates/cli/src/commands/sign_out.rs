//! `sign-out`: signing out.

use fluent::fluent_args;

use crate::arguments::SignOut;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::l10n;

pub async fn run(args: &SignOut, context: &Context) -> Result<Exit, CliError> {
    let done = context.account(args.chosen.account.as_deref())?.sign_out(args.forget).await?;
    context.output.show(&done.outcome, |language| {
        let account = done.outcome.account.to_string();
        let forgotten = if done.outcome.forgotten { "yes" } else { "no" };
        l10n::text(language, "signed-out", &fluent_args!["account" => account, "forgotten" => forgotten])
    })?;
    if let Some(warning) = done.warning {
        context.output.warn(&warning.into());
    }
    Ok(Exit::Done)
}
