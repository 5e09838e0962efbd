//! Tests of figures and months that were not read.

use chrono::Utc;
use serde_json::json;

use crate::support::{Cli, demo};

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
    store.hold_back_month(id, &emptied, Utc::now()).unwrap();
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
