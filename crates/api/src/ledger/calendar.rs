//! The calendar of coming debits.

use std::io::Write;

use chrono::NaiveDate;
use fluent::{FluentArgs, fluent_args};
use kabinet_domain::{DateRange, ReminderRules, coming_debit};
use kabinet_export::{Alarm, CalendarHeading, Debit, ExportError, calendar};
use kabinet_store::Observed;

use crate::view::{ExportFormat, Exported, ForecastDebit};
use crate::{AccountContext, ApiError, Language};

impl AccountContext {
    /// Writes the coming debits as a calendar.
    ///
    /// The alarms follow the rules for a balance that does not cover the debits: future payments are
    /// unknown.
    pub(crate) fn export_debits(
        &self,
        days: DateRange,
        language: Language,
        mut out: impl Write,
    ) -> Result<Exported, ApiError> {
        let provider = self.provider()?.info().name.clone();
        let mut debits = self.coming_debits(&provider, language)?;
        debits.retain(|debit| days.contain(debit.date));
        let nothing = || ApiError::NothingToExport { login: self.account.login.clone() };
        let (first, last) = debits.first().zip(debits.last()).ok_or_else(nothing)?;
        let alarms = alarms(&self.store.reminder_rules(self.account.id)?);
        let zone = self.provider()?.info().time_zone;
        let heading = CalendarHeading {
            provider: self.account.provider.clone(),
            account: self.account.number.to_string(),
            name: format!("Kabinet: {provider}"),
            created_at: self.api.clock.now().with_timezone(&zone).fixed_offset(),
        };
        let text = calendar(&heading, &debits, &alarms);
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(ExportError::Write)?;
        let (from, to, entries) = (first.date, last.date, debits.len());
        Ok(Exported { account: self.account.number.clone(), format: ExportFormat::Ics, from, to, entries })
    }

    /// Returns the debits of the forecast.
    ///
    /// Without a forecast, the next day that the site names or that follows from it.
    fn coming_debits(&self, provider: &str, language: Language) -> Result<Vec<Debit>, ApiError> {
        let forecast = self.forecast(None, language)?;
        if forecast.why_not.is_none() {
            let debits = forecast.debits.into_iter().enumerate();
            return Ok(debits.map(|(number, debit)| language.debit(number, debit, provider)).collect());
        }
        let Observed { value: summary, read_at } = self.summary()?;
        let coming = coming_debit(&summary, self.read_on(read_at)?, forecast.today);
        Ok(coming.map(|(date, _)| language.unsure_debit(date, provider)).into_iter().collect())
    }
}

impl Language {
    fn debit(self, sequence: usize, debit: ForecastDebit, provider: &str) -> Debit {
        let args = fluent_args!["provider" => provider.to_owned(), "amount" => self.money(debit.amount)];
        Debit { sequence, date: debit.date, title: self.text("calendar-debit", &args), text: debit.text }
    }

    fn unsure_debit(self, date: NaiveDate, provider: &str) -> Debit {
        let title = self.text("calendar-unsure-debit", &fluent_args!["provider" => provider.to_owned()]);
        Debit { sequence: 0, date, title, text: self.text("calendar-unsure", &FluentArgs::new()) }
    }
}

fn alarms(rules: &ReminderRules) -> Vec<Alarm> {
    rules.days_before_if_short.iter().map(|&days_ahead| Alarm { days_ahead, at: rules.at }).collect()
}
