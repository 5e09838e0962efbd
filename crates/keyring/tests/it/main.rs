//! The keyring on a real Secret Service, on a session bus of each test's own.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod session;

use std::time::Duration;

use kabinet_api::{SecretName, Secrets, SecretsError};
use kabinet_keyring::Keyring;
use secrecy::{ExposeSecret, SecretString};
use session::Service;

const PASSWORD: &str = "пароль с пробелом";

fn name(login: &str) -> SecretName {
    SecretName::password("sevencom", &"https://www.sevencom.ru".parse().unwrap(), login)
}

fn password() -> SecretString {
    SecretString::from(PASSWORD)
}

#[test]
fn what_was_put_comes_back_until_it_is_deleted() {
    session::run("what_was_put_comes_back_until_it_is_deleted", Service::Unlocked, || {
        let keyring = Keyring::default();
        let (mine, other) = (name("12345678"), name("87654321"));
        assert!(matches!(keyring.get(&mine), Err(SecretsError::NotKept)), "nothing is kept at first");
        keyring.put(&mine, &SecretString::from("an older one")).unwrap();
        keyring.put(&mine, &password()).unwrap();
        assert_eq!(keyring.get(&mine).unwrap().expose_secret(), PASSWORD);
        assert!(matches!(keyring.get(&other), Err(SecretsError::NotKept)), "each login has its own");
        keyring.delete(&mine).unwrap();
        assert!(matches!(keyring.get(&mine), Err(SecretsError::NotKept)), "it is deleted");
        assert!(matches!(keyring.delete(&mine), Err(SecretsError::NotKept)), "there is nothing left");
    });
}

#[test]
fn without_a_session_bus_it_says_so() {
    session::without_bus("without_a_session_bus_it_says_so", || {
        let kept = Keyring::default().put(&name("12345678"), &password());
        assert!(matches!(kept, Err(SecretsError::NoSessionBus)), "{kept:?}");
    });
}

#[test]
fn without_a_secret_service_it_says_so() {
    session::run("without_a_secret_service_it_says_so", Service::None, || {
        let kept = Keyring::default().put(&name("12345678"), &password());
        assert!(matches!(kept, Err(SecretsError::NoSecretService)), "{kept:?}");
    });
}

#[test]
fn without_a_default_collection_it_says_so() {
    session::run("without_a_default_collection_it_says_so", Service::Empty, || {
        let kept = Keyring::default().put(&name("12345678"), &password());
        assert!(matches!(kept, Err(SecretsError::NoDefaultCollection)), "{kept:?}");
    });
}

#[test]
fn locked_with_nobody_to_unlock_it_says_so() {
    session::run("locked_with_nobody_to_unlock_it_says_so", Service::Unlocked, || {
        let keyring = Keyring::default();
        keyring.put(&name("12345678"), &password()).unwrap();
        session::lock();
        let kept = keyring.get(&name("12345678"));
        assert!(matches!(kept, Err(SecretsError::Locked)), "{kept:?}");
    });
}

#[test]
fn a_question_that_is_never_answered_is_given_up_in_time() {
    session::run("a_question_that_is_never_answered_is_given_up_in_time", Service::Unlocked, || {
        let keyring = Keyring::with_patience(Duration::from_millis(300));
        keyring.put(&name("12345678"), &password()).unwrap();
        let frozen = session::freeze();
        let kept = keyring.get(&name("12345678"));
        drop(frozen);
        assert!(matches!(kept, Err(SecretsError::Locked)), "{kept:?}");
        assert_eq!(keyring.get(&name("12345678")).unwrap().expose_secret(), PASSWORD, "it answers again");
    });
}
