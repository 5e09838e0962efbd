//! `backup` and `restore`: everything in one file that a passphrase opens.

use fluent::fluent_args;

use crate::arguments::Backup;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::{l10n, password};

pub fn back_up(args: &Backup, context: &Context) -> Result<Exit, CliError> {
    let language = context.output.language();
    let passphrase = match args.password_stdin {
        true => password::from_stdin()?,
        false => password::new_passphrase("ask-passphrase", language)?,
    };
    let done = context.api.back_up(&args.file, passphrase)?;
    context.output.show(&done, |language| {
        l10n::text(language, "backed-up", &fluent_args!["file" => done.file.display().to_string()])
    })?;
    Ok(Exit::Done)
}

pub fn restore(args: &Backup, context: &Context) -> Result<Exit, CliError> {
    let language = context.output.language();
    let passphrase = match args.password_stdin {
        true => password::from_stdin()?,
        false => password::passphrase("ask-passphrase", language)?,
    };
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
