//! `backup` and `restore`: everything in one file that a passphrase opens.

use fluent::{FluentArgs, fluent_args};
use secrecy::{ExposeSecret, SecretString};

use crate::arguments::Backup;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::{l10n, password};

pub fn back_up(args: &Backup, context: &Context) -> Result<Exit, CliError> {
    let passphrase = passphrase(args, context, true)?;
    let done = context.api.back_up(&args.file, passphrase)?;
    context.output.show(&done, |language| {
        l10n::text(language, "backed-up", &fluent_args!["file" => done.file.display().to_string()])
    })?;
    Ok(Exit::Done)
}

pub fn restore(args: &Backup, context: &Context) -> Result<Exit, CliError> {
    let passphrase = passphrase(args, context, false)?;
    let done = context.api.restore(&args.file, passphrase)?;
    context.output.show(&done, |language| {
        let earlier = done.earlier.as_ref().map(|earlier| earlier.display().to_string());
        let values = fluent_args![
            "file" => done.file.display().to_string(),
            "earlier" => earlier.unwrap_or_else(|| "no".to_owned()),
        ];
        l10n::text(language, "restored", &values)
    })?;
    Ok(Exit::Done)
}

/// Reads the passphrase; one that is new is typed twice.
fn passphrase(args: &Backup, context: &Context, is_new: bool) -> Result<SecretString, CliError> {
    if args.password_stdin {
        return password::from_stdin();
    }
    let ask = |id| password::prompt_with(&l10n::text(context.output.language(), id, &FluentArgs::new()));
    let passphrase = ask("ask-passphrase")?;
    if is_new && ask("ask-passphrase-again")?.expose_secret() != passphrase.expose_secret() {
        return Err(CliError::PassphrasesDiffer);
    }
    Ok(passphrase)
}
