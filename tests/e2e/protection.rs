//! Data under a passphrase.

use std::path::Path;

use kabinet_demo::{PASSWORD, Running};
use kabinet_test_desktop::{KeyringService, Page, Programs, Session};

use crate::support::{ARTIFACTS, User, fill_sign_in_form, format, start_site, wait_for_sync};

const PASSPHRASE: &str = "верный конь, батарейка";

#[test]
fn a_passphrase_takes_the_place_of_the_key_and_is_asked_for_at_the_next_start() {
    let site = start_site();
    let user = User::signed_in(&site);
    let page = user.open_app();
    page.click("[data-test=to-settings]");
    page.wait_for("#protection");
    page.choose("#protection", "passphrase");
    enter_twice(&page);
    page.click("[data-test=accept]");
    page.wait_for("[data-test=passphrase-change]");
    assert_eq!(user.desktop.keyring_items().len(), user.account_secrets().len(), "no key is left there");
    page.kill();
    is_opened_by_the_passphrase(&user, &site);
}

#[test]
fn without_a_keyring_the_first_sign_in_offers_a_passphrase() {
    let site = start_site();
    let programs = Programs { keyring: KeyringService::None, ..Programs::default() };
    let user = User { desktop: Session::with_programs(Path::new(ARTIFACTS), programs) };
    let page = user.open_app();
    page.wait_for("[data-test=new-data]");
    fill_sign_in_form(&page, &site, PASSWORD);
    page.click("[data-test=sign-in]");
    page.wait_for_text("#passphrase-error", "Введите парольную фразу.");
    assert_eq!(site.stats().sign_in_attempts(), 0, "nothing is sent before the customer has chosen");
    page.fill("#password", PASSWORD);
    enter_twice(&page);
    page.click("[data-test=sign-in]");
    wait_for_sync(&page);
    page.kill();
    is_opened_by_the_passphrase(&user, &site);
}

fn enter_twice(page: &Page) {
    page.fill("#passphrase", PASSPHRASE);
    page.fill("#passphrase-again", PASSPHRASE);
}

fn is_opened_by_the_passphrase(user: &User, site: &Running) {
    let page = user.open_app();
    page.wait_for("[data-test=unlock-form]");
    page.fill("#passphrase", "другая");
    page.click("[data-test=unlock]");
    page.wait_for_text("#passphrase-error", "Парольная фраза не подходит к сохранённым данным.");
    page.fill("#passphrase", PASSPHRASE);
    page.click("[data-test=unlock]");
    page.wait_for_text("[data-test=balance]", &format::sum(site.summary().balance));
}
