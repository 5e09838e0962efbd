//! `kabinet-cli`: Kabinet without a window. Scripts rely on its options, its JSON and its exit codes.
//!
//! Deliberately not here: what a command does (`kabinet-api`).

mod arguments;
mod commands;
mod desk;
mod error;
mod output;
mod password;
mod progress;
mod words;

use std::process::ExitCode;

use kabinet_api::{Exit, Language};

use crate::arguments::Arguments;
use crate::desk::Desk;
use crate::error::CliError;
use crate::output::Output;

fn main() -> ExitCode {
    let language = Language::of_locale(sys_locale::get_locale().as_deref());
    let exit = match Arguments::read(language) {
        Ok(arguments) => run(arguments, language),
        Err(error) => Output::as_asked(language).fail(&CliError::Arguments(error)),
    };
    ExitCode::from(exit.number())
}

fn run(arguments: Arguments, language: Language) -> Exit {
    let output = Output::new(arguments.json, language);
    let desk = Desk::at(arguments.data_dir, output.clone());
    let done = desk.and_then(|desk| {
        let runtime = tokio::runtime::Runtime::new().map_err(CliError::System)?;
        runtime.block_on(commands::run(arguments.command, &desk))
    });
    done.unwrap_or_else(|error| output.fail(&error))
}
