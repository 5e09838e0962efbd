//! One module a command. Each answers how the program ends.

mod accounts;
mod audit;
mod changes;
mod demo;
mod doctor;
mod export;
mod forecast;
mod kinds;
mod providers;
mod reminders;
mod search;
mod sign_in;
mod sign_out;
mod statement;
mod summary;
mod sync;
mod table;

use kabinet_api::Exit;

use crate::arguments::Command;
use crate::desk::Desk;
use crate::error::CliError;

/// Carries out what was asked for.
pub async fn run(command: Command, desk: &Desk) -> Result<Exit, CliError> {
    match command {
        Command::SignIn(asked) => sign_in::run(asked, desk).await,
        Command::Sync(asked) => sync::run(asked, desk).await,
        Command::Summary(asked) => summary::run(&asked, desk),
        Command::Statement(asked) => statement::run(&asked, desk),
        Command::Kinds(asked) => kinds::run(&asked, desk),
        Command::Audit(asked) => audit::run(&asked, desk),
        Command::Changes(asked) => changes::run(&asked, desk),
        Command::Forecast(asked) => forecast::run(&asked, desk),
        Command::Search(asked) => search::run(&asked, desk),
        Command::Export(asked) => export::run(&asked, desk),
        Command::Reminders(asked) => reminders::run(&asked, desk),
        Command::Accounts => accounts::run(desk),
        Command::Doctor(asked) => doctor::run(&asked, desk).await,
        Command::Providers(asked) => providers::run(&asked, desk),
        Command::SignOut(asked) => sign_out::run(&asked, desk).await,
        Command::Demo(asked) => demo::run(&asked, desk).await,
    }
}
