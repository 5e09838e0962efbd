use kabinet_screen::{Page, until};

use crate::customer::{Customer, site};

const GROUND: &str = "getComputedStyle(document.body).backgroundColor";
const LIGHT: &str = "rgb(244, 246, 246)";
const DARK: &str = "rgb(20, 24, 26)";

#[test]
fn language_and_look_change_at_once_and_stay() {
    let customer = Customer::signed_in(&site());
    let page = customer.opens();
    page.click("[data-test=to-settings]");
    page.says("h1", "Настройки");
    page.choose("#language", "en");
    page.says("h1", "Settings");
    page.choose("#look", "dark");
    is_on(&page, DARK);
    page.choose("#look", "light");
    is_on(&page, LIGHT);
    page.choose("#look", "dark");
    is_on(&page, DARK);
    let says = |line: &str| customer.tray().lines.iter().any(|said| said == line);
    until("the tray in English", || says("Refresh").then_some(()));
    page.switch_off();

    let page = customer.opens();
    is_on(&page, DARK);
    page.says("[data-test=answer]", "Next debit");
    page.until("a page in English", "document.documentElement.lang === 'en'");
}

#[test]
fn a_change_made_at_once_after_another_undoes_neither() {
    let customer = Customer::signed_in(&site());
    let page = customer.opens();
    page.click("[data-test=to-settings]");
    page.shows("#language");
    let both = "
        for (const [id, value] of [['language', 'en'], ['look', 'dark']]) {
            const list = document.getElementById(id);
            list.value = value;
            list.dispatchEvent(new Event('change', { bubbles: true }));
        }
    ";
    page.run(both, &[]);
    is_on(&page, DARK);
    page.says("h1", "Settings");
}

fn is_on(page: &Page, ground: &str) {
    page.until(ground, &format!("{GROUND} === '{ground}'"));
}
