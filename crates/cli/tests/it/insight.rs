//! Tests of the commands that draw conclusions from the stored data.

use chrono::TimeDelta;
use kabinet_api::{Clock, SystemClock};
use kabinet_demo::{CANARY, Demo, Running, Setup};
use kabinet_domain::Month;
use kabinet_store::Store;
use serde_json::{Value, json};

use crate::support::{Answer, Cli, demo};

/// Stores November of the instruction with 1989.00 instead of 989.00 in its first row.
fn misread(cli: &Cli) {
    let mut store = Store::open(&cli.data().join("kabinet.db")).unwrap();
    let id = store.accounts().unwrap()[0].id;
    let november: Month = "2021-11".parse().unwrap();
    let mut november = store.statements(id, Some(november)).unwrap().remove(0);
    november.transactions[0].amount = "1989.00".parse().unwrap();
    november.transactions[0].balance_after = Some("1989.00".parse().unwrap());
    store.record_month(id, &november, SystemClock.now()).unwrap();
}

fn of_today() -> Running {
    let in_yekaterinburg = SystemClock.now() + TimeDelta::hours(5);
    Demo::start(Setup::watched(in_yekaterinburg.date_naive())).unwrap()
}

#[test]
fn the_audit_names_the_row_the_rule_and_both_figures() {
    let cli = Cli::synced(&demo());
    assert_eq!(cli.run(&["audit", "--json"]).done().json(), json!({"findings": []}));
    misread(&cli);
    let found = cli.run(&["audit", "--json"]).done().json();
    let chain = json!({
        "rule": "entry_chain",
        "month": "2021-11",
        "position": 0,
        "date": "2021-11-09",
        "operation": "Оплата через cloudpayments",
        "expected": "989.00",
        "shown": "1989.00",
        "text": "9 ноября 2021, «Оплата через cloudpayments»: после операции показано 1\u{202f}989,00\u{202f}₽, \
                 а дальше счёт идёт от 989,00\u{202f}₽.",
    });
    let rules: Vec<&Value> = found["findings"].as_array().unwrap().iter().map(|it| &it["rule"]).collect();
    assert_eq!(rules, ["entry_chain", "rewritten"], "the contradiction, and that the past was rewritten");
    assert_eq!(found["findings"][0], chain);
}

#[test]
fn the_forecast_has_twelve_debits_and_what_to_pay() {
    let demo = of_today();
    let cli = Cli::synced(&demo);
    let told = cli.run(&["forecast", "--json"]).done().json();
    assert_eq!(told["why_not"], Value::Null);
    let debits = told["debits"].as_array().unwrap();
    assert_eq!(debits.len(), 12);
    // 588.00 − 800.00, then 800.00 less every month; 12 × 800.00 − 588.00 in all
    assert_eq!((&debits[0]["balance_after"], &debits[0]["covered"]), (&json!("-212.00"), &json!(false)));
    assert_eq!((&debits[11]["balance_after"], &told["to_pay"]), (&json!("-9012.00"), &json!("9012.00")));
    let first = debits[0]["date"].as_str().unwrap();
    let until = cli.run(&["forecast", "--json", "--until", first]).done().json();
    assert_eq!((&until["to_pay"], &until["until"]), (&json!("212.00"), &json!(first)));
}

#[test]
fn an_outdated_forecast_says_why_there_is_none() {
    let cli = Cli::synced(&demo());
    let told = cli.run(&["forecast", "--json"]).done().json();
    assert!(told["why_not"].as_str().unwrap().contains("20 февраля 2022"), "{told}");
    assert_eq!((&told["debits"], &told["to_pay"]), (&json!([]), &Value::Null));
}

#[test]
fn kinds_are_totalled_set_and_forgotten() {
    let cli = Cli::synced(&demo());
    let november = |answer: Answer| answer.done().json()["months"][0]["kinds"][2].clone();
    let once = json!({"kind": "one_off", "count": 1, "sum": "-400.00"});
    assert_eq!(november(cli.run(&["kinds", "--json"])), once);
    let set = cli.run(&["kinds", "set", "За платные заявки", "equipment", "--json"]);
    assert_eq!(november(set)["kind"], "equipment");
    assert_eq!(november(cli.run(&["kinds", "forget", "За платные заявки", "--json"])), once);
}

#[test]
fn changes_are_none_until_a_refresh_brings_some() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    assert_eq!(cli.run(&["changes", "--json"]).done().json(), Value::Null);
    demo.change(|ledger| ledger.add("Антивирус", "-3.30".parse().unwrap()));
    cli.sync(CANARY).done();
    let told = cli.run(&["changes", "--json"]).done().json();
    let what: Vec<&Value> = told["items"].as_array().unwrap().iter().map(|it| &it["what"]).collect();
    assert_eq!(what, ["new_entries", "new_kind"]);
}

#[test]
fn the_meaning_is_told_in_words_of_both_languages() {
    let demo = of_today();
    let cli = Cli::synced(&demo);
    let told = |question: &[&str], language: &str| {
        let mut command = cli.command();
        Answer::of(command.env("KABINET_LANGUAGE", language).args(question).output().unwrap()).done().out
    };
    for (question, russian, english) in [
        (vec!["audit"], "Противоречий в выписке нет.", "does not contradict itself"),
        (vec!["changes"], "ничего не изменилось", "Nothing has changed"),
        (vec!["forecast"], "не хватит 212,00\u{202f}₽.", "212.00\u{202f}₽ will be lacking."),
        (vec!["forecast"], "Денег хватит до", "The money lasts until"),
        (vec!["forecast"], "каждый месяц", "every month"),
        (vec!["kinds"], "Абонентская плата", "Subscription fee"),
        (vec!["kinds"], "Последние 12 месяцев", "The last 12 months"),
    ] {
        for (locale, words) in [("ru_RU.UTF-8", russian), ("en_GB.UTF-8", english)] {
            let told = told(&question, locale);
            assert!(told.contains(words), "{question:?} in {locale} lacks {words:?}: {told}");
        }
    }
}
