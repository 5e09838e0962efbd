//! Backups, and the protection of the stored data.

use std::fs;

use kabinet_demo::CANARY;

use crate::support::{Cli, demo};

const PASSPHRASE: &str = "верный конь, батарейка, скрепка";

/// Runs `backup` or `restore` with the passphrase on standard input.
fn with_passphrase(cli: &Cli, command: &str, file: &str) -> crate::support::Answer {
    cli.run_with(PASSPHRASE, &["--json", command, file, "--password-stdin"])
}

#[test]
fn everything_comes_back_from_a_backup_on_another_computer() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let before = cli.everything();
    let file = cli.data().with_file_name("backup.kabinet");
    let file = file.to_str().unwrap();
    let written = with_passphrase(&cli, "backup", file).done().json();
    assert_eq!(written["file"], file);

    let other = Cli::new();
    let restored = with_passphrase(&other, "restore", file).done().json();
    assert!(restored["earlier"].is_null(), "{restored}");
    assert_eq!(other.everything(), before);

    assert_eq!(cli.run(&["sign-out", "--forget"]).exit, Some(0));
    with_passphrase(&cli, "restore", file).done();
    assert_eq!(cli.everything(), before);
    cli.sync(CANARY).done();
}

#[test]
fn what_is_no_backup_is_refused_and_changes_nothing() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let before = cli.everything();
    let file = cli.data().with_file_name("backup.kabinet");
    let name = file.to_str().unwrap();
    with_passphrase(&cli, "restore", name).refused(2, "not_a_backup");
    with_passphrase(&cli, "backup", name).done();
    let whole = fs::read(&file).unwrap();
    cli.run_with("другая", &["--json", "restore", name, "--password-stdin"]).refused(2, "wrong_passphrase");
    for damaged in [&whole[..whole.len() / 2], b"a letter"] {
        fs::write(&file, damaged).unwrap();
        with_passphrase(&cli, "restore", name).refused(2, "not_a_backup");
    }
    assert_eq!(cli.everything(), before);
}

#[test]
fn a_backup_needs_data_a_passphrase_and_a_place() {
    let demo = demo();
    let cli = Cli::new();
    let file = cli.data().with_file_name("backup.kabinet");
    let name = file.to_str().unwrap();
    with_passphrase(&cli, "backup", name).refused(2, "no_account");
    let cli = Cli::synced(&demo);
    cli.run(&["--json", "backup", name]).refused(2, "password_needed");
    let nowhere = cli.data().join("no such folder").join("backup.kabinet");
    with_passphrase(&cli, "backup", nowhere.to_str().unwrap()).refused(1, "file_not_written");
    let database = cli.data().join("kabinet.db");
    with_passphrase(&cli, "backup", database.to_str().unwrap()).refused(1, "file_not_written");
    assert_eq!(cli.everything().len(), 2);
}

// Other systems always have a keyring.
#[cfg(target_os = "linux")]
#[test]
fn without_a_keyring_the_data_stay_unencrypted_and_the_command_says_so() {
    let demo = demo();
    let cli = Cli::new();
    let signed_in = cli.sign_in(&demo, CANARY).done();
    assert!(signed_in.out.contains("данные не зашифрованы"), "{signed_in:?}");
    cli.sync(CANARY).done();
    let before = cli.everything();
    cli.run(&["--json", "encrypt"]).refused(7, "database_locked");
    assert_eq!(cli.run(&["--json", "decrypt"]).done().json()["by"], "nothing");
    assert_eq!(cli.everything(), before);
}

#[test]
fn without_a_keyring_a_passphrase_protects_the_data_and_every_command_needs_it() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let before = cli.everything();
    let encrypt = ["--json", "encrypt", "--passphrase", "--password-stdin"];
    assert_eq!(cli.run_with(PASSPHRASE, &encrypt).done().json()["by"], "passphrase");
    let refusal = cli.run(&["--json", "summary"]).refused(7, "passphrase_needed");
    assert!(refusal.hint.contains("--passphrase-stdin"), "{refusal:?}");
    cli.run(&["--json", "providers"]).done();
    let summary = ["--json", "--passphrase-stdin", "summary"];
    let refusal = cli.run_with("другая", &summary).refused(2, "wrong_passphrase");
    assert!(refusal.message.contains("остались как были"), "{refusal:?}");
    assert_eq!(cli.run_with(PASSPHRASE, &summary).done().out, before[0]);
    let lines = format!("{PASSPHRASE}\n{CANARY}");
    cli.run_with(&lines, &["sync", "--passphrase-stdin", "--password-stdin"]).done();
    let lines = format!("{PASSPHRASE}\nдругая фраза");
    let change = ["--passphrase-stdin", "encrypt", "--passphrase", "--password-stdin"];
    let changed = cli.run_with(&lines, &change).done();
    cli.never_shows(PASSPHRASE, &changed);
    cli.run_with(PASSPHRASE, &summary).refused(2, "wrong_passphrase");
    cli.run_with("другая фраза", &["--json", "--passphrase-stdin", "decrypt"]).done();
    assert_eq!(cli.everything()[1], before[1]);
}

#[test]
fn data_whose_passphrase_is_forgotten_are_put_aside_and_read_anew() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let before = cli.everything();
    assert!(cli.run(&["--json", "forget-passphrase"]).done().json()["file"].is_null());
    assert_eq!(cli.everything(), before, "data without a passphrase stay");
    cli.run_with(PASSPHRASE, &["encrypt", "--passphrase", "--password-stdin"]).done();
    let file = cli.run(&["--json", "forget-passphrase"]).done().json()["file"].as_str().unwrap().to_owned();
    assert!(file.contains("kabinet.db.passphrase-forgotten-"), "{file}");
    assert!(fs::exists(file).unwrap());
    cli.sign_in(&demo, CANARY).done();
    cli.sync(CANARY).done();
    assert_eq!(cli.everything()[1], before[1]);
}
