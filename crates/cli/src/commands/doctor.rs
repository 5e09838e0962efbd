//! `doctor`: a diagnosis of a visit.

use std::path::PathBuf;

use fluent::{FluentArgs, fluent_args};
use kabinet_api::view::{DiagnosedPage, Diagnosis, RefreshRecord};
use kabinet_api::{Credentials, Diagnosed, Language, SignInTarget};
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
    let (diagnosed, refreshes) = match sign_in_target(args) {
        Some(target) => (diagnose_sign_in(&target, args.password_stdin, context).await?, Vec::new()),
        None => diagnose_account(args, context).await?,
    };
    if let Some(file) = &args.report {
        Diagnosed::save(&diagnosed.report, file)?;
    }
    let report = Report { diagnosis: diagnosed.diagnosis, refreshes, report: args.report.clone() };
    context.output.show(&report, |language| report.words(language))?;
    Ok(diagnosed.failure.map_or(Exit::Done, |error| context.output.fail(&error.into())))
}

/// Returns the site and the login to visit without a stored account; `None` for a stored account.
fn sign_in_target(args: &Doctor) -> Option<SignInTarget> {
    let (provider, login) = args.provider.clone().zip(args.login.clone())?;
    Some(SignInTarget { provider, site: args.site.clone(), city: args.city.clone(), login })
}

async fn diagnose_sign_in(
    target: &SignInTarget,
    from_stdin: bool,
    context: &Context,
) -> Result<Diagnosed, CliError> {
    let language = context.output.language();
    let password = match from_stdin {
        true => password::from_stdin()?,
        false => password::prompt(&target.login, language)?,
    };
    Ok(context.api.diagnose_sign_in(target, password, language).await?)
}

async fn diagnose_account(
    args: &Doctor,
    context: &Context,
) -> Result<(Diagnosed, Vec<RefreshRecord>), CliError> {
    let language = context.output.language();
    let mut account = context.account(args.chosen.account.as_deref())?;
    let credentials = match args.password_stdin {
        true => Credentials::given(password::from_stdin()?),
        false => stored_or_typed(&mut account, context).await?,
    };
    let diagnosed = account.diagnose(credentials, language).await?;
    Ok((diagnosed, account.refresh_log(language)?))
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
