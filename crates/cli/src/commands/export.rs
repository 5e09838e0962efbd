//! `export`: statements as files.

use std::io::{self, IsTerminal};
use std::path::Path;

use fluent::fluent_args;
use kabinet_api::view::{Exported, Selection};
use kabinet_api::{ApiError, DateRange, ExportError, Language};
use serde::Serialize;

use crate::arguments::Export;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::l10n;
use crate::output::is_closed_pipe;

#[derive(Serialize)]
struct Saved<'a> {
    file: &'a Path,
    #[serde(flatten)]
    exported: Exported,
}

pub fn run(args: &Export, context: &Context) -> Result<Exit, CliError> {
    match &args.output {
        Some(file) => to_file(args, file, context)?,
        None => to_output(args, context)?,
    }
    Ok(Exit::Done)
}

fn to_file(args: &Export, file: &Path, context: &Context) -> Result<(), CliError> {
    let language = context.output.language();
    let account = context.account(args.chosen.account.as_deref())?;
    let exported = account.export_to_file(args.format, &args.selection(), language, file)?;
    let saved = Saved { file, exported };
    context.output.show(&saved, |language| saved.words(language))
}

/// Writes to standard output.
///
/// It is no failure if the reader closes its end early, as `head` does.
fn to_output(args: &Export, context: &Context) -> Result<(), CliError> {
    let output = io::stdout();
    if args.format.is_binary() && output.is_terminal() {
        return Err(CliError::BinaryToTerminal);
    }
    let language = context.output.language();
    let account = context.account(args.chosen.account.as_deref())?;
    match account.export(args.format, &args.selection(), language, output.lock()) {
        Err(ApiError::NotExported(ExportError::Write(error))) if is_closed_pipe(&error) => Ok(()),
        Err(ApiError::NotExported(ExportError::Write(error))) => Err(CliError::Output(error)),
        Err(error) => Err(error.into()),
        Ok(_) => Ok(()),
    }
}

impl Export {
    fn selection(&self) -> Selection {
        Selection::of_days(DateRange { from: self.from, to: self.to })
    }
}

impl Saved<'_> {
    fn words(&self, language: Language) -> String {
        let file = self.file.display().to_string();
        l10n::text(language, "exported", &fluent_args!["file" => file, "entries" => self.exported.entries])
    }
}
