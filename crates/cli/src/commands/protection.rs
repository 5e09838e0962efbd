//! `encrypt` and `decrypt`: the protection of the stored data.

use fluent::FluentArgs;

use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::l10n;

pub fn run(encrypted: bool, context: &Context) -> Result<Exit, CliError> {
    let done = context.api.set_encrypted(encrypted)?;
    let id = if done.encrypted { "encrypted" } else { "decrypted" };
    context.output.show(&done, |language| l10n::text(language, id, &FluentArgs::new()))?;
    Ok(Exit::Done)
}
