//! Exported statements.

use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use kabinet_domain::{
    CategoryOverrides, DateRange, Money, Month, MonthStatement, MonthTotals, Query, Transaction, categorize,
};
use kabinet_export::{Format, Heading, Localize, Statement, plain_name};

use crate::view::{ExportFormat, Exported, Selection};
use crate::{AccountContext, ApiError, Language, atomic_file};

/// A selection with its query, as typed today.
struct Part<'a> {
    selection: &'a Selection,
    query: Query,
    overrides: CategoryOverrides,
}

impl AccountContext {
    /// Writes the transactions of a selection, oldest first.
    ///
    /// As [`ExportFormat::Ics`], writes the coming debits of its days instead.
    ///
    /// # Errors
    /// [`ApiError::NothingToExport`] if there are none, [`ApiError::NotExported`],
    /// [`ApiError::BadDescription`], and [`ApiError::Database`] if the data cannot be read.
    pub fn export(
        &self,
        format: ExportFormat,
        selection: &Selection,
        language: Language,
        out: impl Write,
    ) -> Result<Exported, ApiError> {
        match format.of_statement() {
            Some(form) => {
                let (from, to, entries) = self.write_statement(form, selection, language, out)?;
                Ok(Exported { account: self.account.number.clone(), format, from, to, entries })
            }
            None => self.export_debits(selection.days(), language, out),
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
        selection: &Selection,
        language: Language,
        file: &Path,
    ) -> Result<Exported, ApiError> {
        atomic_file::replace(file, |out| self.export(format, selection, language, out))
    }

    /// Returns the default file name of an export: «Выписка 12345678 2025.xlsx».
    pub fn export_name(&self, format: ExportFormat, selection: &Selection, language: Language) -> String {
        let number = plain_name(self.account.number.as_str());
        let name = language.name_of_export(format, selection.is_filtered());
        let period = period_name(selection.days()).map(|period| format!(" {period}")).unwrap_or_default();
        format!("{name} {number}{period}.{}", format.extension())
    }

    /// Writes one month after another, so that a long history is never in memory at once.
    fn write_statement(
        &self,
        form: Format,
        selection: &Selection,
        language: Language,
        out: impl Write,
    ) -> Result<(NaiveDate, NaiveDate, usize), ApiError> {
        let days = selection.days();
        let overrides = self.store.category_overrides(self.account.id)?;
        let part = Part { selection, query: self.query_of(selection), overrides };
        let months = self.months_within(days)?;
        let nothing = || ApiError::NothingToExport { login: self.account.login.clone() };
        let (first, last) = months.first().zip(months.last()).ok_or_else(nothing)?;
        let mut heading = self.heading(days, *first, *last)?;
        if let Some(month) = self.part_of_month(*first, days)? {
            heading.opening_balance = month.totals.opening_balance;
        }
        heading.has_earlier = self.has_earlier(heading.from)?;
        heading.selection = part.label(language);
        heading.category_overrides = part.overrides.clone();
        let (from, to) = (heading.from, heading.to);
        let mut statement = Statement::begin(form, heading, &language, BufWriter::new(out))?;
        for month in months {
            if let Some(month) = self.part_of_month(month, days)?.and_then(|month| part.of_month(month)) {
                statement.month(&month)?;
            }
        }
        match statement.end()?.transaction_count {
            0 if selection.is_filtered() => Err(nothing()),
            count => Ok((from, to, count)),
        }
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
            selection: None,
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
    pub(super) fn months_within(&self, days: DateRange) -> Result<Vec<Month>, ApiError> {
        let months = self.store.months(self.account.id)?.into_iter().rev().map(|it| it.value.month);
        Ok(months.filter(|month| days.touch(*month)).collect())
    }

    fn part_of_month(&self, month: Month, days: DateRange) -> Result<Option<MonthStatement>, ApiError> {
        let statement = self.store.statements(self.account.id, Some(month))?.pop();
        Ok(statement.map(|statement| days.part_of(statement)))
    }
}

impl Part<'_> {
    /// Returns the conditions in words; `None` if every transaction of the days is selected.
    fn label(&self, language: Language) -> Option<String> {
        let terms = self.query.parts().iter().map(|part| language.search_term(part)).collect::<Vec<_>>();
        let kind = self.selection.kind.map(|kind| Localize::category(&language, kind));
        self.selection.is_filtered().then(|| kind.into_iter().chain(terms).collect::<Vec<_>>().join(", "))
    }

    /// Returns the selected transactions of a month with their own totals, if there are any.
    fn of_month(&self, month: MonthStatement) -> Option<MonthStatement> {
        if !self.selection.is_filtered() {
            return Some(month);
        }
        let is_selected = |transaction: &Transaction| {
            let category = categorize(transaction, &self.overrides);
            self.selection.kind.is_none_or(|kind| kind == category)
                && self.query.accepts(transaction, category)
        };
        let transactions: Vec<Transaction> = month.transactions.into_iter().filter(is_selected).collect();
        let totals = MonthTotals::of(month.totals.month, month.totals.opening_balance, &transactions);
        (!transactions.is_empty()).then_some(MonthStatement { totals, transactions })
    }
}

/// Returns the name of days: «2025», «2025-11», «2025-12 — 2026-11»; `None` for all days.
fn period_name(days: DateRange) -> Option<String> {
    let (from, to) = days.from.zip(days.to)?;
    let (first, last) = (Month::of(from), Month::of(to));
    let is_of_months = from == first.first_day() && to == last.last_day();
    let is_year = from.year() == to.year() && from.month() == 1 && to.month() == 12;
    Some(match is_of_months {
        true if is_year => from.year().to_string(),
        true if first == last => first.to_string(),
        true => format!("{first} — {last}"),
        false => format!("{from} — {to}"),
    })
}
