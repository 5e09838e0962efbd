//! One module a command.
//!
//! Each answers how the program ends.

mod accounts;
mod audit;
mod backup;
mod changes;
mod demo;
mod doctor;
mod export;
mod forecast;
mod kinds;
mod manual;
mod protection;
mod providers;
mod reminders;
mod search;
mod sign_in;
mod sign_out;
mod statement;
mod summary;
mod sync;
mod table;

use crate::arguments::Command;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;

/// Runs the requested command.
pub async fn run(command: Command, context: &Context) -> Result<Exit, CliError> {
    match command {
        Command::SignIn(args) => sign_in::run(args, context).await,
        Command::Sync(args) => sync::run(args, context).await,
        Command::Summary(args) => summary::run(&args, context),
        Command::Statement(args) => statement::run(&args, context),
        Command::Kinds(args) => kinds::run(&args, context),
        Command::Audit(args) => audit::run(&args, context),
        Command::Changes(args) => changes::run(&args, context),
        Command::Forecast(args) => forecast::run(&args, context),
        Command::Search(args) => search::run(&args, context),
        Command::Export(args) => export::run(&args, context),
        Command::Reminders(args) => reminders::run(&args, context),
        Command::Accounts => accounts::run(context),
        Command::Doctor(args) => doctor::run(&args, context).await,
        Command::Providers(args) => providers::run(&args, context),
        Command::SignOut(args) => sign_out::run(&args, context).await,
        Command::Backup(args) => backup::back_up(&args, context),
        Command::Restore(args) => backup::restore(&args, context),
        Command::Encrypt(args) => protection::encrypt(&args, context),
        Command::Decrypt => protection::decrypt(context),
        Command::ForgetPassphrase => protection::forget_passphrase(context),
        Command::Manual(args) => manual::run(&args),
        Command::Demo(args) => demo::run(&args, context).await,
    }
}
