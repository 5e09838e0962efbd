//! `encrypt`, `decrypt` and `forget-passphrase`: the protection of the stored data.

use fluent::{FluentArgs, fluent_args};
use kabinet_api::view::{ProtectedBy, PutAside};
use kabinet_api::{ApiError, KeyPlace};

use crate::arguments::Encrypt;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::{l10n, password};

pub fn encrypt(args: &Encrypt, context: &Context) -> Result<Exit, CliError> {
    protect(&place(args, context)?, context)
}

pub fn decrypt(context: &Context) -> Result<Exit, CliError> {
    protect(&KeyPlace::Public, context)
}

/// Puts data aside whose passphrase is forgotten.
pub fn forget_passphrase(context: &Context) -> Result<Exit, CliError> {
    context.api.give_up_passphrase()?;
    let file = match context.api.take_set_aside() {
        Some(ApiError::SetAside(aside)) => Some(aside.file),
        Some(_) | None => None,
    };
    context.output.show(&PutAside { file: file.clone() }, |language| {
        let file = file.as_ref().map_or_else(|| "no".to_owned(), |file| file.display().to_string());
        l10n::text(language, "passphrase-forgotten", &fluent_args!["file" => file])
    })?;
    Ok(Exit::Done)
}

fn place(args: &Encrypt, context: &Context) -> Result<KeyPlace, CliError> {
    let language = context.output.language();
    match (args.passphrase, args.password_stdin) {
        (false, _) => Ok(KeyPlace::Keyring),
        (true, true) => Ok(KeyPlace::Passphrase(password::from_stdin()?)),
        (true, false) => Ok(KeyPlace::Passphrase(password::new_passphrase("ask-new-passphrase", language)?)),
    }
}

fn protect(place: &KeyPlace, context: &Context) -> Result<Exit, CliError> {
    let done = context.api.protect(place)?;
    let id = match done.by {
        ProtectedBy::Keyring => "encrypted",
        ProtectedBy::Passphrase => "encrypted-by-passphrase",
        ProtectedBy::Nothing => "decrypted",
    };
    context.output.show(&done, |language| l10n::text(language, id, &FluentArgs::new()))?;
    Ok(Exit::Done)
}
