use fluent::FluentArgs;
use kabinet_api::wire::meaning::Audit;
use kabinet_api::{Exit, Language};

use crate::arguments::Chosen;
use crate::desk::Desk;
use crate::error::CliError;
use crate::words;

pub fn run(asked: &Chosen, desk: &Desk) -> Result<Exit, CliError> {
    let findings = desk.kabinet.audit(asked.account.as_deref(), desk.output.language())?;
    let audit = Audit { findings };
    desk.output.show(&audit, |language| told(&audit, language))?;
    Ok(Exit::Done)
}

fn told(audit: &Audit, language: Language) -> String {
    if audit.findings.is_empty() {
        return words::say(language, "no-findings", &FluentArgs::new());
    }
    audit.findings.iter().map(|finding| finding.text.as_str()).collect::<Vec<_>>().join("\n")
}
