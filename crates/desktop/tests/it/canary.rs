//! Secrets through the whole life of an account: they are in no file, message or notification.

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use kabinet_api::view::{ExportFormat, Failure, Preferences, Selection};
use kabinet_api::{Api, KeyPlace, Language, SecretName, Secrets, SecretsError, SignIn};
use kabinet_demo::{CANARY, Fault, Reply, Screen, canary};
use kabinet_desktop::{Desktop, MemorySecrets};
use kabinet_store::{DatabaseKey, FileKind, KeySource, Passphrase, Store};
use secrecy::{ExposeSecret, SecretString};

use crate::support::{TestDesktop, account};

const PASSPHRASE: &str = "верный конь, батарейка";

/// A keyring that remembers every secret that it was ever given.
#[derive(Default)]
struct WatchedSecrets {
    kept: MemorySecrets,
    given: Mutex<Vec<SecretString>>,
}

impl WatchedSecrets {
    fn remember(&self, secret: SecretString) {
        self.given.lock().unwrap().push(secret);
    }
}

impl Secrets for WatchedSecrets {
    fn reach(&self) -> Result<(), SecretsError> {
        self.kept.reach()
    }

    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        self.remember(secret.clone());
        self.kept.put(name, secret)
    }

    fn get(&self, name: &SecretName) -> Result<SecretString, SecretsError> {
        self.kept.get(name)
    }

    fn delete(&self, name: &SecretName) -> Result<(), SecretsError> {
        self.kept.delete(name)
    }
}

/// A program whose every word and file is searched.
struct Life {
    app: TestDesktop,
    secrets: Arc<WatchedSecrets>,
    is_plain: bool,
    cookies: Vec<String>,
    words: String,
}

impl Life {
    /// Begins with nobody signed in; a plain database shows its content.
    fn begin(is_plain: bool) -> Self {
        let mut app = TestDesktop::new();
        let secrets = Arc::new(WatchedSecrets::default());
        let data = app.folder.path().join("data");
        let (clock, keyring) = (app.clock.clone(), Arc::clone(&secrets));
        let api = match is_plain {
            true => Api::over_plain_database(data, clock, keyring),
            false => Api::new(data, clock, keyring),
        };
        let preferences = Preferences { notify_changes: true, ..Preferences::default() };
        let desktop = Desktop::new(api, app.clock.clone(), app.seen.clone(), preferences, Language::Ru);
        app.desktop = Arc::new(desktop);
        Self { app, secrets, is_plain, cookies: Vec::new(), words: String::new() }
    }

    fn file(&self, name: &str) -> PathBuf {
        let file = self.app.folder.path().join(name);
        *self.app.seen.save_as.lock().unwrap() = Some(file.clone());
        file
    }

    /// Lets a sign-in fail in every way, and keeps the words.
    async fn fail_to_sign_in(&mut self) {
        let refusal = Reply::page(format!("<p>Пароль «{CANARY}» неверен</p>"));
        for fault in [
            Fault::HangUp,
            Fault::Truncated,
            Fault::Unavailable { retry_after: None },
            Fault::Maintenance,
            Fault::Captcha,
            Fault::SignInPage,
            Fault::Reply(refusal),
        ] {
            self.app.portal.fault(fault.on(Screen::SignInSent));
            let failure = self.app.desktop.sign_in(self.app.form()).await;
            self.say(&failure);
            self.file("report of the sign-in.txt");
            let saved = self.app.desktop.save_sign_in_report();
            self.say(&saved);
            self.app.portal.calm();
        }
    }

    fn say(&mut self, outcome: &impl std::fmt::Debug) {
        self.words.push_str(&format!("{outcome:?}\n"));
    }

    async fn read_and_write(&mut self) -> Result<(), Failure> {
        self.app.clock.pass(TimeDelta::hours(2));
        let desktop = Arc::clone(&self.app.desktop);
        let refreshed = desktop.refresh(&account(), None).await?;
        desktop.tick();
        let diagnosis = desktop.diagnose(&account(), None).await?;
        self.file("report.txt");
        let report = desktop.save_report(&account())?;
        self.file("statement.csv");
        let all = Selection::default();
        let exported = desktop.export_statement(&account(), ExportFormat::Csv, &all)?;
        self.file("backup.kabinet");
        let backup = desktop.back_up(PASSPHRASE.into())?;
        if !self.is_plain {
            desktop.restore(PASSPHRASE.into())?;
        }
        self.say(&(refreshed, diagnosis, report, exported, backup));
        Ok(())
    }

    /// Returns the place and disguise of each secret that is not only in the keyring.
    fn leaks(&mut self) -> Vec<String> {
        for done in self.app.done() {
            self.say(&done);
        }
        let mut texts = vec![("words".to_owned(), self.words.clone().into_bytes())];
        for file in files(self.app.folder.path()) {
            texts.push((file.display().to_string(), fs::read(&file).unwrap()));
        }
        let given = self.secrets.given.lock().unwrap();
        let mut secrets: Vec<String> = given.iter().map(|it| it.expose_secret().to_owned()).collect();
        secrets.extend([CANARY, PASSPHRASE].map(str::to_owned));
        secrets.extend(derived_key(&self.app.folder.path().join("data/kabinet.db")));
        secrets.extend(self.cookies.iter().cloned());
        let found = texts.iter().flat_map(|(place, text)| {
            let leak = secrets.iter().find_map(|secret| canary::find(secret, text));
            leak.map(|disguise| format!("{place} ({disguise})"))
        });
        found.collect()
    }
}

/// Returns the key of a database under the passphrase.
fn derived_key(database: &Path) -> Option<String> {
    let FileKind::Keyed(id) = Store::kind(database).ok()? else { return None };
    let passphrase = Passphrase::new(PASSPHRASE.into()).unwrap();
    let is_derived = id.source() == KeySource::Passphrase;
    is_derived
        .then(|| DatabaseKey::of_passphrase(id, &passphrase).unwrap().digits().expose_secret().to_owned())
}

/// Returns the words that a panic with the secrets of a sign-in prints.
fn words_of_panic(form: &SignIn) -> String {
    let place = KeyPlace::Passphrase(PASSPHRASE.into());
    let key = DatabaseKey::of_new_passphrase(&Passphrase::new(PASSPHRASE.into()).unwrap()).unwrap();
    let panic = catch_unwind(|| panic!("{form:?} {place:?} {key:?}")).unwrap_err();
    panic.downcast_ref::<String>().unwrap().clone()
}

/// Returns the files of a folder and of the folders in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = paths.partition(|path| path.is_dir());
    folders.iter().flat_map(|folder| self::files(folder)).chain(files).collect()
}

#[tokio::test]
async fn no_secret_leaves_its_place_from_the_first_sign_in_to_the_last_sign_out() {
    for is_plain in [true, false] {
        let mut life = Life::begin(is_plain);
        life.fail_to_sign_in().await;
        assert_eq!(life.leaks(), [""; 0], "after failures");
        let desktop = Arc::clone(&life.app.desktop);
        desktop.sign_in(life.app.form()).await.unwrap();
        life.read_and_write().await.unwrap();
        assert_eq!(life.leaks(), [""; 0], "with a password");
        desktop.sign_out(&account(), true).await.unwrap();
        let session = life.app.signed_in_there();
        life.cookies.extend(session.cookies.iter().map(|it| value_of(it.expose_secret())));
        life.app.signed_in_in_browser_with(&session).await;
        life.read_and_write().await.unwrap();
        assert_eq!(life.leaks(), [""; 0], "with a session of the browser");
        if !is_plain {
            desktop.protect(&KeyPlace::Passphrase(PASSPHRASE.into())).unwrap();
            life.read_and_write().await.unwrap();
            assert_eq!(life.leaks(), [""; 0], "under a passphrase");
        }
        let panic = words_of_panic(&life.app.form());
        life.say(&panic);
        assert_eq!(life.leaks(), [""; 0], "after a panic");
        assert!(
            life.secrets.given.lock().unwrap().len() >= if is_plain { 2 } else { 3 },
            "secrets were kept"
        );
        desktop.sign_out(&account(), false).await.unwrap();
        desktop.erase_everything().await.unwrap();
        assert_eq!(life.leaks(), [""; 0], "at the end");
    }
}

#[tokio::test]
async fn a_planted_leak_is_found_in_words_and_files_and_in_the_database() {
    let mut life = Life::begin(true);
    let desktop = Arc::clone(&life.app.desktop);
    desktop.sign_in(life.app.form()).await.unwrap();
    life.say(&CANARY);
    assert_eq!(life.leaks(), ["words (plain)"]);
    life.words.clear();
    desktop.rename_account(&account(), CANARY).unwrap();
    assert!(life.leaks().iter().any(|leak| leak.contains("kabinet.db")), "{:?}", life.leaks());

    let mut life = Life::begin(false);
    let desktop = Arc::clone(&life.app.desktop);
    desktop.sign_in(life.app.form()).await.unwrap();
    let secrets: Vec<SecretString> = life.secrets.given.lock().unwrap().clone();
    let key = secrets.iter().find(|secret| secret.expose_secret().len() == 64).unwrap();
    fs::write(life.file("key.txt"), format!("key = {}", key.expose_secret())).unwrap();
    let bytes: Vec<u8> = (0..64).step_by(2).map(|at| byte(&key.expose_secret()[at..at + 2])).collect();
    fs::write(life.file("key.bin"), bytes).unwrap();
    fs::write(life.file("passphrase.txt"), PASSPHRASE).unwrap();
    let found = life.leaks();
    assert!(["key.txt", "key.bin", "passphrase.txt"].iter().all(|it| found.iter().any(|at| at.contains(it))));
    assert_eq!(found.len(), 3, "{found:?}");
}

fn byte(digits: &str) -> u8 {
    u8::from_str_radix(digits, 16).unwrap()
}

/// Returns the value of a cookie from its `Set-Cookie` header.
fn value_of(cookie: &str) -> String {
    let pair = cookie.split(';').next().unwrap_or_default();
    pair.split_once('=').unwrap().1.to_owned()
}
