use std::path::Path;

use kabinet_demo::{ACCOUNT, Demo, PASSWORD, Running, Screen, Setup, Skin};
use kabinet_screen::{Page, until};

use crate::customer::{Customer, read, today};
use crate::words;

const SKINS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/crates/demo/skins");

/// The title of the window in which the site is shown.
const SITE: &str = "127.0.0.1";

/// What the form of the skin `captcha` shows on its picture.
const ON_THE_PICTURE: &str = "47913";

#[test]
fn where_only_a_script_signs_in_the_customer_does_so_on_the_sites_own_page() {
    let site = cabinet("scripted");
    let customer = Customer::new();
    let page = customer.opens();
    is_sent_to_the_site(&page, &site);
    signs_in_there(&customer, &site, &format!("\t{ACCOUNT}\t{PASSWORD}\n"));
    is_read_without_a_password(&customer, &page, &site);
}

#[test]
fn a_captcha_is_recognised_and_typed_by_the_customer() {
    let site = cabinet("captcha");
    let customer = Customer::new();
    let page = customer.opens();
    is_sent_to_the_site(&page, &site);
    signs_in_there(&customer, &site, &format!("\t{ACCOUNT}\t{PASSWORD}\t{ON_THE_PICTURE}\n"));
    is_read_without_a_password(&customer, &page, &site);
}

fn cabinet(skin: &str) -> Running {
    let skin = Skin::load(&Path::new(SKINS).join(skin)).unwrap();
    Demo::start(Setup { skin, months: Some(3), ..Setup::new(today()) }).unwrap()
}

fn is_sent_to_the_site(page: &Page, site: &Running) {
    crate::customer::fill_in(page, site, PASSWORD);
    page.click("[data-test=sign-in]");
    page.shows("[data-code=needs_browser]");
    assert_eq!(site.stats().sign_in_attempts(), 0, "no password is sent in vain");
    page.click("[data-test=browser-sign-in]");
    page.shows("[data-test=browser-wait]");
}

/// By the keyboard, beginning with the link «Личный кабинет» of the front page.
fn signs_in_there(customer: &Customer, site: &Running, form: &str) {
    let asked = |screen| site.stats().requests_for(screen);
    let forms = asked(Screen::SignIn);
    customer.desk.settles(SITE);
    customer.desk.type_into(SITE, "\t\n");
    until("the form in the site's window", || (asked(Screen::SignIn) > forms).then_some(()));
    customer.desk.settles(SITE);
    customer.desk.type_into(SITE, &format!("\t{form}"));
    until("the form sent", || (site.stats().sign_in_attempts() == 1).then_some(()));
}

fn is_read_without_a_password(customer: &Customer, page: &Page, site: &Running) {
    until("the site's window closed", || (customer.desk.windows(SITE) == 0).then_some(()));
    read(page);
    page.says("[data-test=balance]", &words::sum(site.summary().balance));
    assert_eq!(site.stats().sign_in_attempts(), 1, "the program itself sends no password");
    let kept = customer.desk.secrets();
    assert!(kept.len() == 1 && !kept[0].contains(PASSWORD), "the keyring keeps the session: {kept:?}");
}
