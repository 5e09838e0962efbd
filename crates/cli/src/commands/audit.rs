//! `audit`: discrepancies in the stored statements.

use fluent::FluentArgs;
use kabinet_api::Language;
use kabinet_api::view::Audit;

use crate::arguments::Chosen;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::l10n;

pub fn run(args: &Chosen, context: &Context) -> Result<Exit, CliError> {
    let audit = context.account(args.account.as_deref())?.audit(context.output.language())?;
    context.output.show(&audit, |language| render(&audit, language))?;
    Ok(Exit::Done)
}

fn render(audit: &Audit, language: Language) -> String {
    let none = || l10n::text(language, "no-findings", &FluentArgs::new());
    let none = audit.findings.is_empty().then(none);
    let findings = audit.findings.iter().map(|finding| finding.text.clone());
    findings.chain(none).chain(audit.note.clone()).collect::<Vec<_>>().join("\n")
}
