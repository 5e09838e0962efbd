//! Tests with a real keyring.

use std::fs;
use std::process::Command;

use kabinet_demo::{ACCOUNT, CANARY, Fault, Running, Screen};

use crate::support::{Answer, Cli, demo, sign_in};

/// Waits until the keyring that was just started can be read.
pub const UNTIL_UNLOCKED: &str = r#"asked=0
until dbus-send --session --print-reply --dest=org.freedesktop.secrets \
    /org/freedesktop/secrets/aliases/default org.freedesktop.DBus.Properties.Get \
    string:org.freedesktop.Secret.Collection string:Locked 2>/dev/null | grep -q 'boolean false'
do asked=$((asked + 1)); [ $asked -lt 1000 ] || exit 99; done"#;

/// Runs the commands in order, in a desktop session with an unlocked keyring.
///
/// Each line is the exit code, then the output of the command.
fn in_a_session(cli: &Cli, script: &str) -> Answer {
    let whole = format!(
        "printf unlock | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n\
         {UNTIL_UNLOCKED}\n\
         kabinet() {{ \"$PROGRAM\" \"$@\" 2>&1; echo \"exit $?\"; }}\n{script}"
    );
    let like = cli.command();
    let home = cli.data().parent().unwrap().to_owned();
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "sh", "-c", &whole]);
    command.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.env_remove("DBUS_SESSION_BUS_ADDRESS").env("PROGRAM", like.get_program());
    command.env("XDG_RUNTIME_DIR", &home).env("XDG_DATA_HOME", &home);
    Answer::of(command.output().unwrap())
}

fn exits(answer: &Answer) -> Vec<&str> {
    answer.out.lines().filter_map(|line| line.strip_prefix("exit ")).collect()
}

fn quoted(demo: &Running) -> String {
    let mut arguments = sign_in(demo.url().as_str());
    arguments.retain(|argument| *argument != "--no-keyring");
    arguments.join(" ")
}

#[test]
fn the_keyring_keeps_the_password_until_signing_out() {
    let demo = demo();
    let cli = Cli::new();
    let script = format!(
        "printf '%s\\n' '{CANARY}' | kabinet {sign_in} --json\n\
         kabinet sync </dev/null\nkabinet sign-out --json\nkabinet sync --json </dev/null\n",
        sign_in = quoted(&demo)
    );
    let answer = in_a_session(&cli, &script);
    assert_eq!(
        exits(&answer),
        ["0", "0", "0", "2"],
        "signed in, read, signed out, nothing to read with: {answer:?}"
    );
    assert!(answer.out.contains("\"password_needed\""), "{answer:?}");
    assert!(!answer.out.contains("\"warning\""), "the keyring did all that it was asked: {answer:?}");
    cli.never_shows(CANARY, &answer);
}

#[test]
fn the_data_are_encrypted_with_a_key_in_the_keyring_and_wait_for_it() {
    let demo = demo();
    let cli = Cli::new();
    let script = format!("printf '%s\\n' '{CANARY}' | kabinet {}\nkabinet summary\n", quoted(&demo));
    let answer = in_a_session(&cli, &script);
    assert_eq!(exits(&answer), ["0", "0"], "{answer:?}");
    let file = cli.data().join("kabinet.db");
    let before = fs::read(&file).unwrap();
    assert!(!String::from_utf8_lossy(&before).contains(ACCOUNT), "the file shows the account");
    cli.run(&["summary", "--json"]).refused(7, "database_locked");
    assert!(fs::read(&file).unwrap() == before, "a keyring that is absent costs nothing");
    assert_eq!(exits(&in_a_session(&cli, "kabinet summary\n")), ["0"]);
}

#[test]
fn a_kept_password_that_is_refused_is_not_tried_again() {
    let demo = demo();
    let cli = Cli::new();
    let signing_in = format!("printf '%s\\n' '{CANARY}' | kabinet {}\n", quoted(&demo));
    assert_eq!(exits(&in_a_session(&cli, &signing_in)), ["0"]);
    let attempts = demo.stats().sign_in_attempts();
    let refusal = kabinet_demo::Reply::page(
        "<p>Неверный логин или пароль<form method=post><input name=login><input type=password name=password></form>",
    );
    demo.fault(Fault::Reply(refusal).on(Screen::SignInSent));
    let answer = in_a_session(&cli, "kabinet sync </dev/null\nkabinet sync </dev/null\n");
    assert_eq!(exits(&answer), ["3", "2"], "refused once, and then there is none: {answer:?}");
    assert_eq!(demo.stats().sign_in_attempts(), attempts + 1);
}

#[test]
fn an_account_that_cannot_be_read_does_not_hold_up_the_others() {
    let demo = demo();
    let cli = Cli::new();
    fs::create_dir(cli.data()).unwrap();
    cli.add_account("87654321");
    let signing_in = format!("printf '%s\\n' '{CANARY}' | kabinet {}\n", quoted(&demo));
    assert_eq!(exits(&in_a_session(&cli, &signing_in)), ["0"]);
    let answer = in_a_session(&cli, "kabinet sync --json </dev/null\n");
    assert_eq!(exits(&answer), ["2"], "the other one has no password: {answer:?}");
    assert!(answer.out.contains(r#"{"accounts":[{"account":"12345678""#), "{answer:?}");
    assert!(answer.out.contains(r#"{"error":{"code":"password_needed""#), "{answer:?}");
}
