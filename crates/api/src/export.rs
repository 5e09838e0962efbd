use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::{fs, io};

use chrono::{DateTime, FixedOffset, NaiveDate};
use kabinet_domain::{Money, Month, MonthStatement};
use kabinet_export::{Days, ExportError, Format, Heading, Statement, last_day};
use kabinet_store::{Account, AccountId, Store};

use crate::wire::{ExportFormat, Exported};
use crate::{ApiError, Kabinet, Language};

impl Kabinet {
    /// Writes what is kept of an account for those days: its operations, oldest first, or as
    /// [`ExportFormat::Ics`] the debits that are to come.
    ///
    /// # Errors
    /// [`ApiError::NothingToExport`], [`ApiError::NotExported`], those of choosing an account, and
    /// those of the database and its folder.
    pub fn export(
        &self,
        login: Option<&str>,
        format: ExportFormat,
        days: Days,
        language: Language,
        out: impl Write,
    ) -> Result<Exported, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, login)?;
        match format.of_statement() {
            Some(form) => {
                let (from, to, entries) =
                    self.write_statement(&store, &account, form, days, language, out)?;
                Ok(Exported { account: account.number, format, from, to, entries })
            }
            None => self.export_debits(&store, &account, days, language, out),
        }
    }

    /// Writes the same into a file, in the place of the one that was there. The file is whole, or
    /// as it was before.
    ///
    /// # Errors
    /// [`ApiError::FileNotWritten`], and those of [`Kabinet::export`].
    pub fn export_to_file(
        &self,
        login: Option<&str>,
        format: ExportFormat,
        days: Days,
        language: Language,
        file: &Path,
    ) -> Result<Exported, ApiError> {
        let not_written = |error: io::Error| ApiError::FileNotWritten { file: file.to_owned(), error };
        let place = place(file).map_err(not_written)?;
        let mut new = beside(&place).map_err(not_written)?;
        let exported = match self.export(login, format, days, language, new.as_file_mut()) {
            Err(ApiError::NotExported(ExportError::Write(error))) => return Err(not_written(error)),
            exported => exported?,
        };
        new.as_file().sync_all().map_err(not_written)?;
        new.persist(place).map_err(|error| not_written(error.error))?;
        Ok(exported)
    }

    /// What a file of an account is called until the person calls it otherwise.
    ///
    /// # Errors
    /// Those of choosing an account, and those of the database and its folder.
    pub fn export_name(
        &self,
        login: &str,
        format: ExportFormat,
        language: Language,
    ) -> Result<String, ApiError> {
        let account = self.account(&self.store()?, Some(login))?;
        let number = account.number.as_str();
        let number: String = number.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        Ok(format!("{} {number}.{}", language.name_of_export(format), format.extension()))
    }

    /// One month after another, so that a long history is never held at once.
    fn write_statement(
        &self,
        store: &Store,
        account: &Account,
        form: Format,
        days: Days,
        language: Language,
        out: impl Write,
    ) -> Result<(NaiveDate, NaiveDate, usize), ApiError> {
        let months = touched(store, account.id, days)?;
        let nothing = || ApiError::NothingToExport { login: account.login.clone() };
        let (first, last) = months.first().zip(months.last()).ok_or_else(nothing)?;
        let mut heading = self.heading(account, days, *first, *last)?;
        if let Some(month) = part(store, account.id, *first, days)? {
            heading.opening = month.totals.opening;
        }
        let (from, to) = (heading.from, heading.to);
        let mut statement = Statement::begin(form, heading, &language, BufWriter::new(out))?;
        for month in months {
            if let Some(month) = part(store, account.id, month, days)? {
                statement.month(&month)?;
            }
        }
        Ok((from, to, statement.end()?.entries))
    }

    fn heading(&self, account: &Account, days: Days, first: Month, last: Month) -> Result<Heading, ApiError> {
        let provider = self.provider(&account.provider)?;
        let declaration = provider.declaration();
        let made_at: DateTime<FixedOffset> =
            self.clock.now().with_timezone(&declaration.time_zone).fixed_offset();
        let from = days.from.map_or(first.first_day(), |from| from.max(first.first_day()));
        let end = last_day(last).min(made_at.date_naive());
        Ok(Heading {
            provider: account.provider.clone(),
            provider_name: declaration.name.clone(),
            account: account.number.clone(),
            from,
            to: days.to.map_or(end, |to| to.min(end)).max(from),
            opening: Money::ZERO,
            made_at,
        })
    }
}

/// The months that have any of those days, oldest first.
fn touched(store: &Store, id: AccountId, days: Days) -> Result<Vec<Month>, ApiError> {
    let kept = store.months(id)?.into_iter().rev().map(|kept| kept.value.month);
    Ok(kept.filter(|month| days.touch(*month)).collect())
}

fn part(store: &Store, id: AccountId, month: Month, days: Days) -> Result<Option<MonthStatement>, ApiError> {
    Ok(store.statements(id, Some(month))?.pop().map(|month| days.part_of(month)))
}

/// Where a file really is. What is no file, as a device, is not replaced by one.
pub(crate) fn place(file: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(file) {
        Ok(place) if place.is_file() => Ok(place),
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(file.to_owned()),
        Err(error) => Err(error),
    }
}

pub(crate) fn beside(file: &Path) -> io::Result<tempfile::NamedTempFile> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::Builder::new().prefix(".kabinet-").tempfile_in(folder)
}
