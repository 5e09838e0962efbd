//! Tests of the exit codes.

use std::fs;
use std::time::Duration;

use kabinet_demo::{CANARY, Fault, Screen};

use crate::support::{Cli, demo, sign_in};

/// The length of a page of the database in bytes.
const PAGE: usize = 16384;

const WRONG: &str = "не тот пароль";
const SYNC: [&str; 3] = ["sync", "--password-stdin", "--json"];

#[test]
fn what_is_not_asked_in_the_right_way_is_2() {
    let cli = Cli::new();
    for arguments in [
        vec!["--json"],
        vec!["--json", "bogus"],
        vec!["summary", "--json", "--bogus"],
        vec!["statement", "2021-13", "--json"],
        vec!["reminders", "--json", "--now", "tomorrow"],
        vec!["forecast", "--json", "--until", "tomorrow"],
        vec!["kinds", "set", "Списание", "fine", "--json"],
        vec!["sign-in", "--json"],
        vec!["demo", "--json", "--port", "99999"],
    ] {
        cli.run(&arguments).refused(2, "usage");
    }
    let refused = cli.run(&["--json", "sign-in", "--login", "1"]).refused(2, "usage");
    assert!(refused.message.contains("--provider"), "what is missing is named: {}", refused.message);
    cli.run(&["--json", "demo", "--skin", "no-such-folder"]).refused(2, "demo_not_started");
}

#[test]
fn questions_about_what_is_not_kept_are_2() {
    let cli = Cli::new();
    let questions = ["summary", "statement", "reminders", "sync", "sign-out"];
    for question in questions.into_iter().chain(["audit", "changes", "forecast", "kinds"]) {
        cli.run(&[question, "--json"]).refused(2, "no_account");
    }
    let demo = demo();
    let cli = Cli::synced(&demo);
    cli.run(&["summary", "--json", "--account", "87654321"]).refused(2, "unknown_account");
    let refused = cli.run(&["statement", "2020-01", "--json"]).refused(2, "month_not_kept");
    assert!(refused.hint.contains("ноябрь 2021"), "what there is is told: {}", refused.hint);
    let before = demo.stats().requests();
    cli.run(&["sync", "--json"]).refused(2, "password_needed");
    cli.run(&SYNC).refused(2, "no_password");
    assert_eq!(demo.stats().requests(), before, "the site is not asked without a password");
}

#[test]
fn a_password_in_another_encoding_is_refused_before_anything_is_sent() {
    let demo = demo();
    let cli = Cli::new();
    let utf_16: Vec<u8> = format!("{CANARY}\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with_mark = [&[0xFF, 0xFE], &utf_16[..]].concat();
    for (line, word) in
        [(utf_16, "PowerShell"), (with_mark, "PowerShell"), (b"\xAF\xA0\xE0\n".to_vec(), "chcp")]
    {
        let arguments = [&["--json"], &sign_in(demo.url().as_str())[..]].concat();
        let refused = cli.run_with_bytes(&line, &arguments).refused(2, "no_password");
        assert!(refused.hint.contains(word), "the way out is not told: {}", refused.hint);
    }
    assert_eq!(demo.stats().requests(), 0, "an attempt was spent");
    let marked = [b"\xEF\xBB\xBF", CANARY.as_bytes(), b"\r\n"].concat();
    cli.run_with_bytes(&marked, &sign_in(demo.url().as_str())).done();
}

#[test]
fn of_several_accounts_one_must_be_chosen() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    cli.add_account("87654321");
    let before = demo.stats().requests();
    for question in ["summary", "statement", "reminders", "sign-out", "audit", "forecast", "kinds"] {
        let refused = cli.run(&[question, "--json"]).refused(2, "which_account");
        assert!(refused.hint.contains("12345678, 87654321"), "both are named: {}", refused.hint);
    }
    cli.run_with(CANARY, &SYNC).refused(2, "which_account");
    assert_eq!(demo.stats().requests(), before, "one password is not tried on several accounts");
    let chosen = cli.run(&["summary", "--json", "--account", "12345678"]).done();
    assert_eq!(chosen.json()["account"], "12345678");
    cli.run(&["summary", "--json", "--account", "87654321"]).refused(2, "nothing_read");
}

#[test]
fn a_site_that_a_password_must_not_go_to_is_2() {
    let cli = Cli::new();
    for (site, code) in [
        ("http://www.sevencom.ru", "insecure_address"),
        ("ftp://www.sevencom.ru", "bad_address"),
        ("https://ivan:parol@www.sevencom.ru", "bad_address"),
    ] {
        let mut arguments = sign_in(site);
        arguments.push("--json");
        let answer = cli.run_with(CANARY, &arguments);
        answer.refused(2, code);
        cli.never_shows("parol", &answer);
    }
    let mut arguments = sign_in("https://www.sevencom.ru");
    arguments[2] = "sevenkom";
    arguments.push("--json");
    let refused = cli.run_with(CANARY, &arguments).refused(2, "unknown_provider");
    assert!(refused.hint.contains("sevencom"), "the known ones are named: {}", refused.hint);
}

#[test]
fn a_refused_password_is_3_after_one_attempt() {
    let demo = demo();
    let cli = Cli::new();
    let mut arguments = sign_in(demo.url().as_str());
    arguments.push("--json");
    let refused = cli.run_with(WRONG, &arguments).refused(3, "bad_credentials");
    assert_eq!(demo.stats().sign_in_attempts(), 1, "a refused password is never tried again");
    assert!(refused.hint.contains("8-909-700-88-77"), "whom to ask is told: {}", refused.hint);
    cli.run(&["summary", "--json"]).refused(2, "no_account");

    cli.sign_in(&demo, CANARY).done();
    cli.sync(CANARY).done();
    let (before, attempts) = (cli.everything(), demo.stats().sign_in_attempts());
    cli.run_with(WRONG, &SYNC).refused(3, "bad_credentials");
    assert_eq!(demo.stats().sign_in_attempts(), attempts + 1);
    assert_eq!(cli.everything(), before);
}

#[test]
fn a_site_that_repeats_the_password_is_not_repeated() {
    let demo = demo();
    let said = "Неверный логин или пароль";
    demo.fault(Fault::Replace(said.to_owned(), format!("{said}: {WRONG}")));
    let mut arguments = sign_in(demo.url().as_str());
    arguments.push("--json");
    Cli::new().run_with(WRONG, &arguments).refused(3, "bad_credentials");
}

#[test]
fn a_site_that_does_not_work_is_4() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let before = cli.everything();
    let limit = Some(Duration::from_secs(120));
    for (fault, code) in [
        (Fault::Unavailable { retry_after: limit }, "site_down"),
        (Fault::Maintenance, "maintenance"),
        (Fault::HangUp, "offline"),
        (Fault::Truncated, "offline"),
    ] {
        demo.fault(fault);
        let refused = cli.run_with(CANARY, &SYNC).refused(4, code);
        assert!(refused.message.contains("Сохранённые данные прежние"), "{}", refused.message);
        demo.calm();
    }
    assert_eq!(cli.everything(), before);
}

#[test]
fn a_page_that_lacks_a_label_is_5_and_names_it() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let before = cli.everything();
    let label = "Текущий баланс интернет";
    demo.fault(Fault::Replace(label.to_owned(), "Прочее".to_owned()).on(Screen::Account));
    let refused = cli.run_with(CANARY, &SYNC).refused(5, "site_changed");
    assert!(refused.message.contains(&format!("не найдено «{label}»")), "{}", refused.message);
    assert!(refused.message.starts_with("Страница лицевого счёта"), "{}", refused.message);
    assert_eq!(cli.everything(), before, "the stored data are untouched");
}

#[test]
fn a_session_that_keeps_ending_is_5() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    demo.fault(Fault::SignInPage.on(Screen::Months));
    cli.run_with(CANARY, &SYNC).refused(5, "session_ended");
}

#[test]
fn a_portal_that_needs_a_browser_is_6() {
    let demo = demo();
    demo.fault(Fault::Captcha);
    let mut arguments = sign_in(demo.url().as_str());
    arguments.push("--json");
    Cli::new().run_with(CANARY, &arguments).refused(6, "needs_browser");
}

#[test]
fn the_local_database_is_7() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    fs::write(cli.data().join("kabinet.db"), "not a database at all, ".repeat(400)).unwrap();
    cli.run(&["summary", "--json"]).refused(7, "database_damaged");
    cli.run(&["summary", "--json"]).refused(2, "no_account");
    let file = cli.data().join("a file");
    fs::write(&file, "").unwrap();
    let inside = file.join("data");
    let arguments = ["--data-dir", inside.to_str().unwrap(), "summary", "--json"];
    cli.run(&arguments).refused(7, "data_folder");
}

#[test]
fn another_account_than_before_is_8() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let before = cli.everything();
    demo.change(|ledger| ledger.show_account("87654321".to_owned().try_into().unwrap()));
    let refused = cli.run_with(CANARY, &SYNC).refused(8, "another_account");
    for number in ["12345678", "87654321"] {
        assert!(refused.message.contains(number), "{number} is not named: {}", refused.message);
    }
    assert_eq!(cli.everything(), before);
}

#[test]
fn a_damaged_database_is_no_reason_to_refuse_a_sign_in() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let [_, before] = cli.everything();
    fs::write(cli.data().join("kabinet.db"), "not a database at all, ".repeat(400)).unwrap();
    let answer = cli.sign_in(&demo, CANARY);
    assert_eq!(answer.exit, Some(0), "{answer:?}");
    assert!(answer.err.contains("повреждён") && answer.err.contains("kabinet.db.damaged-"), "{answer:?}");
    cli.sync(CANARY).done();
    let [_, after] = cli.everything();
    assert_eq!(after, before);
}

#[test]
fn damage_in_the_figures_keeps_the_account_and_a_sync_brings_them_back() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let [_, before] = cli.everything();
    let file = cli.data().join("kabinet.db");
    let whole = fs::read(&file).unwrap();
    let brought_back = (1..whole.len() / PAGE).rev().any(|page| {
        let mut damaged = whole.clone();
        damaged[PAGE * page + 100] ^= 1;
        fs::write(&file, &damaged).unwrap();
        let answer = cli.run(&["statement", "--json"]);
        if answer.exit == Some(0) {
            assert_eq!(answer.out, before, "page {page}");
            return false;
        }
        answer.refused(7, "database_damaged");
        if cli.run(&["accounts", "--json"]).done().out.contains("12345678") {
            cli.sync(CANARY).done();
            let [_, after] = cli.everything();
            assert_eq!(after, before, "page {page}");
            return true;
        }
        false
    });
    assert!(brought_back, "no page has figures and not the account");
}
