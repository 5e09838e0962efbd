use kabinet_screen::until;

use crate::customer::{Customer, DAYS_TO_DEBIT, debit_day, site};
use crate::words::{date, sum};

#[test]
fn the_menu_tells_the_balance_and_obeys() {
    let site = site();
    let customer = Customer::signed_in(&site);
    let mut kabinet = customer.starts(&["--hidden"]);
    let menu = customer.tray();
    let summary = site.summary();
    let debit = format!(
        "{}, через {DAYS_TO_DEBIT} дня: спишется {}",
        date(debit_day()),
        sum(summary.tariff_price.unwrap())
    );
    let balance = format!("Баланс: {}", sum(summary.balance));
    let expected = [&balance, &debit, "", "Обновить", "Открыть", "Пополнить", "", "Выйти"];
    assert_eq!(menu.lines, expected);

    customer.chooses("Открыть");
    customer.sees_window();
    customer.chooses("Выйти");
    let ended = until("the end of the program", || kabinet.ended());
    assert!(ended.success(), "it ends well: {ended}");
    until("no icon in the tray", || customer.desk.tray().is_empty().then_some(()));
}

#[test]
fn without_an_account_the_menu_says_so() {
    let customer = Customer::new();
    let _kabinet = customer.starts(&["--hidden"]);
    assert_eq!(customer.tray().lines, ["Вход не выполнен", "", "Открыть", "", "Выйти"]);
}
