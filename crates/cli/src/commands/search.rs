use fluent::{FluentArgs, fluent_args};
use kabinet_api::wire::search::{Found, FoundEntry};
use kabinet_api::{Exit, Language};

use super::statement::{moment, signed};
use super::table::table;
use crate::arguments::Search;
use crate::desk::Desk;
use crate::error::CliError;
use crate::words;

/// Every page at once: a terminal has its own way to look at a long answer.
pub fn run(asked: &Search, desk: &Desk) -> Result<Exit, CliError> {
    let query = asked.query.join(" ");
    let page =
        |after: Option<&str>| desk.kabinet.search(asked.chosen.account.as_deref(), &query, asked.kind, after);
    let mut found = page(None)?;
    while let Some(next) = found.next.take() {
        let more = page(Some(&next))?;
        found.entries.extend(more.entries);
        found.next = more.next;
    }
    desk.output.show(&found, |language| told(&found, language))?;
    Ok(Exit::Done)
}

fn told(found: &Found, language: Language) -> String {
    if found.entries.is_empty() {
        return words::say(language, "nothing-found", &FluentArgs::new());
    }
    let totals = fluent_args![
        "count" => found.count,
        "paid" => language.money(found.paid),
        "charged" => language.money(found.charged),
    ];
    let say = |id: &str| words::say(language, id, &FluentArgs::new());
    let headers = ["date", "operation", "amount", "closing"].map(say).into();
    let rows = found.entries.iter().map(|entry| row(entry, language)).collect();
    format!("{}\n{}", words::say(language, "found", &totals), table(headers, rows, 2))
}

fn row(entry: &FoundEntry, language: Language) -> Vec<String> {
    let closing = entry.closing.map(|sum| language.money(sum)).unwrap_or_default();
    vec![
        moment(entry.date, entry.time, language),
        entry.operation.clone(),
        signed(entry.amount, language),
        closing,
    ]
}
