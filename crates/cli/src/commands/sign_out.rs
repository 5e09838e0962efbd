use fluent::fluent_args;
use kabinet_api::Exit;

use crate::arguments::SignOut;
use crate::desk::Desk;
use crate::error::CliError;
use crate::words;

pub async fn run(asked: &SignOut, desk: &Desk) -> Result<Exit, CliError> {
    let done = desk.kabinet.sign_out(asked.chosen.account.as_deref(), asked.forget).await?;
    desk.output.show(&done.outcome, |language| {
        let account = done.outcome.account.to_string();
        let forgotten = if done.outcome.forgotten { "yes" } else { "no" };
        words::say(language, "signed-out", &fluent_args!["account" => account, "forgotten" => forgotten])
    })?;
    if let Some(warning) = done.warning {
        desk.output.warn(&warning.into());
    }
    Ok(Exit::Done)
}
