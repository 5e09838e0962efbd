//! Tests of accounts with one login at two providers.

use std::fs;

use kabinet_api::{AccountKey, Api, SecretName, Secrets, SignIn, SystemClock};
use kabinet_demo::ACCOUNT;
use kabinet_desktop::Event;

use crate::support::{ShellCall, TestDesktop, account};

/// Another provider, whose site says the same words, described by a file of the customer's own.
const OTHER: &str = "mayak";

fn other() -> AccountKey {
    AccountKey::new(OTHER, ACCOUNT).unwrap()
}

/// Creates a program whose customer has one login at two providers.
async fn with_two_providers() -> TestDesktop {
    let app = TestDesktop::with_customer().await;
    let data = app.folder.path().join("data");
    let api = Api::new(data.clone(), std::sync::Arc::new(SystemClock), app.secrets.clone());
    let description = api.description("sevencom").unwrap().description;
    fs::create_dir_all(data.join("providers")).unwrap();
    let file = data.join("providers").join(format!("{OTHER}.toml"));
    fs::write(file, description.replace("name = \"Sevencom\"", "name = \"Маяк\"")).unwrap();
    app.desktop.sign_in(SignIn { provider: OTHER.to_owned(), ..app.form() }).await.unwrap();
    app.desktop.refresh(&other(), None).await.unwrap();
    app
}

#[tokio::test]
async fn one_login_at_two_providers_is_two_accounts_in_the_window() {
    let app = with_two_providers().await;
    let accounts = app.desktop.app_info().unwrap().accounts;
    let keys: Vec<AccountKey> = accounts.into_iter().map(|account| account.key).collect();
    assert_eq!(keys, [account(), other()]);
    for (key, provider) in [(account(), "Sevencom"), (other(), "Маяк")] {
        let screen = app.desktop.query(|api, language| api.open(&key)?.overview_screen(language)).unwrap();
        let overview = screen.overview.unwrap();
        assert_eq!((overview.key, overview.provider_name.as_str()), (key.clone(), provider));
        assert_eq!(screen.months.len(), app.portal.months().len());
        app.clock.pass(chrono::TimeDelta::minutes(2));
        assert!(app.desktop.refresh(&key, None).await.is_ok());
    }
}

#[tokio::test]
async fn one_login_at_two_providers_is_reminded_of_for_each() {
    let app = with_two_providers().await;
    app.done();
    app.desktop.tick();
    let done = app.done();
    for key in [account(), other()] {
        assert!(done.contains(&ShellCall::Emitted(Event::Changed(key.clone()))), "{key} is not reminded of");
    }
    assert_eq!(done.iter().filter(|done| matches!(done, ShellCall::Notified(_))).count(), 2);
}

#[tokio::test]
async fn erasing_everything_leaves_no_password_of_either_provider() {
    let app = with_two_providers().await;
    let names = ["sevencom", OTHER].map(|provider| SecretName::password(provider, app.portal.url(), ACCOUNT));
    for name in &names {
        assert!(app.secrets.get(name).is_ok(), "{name} is stored before");
    }
    app.desktop.erase_everything().await.unwrap();
    for name in &names {
        assert!(app.secrets.get(name).is_err(), "{name} is left in the keyring");
    }
    assert_eq!(app.desktop.app_info().unwrap().accounts, []);
}
