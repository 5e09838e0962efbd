use std::io::{self, ErrorKind, IsTerminal};
use std::path::Path;

use fluent::fluent_args;
use kabinet_api::wire::Exported;
use kabinet_api::{ApiError, Days, Exit, ExportError, Language};
use serde::Serialize;

use crate::arguments::Export;
use crate::desk::Desk;
use crate::error::CliError;
use crate::words;

#[derive(Serialize)]
struct Saved<'a> {
    file: &'a Path,
    #[serde(flatten)]
    exported: Exported,
}

pub fn run(asked: &Export, desk: &Desk) -> Result<Exit, CliError> {
    match &asked.output {
        Some(file) => to_file(asked, file, desk)?,
        None => to_output(asked, desk)?,
    }
    Ok(Exit::Done)
}

fn to_file(asked: &Export, file: &Path, desk: &Desk) -> Result<(), CliError> {
    let (login, language) = (asked.chosen.account.as_deref(), desk.output.language());
    let exported = desk.kabinet.export_to_file(login, asked.format, asked.days(), language, file)?;
    let saved = Saved { file, exported };
    desk.output.show(&saved, |language| saved.words(language))
}

/// A reader who has seen enough, as `head` has, is no failure.
fn to_output(asked: &Export, desk: &Desk) -> Result<(), CliError> {
    let output = io::stdout();
    if asked.format.is_binary() && output.is_terminal() {
        return Err(CliError::BinaryToTerminal);
    }
    let (login, language) = (asked.chosen.account.as_deref(), desk.output.language());
    match desk.kabinet.export(login, asked.format, asked.days(), language, output.lock()) {
        Err(ApiError::NotExported(ExportError::Write(error))) if error.kind() == ErrorKind::BrokenPipe => {
            Ok(())
        }
        Err(ApiError::NotExported(ExportError::Write(error))) => Err(CliError::Output(error)),
        Err(error) => Err(error.into()),
        Ok(_) => Ok(()),
    }
}

impl Export {
    fn days(&self) -> Days {
        Days { from: self.from, to: self.to }
    }
}

impl Saved<'_> {
    fn words(&self, language: Language) -> String {
        let file = self.file.display().to_string();
        words::say(language, "exported", &fluent_args!["file" => file, "entries" => self.exported.entries])
    }
}
