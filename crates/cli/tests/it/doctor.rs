//! Tests of `doctor`.

use std::fs;

use kabinet_demo::{ACCOUNT, CANARY};

use crate::support::{Cli, demo};

#[test]
fn the_doctor_tells_of_every_page_and_saves_a_report_that_tells_nothing_of_the_customer() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let file = cli.data().join("report.txt");
    let path = file.display().to_string();
    let asked = ["--json", "doctor", "--password-stdin", "--report", &path];
    let told = cli.run_with(CANARY, &asked).done();
    let json = told.json();
    let pages = json["pages"].as_array().unwrap();
    assert!(pages.len() >= 5, "{json:#}");
    assert_eq!((json["failure"].is_null(), json["report"].as_str()), (true, Some(path.as_str())));
    assert_eq!(json["refreshes"][0]["months_read"], 4);
    let report = fs::read_to_string(&file).unwrap();
    for secret in [ACCOUNT, CANARY, "cloudpayments", "127.0.0.1"] {
        assert!(!report.contains(secret), "{secret} is in the report");
    }
    let said = cli.run_with(CANARY, &["doctor", "--password-stdin"]).done().out;
    assert!(said.contains("✓ «Текущий баланс интернет»: по словам «текущий баланс интернет»"), "{said}");
}

#[test]
fn a_refused_password_is_told_after_the_pages_and_in_the_exit_code() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let told = cli.run_with("wrong", &["--json", "doctor", "--password-stdin"]);
    assert_eq!(told.exit, Some(3), "{told:?}");
    assert!(told.out.contains("\"code\":\"bad_credentials\""), "{}", told.out);
}

#[test]
fn a_login_that_was_never_read_is_diagnosed_and_nothing_is_stored() {
    let demo = demo();
    let cli = Cli::new();
    let file = cli.data().with_file_name("report.txt");
    let (path, site) = (file.display().to_string(), demo.url().to_string());
    let mut asked = vec!["--json", "doctor", "--provider", "sevencom", "--site", &site, "--login", ACCOUNT];
    asked.extend(["--city", "Среднеуральск", "--password-stdin", "--report", &path]);
    let json = cli.run_with(CANARY, &asked).done().json();
    assert!(json["pages"].as_array().unwrap().len() >= 5, "{json:#}");
    assert_eq!((json["failure"].is_null(), json["refreshes"].as_array().map(Vec::len)), (true, Some(0)));
    let report = fs::read_to_string(&file).unwrap();
    assert!(report.contains("Текущий баланс интернет"), "the labels are in it");
    for secret in [ACCOUNT, CANARY, "cloudpayments", "127.0.0.1"] {
        assert!(!report.contains(secret), "{secret} is in the report");
    }
    cli.run(&["summary", "--json"]).refused(2, "no_account");

    let attempts = demo.stats().sign_in_attempts();
    let refused = cli.run_with("wrong", &asked);
    assert_eq!(refused.exit, Some(3), "{refused:?}");
    assert_eq!(demo.stats().sign_in_attempts(), attempts + 1, "it is tried once");
    assert!(fs::read_to_string(&file).unwrap().contains("Логин"), "the report is of the refused attempt");
}

#[test]
fn a_diagnosis_without_an_account_needs_a_provider_and_a_login() {
    let cli = Cli::new();
    for arguments in [
        vec!["--json", "doctor", "--provider", "sevencom"],
        vec!["--json", "doctor", "--login", "1"],
        vec!["--json", "doctor", "--site", "sevencom.ru"],
        vec!["--json", "doctor", "--provider", "sevencom", "--login", "1", "--account", "1"],
    ] {
        cli.run(&arguments).refused(2, "usage");
    }
    cli.run(&["--json", "doctor"]).refused(2, "no_account");
}

#[test]
fn the_description_of_a_provider_is_shown_as_a_file_that_can_be_used() {
    let cli = Cli::new();
    let shown = cli.run(&["providers", "--show", "sevencom"]).done().out;
    let folder = cli.data().join("providers");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("my.toml"), shown.replace("name = \"Sevencom\"", "name = \"Свой\"")).unwrap();
    fs::write(folder.join("bad.toml"), "kind = \"monthly\"\nnames = 1\n").unwrap();
    let listed = cli.run(&["--json", "providers"]);
    let json = listed.json();
    let ids: Vec<&str> =
        json["providers"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["my", "sevencom"]);
    assert!(listed.err.contains("bad_description"), "{}", listed.err);
    assert!(listed.err.contains("bad.toml"), "{}", listed.err);
}
