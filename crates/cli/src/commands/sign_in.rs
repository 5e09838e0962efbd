//! `sign-in`: signing in with a password.

use fluent::{FluentArgs, fluent_args};
use kabinet_api::view::ProtectedBy;
use kabinet_api::{KeyPlace, SignIn};

use crate::arguments;
use crate::commands::sync::unread_words;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::{l10n, password};

pub async fn run(args: arguments::SignIn, context: &Context) -> Result<Exit, CliError> {
    warn_of_foreign_host(&args, context);
    let password = match args.password_stdin {
        true => password::from_stdin()?,
        false => password::prompt(&args.login, context.output.language())?,
    };
    offer_passphrase(&args, context)?;
    let done = context.api.sign_in(SignIn {
        provider: args.provider,
        site: args.site,
        city: args.city,
        login: args.login,
        password,
        keep_password: !args.no_keyring,
    });
    let done = done.await?;
    let is_open = context.api.protection()?.is_none_or(|protection| protection.by == ProtectedBy::Nothing);
    context.output.show(&done.outcome, |language| {
        let account = done.outcome.account.to_string();
        let signed_in = l10n::text(language, "signed-in", &fluent_args!["account" => account]);
        let unread = unread_words(&done.outcome.unread, language);
        let note = is_open.then(|| l10n::text(language, "data-not-secret", &FluentArgs::new()));
        std::iter::once(signed_in).chain(note).chain(unread).collect::<Vec<_>>().join("\n")
    })?;
    if let Some(warning) = done.warning {
        context.output.warn(&warning.into());
    }
    Ok(if done.outcome.unread.is_complete() { Exit::Done } else { Exit::Partial })
}

/// Warns of a host that only a description file names, before the password is read.
fn warn_of_foreign_host(args: &arguments::SignIn, context: &Context) {
    if args.site.is_some() {
        return;
    }
    let provider = context.api.providers().into_iter().find(|provider| provider.id == args.provider);
    if let Some(host) = provider.and_then(|provider| provider.foreign_host) {
        context.output.warn(&CliError::ForeignHost { host });
    }
}

/// Asks for a passphrase of the new data where there is no keyring; the customer may want none.
fn offer_passphrase(args: &arguments::SignIn, context: &Context) -> Result<(), CliError> {
    let api = &context.api;
    let is_asked = !args.no_keyring && password::is_at_terminal() && api.protection()?.is_none();
    if !is_asked || api.has_keyring() {
        return Ok(());
    }
    let chosen = password::optional_passphrase("offer-passphrase", context.output.language())?;
    if let Some(passphrase) = chosen {
        api.protect(&KeyPlace::Passphrase(passphrase))?;
    }
    Ok(())
}
