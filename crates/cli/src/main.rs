//! `kabinet-cli`: Kabinet without a window.
//!
//! Scripts rely on its options, its JSON and its exit codes.
//!
//! Deliberately not here: the use cases behind the commands (`kabinet-api`).

mod arguments;
mod commands;
mod context;
mod error;
mod exit;
mod input_line;
mod l10n;
mod output;
mod password;
mod progress;

use std::process::ExitCode;

use kabinet_api::{Language, forbid_core_dumps};

use crate::arguments::Arguments;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Output;

fn main() -> ExitCode {
    forbid_core_dumps();
    let language = Language::of_this_run(sys_locale::get_locale);
    let exit = match Arguments::read(language) {
        Ok(arguments) => run(arguments, language),
        Err(error) => Output::as_asked(language).fail(&CliError::Arguments(error)),
    };
    ExitCode::from(exit.number())
}

fn run(arguments: Arguments, language: Language) -> Exit {
    let output = Output::new(arguments.json, language);
    let context = Context::new(arguments.data_dir, output.clone());
    let done = context.and_then(|context| {
        let runtime = tokio::runtime::Runtime::new().map_err(CliError::System)?;
        let reads_anew = arguments.command.reads_site();
        context.unlock(arguments.passphrase_stdin, arguments.command.opens_data())?;
        let done = runtime.block_on(commands::run(arguments.command, &context));
        context.with_news(done, reads_anew)
    });
    done.unwrap_or_else(|error| output.fail(&error))
}
