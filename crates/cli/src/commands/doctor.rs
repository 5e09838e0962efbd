use std::path::PathBuf;

use fluent::{FluentArgs, fluent_args};
use kabinet_api::wire::diagnosis::{DiagnosedPage, Diagnosis, RefreshRecord};
use kabinet_api::{Access, Diagnosed, Exit, Language};
use serde::Serialize;

use super::sync::kept_or_asked;
use super::table::table;
use crate::arguments::Doctor;
use crate::desk::Desk;
use crate::error::CliError;
use crate::{password, words};

#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    diagnosis: Diagnosis,
    refreshes: Vec<RefreshRecord>,
    report: Option<PathBuf>,
}

/// What was found out is told even if the way ended early; then that is how it ends.
pub async fn run(asked: &Doctor, desk: &Desk) -> Result<Exit, CliError> {
    let language = desk.output.language();
    let account = desk.kabinet.chosen_one(asked.chosen.account.as_deref())?;
    let access = match asked.password_stdin {
        true => Access::given(password::from_stdin()?),
        false => kept_or_asked(&account, desk).await?,
    };
    let diagnosed = desk.kabinet.diagnose(&account, access, language).await?;
    if let Some(file) = &asked.report {
        Diagnosed::save(&diagnosed.report, file)?;
    }
    let told = Told {
        diagnosis: diagnosed.diagnosis,
        refreshes: desk.kabinet.refresh_log(Some(&account.login), language)?,
        report: asked.report.clone(),
    };
    desk.output.show(&told, |language| told.words(language))?;
    Ok(diagnosed.failure.map_or(Exit::Done, |error| desk.output.fail(&error.into())))
}

impl Told {
    fn words(&self, language: Language) -> String {
        let pages = self.diagnosis.pages.iter().map(|page| of_page(page, language));
        let saved = self.report.as_ref().map(|file| {
            words::say(language, "report-saved", &fluent_args!["file" => file.display().to_string()])
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
        words::say(language, id, &values)
    });
    let missing = page.missing.iter().map(|missing| format!("  ✗ {}", missing.problem));
    let head = words::say(language, "doctor-page", &values);
    std::iter::once(head).chain(found).chain(missing).collect::<Vec<_>>().join("\n")
}

fn of_refreshes(refreshes: &[RefreshRecord], language: Language) -> String {
    let say = |id: &str| words::say(language, id, &FluentArgs::new());
    let headers = ["refreshed-at", "outcome", "months-read", "took-ms"].map(say).into();
    let row = |record: &RefreshRecord| {
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        vec![
            record.at.format("%Y-%m-%d %H:%M").to_string(),
            record.code.clone().unwrap_or_else(|| say("went-well")),
            number(record.months_read.map(u64::from)),
            number(record.duration_ms),
        ]
    };
    table(headers, refreshes.iter().map(row).collect(), 2)
}
