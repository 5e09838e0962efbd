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
    let findings = context.account(args.account.as_deref())?.audit(context.output.language())?;
    let audit = Audit { findings };
    context.output.show(&audit, |language| render(&audit, language))?;
    Ok(Exit::Done)
}

fn render(audit: &Audit, language: Language) -> String {
    if audit.findings.is_empty() {
        return l10n::text(language, "no-findings", &FluentArgs::new());
    }
    audit.findings.iter().map(|finding| finding.text.as_str()).collect::<Vec<_>>().join("\n")
}
