//! Language, look and hidden amounts.

use std::fs;

use kabinet_test_desktop::{Page, wait_until};

use crate::support::{User, start_site};

const GROUND: &str = "getComputedStyle(document.body).backgroundColor";
const LIGHT: &str = "rgb(244, 246, 246)";
const DARK: &str = "rgb(20, 24, 26)";

#[test]
fn language_and_look_change_at_once_and_stay() {
    let user = User::signed_in(&start_site());
    let page = user.open_app();
    page.click("[data-test=to-settings]");
    page.wait_for_text("h1", "Настройки");
    page.choose("#language", "en");
    page.wait_for_text("h1", "Settings");
    page.choose("#look", "dark");
    is_on(&page, DARK);
    page.choose("#look", "light");
    is_on(&page, LIGHT);
    page.choose("#look", "dark");
    is_on(&page, DARK);
    let says = |line: &str| user.wait_for_tray().labels.iter().any(|said| said == line);
    wait_until("the tray in English", || says("Refresh").then_some(()));
    page.kill();

    let page = user.open_app();
    is_on(&page, DARK);
    page.wait_for_text("[data-test=answer]", "Next debit");
    page.wait_until("a page in English", "document.documentElement.lang === 'en'");
}

#[test]
fn a_test_reminder_is_confirmed_beside_its_button_which_stays_in_place() {
    let user = User::new();
    let page = user.open_app();
    page.click("[data-test=show-example]");
    page.click("[data-test=to-settings]");
    page.wait_for("[data-test=test-reminder]");
    let middle = || {
        let script = "const { x, width } = document.querySelector('[data-test=test-reminder]').getBoundingClientRect();
            return x + width / 2";
        page.run(script, &[])
    };
    let before = middle();
    page.click("[data-test=test-reminder]");
    page.wait_for_text(".row:has([data-test=test-reminder]) [role=status]", "Отправлено");
    assert_eq!(middle(), before);
}

#[test]
fn a_window_without_data_has_the_language_and_the_look_that_were_chosen() {
    let user = User::new();
    let page = user.open_app();
    page.click("[data-test=show-example]");
    page.click("[data-test=to-settings]");
    page.wait_for_text("h1", "Настройки");
    page.choose("#look", "dark");
    is_on(&page, DARK);
    page.kill();
    fs::create_dir_all(user.desktop.home().join(".local/share/kabinet/kabinet.db")).unwrap();

    let page = user.open_app();
    page.wait_for_text("[data-test=retry]", "Повторить");
    is_on(&page, DARK);
}

#[test]
fn a_change_made_at_once_after_another_undoes_neither() {
    let user = User::signed_in(&start_site());
    let page = user.open_app();
    page.click("[data-test=to-settings]");
    page.wait_for("#language");
    let both = "
        for (const [id, value] of [['language', 'en'], ['look', 'dark']]) {
            const list = document.getElementById(id);
            list.value = value;
            list.dispatchEvent(new Event('change', { bubbles: true }));
        }
    ";
    page.run(both, &[]);
    is_on(&page, DARK);
    page.wait_for_text("h1", "Settings");
}

#[test]
fn a_hidden_balance_shows_while_it_is_held() {
    let user = User::signed_in(&start_site());
    let page = user.open_app();
    page.wait_for_text("[data-test=balance]", "588");
    page.click("[data-test=toggle-amounts]");
    page.wait_for_text("[data-test=balance]", "сумма скрыта");
    let point = |event: &str| {
        let script = "document.querySelector('[data-test=balance]').dispatchEvent(new PointerEvent(arguments[0], { button: 0, bubbles: true }));";
        page.run(script, &[event.into()]);
    };
    point("pointerdown");
    page.wait_for_text("[data-test=balance]", "588");
    point("pointerup");
    page.wait_for_text("[data-test=balance]", "сумма скрыта");
}

fn is_on(page: &Page, ground: &str) {
    page.wait_until(ground, &format!("{GROUND} === '{ground}'"));
}
