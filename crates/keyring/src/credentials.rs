//! Secrets in a store of credentials, some of which holds little in one credential.
//!
//! A secret that is too long for one is cut into parts. They are written first, under names of their
//! own, and the head last: it has the secret's own name and tells the parts. So a reader finds the
//! whole earlier secret or the whole new one, wherever the writer was interrupted.

use std::collections::HashMap;
use std::ops::RangeFrom;
use std::sync::Arc;

use kabinet_api::{SecretName, SecretsError};
use keyring_core::{CredentialStore, Entry, Error};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use crate::PROGRAM;

/// The credentials of Kabinet in a store of the system.
pub(crate) struct Credentials {
    /// The store.
    pub(crate) store: Arc<CredentialStore>,
    /// The attributes of each credential, as the store calls them.
    pub(crate) modifiers: &'static [(&'static str, &'static str)],
    /// The length of the longest credential in bytes of UTF-16; `None` where no limit is known.
    pub(crate) longest: Option<usize>,
}

/// One of the two sets of part names, of which the head tells the valid one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PartSet {
    A,
    B,
}

/// The content of a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head {
    set: PartSet,
    parts: usize,
}

/// The beginning of a head, with which no secret begins that is stored whole.
const MARK: &str = "\u{1}kabinet parts ";

impl Credentials {
    /// Stores a secret in one credential, or in several where one does not hold it.
    pub(crate) fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        let head = self.entry(name.as_str())?;
        let Some(longest) = self.longest else {
            return head.set_password(secret.expose_secret()).map_err(to_secrets_error);
        };
        if is_whole(secret.expose_secret(), longest) {
            head.set_password(secret.expose_secret()).map_err(to_secrets_error)?;
            self.sweep_replaced(name, None);
            return Ok(());
        }
        let set = Head::of(&head).map_or(PartSet::A, |earlier| earlier.set.other());
        let parts = secret.expose_secret().as_bytes().chunks(longest);
        let new = Head { set, parts: parts.len() };
        for (number, part) in (1..).zip(parts) {
            self.part(name, set, number)?.set_secret(part).map_err(to_secrets_error)?;
        }
        head.set_password(&new.text()).map_err(to_secrets_error)?;
        self.sweep_replaced(name, Some(new));
        Ok(())
    }

    /// Returns a secret; one of whose parts is missing is not kept.
    pub(crate) fn get(&self, name: &SecretName) -> Result<SecretString, SecretsError> {
        let head = Zeroizing::new(self.entry(name.as_str())?.get_password().map_err(to_secrets_error)?);
        let Some(Head { set, parts }) = Head::parse(&head) else { return Ok(head.as_str().into()) };
        let mut whole = Zeroizing::new(Vec::new());
        for number in 1..=parts {
            let part = self.part(name, set, number)?.get_secret().map_err(to_secrets_error)?;
            whole.extend_from_slice(&Zeroizing::new(part));
        }
        let text = std::str::from_utf8(&whole).map_err(|_| SecretsError::NotKept)?;
        Ok(text.into())
    }

    /// Deletes a secret: the head first, so that nobody reads the rest.
    pub(crate) fn delete(&self, name: &SecretName) -> Result<(), SecretsError> {
        let deleted = self.entry(name.as_str())?.delete_credential().map_err(to_secrets_error);
        if self.longest.is_some() {
            PartSet::ALL.into_iter().try_for_each(|set| self.sweep(name, set, 1..))?;
        }
        deleted
    }

    /// Deletes the parts that belong to no secret any longer.
    ///
    /// The new secret is stored, so that a failure is none of its own; the next change sweeps again.
    fn sweep_replaced(&self, name: &SecretName, valid: Option<Head>) {
        for set in PartSet::ALL {
            let parts = valid.filter(|head| head.set == set).map_or(0, |head| head.parts);
            let _ = self.sweep(name, set, parts + 1..);
        }
    }

    /// Deletes the parts of a set from a number on, the last one first.
    ///
    /// So the parts that an interruption leaves are numbered without a gap, and the next sweep finds
    /// them.
    fn sweep(&self, name: &SecretName, set: PartSet, from: RangeFrom<usize>) -> Result<(), SecretsError> {
        let mut left = Vec::new();
        for number in from {
            let part = self.part(name, set, number)?;
            match part.get_secret().map(Zeroizing::new) {
                Err(Error::NoEntry) => break,
                found => found.map_err(to_secrets_error)?,
            };
            left.push(part);
        }
        left.iter().rev().try_for_each(|part| part.delete_credential().map_err(to_secrets_error))
    }

    fn part(&self, name: &SecretName, set: PartSet, number: usize) -> Result<Entry, SecretsError> {
        self.entry(&format!("{name} part {}{number}", set.name()))
    }

    fn entry(&self, name: &str) -> Result<Entry, SecretsError> {
        let modifiers: HashMap<&str, &str> = self.modifiers.iter().copied().collect();
        self.store.build(PROGRAM, name, Some(&modifiers)).map_err(to_secrets_error)
    }
}

impl PartSet {
    const ALL: [Self; 2] = [Self::A, Self::B];

    fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
        }
    }
}

impl Head {
    /// Reads the head of a stored secret; `None` if there is none or the secret is whole.
    fn of(entry: &Entry) -> Option<Self> {
        Self::parse(&Zeroizing::new(entry.get_password().ok()?))
    }

    fn parse(text: &str) -> Option<Self> {
        let (set, parts) = text.strip_prefix(MARK)?.split_once(' ')?;
        let set = PartSet::ALL.into_iter().find(|known| known.name() == set)?;
        Some(Self { set, parts: parts.parse().ok()? })
    }

    fn text(self) -> String {
        format!("{MARK}{} {}", self.set.name(), self.parts)
    }
}

/// Returns true if a secret is stored in one credential.
///
/// The store writes it there in UTF-16.
fn is_whole(secret: &str, longest: usize) -> bool {
    secret.encode_utf16().count() * size_of::<u16>() <= longest && !secret.starts_with(MARK)
}

/// Converts an error to text only: some of these errors hold the secret.
fn to_secrets_error(error: Error) -> SecretsError {
    if let Error::NoEntry = error {
        SecretsError::NotKept
    } else if let Error::NoStorageAccess(_) = error {
        SecretsError::Locked
    } else {
        SecretsError::Failed(error.to_string().into())
    }
}

#[cfg(test)]
mod tests;
