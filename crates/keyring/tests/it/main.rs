//! The keyring on a real Secret Service.
//!
//! Each test has its own session bus.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]

mod support;

use std::time::Duration;

use kabinet_api::{SecretName, Secrets, SecretsError};
use kabinet_keyring::{Keyring, TimeLimits};
use secrecy::{ExposeSecret, SecretString};
use support::{Answer, DeafAnswer, FakeService, Service, State};

/// Limits that a test can wait for, and that a service on a busy machine keeps.
const SHORT: TimeLimits = TimeLimits { answer: Duration::from_secs(4), prompt: Duration::from_secs(15) };

const PASSWORD: &str = "пароль с пробелом";

fn name(login: &str) -> SecretName {
    SecretName::password("sevencom", &"https://www.sevencom.ru".parse().unwrap(), login)
}

fn password() -> SecretString {
    SecretString::from(PASSWORD)
}

#[test]
fn a_secret_comes_back_until_it_is_deleted() {
    support::run("a_secret_comes_back_until_it_is_deleted", Service::Unlocked, || {
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
    support::without_bus("without_a_session_bus_it_says_so", || {
        let kept = Keyring::default().put(&name("12345678"), &password());
        assert!(matches!(kept, Err(SecretsError::NoSessionBus)), "{kept:?}");
    });
}

#[test]
fn without_a_secret_service_it_says_so() {
    support::run("without_a_secret_service_it_says_so", Service::None, || {
        let kept = Keyring::default().put(&name("12345678"), &password());
        assert!(matches!(kept, Err(SecretsError::NoSecretService)), "{kept:?}");
    });
}

#[test]
fn without_a_default_collection_it_says_so() {
    support::run("without_a_default_collection_it_says_so", Service::Empty, || {
        let kept = Keyring::default().put(&name("12345678"), &password());
        assert!(matches!(kept, Err(SecretsError::NoDefaultCollection)), "{kept:?}");
    });
}

#[test]
fn locked_with_nobody_to_unlock_it_says_so() {
    support::run("locked_with_nobody_to_unlock_it_says_so", Service::Unlocked, || {
        let keyring = Keyring::default();
        keyring.put(&name("12345678"), &password()).unwrap();
        support::lock();
        let kept = keyring.get(&name("12345678"));
        assert!(matches!(kept, Err(SecretsError::PromptDismissed)), "{kept:?}");
    });
}

#[test]
fn a_service_that_does_not_answer_is_given_up_in_time() {
    support::run("a_service_that_does_not_answer_is_given_up_in_time", Service::Unlocked, || {
        let keyring = Keyring::with_limits(SHORT);
        keyring.put(&name("12345678"), &password()).unwrap();
        let frozen = support::freeze();
        let kept = keyring.get(&name("12345678"));
        drop(frozen);
        assert!(matches!(kept, Err(SecretsError::Unresponsive)), "{kept:?}");
        assert_eq!(keyring.get(&name("12345678")).unwrap().expose_secret(), PASSWORD, "it answers again");
    });
}

#[test]
fn one_connection_serves_every_request_and_is_renewed_after_a_restart() {
    let test = "one_connection_serves_every_request_and_is_renewed_after_a_restart";
    support::run(test, Service::Unlocked, || {
        let keyring = Keyring::default();
        keyring.put(&name("12345678"), &password()).unwrap();
        let connections = support::connections();
        for _ in 0..3 {
            keyring.get(&name("12345678")).unwrap();
            keyring.clone().put(&name("12345678"), &password()).unwrap();
        }
        assert_eq!(support::connections(), connections, "KeePassXC asks for each new connection");
        support::restart();
        assert_eq!(keyring.get(&name("12345678")).unwrap().expose_secret(), PASSWORD);
    });
}

#[test]
fn an_entry_that_was_changed_by_hand_is_used_and_not_deleted() {
    support::run("an_entry_that_was_changed_by_hand_is_used_and_not_deleted", Service::Unlocked, || {
        let keyring = Keyring::default();
        let account = name("12345678");
        keyring.put(&account, &password()).unwrap();
        assert_eq!(support::shown_by_hand(account.as_str()), PASSWORD);
        support::store_by_hand(account.as_str(), "новый пароль");
        keyring.delete_if(&account, &password()).unwrap();
        assert_eq!(keyring.get(&account).unwrap().expose_secret(), "новый пароль");
        keyring.delete_if(&account, &"новый пароль".into()).unwrap();
        assert!(matches!(keyring.get(&account), Err(SecretsError::NotKept)), "the refused one is deleted");
    });
}

#[test]
fn an_empty_secret_is_none() {
    support::run("an_empty_secret_is_none", Service::Unlocked, || {
        let account = name("12345678");
        support::store_by_hand(account.as_str(), "");
        let kept = Keyring::default().get(&account);
        assert!(matches!(kept, Err(SecretsError::NotKept)), "it would be sent to the site: {kept:?}");
    });
}

#[test]
fn a_missing_collection_is_created_by_the_prompt_of_the_service() {
    support::run("a_missing_collection_is_created_by_the_prompt_of_the_service", Service::None, || {
        let slow = Answer::Accepted { after: SHORT.answer + SHORT.answer / 4 };
        let service = FakeService::start(State::default(), slow);
        let keyring = Keyring::with_limits(SHORT);
        let read = keyring.get(&name("12345678"));
        assert!(matches!(read, Err(SecretsError::NoDefaultCollection)), "{read:?}");
        assert_eq!(service.state.lock().unwrap().searches, 0, "KeePassXC would open a window");
        keyring.put(&name("12345678"), &password()).unwrap();
        let state = service.state.lock().unwrap();
        let kept = ("text/plain".to_owned(), PASSWORD.as_bytes().to_vec());
        assert_eq!((state.prompts, state.items.as_slice()), (1, [kept].as_slice()));
    });
}

#[test]
fn a_service_with_another_key_for_the_session_gets_the_secret_in_a_new_one() {
    let test = "a_service_with_another_key_for_the_session_gets_the_secret_in_a_new_one";
    support::run(test, Service::None, || {
        for deaf_answer in [DeafAnswer::TakesAnother, DeafAnswer::Refuses] {
            let state = State { has_collection: true, deaf_sessions: 1, deaf_answer, ..State::default() };
            let service = FakeService::start(state, Answer::Never);
            Keyring::with_limits(SHORT).put(&name("12345678"), &password()).unwrap();
            let state = service.state.lock().unwrap();
            let kept: Vec<&[u8]> = state.items.iter().map(|(_, secret)| secret.as_slice()).collect();
            assert_eq!((state.sessions, kept.last()), (2, Some(&PASSWORD.as_bytes())), "{deaf_answer:?}");
        }
    });
}

#[test]
fn a_prompt_is_waited_for_longer_than_an_answer() {
    support::run("a_prompt_is_waited_for_longer_than_an_answer", Service::None, || {
        let slow = Answer::Accepted { after: SHORT.answer + SHORT.answer / 4 };
        let locked = State { has_collection: true, is_locked: true, ..State::default() };
        let service = FakeService::start(locked, slow);
        Keyring::with_limits(SHORT).put(&name("12345678"), &password()).unwrap();
        assert_eq!(service.state.lock().unwrap().items.len(), 1);
    });
}

#[test]
fn a_prompt_without_an_answer_and_a_dismissed_one_are_told_apart() {
    support::run("a_prompt_without_an_answer_and_a_dismissed_one_are_told_apart", Service::None, || {
        let locked = || State { has_collection: true, is_locked: true, ..State::default() };
        let put = |state, answer| {
            let _service = FakeService::start(state, answer);
            Keyring::with_limits(SHORT).put(&name("12345678"), &password())
        };
        let unanswered = put(locked(), Answer::Never);
        assert!(matches!(unanswered, Err(SecretsError::PromptTimedOut)), "{unanswered:?}");
        let dismissed = put(locked(), Answer::Dismissed);
        assert!(matches!(dismissed, Err(SecretsError::PromptDismissed)), "{dismissed:?}");
        let not_created = put(State::default(), Answer::Dismissed);
        assert!(matches!(not_created, Err(SecretsError::NoDefaultCollection)), "{not_created:?}");
    });
}
