//! Tests of the commands from signing in to signing out.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use kabinet_demo::{CANARY, Running};
use serde_json::{Value, json};

use crate::support::{Answer, Cli, Spawned, demo, sign_in};

#[test]
fn sign_in_and_sync_answer_in_json() {
    let demo = demo();
    let cli = Cli::new();
    let mut arguments = sign_in(demo.url().as_str());
    arguments.push("--json");
    let signed_in = cli.run_with(CANARY, &arguments).done();
    assert_eq!(
        signed_in.out,
        [
            r#"{"account":"12345678","login":"12345678","provider":"sevencom","unread":[],"unread_months":[],"#,
            r#""held_back_months":[],"unread_list":null}"#,
            "\n",
        ]
        .concat()
    );

    let entries: usize = demo.months().iter().map(|month| month.transactions.len()).sum();
    let synced = cli.run_with(CANARY, &["--json", "sync", "--password-stdin"]).done();
    let expected = json!({"accounts": [
        {
            "account": "12345678",
            "login": "12345678",
            "months_read": 4,
            "new_entries": entries,
            "unread": [],
            "unread_months": [],
            "held_back_months": [],
            "unread_list": null,
        },
    ]});
    assert_eq!(synced.json(), expected);

    let again = cli.run_with(CANARY, &["--json", "sync", "--password-stdin"]).done();
    assert_eq!(again.json()["accounts"][0]["new_entries"], 0, "nothing is counted twice");
}

#[test]
fn the_summary_is_told_to_the_letter() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let told = cli.run(&["summary", "--json"]).done();
    let fetched_at = told.json()["fetched_at"].as_str().unwrap().to_owned();
    chrono::DateTime::parse_from_rfc3339(&fetched_at).unwrap();
    let url = demo.url();
    let expected = [
        r#"{"account":"12345678","provider":"sevencom","city":"Среднеуральск","tariff_price":"800.00","#,
        r#""balance":"588.00","other_balances":[{"label":"Баланс ТВ","balance":"150.25"}],"#,
        r#""next_debit":"2022-02-20","days_left":null,"paid_until":null,"services":[],"#,
        r#""offers":[{"months":1,"price":"800.00"},"#,
        r#"{"months":3,"price":"2328.00"},{"months":6,"price":"4512.00"},{"months":12,"price":"8448.00"}],"#,
        &format!(
            r#""pay_url":"{url}lk/pay","change_tariff_url":"{url}lk/tariff","unread":[],"fetched_at":"{fetched_at}"}}"#
        ),
        "\n",
    ];
    assert_eq!(told.out, expected.concat());
}

#[test]
fn a_month_of_the_instruction_is_told_to_the_letter() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let expected = [
        r#"{"months":[{"month":"2021-11","opening":"0.00","paid":"989.00","charged":"989.00","closing":"0.00","#,
        r#""held_back":false,"entries":[{"date":"2021-11-09","time":null,"operation":"Оплата через cloudpayments","#,
        r#""opening":"0.00","amount":"989.00","closing":"989.00"},"#,
        r#"{"date":"2021-11-10","time":null,"operation":"Списание аб.платы по тарифу","#,
        r#""opening":"989.00","amount":"-589.00","closing":"400.00"},"#,
        r#"{"date":"2021-11-10","time":null,"operation":"За платные заявки","#,
        r#""opening":"400.00","amount":"-400.00","closing":"0.00"}]}],"unread":[]}"#,
        "\n",
    ];
    assert_eq!(cli.run(&["statement", "2021-11", "--json"]).done().out, expected.concat());
}

#[test]
fn every_month_is_told_newest_first_and_still_is_when_the_portal_is_gone() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let shown = shown(&demo);
    assert_eq!(cli.run(&["statement", "--json"]).done().json(), shown);
    let before = cli.everything();
    demo.shutdown();
    assert_eq!(cli.everything(), before, "what was read is shown without the portal");
    cli.run_with(CANARY, &["sync", "--password-stdin", "--json"]).refused(4, "offline");
    assert_eq!(cli.everything(), before, "a failed refresh changes nothing of it");
}

fn shown(demo: &Running) -> Value {
    let months = demo.months().into_iter().rev().map(|month| {
        let mut told = serde_json::to_value(month.totals).unwrap();
        told["held_back"] = json!(false);
        told["entries"] = serde_json::to_value(month.transactions).unwrap();
        told
    });
    json!({"months": months.collect::<Vec<_>>(), "unread": []})
}

#[test]
fn reminders_are_told_for_the_moment_that_is_asked_about() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let at = |now| cli.run(&["reminders", "--json", "--now", now]).done().json();
    let due = json!({
        "due": [{
            "debit_date": "2022-02-20",
            "days_left": 3,
            "amount": "800.00",
            "balance": "588.00",
            "shortfall": "212.00",
            "estimated": false,
            "text": "20 февраля спишется 800,00\u{202f}₽. \
                     На счёте 588,00\u{202f}₽: не хватает 212,00\u{202f}₽.",
        }],
        "next_look": "2022-02-19T10:00:00+05:00",
    });
    assert_eq!(at("2022-02-17T05:00:00Z"), due, "ten o'clock in Yekaterinburg, three days ahead");
    let nothing = json!({"due": [], "next_look": "2022-02-13T10:00:00+05:00"});
    assert_eq!(at("2022-02-10T05:00:00Z"), nothing);
}

#[test]
fn accounts_tell_how_their_last_refresh_went() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let account = || cli.run(&["accounts", "--json"]).done().json()["accounts"][0].clone();
    let good = account();
    let expected = json!({
        "key": "sevencom/12345678",
        "login": "12345678",
        "provider": "sevencom",
        "city": "Среднеуральск",
        "account": "12345678",
        "name": null,
        "balance": "588.00",
        "short": true,
        "site": demo.url(),
        "browser": false,
        "last_success": good["last_success"],
        "last_error": null,
    });
    assert_eq!(good, expected);
    assert!(good["last_success"].is_string(), "it was read");
    demo.shutdown();
    assert_eq!(cli.sync(CANARY).exit, Some(4));
    let told = cli.run(&["accounts"]).done().out;
    assert!(told.contains("не удалось: С сайтом нет связи."), "{told}");
    let bad = account();
    assert_eq!(
        (&bad["last_success"], &bad["last_error"]["code"]),
        (&good["last_success"], &json!("offline"))
    );
}

#[test]
fn people_are_answered_in_words_of_their_language() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let told = |question: &[&str], variable: &str, value: &str| {
        let mut command = cli.command();
        command.env_remove("KABINET_LANGUAGE").env(variable, value).args(question);
        Answer::of(command.output().unwrap()).done().out
    };
    // Windows and macOS have their languages in settings that a test leaves alone.
    let by_system = if cfg!(target_os = "linux") { "LC_ALL" } else { "KABINET_LANGUAGE" };
    for (question, russian, english) in [
        (vec!["summary"], "Баланс: 588,00\u{202f}₽", "Balance: 588.00\u{202f}₽"),
        (vec!["statement", "2021-11"], "Выписка за ноябрь 2021", "Statement for November 2021"),
        (vec!["statement", "2021-11"], "\u{2212}589,00\u{202f}₽", "\u{2212}589.00\u{202f}₽"),
        (vec!["reminders", "--now", "2022-02-17T05:00:00Z"], "не хватает 212,00", "212.00\u{202f}₽ short"),
        (vec!["accounts"], "Лицевой счёт", "Account"),
        (vec!["--help"], "Прочитать в кабинете", "Read what has changed"),
    ] {
        for (variable, value, words) in [
            (by_system, "ru_RU.UTF-8", russian),
            (by_system, "C", russian),
            (by_system, "en_GB.UTF-8", english),
            ("KABINET_LANGUAGE", "ru", russian),
            ("KABINET_LANGUAGE", "en", english),
        ] {
            let told = told(&question, variable, value);
            assert!(told.contains(words), "{question:?} with {variable}={value} lacks {words:?}: {told}");
        }
    }
}

#[test]
fn what_a_site_writes_cannot_steer_the_terminal() {
    let demo = demo();
    demo.change(|ledger| ledger.add("Оплата \u{1b}[2J\u{7}через банк", "10.00".parse().unwrap()));
    let cli = Cli::synced(&demo);
    let told = cli.run(&["statement", "2022-02"]).done().out;
    assert!(told.contains("через банк"), "the operation is told: {told}");
    assert!(!told.contains(['\u{1b}', '\u{7}']), "and nothing but it: {told:?}");
}

#[test]
fn signing_out_keeps_what_was_read_until_it_is_to_be_forgotten() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let of_another = cli.data().join("notes.txt");
    fs::write(&of_another, "a file of somebody else").unwrap();
    let before = cli.everything();
    let signed_out = cli.run(&["sign-out", "--json"]);
    let expected = json!({
        "account": "12345678", "login": "12345678", "provider": "sevencom", "forgotten": false,
    });
    assert_eq!((signed_out.exit, signed_out.json()), (Some(0), expected));
    if cfg!(target_os = "linux") {
        let warning: Value = serde_json::from_str(&signed_out.err).unwrap();
        assert_eq!(warning["warning"]["code"], "password_not_deleted", "there is no keyring here");
    }
    assert_eq!(cli.everything(), before, "what was read is kept");

    assert_eq!(cli.run(&["sign-out", "--forget"]).exit, Some(0));
    let left: Vec<_> = fs::read_dir(cli.data()).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(left, [of_another], "the database is gone with the last account, and nothing else");
    cli.run(&["--json", "summary"]).refused(2, "no_account");
}

#[test]
fn the_demo_command_tells_where_its_portal_is() {
    let cli = Cli::new();
    let mut command = cli.command();
    command.args(["demo", "--json", "--today", "2022-02-15"]).stdout(Stdio::piped());
    let mut demo = Spawned::of(&mut command);
    let mut line = String::new();
    BufReader::new(demo.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let told: Value = serde_json::from_str(&line).unwrap();
    assert_eq!((&told["login"], &told["password"]), (&json!("12345678"), &json!("demo")));
    cli.run_with("demo", &sign_in(told["url"].as_str().unwrap())).done();
    let summary = cli.run(&["summary", "--json"]).done().json();
    assert_eq!(summary["next_debit"], "2022-02-20", "it shows the day that it was told");
}
