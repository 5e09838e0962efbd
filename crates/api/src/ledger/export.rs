//! Exported statements.

use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate};
use kabinet_domain::{CategoryOverrides, DateRange, Money, Month, MonthStatement};
use kabinet_export::{Format, Heading, Statement, plain_name};

use crate::view::{ExportFormat, Exported};
use crate::{AccountContext, ApiError, Language, atomic_file};

impl AccountContext {
    /// Writes the transactions of some days, oldest first.
    ///
    /// As [`ExportFormat::Ics`], writes the coming debits instead.
    ///
    /// # Errors
    /// [`ApiError::NothingToExport`] if there are none, [`ApiError::NotExported`],
    /// [`ApiError::BadDescription`], and [`ApiError::Database`] if the data cannot be read.
    pub fn export(
        &self,
        format: ExportFormat,
        days: DateRange,
        language: Language,
        out: impl Write,
    ) -> Result<Exported, ApiError> {
        match format.of_statement() {
            Some(form) => {
                let (from, to, entries) = self.write_statement(form, days, language, out)?;
                Ok(Exported { account: self.account.number.clone(), format, from, to, entries })
            }
            None => self.export_debits(days, language, out),
        }
    }

    /// Writes an export to a file, in place of the one that was there.
    ///
    /// # Errors
    /// [`ApiError::FileNotWritten`], and the errors of [`AccountContext::export`]. The file that was
    /// there is unchanged then.
    pub fn export_to_file(
        &self,
        format: ExportFormat,
        days: DateRange,
        language: Language,
        file: &Path,
    ) -> Result<Exported, ApiError> {
        atomic_file::replace(file, |out| self.export(format, days, language, out))
    }

    /// Returns the default file name of an export.
    pub fn export_name(&self, format: ExportFormat, language: Language) -> String {
        let number = plain_name(self.account.number.as_str());
        format!("{} {number}.{}", language.name_of_export(format), format.extension())
    }

    /// Writes one month after another, so that a long history is never in memory at once.
    fn write_statement(
        &self,
        form: Format,
        days: DateRange,
        language: Language,
        out: impl Write,
    ) -> Result<(NaiveDate, NaiveDate, usize), ApiError> {
        let months = self.months_within(days)?;
        let nothing = || ApiError::NothingToExport { login: self.account.login.clone() };
        let (first, last) = months.first().zip(months.last()).ok_or_else(nothing)?;
        let mut heading = self.heading(days, *first, *last)?;
        if let Some(month) = self.part_of_month(*first, days)? {
            heading.opening_balance = month.totals.opening_balance;
        }
        heading.has_earlier = self.has_earlier(heading.from)?;
        heading.category_overrides = self.store.category_overrides(self.account.id)?;
        let (from, to) = (heading.from, heading.to);
        let mut statement = Statement::begin(form, heading, &language, BufWriter::new(out))?;
        for month in months {
            if let Some(month) = self.part_of_month(month, days)? {
                statement.month(&month)?;
            }
        }
        Ok((from, to, statement.end()?.transaction_count))
    }

    fn heading(&self, days: DateRange, first: Month, last: Month) -> Result<Heading, ApiError> {
        let provider = self.provider()?;
        let info = provider.info();
        let now = self.api.clock.now();
        let made_at: DateTime<FixedOffset> = now.with_timezone(&info.time_zone).fixed_offset();
        let from = days.from.map_or(first.first_day(), |from| from.max(first.first_day()));
        let end = last.last_day().min(made_at.date_naive());
        Ok(Heading {
            provider: self.account.provider.clone(),
            provider_name: info.name.clone(),
            account: self.account.number.clone(),
            from,
            to: days.to.map_or(end, |to| to.min(end)).max(from),
            opening_balance: Money::ZERO,
            has_earlier: false,
            category_overrides: CategoryOverrides::default(),
            created_at: made_at,
        })
    }

    /// Returns true if transactions before that day are stored.
    fn has_earlier(&self, day: NaiveDate) -> Result<bool, ApiError> {
        let Some(before) = day.pred_opt() else { return Ok(false) };
        let days = DateRange { from: None, to: Some(before) };
        for month in self.months_within(days)? {
            if self.part_of_month(month, days)?.is_some_and(|month| !month.transactions.is_empty()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the stored months that have any of the days, oldest first.
    fn months_within(&self, days: DateRange) -> Result<Vec<Month>, ApiError> {
        let months = self.store.months(self.account.id)?.into_iter().rev().map(|it| it.value.month);
        Ok(months.filter(|month| days.touch(*month)).collect())
    }

    fn part_of_month(&self, month: Month, days: DateRange) -> Result<Option<MonthStatement>, ApiError> {
        let statement = self.store.statements(self.account.id, Some(month))?.pop();
        Ok(statement.map(|statement| days.part_of(statement)))
    }
}
