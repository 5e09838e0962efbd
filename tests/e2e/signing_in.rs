use std::time::Duration;

use kabinet_demo::{ACCOUNT, Fault, PASSWORD};

use crate::customer::{Customer, fill_in, read, site};
use crate::words;

#[test]
fn a_wrong_password_is_refused_and_a_right_one_reads_everything() {
    let site = site();
    let customer = Customer::new();
    let page = customer.opens();
    fill_in(&page, &site, "не тот");
    page.click("[data-test=sign-in]");
    page.says("#password-error", "Сайт Sevencom не принял логин или пароль.");
    page.says("#password-error", "Неверный логин или пароль");
    page.until("the keyboard at the password", "document.activeElement.id === 'password'");
    let left = page.run("return document.querySelector('#password').value", &[]);
    assert_eq!(left, "", "a password that was sent is not kept in the form");
    assert_eq!(customer.desk.secrets(), [""; 0], "a refused password is not kept in the keyring");

    site.fault(Fault::Latency(Duration::from_millis(300)));
    page.fill("#password", PASSWORD);
    page.click("[data-test=sign-in]");
    page.until(
        "the count of months",
        r"/\d из 13 месяцев/.test(document.querySelector('[data-test=first-sync]')?.innerText)",
    );
    site.calm();
    read(&page);
    page.says("[data-test=balance]", &words::sum(site.summary().balance));
    let kept = customer.desk.secrets();
    assert!(kept.len() == 1 && kept[0].contains(ACCOUNT), "the keyring keeps the password: {kept:?}");
}
