//! Secrets in a store whose credentials are as short as on Windows.

#![allow(
    clippy::unwrap_in_result,
    reason = "an error is the store's; where the test itself fails, it panics"
)]

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

use keyring_core::api::{CredentialApi, CredentialStoreApi};
use keyring_core::{Credential, Result};

use super::*;

/// The limit of the Credential Manager of Windows, in bytes.
const LONGEST: usize = 2_560;

/// The credentials of a store by name.
type Stored = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// A store in memory with the limits of the Credential Manager of Windows.
struct ShortStore {
    stored: Stored,
    /// The number of changes after which every change fails.
    changes: Arc<Mutex<usize>>,
}

struct ShortCredential {
    name: String,
    stored: Stored,
    changes: Arc<Mutex<usize>>,
}

impl ShortCredential {
    fn change(&self) -> Result<MutexGuard<'_, BTreeMap<String, Vec<u8>>>> {
        let mut left = self.changes.lock().unwrap();
        *left = left.checked_sub(1).ok_or_else(|| Error::Invalid("store".into(), "is gone".into()))?;
        Ok(self.stored.lock().unwrap())
    }
}

impl CredentialApi for ShortCredential {
    fn set_password(&self, password: &str) -> Result<()> {
        self.set_secret(&password.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>())
    }

    fn set_secret(&self, secret: &[u8]) -> Result<()> {
        if secret.len() > LONGEST {
            return Err(Error::TooLong("secret".into(), 2_560));
        }
        self.change()?.insert(self.name.clone(), secret.to_owned());
        Ok(())
    }

    fn get_password(&self) -> Result<String> {
        let bytes = self.get_secret()?;
        let units = bytes.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        Ok(String::from_utf16(&units.collect::<Vec<_>>()).unwrap())
    }

    fn get_secret(&self) -> Result<Vec<u8>> {
        self.stored.lock().unwrap().get(&self.name).cloned().ok_or(Error::NoEntry)
    }

    fn delete_credential(&self) -> Result<()> {
        self.change()?.remove(&self.name).map(drop).ok_or(Error::NoEntry)
    }

    fn get_credential(&self) -> Result<Option<Arc<Credential>>> {
        Ok(None)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        None
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl CredentialStoreApi for ShortStore {
    fn vendor(&self) -> String {
        "a store in memory".to_owned()
    }

    fn id(&self) -> String {
        self.vendor()
    }

    fn build(&self, _: &str, user: &str, _: Option<&HashMap<&str, &str>>) -> Result<Entry> {
        let (stored, changes) = (Arc::clone(&self.stored), Arc::clone(&self.changes));
        Ok(Entry::new_with_credential(Arc::new(ShortCredential { name: user.to_owned(), stored, changes })))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// Creates a store, its content and the number of changes until it fails.
fn store() -> (Credentials, Stored, Arc<Mutex<usize>>) {
    let (stored, changes) = (Stored::default(), Arc::new(Mutex::new(usize::MAX)));
    let store = Arc::new(ShortStore { stored: Arc::clone(&stored), changes: Arc::clone(&changes) });
    (Credentials { store, modifiers: &[], longest: Some(LONGEST) }, stored, changes)
}

fn name() -> SecretName {
    SecretName::password("sevencom", &"https://www.sevencom.ru".parse().unwrap(), "12345678")
}

/// Returns a secret of that many letters, different in each place.
fn secret(letters: usize) -> String {
    ('а'..='я').cycle().enumerate().take(letters).map(|(at, c)| if at % 7 == 0 { 'x' } else { c }).collect()
}

fn read(credentials: &Credentials) -> String {
    credentials.get(&name()).unwrap().expose_secret().to_owned()
}

#[test]
fn a_long_secret_comes_back_and_leaves_nothing_behind() {
    let (credentials, stored, _) = store();
    for letters in [4_096, 1_281, 9_000, 1_280, 2_000, 40, 4_096] {
        credentials.put(&name(), &secret(letters).into()).unwrap();
        assert_eq!(read(&credentials), secret(letters), "{letters} letters");
        let parts = if letters <= 1_280 { 0 } else { secret(letters).len().div_ceil(LONGEST) };
        assert_eq!(
            stored.lock().unwrap().len(),
            1 + parts,
            "{letters} letters: {:?}",
            stored.lock().unwrap()
        );
    }
    credentials.delete(&name()).unwrap();
    assert_eq!(*stored.lock().unwrap(), BTreeMap::new());
    assert!(matches!(credentials.delete(&name()), Err(SecretsError::NotKept)));
}

#[test]
fn the_limit_counts_units_of_utf_16() {
    let (credentials, stored, _) = store();
    for (text, credentials_needed) in [("😀".repeat(640), 1), ("😀".repeat(641), 3), ("я".repeat(1_280), 1)]
    {
        credentials.put(&name(), &text.clone().into()).unwrap();
        assert_eq!(read(&credentials), text);
        assert_eq!(stored.lock().unwrap().len(), credentials_needed, "{} bytes", text.len());
    }
}

#[test]
fn a_secret_that_looks_like_a_head_is_none() {
    let (credentials, ..) = store();
    let odd = format!("{MARK}a 7");
    credentials.put(&name(), &odd.clone().into()).unwrap();
    assert_eq!(read(&credentials), odd);
}

#[test]
fn an_interrupted_change_leaves_one_whole_secret_and_the_next_one_sweeps() {
    for (earlier, later) in [(4_096, 6_000), (6_000, 4_096), (6_000, 10), (10, 6_000)] {
        for until_failure in 0.. {
            let (credentials, stored, changes) = store();
            credentials.put(&name(), &secret(earlier).into()).unwrap();
            *changes.lock().unwrap() = until_failure;
            let done = credentials.put(&name(), &secret(later).into());
            let kept = read(&credentials);
            assert!(kept == secret(earlier) || kept == secret(later), "{} letters", kept.chars().count());
            *changes.lock().unwrap() = usize::MAX;
            credentials.delete(&name()).unwrap();
            assert_eq!(*stored.lock().unwrap(), BTreeMap::new(), "left after {until_failure} changes");
            if done.is_ok() {
                break;
            }
        }
    }
}

#[test]
fn a_secret_without_all_its_parts_is_not_kept() {
    let (credentials, stored, _) = store();
    credentials.put(&name(), &secret(4_096).into()).unwrap();
    let part = stored.lock().unwrap().keys().rfind(|name| name.contains(" part ")).unwrap().clone();
    stored.lock().unwrap().remove(&part);
    assert!(matches!(credentials.get(&name()), Err(SecretsError::NotKept)));
}

#[cfg(windows)]
#[test]
fn the_store_of_this_system_takes_a_secret_of_four_kilobytes_and_keeps_nothing_of_it() {
    let credentials = crate::system::credentials().unwrap();
    let is_left = || {
        let parts = PartSet::ALL.into_iter().flat_map(|set| (1..=4).map(move |number| (set, number)));
        parts
            .filter(|(set, number)| credentials.part(&name(), *set, *number).unwrap().get_secret().is_ok())
            .count()
    };
    let long = "s".repeat(4_096);
    credentials.put(&name(), &long.clone().into()).unwrap();
    assert_eq!((read(&credentials), is_left()), (long, 2));
    credentials.put(&name(), &secret(2_000).into()).unwrap();
    assert_eq!((read(&credentials), is_left()), (secret(2_000), 2));
    credentials.put(&name(), &"a shorter one".into()).unwrap();
    assert_eq!((read(&credentials), is_left()), ("a shorter one".to_owned(), 0));
    credentials.delete(&name()).unwrap();
    assert!(matches!(credentials.get(&name()), Err(SecretsError::NotKept)));
    assert_eq!(is_left(), 0);
}
