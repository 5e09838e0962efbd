//! Signing in on the provider's own page, where a program cannot.

use kabinet_demo::{ACCOUNT, PASSWORD, Running, Screen};
use kabinet_test_desktop::{Page, wait_until};

use crate::support::format;
use crate::support::{User, fill_sign_in_form, start_site_in, wait_for_sync};

/// The title of the window that shows the site.
const SITE: &str = "127.0.0.1";

/// The digits on the picture of the skin `captcha`.
const ON_THE_PICTURE: &str = "47913";

#[test]
fn where_only_a_script_signs_in_the_customer_does_so_on_the_sites_own_page() {
    let site = start_site_in("scripted");
    let user = User::new();
    let page = user.open_app();
    is_sent_to_the_site(&page, &site);
    signs_in_there(&user, &site, &format!("\t{ACCOUNT}\t{PASSWORD}\n"));
    is_read_without_a_password(&user, &page, &site);
}

#[test]
fn a_captcha_is_recognised_and_typed_by_the_customer() {
    let site = start_site_in("captcha");
    let user = User::new();
    let page = user.open_app();
    is_sent_to_the_site(&page, &site);
    signs_in_there(&user, &site, &format!("\t{ACCOUNT}\t{PASSWORD}\t{ON_THE_PICTURE}\n"));
    is_read_without_a_password(&user, &page, &site);
}

fn is_sent_to_the_site(page: &Page, site: &Running) {
    fill_sign_in_form(page, site, PASSWORD);
    page.click("[data-test=sign-in]");
    page.wait_for("[data-code=needs_browser]");
    assert_eq!(site.stats().sign_in_attempts(), 0, "no password is sent in vain");
    page.click("[data-test=browser-sign-in]");
    page.wait_for("[data-test=browser-wait]");
}

/// Signs in by the keyboard, from the link «Личный кабинет» of the front page.
fn signs_in_there(user: &User, site: &Running, form: &str) {
    let requests = |screen| site.stats().requests_for(screen);
    let forms = requests(Screen::SignIn);
    let front_page = user.desktop.wait_until_still(SITE);
    user.desktop.type_into(SITE, "\t");
    let focused_link = user.desktop.wait_until_changed(SITE, &front_page);
    user.desktop.type_into(SITE, "\n");
    wait_until("the form in the site's window", || (requests(Screen::SignIn) > forms).then_some(()));
    user.desktop.wait_until_changed(SITE, &focused_link);
    user.desktop.type_into(SITE, &format!("\t{form}"));
    wait_until("the form sent", || (site.stats().sign_in_attempts() == 1).then_some(()));
}

fn is_read_without_a_password(user: &User, page: &Page, site: &Running) {
    wait_until("the site's window closed", || (user.desktop.window_count(SITE) == 0).then_some(()));
    wait_for_sync(page);
    page.wait_for_text("[data-test=balance]", &format::sum(site.summary().balance));
    assert_eq!(site.stats().sign_in_attempts(), 1, "the program itself sends no password");
    let kept = user.account_secrets();
    assert!(kept.len() == 1 && !kept[0].contains(PASSWORD), "the keyring keeps the session: {kept:?}");
}
