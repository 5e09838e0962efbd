use fluent::FluentArgs;
use kabinet_api::{Exit, Language, wire};

use super::table::table;
use crate::arguments::Providers;
use crate::desk::Desk;
use crate::error::CliError;
use crate::words;

pub fn run(asked: &Providers, desk: &Desk) -> Result<Exit, CliError> {
    match &asked.show {
        Some(id) => {
            let described = desk.kabinet.description(id)?;
            desk.output.show(&described, |_| described.description.trim_end().to_owned())?;
        }
        None => {
            let (known, wrong) = desk.kabinet.described_providers();
            desk.output.show(&known, |language| told(&known, language))?;
            wrong.into_iter().for_each(|error| desk.output.warn(&error.into()));
        }
    }
    Ok(Exit::Done)
}

fn told(known: &wire::Providers, language: Language) -> String {
    let say = |id: &str| words::say(language, id, &FluentArgs::new());
    let headers = ["provider", "provider-name", "site", "time-zone", "described-in"].map(say).into();
    let row = |known: &wire::DescribedProvider| {
        let file = known.file.clone().unwrap_or_else(|| say("compiled-in"));
        let provider = known.provider.clone();
        vec![provider.id, provider.name, provider.site, known.time_zone.clone(), file]
    };
    table(headers, known.providers.iter().map(row).collect(), 0)
}
