use chrono::{DateTime, Utc};
use fluent::{FluentArgs, fluent_args};
use kabinet_api::{Clock, Exit, Language, SystemClock, wire};

use crate::arguments::Reminders;
use crate::desk::Desk;
use crate::error::CliError;
use crate::words;

pub fn run(asked: &Reminders, desk: &Desk) -> Result<Exit, CliError> {
    let now = asked.now.map_or_else(|| SystemClock.now(), |now| now.with_timezone(&Utc));
    let language = desk.output.language();
    let reminders = desk.kabinet.reminders(asked.chosen.account.as_deref(), now, language)?;
    desk.output.show(&reminders, |language| told(&reminders, now, language))?;
    Ok(Exit::Done)
}

fn told(reminders: &wire::Reminders, now: DateTime<Utc>, language: Language) -> String {
    let mut lines: Vec<String> = reminders.due.iter().map(|due| due.text.clone()).collect();
    if lines.is_empty() {
        lines.push(words::say(language, "no-reminders", &FluentArgs::new()));
    }
    lines.extend(reminders.next_look.map(|look| {
        let now = now.with_timezone(&look.timezone()).naive_local();
        let moment = language.moment(look.naive_local(), now);
        words::say(language, "next-reminder", &fluent_args!["moment" => moment])
    }));
    lines.join("\n")
}
