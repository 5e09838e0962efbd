//! `providers`: providers and their description files.

use fluent::FluentArgs;
use kabinet_api::{Language, view};

use crate::arguments::Providers;
use crate::commands::table::table;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::l10n;

pub fn run(args: &Providers, context: &Context) -> Result<Exit, CliError> {
    match &args.show {
        Some(id) => {
            let described = context.api.description(id)?;
            context.output.show(&described, |_| described.description.trim_end().to_owned())?;
        }
        None => {
            let (known, wrong) = context.api.described_providers();
            context.output.show(&known, |language| render(&known, language))?;
            wrong.into_iter().for_each(|error| context.output.warn(&error.into()));
        }
    }
    Ok(Exit::Done)
}

fn render(known: &view::Providers, language: Language) -> String {
    let say = |id: &str| l10n::text(language, id, &FluentArgs::new());
    let headers = ["provider", "provider-name", "site", "time-zone", "described-in"].map(say).into();
    let row = |known: &view::DescribedProvider| {
        let file = known.file.clone().unwrap_or_else(|| say("compiled-in"));
        let provider = known.provider.clone();
        vec![provider.id, provider.name, provider.site, known.time_zone.clone(), file]
    };
    table(headers, known.providers.iter().map(row).collect(), 0)
}
