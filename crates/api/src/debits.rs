use std::io::Write;

use chrono::NaiveDate;
use fluent::{FluentArgs, fluent_args};
use kabinet_domain::{ReminderRules, coming_debit};
use kabinet_export::{Alarm, Days, Debit, ExportError, calendar};
use kabinet_store::{Account, Kept, Store};

use crate::kabinet::local;
use crate::summary::nothing_read;
use crate::wire::meaning::ForecastDebit;
use crate::wire::{ExportFormat, Exported};
use crate::{ApiError, Kabinet, Language};

impl Kabinet {
    /// The debits that are foreseen, as a calendar that reminds of them when the rules would while
    /// money is short: nobody knows what will be paid until then.
    pub(crate) fn export_debits(
        &self,
        store: &Store,
        account: &Account,
        days: Days,
        language: Language,
        mut out: impl Write,
    ) -> Result<Exported, ApiError> {
        let provider = self.provider(&account.provider)?.declaration().name.clone();
        let mut debits = self.debits(store, account, &provider, language)?;
        debits.retain(|debit| days.contain(debit.date));
        let nothing = || ApiError::NothingToExport { login: account.login.clone() };
        let (first, last) = debits.first().zip(debits.last()).ok_or_else(nothing)?;
        let name = format!("Kabinet: {provider}");
        let alarms = alarms(&store.reminder_rules(account.id)?);
        let number = account.number.as_str();
        let text = calendar(&account.provider, number, &name, &debits, &alarms, self.clock.now());
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(ExportError::Write)?;
        let (from, to, entries) = (first.date, last.date, debits.len());
        Ok(Exported { account: account.number.clone(), format: ExportFormat::Ics, from, to, entries })
    }

    /// Those of the forecast; without one, the next day that the cabinet told or that follows from
    /// what it told.
    fn debits(
        &self,
        store: &Store,
        account: &Account,
        provider: &str,
        language: Language,
    ) -> Result<Vec<Debit>, ApiError> {
        let login = format!("{}/{}", account.provider, account.login);
        let foreseen = self.forecast(Some(&login), None, language)?;
        if foreseen.why_not.is_none() {
            let debits = foreseen.debits.into_iter();
            return Ok(debits.map(|debit| language.debit(debit, provider)).collect());
        }
        let kept = store.summary(account.id)?;
        let Kept { value: summary, read_at } = kept.ok_or_else(|| nothing_read(account))?;
        let zone = self.provider(&account.provider)?.declaration().time_zone;
        let coming = coming_debit(&summary, local(read_at, zone).date(), foreseen.today);
        Ok(coming.map(|(date, _)| language.unsure_debit(date, provider)).into_iter().collect())
    }
}

impl Language {
    fn debit(self, debit: ForecastDebit, provider: &str) -> Debit {
        let values = fluent_args!["provider" => provider.to_owned(), "amount" => self.money(debit.amount)];
        Debit { date: debit.date, title: self.say("calendar-debit", &values), text: debit.text }
    }

    fn unsure_debit(self, date: NaiveDate, provider: &str) -> Debit {
        let title = self.say("calendar-unsure-debit", &fluent_args!["provider" => provider.to_owned()]);
        Debit { date, title, text: self.say("calendar-unsure", &FluentArgs::new()) }
    }
}

fn alarms(rules: &ReminderRules) -> Vec<Alarm> {
    rules.when_short.iter().map(|&days_ahead| Alarm { days_ahead, at: rules.at }).collect()
}
