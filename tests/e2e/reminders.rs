//! Reminders as notifications and on the overview.

use std::slice;

use kabinet_domain::Money;
use kabinet_test_desktop::{Notification, wait_until};

use crate::support::format::{date, sum};
use crate::support::{User, debit_day, start_site};

#[test]
fn a_reminder_is_shown_once_and_leads_to_the_overview() {
    let site = start_site();
    let user = User::new();
    let page = user.sign_in(&site);
    page.click("[data-test=to-settings]");
    page.choose("#at", "00:00");
    page.wait_until("the time set", "document.querySelector('#at').value === '00:00'");
    page.kill();
    let kopecks = |kopecks| sum(Money::from_kopecks(kopecks).unwrap());
    let [amount, balance, lacking] = [80_000, 58_800, 21_200].map(kopecks);
    let text = format!("{} спишется {amount}. На счёте {balance}: не хватает {lacking}.", date(debit_day()));
    let reminder =
        Notification { title: format!("Не хватает {lacking} до {}", date(debit_day())), text };

    let mut hidden = user.start_app(&["--hidden"]);
    wait_until("a notification", || (user.desktop.visible_notifications() == 1).then_some(()));
    user.desktop.click_notification();
    user.wait_for_window();
    assert_eq!(user.desktop.notifications(), slice::from_ref(&reminder), "the words of the reminder");
    user.click_tray("Закрыть Kabinet");
    wait_until("the end of the program", || hidden.exit_status());

    let page = user.open_app();
    user.wait_for_tray();
    let unbroken_day = reminder.text.replacen(' ', "\u{a0}", 1);
    page.wait_for_text("[data-test=reminders]", &unbroken_day);
    assert_eq!(page.count("[data-test=reminders] li"), 1, "it is listed once");
    assert_eq!(user.desktop.notifications(), [reminder], "and is not shown again");
}
