//! `doctor`: a diagnosis of a visit.

use std::path::PathBuf;

use fluent::{FluentArgs, fluent_args};
use kabinet_api::view::{DiagnosedPage, Diagnosis, RefreshRecord};
use kabinet_api::{Credentials, Diagnosed, Language};
use serde::Serialize;

use crate::arguments::Doctor;
use crate::commands::sync::stored_or_typed;
use crate::commands::table::table;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::{l10n, password};

#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    diagnosis: Diagnosis,
    refreshes: Vec<RefreshRecord>,
    report: Option<PathBuf>,
}

/// Prints the diagnosis also if the visit ended early; the exit code is that failure then.
pub async fn run(args: &Doctor, context: &Context) -> Result<Exit, CliError> {
    let language = context.output.language();
    let mut account = context.account(args.chosen.account.as_deref())?;
    let credentials = match args.password_stdin {
        true => Credentials::given(password::from_stdin()?),
        false => stored_or_typed(&mut account, context).await?,
    };
    let diagnosed = account.diagnose(credentials, language).await?;
    if let Some(file) = &args.report {
        Diagnosed::save(&diagnosed.report, file)?;
    }
    let report = Report {
        diagnosis: diagnosed.diagnosis,
        refreshes: account.refresh_log(language)?,
        report: args.report.clone(),
    };
    context.output.show(&report, |language| report.words(language))?;
    Ok(diagnosed.failure.map_or(Exit::Done, |error| context.output.fail(&error.into())))
}

impl Report {
    fn words(&self, language: Language) -> String {
        let pages = self.diagnosis.pages.iter().map(|page| of_page(page, language));
        let saved = self.report.as_ref().map(|file| {
            l10n::text(language, "report-saved", &fluent_args!["file" => file.display().to_string()])
        });
        let refreshes = (!self.refreshes.is_empty()).then(|| of_refreshes(&self.refreshes, language));
        pages.chain(refreshes).chain(saved).collect::<Vec<_>>().join("\n\n")
    }
}

fn of_page(page: &DiagnosedPage, language: Language) -> String {
    let values = fluent_args![
        "page" => page.page.clone(),
        "address" => page.address.clone(),
        "status" => page.status.map_or_else(|| "—".to_owned(), |status| status.to_string()),
        "time" => page.duration_ms.to_string(),
    ];
    let found = page.found.iter().map(|found| {
        let id = if found.by.is_empty() { "doctor-found-alone" } else { "doctor-found" };
        let score = found.score.to_string();
        let values = fluent_args!["label" => found.label.clone(), "by" => found.by.clone(), "score" => score];
        l10n::text(language, id, &values)
    });
    let missing = page.missing.iter().map(|missing| format!("  ✗ {}", missing.problem));
    let head = l10n::text(language, "doctor-page", &values);
    std::iter::once(head).chain(found).chain(missing).collect::<Vec<_>>().join("\n")
}

fn of_refreshes(refreshes: &[RefreshRecord], language: Language) -> String {
    let say = |id: &str| l10n::text(language, id, &FluentArgs::new());
    let headers = ["refreshed-at", "outcome", "months-read", "took-ms"].map(say).into();
    let row = |record: &RefreshRecord| {
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        vec![
            record.at.format("%Y-%m-%d %H:%M").to_string(),
            record.code.map_or_else(|| say("went-well"), |code| code.name().to_owned()),
            number(record.months_read.map(u64::from)),
            number(record.duration_ms),
        ]
    };
    table(headers, refreshes.iter().map(row).collect(), 2)
}
