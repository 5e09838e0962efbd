//! How an account's cabinet is read, for those who ask why it is not.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use kabinet_providers::{Report, SeenPage};
use kabinet_store::Account;
use kabinet_sync::{self as sync, Diagnosis, SyncError};

use crate::error_words::{missing_word, page_words};
use crate::export::{beside, place};
use crate::refresh::{explained, is_of_no_use, without_echo};
use crate::wire::diagnosis::{DiagnosedPage, FoundLabel, MissingLabel, RefreshRecord};
use crate::{Access, ApiError, Kabinet, Language, SecretName, secrets, wire};

/// What is found out about reading a cabinet.
#[derive(Debug)]
pub struct Diagnosed {
    /// The pages, as the person sees them.
    pub diagnosis: wire::diagnosis::Diagnosis,
    /// What the person may send: nothing in it tells of them.
    pub report: String,
    /// Why the way ended early.
    pub failure: Option<ApiError>,
}

/// So many of the last refreshes are told of.
const LAST: u32 = 20;

impl Kabinet {
    /// Walks the whole way through an account's cabinet once, and keeps nothing of it. What the
    /// site no longer accepts is deleted from the keyring, as a refresh would.
    ///
    /// # Errors
    /// [`ApiError::UnknownProvider`] and [`ApiError::BadDescription`]; what the cabinet refuses is
    /// in the answer.
    pub async fn diagnose(
        &self,
        account: &Account,
        access: Access,
        language: Language,
    ) -> Result<Diagnosed, ApiError> {
        let provider = self.provider(&account.provider)?;
        let Access { key, is_kept } = access;
        let Diagnosis { pages, failure } =
            sync::diagnose(provider.as_ref(), account, key.clone(), self.clock.now()).await;
        let walked = failure.map_or(Ok(()), |failure| Err(SyncError::from(failure)));
        if is_kept && is_of_no_use(&walked) {
            // One that cannot be deleted cannot be read either: it is not tried again.
            let _ = secrets::delete(&self.secrets, SecretName::key_of(account)).await;
        }
        let failure = walked
            .err()
            .map(|error| explained(without_echo(error, &key), provider.as_ref(), &account.site, None));
        let seed = RandomState::new().hash_one(&account.login);
        Ok(Diagnosed {
            report: Report::of(&pages, provider.as_ref(), seed).to_string(),
            diagnosis: wire::diagnosis::Diagnosis {
                pages: pages.iter().map(|page| shown(page, language)).collect(),
                failure: failure.as_ref().map(|failure| failure.words(language)),
            },
            failure,
        })
    }

    /// How the last refreshes of an account went, newest first.
    ///
    /// # Errors
    /// Those of choosing an account, and those of the database and its folder.
    pub fn refresh_log(
        &self,
        login: Option<&str>,
        language: Language,
    ) -> Result<Vec<RefreshRecord>, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, login)?;
        let records = store.refresh_log(account.id, LAST)?.into_iter();
        let told = records.map(|record| RefreshRecord {
            at: record.at,
            message: record.failure.as_deref().map(|code| language.failure(code).0),
            code: record.failure,
            months_read: Some(record.months_read),
            duration_ms: Some(millis(record.took)),
        });
        Ok(told.collect())
    }
}

impl Diagnosed {
    /// Writes a report into a file, in the place of the one that was there.
    ///
    /// # Errors
    /// [`ApiError::FileNotWritten`].
    pub fn save(report: &str, file: &Path) -> Result<(), ApiError> {
        let not_written = |error: io::Error| ApiError::FileNotWritten { file: file.to_owned(), error };
        let place = place(file).map_err(not_written)?;
        let mut new = beside(&place).map_err(not_written)?;
        new.write_all(report.as_bytes()).map_err(not_written)?;
        new.persist(place).map_err(|error| not_written(error.error))?;
        Ok(())
    }
}

fn shown(seen: &SeenPage, language: Language) -> DiagnosedPage {
    let found = seen.found().into_iter();
    let missing = seen.missing().into_iter();
    DiagnosedPage {
        page: page_words(seen.page, language),
        address: seen.shown_address(),
        status: seen.status,
        duration_ms: millis(seen.took),
        found: found.map(|it| FoundLabel { label: it.label, by: it.by, score: it.score }).collect(),
        missing: missing
            .map(|it| MissingLabel { problem: missing_word(&it, language), label: it.label })
            .collect(),
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
