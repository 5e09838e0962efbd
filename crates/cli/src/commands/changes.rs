//! `changes`: changes of the last refresh.

use fluent::FluentArgs;
use kabinet_api::Language;
use kabinet_api::view::Changes;

use crate::arguments::Chosen;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::l10n;

pub fn run(args: &Chosen, context: &Context) -> Result<Exit, CliError> {
    let changes = context.account(args.account.as_deref())?.changes(context.output.language())?;
    context.output.show(&changes, |language| render(changes.as_ref(), language))?;
    Ok(Exit::Done)
}

fn render(changes: Option<&Changes>, language: Language) -> String {
    match changes {
        None => l10n::text(language, "no-changes", &FluentArgs::new()),
        Some(changes) => changes.items.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("\n"),
    }
}
