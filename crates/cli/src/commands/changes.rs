use fluent::FluentArgs;
use kabinet_api::wire::meaning::Changes;
use kabinet_api::{Exit, Language};

use crate::arguments::Chosen;
use crate::desk::Desk;
use crate::error::CliError;
use crate::words;

pub fn run(asked: &Chosen, desk: &Desk) -> Result<Exit, CliError> {
    let changes = desk.kabinet.changes(asked.account.as_deref(), desk.output.language())?;
    desk.output.show(&changes, |language| told(changes.as_ref(), language))?;
    Ok(Exit::Done)
}

fn told(changes: Option<&Changes>, language: Language) -> String {
    match changes {
        None => words::say(language, "no-changes", &FluentArgs::new()),
        Some(changes) => changes.items.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("\n"),
    }
}
