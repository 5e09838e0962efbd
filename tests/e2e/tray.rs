//! The tray icon and its menu.

use kabinet_test_desktop::wait_until;

use crate::support::format::{date, sum};
use crate::support::{DAYS_TO_DEBIT, User, debit_day, start_site};

#[test]
fn the_menu_shows_the_balance_and_obeys() {
    let site = start_site();
    let user = User::signed_in(&site);
    let mut kabinet = user.start_app(&["--hidden"]);
    let summary = site.summary();
    let debit = format!(
        "{}, через {DAYS_TO_DEBIT} дня: спишется {}",
        date(debit_day()),
        sum(summary.tariff_price.unwrap())
    );
    let balance = format!("Баланс: {}", sum(summary.balance));
    let expected = [
        &balance,
        &debit,
        "",
        "Обновить",
        "Открыть окно",
        "Пополнить",
        "",
        "Скрыть суммы",
        "Настройки",
        "О программе",
        "",
        "Закрыть Kabinet",
    ];
    user.wait_for_menu(&expected);

    user.click_tray("Открыть окно");
    user.wait_for_window();
    user.click_tray("Закрыть Kabinet");
    let ended = wait_until("the end of the program", || kabinet.exit_status());
    assert!(ended.success(), "it ends well: {ended}");
    wait_until("no icon in the tray", || user.desktop.tray().is_empty().then_some(()));
}

#[test]
fn the_words_on_the_program_stay_in_view_while_the_settings_above_them_load() {
    let user = User::new();
    let page = user.sign_in(&start_site());
    user.click_tray("О программе");
    page.wait_for("select#protection");
    page.wait_until_at_rest();
    let is_in_view = "document.getElementById('set-about').getBoundingClientRect().bottom < innerHeight";
    page.wait_until("the words on the program", is_in_view);
}

#[test]
fn without_an_account_the_menu_says_so() {
    let user = User::new();
    let _kabinet = user.start_app(&["--hidden"]);
    user.wait_for_menu(&["Вход не выполнен", "", "Открыть окно", "", "Закрыть Kabinet"]);
}
