//! Plain tasks of a customer, with a count of the clicks that each of them takes.
//!
//! Typed words and the key that ends them are no clicks. A list costs two: one to open it, one to
//! choose.

use std::cell::Cell;
use std::fs;

use chrono::{Datelike, Days};
use kabinet_demo::{ACCOUNT, Demo, PASSWORD, Setup};
use kabinet_test_desktop::{Key, Page};

use crate::support::format::sum;
use crate::support::{User, start_site, today};

/// A page whose clicks are counted.
struct Hand<'a> {
    page: &'a Page<'a>,
    clicks: Cell<u32>,
}

impl<'a> Hand<'a> {
    fn on(page: &'a Page<'a>) -> Self {
        Self { page, clicks: Cell::new(0) }
    }

    fn click(&self, selector: &str) {
        self.page.click(selector);
        self.add(1);
    }

    fn choose(&self, selector: &str, value: &str) {
        self.page.choose(selector, value);
        self.add(2);
    }

    fn add(&self, clicks: u32) {
        self.clicks.set(self.clicks.get() + clicks);
    }

    #[track_caller]
    fn assert_at_most(&self, most: u32) {
        assert!(self.clicks.get() <= most, "{} clicks instead of {most}", self.clicks.get());
    }
}

#[test]
fn from_the_first_start_to_the_balance_it_takes_four_clicks() {
    let site = start_site();
    let user = User::new();
    let page = user.open_app();
    // The address of the demo takes the place of the provider's own, which needs no typing.
    page.click("[data-test=advanced] summary");
    page.fill("#site", site.url().as_str());
    let hand = Hand::on(&page);
    hand.click("#city");
    page.type_text("тали");
    page.press(Key::Enter);
    hand.click("#login");
    page.type_text(ACCOUNT);
    hand.click("#password");
    page.type_text(PASSWORD);
    hand.click("[data-test=sign-in]");
    page.wait_for_text("[data-test=balance]", &sum(site.summary().balance));
    hand.assert_at_most(4);
}

#[test]
fn whether_the_money_is_enough_is_seen_without_a_click() {
    let site = start_site();
    let user = User::signed_in(&site);
    let page = user.open_app();
    let lacking = site.summary().shortfall().unwrap();
    page.wait_for_text("[data-test=answer]", &format!("Не хватает {}", sum(lacking)));
}

#[test]
fn an_old_charge_is_found_with_one_click_and_the_words_that_one_would_say() {
    let days_to_the_debit = Days::new(2);
    let site = Demo::start(Setup::new(today() - days_to_the_debit)).unwrap();
    let user = User::new();
    let page = user.sign_in(&site);
    let hand = Hand::on(&page);
    hand.click("[data-test=to-statements]");
    page.wait_for("[data-test=query]");
    page.type_text("400 ноябрь 2021");
    page.wait_for_text("[data-test=found-entries]", "За платные заявки");
    page.wait_for_text("[data-test=terms]", "ноябрь 2021");
    assert_eq!(page.count("[data-test=found-entries] tbody tr"), 1, "nothing else is found");
    hand.assert_at_most(1);
}

#[test]
fn the_statement_of_a_year_is_in_excel_after_four_clicks() {
    let site = start_site();
    let user = User::signed_in(&site);
    let page = user.open_app();
    let year = today().year();
    let file = user.desktop.home().join("year.xlsx");
    let hand = Hand::on(&page);
    hand.click("[data-test=to-statements]");
    hand.click(&format!("[data-test=\"year-{year}\"]"));
    hand.click("[data-test=export-xlsx]");
    let dialog = user.wait_for_dialog();
    // The dialog's own button would be a click.
    user.desktop.type_into(&dialog, &format!("{}\n", file.with_extension("").display()));
    hand.add(1);
    page.wait_for_text("[data-test=message]", "year.xlsx");
    page.wait_for("[data-test=open-saved]");
    page.wait_for("[data-test=show-saved]");
    assert!(fs::read(&file).unwrap().starts_with(b"PK"), "a workbook is a zip archive");
    hand.assert_at_most(4);
}

#[test]
fn a_reminder_five_days_before_at_seven_in_the_evening_takes_four_clicks() {
    let site = start_site();
    let user = User::signed_in(&site);
    let page = user.open_app();
    let hand = Hand::on(&page);
    hand.click("[data-test=to-settings]");
    hand.click("[data-test=days-other]");
    page.wait_for("[data-test=days-number]:focus");
    page.type_text("5");
    page.press(Key::Enter);
    hand.choose("#at", "19:00");
    page.wait_until(
        "the day",
        "[...document.querySelectorAll('label')].some((each) => each.textContent.includes('за 5 дней'))",
    );
    page.wait_for_text("[data-test=status]", "Следующее придёт");
    hand.assert_at_most(4);
    page.kill();
    let page = user.open_app();
    page.click("[data-test=to-settings]");
    page.wait_until("the time kept", "document.querySelector('#at')?.value === '19:00'");
}
