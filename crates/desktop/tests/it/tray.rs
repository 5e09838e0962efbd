//! Tests of the tray.

use std::sync::Arc;

use chrono::TimeDelta;
use kabinet_api::view::Preferences;
use kabinet_api::{ErrorCode, SecretName, Secrets, Tray, TrayAction, TrayIcon, TrayItem};
use kabinet_demo::{ACCOUNT, Fault};
use kabinet_desktop::{Event, Screen};

use crate::support::{ShellCall, TestDesktop, account};

fn drawn(done: Vec<ShellCall>) -> Vec<Tray> {
    done.into_iter()
        .filter_map(|done| if let ShellCall::Drawn(tray) = done { Some(tray) } else { None })
        .collect()
}

fn words(tray: &Tray) -> Vec<String> {
    let words = |line: &TrayItem| match line {
        TrayItem::Label(words) | TrayItem::Action(_, words) => words.replace('\u{202f}', " "),
        TrayItem::Separator => "—".to_owned(),
    };
    tray.lines.iter().map(words).collect()
}

#[tokio::test]
async fn the_menu_tells_the_balance_and_the_debit_and_what_can_be_done() {
    let app = TestDesktop::with_customer().await;
    let tray = drawn(app.done()).pop().unwrap();
    assert_eq!(tray.icon, TrayIcon::Attention, "212 are lacking, and the debit is in five days");
    assert_eq!(
        words(&tray),
        [
            "Баланс: 588,00 ₽",
            "30 ноября, через 5 дней: спишется 800,00 ₽",
            "—",
            "Обновить",
            "Открыть окно",
            "Пополнить",
            "—",
            "Скрыть суммы",
            "Настройки",
            "О программе",
            "—",
            "Закрыть Kabinet"
        ]
    );
    let tooltip = tray.tooltip.replace('\u{202f}', " ");
    assert_eq!(tooltip, "Баланс: 588,00 ₽ · спишется 30 ноября · не хватает 212,00 ₽");
}

#[test]
fn nobody_signed_in_is_a_state_of_its_own() {
    let app = TestDesktop::new();
    app.desktop.draw_tray();
    let tray = drawn(app.done()).pop().unwrap();
    assert_eq!(tray.icon, TrayIcon::SignedOut);
    assert_eq!(words(&tray), ["Вход не выполнен", "—", "Открыть окно", "—", "Закрыть Kabinet"]);
}

#[tokio::test]
async fn what_did_not_change_is_not_drawn_again_and_hidden_sums_are_hidden() {
    let app = TestDesktop::with_customer().await;
    app.done();
    app.desktop.draw_tray();
    assert_eq!(app.done(), [], "each drawing wakes the desktop's panel");
    let hidden = Preferences { hide_amounts: true, ..Preferences::default() };
    app.desktop.set_preferences(hidden).unwrap();
    let lines = words(&drawn(app.done())[0]);
    assert_eq!(lines[0], "Баланс: •••");
    assert!(lines[1].ends_with("спишется •••"), "{}", lines[1]);
    app.desktop.test_reminder(&account()).unwrap();
    assert_eq!(app.notified(), ["30 ноября спишется •••. На счёте •••: не хватает •••."]);
    Arc::clone(&app.desktop).choose(TrayAction::Amounts).await;
    let done = app.done();
    assert!(done.contains(&ShellCall::Emitted(Event::Preferences)), "the window shows them too: {done:?}");
    assert_eq!(words(&drawn(done)[0])[0], "Баланс: 588,00 ₽");
}

#[tokio::test]
async fn an_account_is_called_by_the_name_that_the_customer_gave_it() {
    let app = TestDesktop::with_customer().await;
    app.desktop.rename_account(&account(), "  Дача ").unwrap();
    let named = &app.desktop.app_info().unwrap().accounts[0];
    assert_eq!((named.name.as_deref(), named.short), (Some("Дача"), true));
    assert_eq!(named.balance.map(|balance| balance.to_string()), Some("588.00".to_owned()));
    app.desktop.rename_account(&account(), " ").unwrap();
    assert_eq!(app.desktop.app_info().unwrap().accounts[0].name, None);
}

#[tokio::test]
async fn each_line_does_what_it_says() {
    let app = TestDesktop::with_customer().await;
    app.done();
    let choose = async |action| {
        Arc::clone(&app.desktop).choose(action).await;
        app.done()
    };
    assert_eq!(choose(TrayAction::Open).await, [ShellCall::Opened(None)]);
    assert_eq!(choose(TrayAction::Settings).await, [ShellCall::Opened(Some(Screen::Settings))]);
    assert_eq!(choose(TrayAction::About).await, [ShellCall::Opened(Some(Screen::About))]);
    let page = app.desktop.page(Some(Screen::About));
    assert!(page.ends_with("&screen=about"), "a window that opens receives no event: {page}");
    assert!(!app.desktop.page(None).contains("screen"));
    assert_eq!(choose(TrayAction::Quit).await, [ShellCall::Quit]);
    let page = app.overview().can_pay;
    assert!(page);
    let paid = choose(TrayAction::Pay).await;
    assert!(
        matches!(paid.as_slice(), [ShellCall::Page(page)] if page.port() == app.portal.url().port()),
        "{paid:?}"
    );
}

#[tokio::test]
async fn the_icon_tells_that_the_provider_is_not_reached_unless_money_is_short() {
    let app = TestDesktop::with_customer().await;
    let refresh = async || {
        app.clock.pass(TimeDelta::minutes(2));
        let outcome = app.desktop.refresh(&account(), None).await;
        (outcome.is_ok(), drawn(app.done()).pop().map(|tray| tray.icon))
    };
    app.done();
    app.portal.fault(Fault::HangUp);
    assert_eq!(refresh().await, (false, None), "lacking money matters more");
    app.portal.calm();
    app.portal.change(|ledger| ledger.add("Оплата", "212.00".parse().unwrap()));
    assert_eq!(refresh().await, (true, Some(TrayIcon::Ok)));
    app.portal.fault(Fault::HangUp);
    assert_eq!(refresh().await, (false, Some(TrayIcon::Offline)));
}

#[tokio::test]
async fn a_refresh_from_the_tray_that_needs_a_password_opens_the_window() {
    let app = TestDesktop::with_customer().await;
    app.secrets.delete(&SecretName::password("sevencom", app.portal.url(), ACCOUNT)).unwrap();
    app.clock.pass(TimeDelta::minutes(2));
    app.done();
    Arc::clone(&app.desktop).choose(TrayAction::Refresh).await;
    assert!(app.done().contains(&ShellCall::Opened(Some(Screen::Overview))), "nobody would see the question");
    let failure = app.overview().last_failure.unwrap();
    assert_eq!(failure.code, ErrorCode::PasswordNeeded, "the window asks for it");
}
