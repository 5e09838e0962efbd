//! `reminders`: reminders that are due.

use chrono::{DateTime, Utc};
use fluent::{FluentArgs, fluent_args};
use kabinet_api::{Clock, Language, SystemClock, view};

use crate::arguments::Reminders;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::l10n;

pub fn run(args: &Reminders, context: &Context) -> Result<Exit, CliError> {
    let now = args.now.map_or_else(|| SystemClock.now(), |now| now.with_timezone(&Utc));
    let language = context.output.language();
    let reminders = context.account(args.chosen.account.as_deref())?.reminders(now, language)?;
    context.output.show(&reminders, |language| render(&reminders, now, language))?;
    Ok(Exit::Done)
}

fn render(reminders: &view::Reminders, now: DateTime<Utc>, language: Language) -> String {
    let mut lines: Vec<String> = reminders.due.iter().map(|due| due.text.clone()).collect();
    if lines.is_empty() {
        lines.push(l10n::text(language, "no-reminders", &FluentArgs::new()));
    }
    lines.extend(reminders.next_look.map(|look| {
        let now = now.with_timezone(&look.timezone()).naive_local();
        let moment = language.moment(look.naive_local(), now);
        l10n::text(language, "next-reminder", &fluent_args!["moment" => moment])
    }));
    lines.join("\n")
}
