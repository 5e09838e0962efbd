//! Signing in with a password.

use std::time::Duration;

use kabinet_demo::{ACCOUNT, Fault, PASSWORD};

use crate::support::format;
use crate::support::{User, fill_sign_in_form, start_site, wait_for_sync};

/// Records every text of the first sync, because a busy machine may miss those between two looks.
const RECORD_PROGRESS: &str = "
    window.progress = [];
    const record = () => {
        const text = document.querySelector('[data-test=first-sync]')?.innerText;
        if (text !== undefined && window.progress.at(-1) !== text) window.progress.push(text);
    };
    new MutationObserver(record).observe(document.body, { childList: true, subtree: true, characterData: true });
";

#[test]
fn a_wrong_password_is_refused_and_a_right_one_reads_everything() {
    let site = start_site();
    let user = User::new();
    let page = user.open_app();
    fill_sign_in_form(&page, &site, "не тот");
    page.click("[data-test=sign-in]");
    page.wait_for_text("#password-error", "Сайт Sevencom не принял логин или пароль.");
    page.wait_for_text("#password-error", "Неверный логин или пароль");
    page.wait_until("the keyboard at the password", "document.activeElement.id === 'password'");
    let left = page.run("return document.querySelector('#password').value", &[]);
    assert_eq!(left, "", "a password that was sent is not kept in the form");
    assert_eq!(user.account_secrets(), [""; 0], "a refused password is not kept in the keyring");

    site.fault(Fault::Latency(Duration::from_millis(300)));
    page.run(RECORD_PROGRESS, &[]);
    page.fill("#password", PASSWORD);
    page.click("[data-test=sign-in]");
    wait_for_sync(&page);
    site.calm();
    let progress = page.run("return window.progress", &[]);
    let counts = progress.as_array().unwrap().iter().filter_map(|text| text.as_str());
    assert!(counts.clone().any(|text| text.contains(" из 13 месяцев")), "the months are counted: {progress}");
    page.wait_for_text("[data-test=balance]", &format::sum(site.summary().balance));
    let kept = user.account_secrets();
    assert!(kept.len() == 1 && kept[0].contains(ACCOUNT), "the keyring keeps the password: {kept:?}");
}
