//! `search`: transactions by words.

use fluent::{FluentArgs, fluent_args};
use kabinet_api::Language;
use kabinet_api::view::{FoundTransaction, SearchResults, Selection};

use crate::arguments::Search;
use crate::commands::statement::{moment, signed};
use crate::commands::table::table;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::l10n;

/// Prints every page at once: a terminal has its own way to read a long answer.
pub fn run(args: &Search, context: &Context) -> Result<Exit, CliError> {
    let selection = Selection::of_query(&args.query.join(" "), args.kind);
    let account = context.account(args.chosen.account.as_deref())?;
    let page = |after: Option<&str>| account.search(&selection, after, context.output.language());
    let mut found = page(None)?;
    while let Some(next) = found.next.take() {
        let more = page(Some(&next))?;
        found.entries.extend(more.entries);
        found.next = more.next;
    }
    context.output.show(&found, |language| render(&found, language))?;
    Ok(Exit::Done)
}

fn render(found: &SearchResults, language: Language) -> String {
    if found.entries.is_empty() {
        return l10n::text(language, "nothing-found", &FluentArgs::new());
    }
    let totals = fluent_args![
        "count" => found.count,
        "paid" => language.money(found.paid),
        "charged" => language.money(found.charged),
    ];
    let say = |id: &str| l10n::text(language, id, &FluentArgs::new());
    let headers = ["date", "operation", "amount", "closing"].map(say).into();
    let rows = found.entries.iter().map(|entry| row(entry, language)).collect();
    format!("{}\n{}", l10n::text(language, "found", &totals), table(headers, rows, 2))
}

fn row(entry: &FoundTransaction, language: Language) -> Vec<String> {
    let closing = entry.closing.map(|sum| language.money(sum)).unwrap_or_default();
    vec![
        moment(entry.date, entry.time, language),
        entry.operation.clone(),
        signed(entry.amount, language),
        closing,
    ]
}
