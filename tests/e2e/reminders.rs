use std::slice;

use kabinet_domain::Money;
use kabinet_screen::{Notification, until};

use crate::customer::{Customer, debit_day, site};
use crate::words::{date, sum};

#[test]
fn a_reminder_is_shown_once_and_leads_to_the_overview() {
    let site = site();
    let customer = Customer::new();
    let page = customer.signs_in(&site);
    page.click("[data-test=to-settings]");
    page.choose("#at", "00:00");
    page.until("the time set", "document.querySelector('#at').value === '00:00'");
    page.switch_off();
    let kopecks = |kopecks| sum(Money::from_kopecks(kopecks).unwrap());
    let [amount, balance, lacking] = [80_000, 58_800, 21_200].map(kopecks);
    let text = format!("{} спишется {amount}. На счёте {balance}: не хватает {lacking}.", date(debit_day()));
    let reminder = Notification { title: "Скоро списание".to_owned(), text };

    let mut hidden = customer.starts(&["--hidden"]);
    until("a notification", || (customer.desk.notifications_in_sight() == 1).then_some(()));
    customer.desk.click_notification();
    customer.sees_window();
    assert_eq!(customer.desk.notifications(), slice::from_ref(&reminder), "the words of the reminder");
    customer.chooses("Выйти");
    until("the end of the program", || hidden.ended());

    let page = customer.opens();
    customer.tray();
    page.says("[data-test=reminders]", &reminder.text);
    assert_eq!(page.count("[data-test=reminders] li"), 1, "it is listed once");
    assert_eq!(customer.desk.notifications(), [reminder], "and is not shown again");
}
