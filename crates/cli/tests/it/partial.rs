//! Tests of figures and months that were not read.

use kabinet_demo::{CANARY, Fault, Running, Screen};
use serde_json::{Value, json};

use crate::support::{Cli, demo, sign_in};

const SYNC: [&str; 3] = ["sync", "--password-stdin", "--json"];

/// Shows another text in place of the day of the next debit.
fn show_next_debit(demo: &Running, text: &str) {
    let day = demo.summary().next_debit.unwrap().format("%d.%m.%Y").to_string();
    demo.calm();
    demo.fault(Fault::Replace(day, text.to_owned()).on(Screen::Account));
}

fn unread(cli: &Cli) -> Value {
    cli.run(&["summary", "--json"]).done().json()["unread"].clone()
}

#[test]
fn a_frozen_account_is_read_whole_and_says_so_in_the_sites_own_words() {
    let demo = demo();
    show_next_debit(&demo, "услуга приостановлена");
    let cli = Cli::new();
    cli.sign_in(&demo, CANARY).done();
    let synced = cli.run_with(CANARY, &SYNC).done().json();
    let frozen = json!([{ "field": "next_debit", "reason": "not_shown", "text": "услуга приостановлена" }]);
    assert_eq!(synced["accounts"][0]["unread"], frozen);
    assert_eq!(unread(&cli), frozen);
    let said = cli.run(&["summary"]).done().out;
    assert!(said.contains("Следующее списание: не указано на сайте («услуга приостановлена»)."), "{said}");
    assert!(!said.contains("doctor"), "nothing is wrong: {said}");
    let reminders = cli.run(&["reminders", "--json"]).done().json();
    assert_eq!(reminders["due"], json!([]), "no debit is made up");
}

#[test]
fn a_figure_that_is_not_understood_is_9_and_the_rest_is_read() {
    let demo = demo();
    show_next_debit(&demo, "31.04.2027");
    let cli = Cli::new();
    let mut arguments = sign_in(demo.url().as_str());
    arguments.push("--json");
    let signed_in = cli.run_with(CANARY, &arguments);
    assert_eq!((signed_in.exit, signed_in.err.as_str()), (Some(9), ""), "{signed_in:?}");
    let misread = json!([{ "field": "next_debit", "reason": "not_understood", "text": "31.04.2027" }]);
    assert_eq!(signed_in.json()["unread"], misread);

    let synced = cli.run_with(CANARY, &SYNC);
    assert_eq!(synced.exit, Some(9), "{synced:?}");
    assert_eq!(synced.json()["accounts"][0]["unread"], misread);
    let summary = cli.run(&["summary", "--json"]).done().json();
    assert_eq!((&summary["balance"], &summary["next_debit"]), (&json!("588.00"), &Value::Null));
    assert_eq!(summary["unread"], misread);
    let said = cli.run_with(CANARY, &["sync", "--password-stdin"]);
    assert_eq!(said.exit, Some(9));
    assert!(said.out.contains("не удалось прочитать («31.04.2027»)"), "{}", said.out);
    assert!(said.out.contains("kabinet-cli doctor"), "the way to the diagnostics is told: {}", said.out);

    demo.calm();
    cli.run_with(CANARY, &SYNC).done();
    assert_eq!(unread(&cli), json!([]));
}

#[test]
fn an_unreadable_month_is_9_and_costs_neither_the_balance_nor_the_other_months() {
    let demo = demo();
    demo.fault(Fault::Replace("989.00".to_owned(), "98x.00".to_owned()).on(Screen::Month));
    let cli = Cli::new();
    cli.sign_in(&demo, CANARY).done();
    let synced = cli.run_with(CANARY, &SYNC);
    assert_eq!(synced.exit, Some(9), "{synced:?}");
    let unread = json!([{ "month": "2021-11", "reason": "site_changed" }]);
    assert_eq!(synced.json()["accounts"][0]["unread_months"], unread);
    let statement = cli.run(&["statement", "--json"]).done().json();
    assert_eq!(statement["unread"], unread);
    let months: Vec<&Value> = statement["months"].as_array().unwrap().iter().map(|it| &it["month"]).collect();
    assert_eq!(months, ["2022-02", "2022-01", "2021-12"], "the others are there");
    let said = cli.run(&["statement"]).done().out;
    assert!(said.contains("ноябрь 2021: Не удалось прочитать."), "{said}");

    demo.calm();
    cli.run_with(CANARY, &SYNC).done();
    assert_eq!(cli.run(&["statement", "--json"]).done().json()["unread"], json!([]));
}

#[test]
fn a_month_whose_reading_is_held_back_is_marked_and_stays_as_it_was() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let before = cli.run(&["statement", "2021-11", "--json"]).done().json();
    assert_eq!(before["months"][0]["held_back"], json!(false));
    let mut store = cli.store();
    let id = store.accounts().unwrap()[0].id;
    let mut emptied = demo.months().into_iter().find(|it| it.totals.month.to_string() == "2021-11").unwrap();
    emptied.transactions.clear();
    store.hold_back_month(id, &emptied, "2026-11-29T09:00:00Z".parse().unwrap()).unwrap();
    let after = cli.run(&["statement", "2021-11", "--json"]).done().json();
    assert_eq!(after["months"][0]["held_back"], json!(true));
    assert_eq!(after["months"][0]["entries"], before["months"][0]["entries"]);
    let said = cli.run(&["statement", "2021-11"]).done().out;
    assert!(said.contains("Сайт показал за этот месяц другие суммы или пустоту."), "{said}");
}

#[test]
fn the_help_lists_the_exit_codes() {
    let said = Cli::new().run(&["--help"]).done().out;
    assert!(said.contains("9  баланс прочитан, но прочитано не всё"), "{said}");
}
