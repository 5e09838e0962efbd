use fluent::fluent_args;
use kabinet_api::{Exit, SignIn};

use crate::arguments;
use crate::desk::Desk;
use crate::error::CliError;
use crate::{password, words};

pub async fn run(asked: arguments::SignIn, desk: &Desk) -> Result<Exit, CliError> {
    let password = match asked.password_stdin {
        true => password::from_stdin()?,
        false => password::asked(&asked.login, desk.output.language())?,
    };
    let done = desk.kabinet.sign_in(SignIn {
        provider: asked.provider,
        site: asked.site,
        city: asked.city,
        login: asked.login,
        password,
        keep_password: !asked.no_keyring,
    });
    let done = done.await?;
    desk.output.show(&done.outcome, |language| {
        let account = done.outcome.account.to_string();
        words::say(language, "signed-in", &fluent_args!["account" => account])
    })?;
    if let Some(warning) = done.warning {
        desk.output.warn(&warning.into());
    }
    Ok(Exit::Done)
}
