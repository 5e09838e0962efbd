//! Tests in a terminal.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use kabinet_demo::{CANARY, Fault, Running, Screen};

#[cfg(target_os = "linux")]
use crate::support::Answer;
use crate::support::{Cli, Spawned, demo};

fn interrupt(child: &Spawned) {
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success(), "the program was not interrupted");
}

/// Waits until a month was requested from the portal.
fn until_months_are_read(demo: &Running) {
    while demo.stats().requests_for(Screen::Month) == 0 {
        std::thread::yield_now();
    }
}

#[test]
fn ctrl_c_stops_a_sync_which_the_next_one_completes() {
    let demo = demo();
    let cli = Cli::new();
    cli.sign_in(&demo, CANARY).done();
    demo.fault(Fault::Latency(Duration::from_secs(600)).on(Screen::Month));
    let mut command = cli.command();
    command.args(["sync", "--password-stdin", "--json"]).stdin(Stdio::piped());
    let mut child = Spawned::of(command.stdout(Stdio::piped()).stderr(Stdio::piped()));
    writeln!(child.stdin.take().unwrap(), "{CANARY}").unwrap();
    until_months_are_read(&demo);
    interrupt(&child);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert!(told.contains("\"cancelled\""), "{told}");
    demo.calm();
    cli.sync(CANARY).done();
    let months = cli.run(&["statement", "--json"]).done().json();
    assert_eq!(months["months"].as_array().unwrap().len(), demo.months().len());
}

#[test]
fn ctrl_c_closes_the_demo_cabinet() {
    let mut command = Cli::new().command();
    let mut child = Spawned::of(command.args(["demo", "--json"]).stdout(Stdio::piped()));
    let mut told = [0];
    child.stdout.as_mut().unwrap().read_exact(&mut told).unwrap();
    interrupt(&child);
    assert_eq!(child.wait().unwrap().code(), Some(0), "it was asked to stop, and did");
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_the_password_is_asked_for_and_not_shown() {
    let demo = demo();
    let cli = Cli::new();
    cli.sign_in(&demo, CANARY).done();
    let shown = at_a_terminal(&cli, "sync", &[("12345678: ", CANARY)]);
    assert!(shown.contains("страница лицевого счёта"), "a terminal is shown how far it has come: {shown}");
    assert!(shown.contains("обновлён"), "{shown}");
    assert!(!shown.contains(CANARY), "the password is seen: {shown}");
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_keyring_a_new_customer_chooses_a_passphrase_at_the_terminal_and_is_asked_for_it() {
    const PASSPHRASE: &str = "верный конь";
    let demo = demo();
    let sign_in = format!("sign-in --provider sevencom --site {} --login 12345678", demo.url());
    let typed = [("12345678: ", CANARY), ("без шифрования): ", PASSPHRASE), ("ещё раз: ", PASSPHRASE)];
    let cli = Cli::new();
    at_a_terminal(&cli, &sign_in, &typed);
    let summary = at_a_terminal(&cli, "accounts", &[("сохранённых данных: ", PASSPHRASE)]);
    assert!(summary.contains("12345678") && !summary.contains(PASSPHRASE), "{summary}");

    let open = Cli::new();
    at_a_terminal(&open, &sign_in, &[("12345678: ", CANARY), ("без шифрования): ", "")]);
    open.run(&["accounts"]).done();
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_is_shown_no_bytes_that_are_no_text() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let like = cli.command();
    let asked = format!("{} export --format pdf --json", like.get_program().to_str().unwrap());
    let mut command = Command::new("script");
    command.args(["--quiet", "--return", "--command", &asked, "/dev/null"]).stdin(Stdio::null());
    command.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?)))).env("TERM", "xterm");
    let shown = Answer::of(command.output().unwrap());
    assert_eq!(shown.exit, Some(2), "{shown:?}");
    assert!(shown.out.contains("binary_to_terminal") && !shown.out.contains("%PDF"), "{shown:?}");
}

/// Runs a command at a terminal, types an answer after each question, and returns the shown text.
#[cfg(target_os = "linux")]
fn at_a_terminal(cli: &Cli, arguments: &str, answers: &[(&str, &str)]) -> String {
    let like = cli.command();
    let program = format!("{} {arguments}", like.get_program().to_str().unwrap());
    let mut command = Command::new("script");
    command.args(["--quiet", "--return", "--echo", "never", "--command", &program, "/dev/null"]);
    command.envs(like.get_envs().filter_map(|(name, value)| Some((name, value?)))).env("TERM", "xterm");
    let mut child = Spawned::of(command.stdin(Stdio::piped()).stdout(Stdio::piped()));
    let mut out = child.stdout.take().unwrap();
    let mut keyboard = child.stdin.take().unwrap();
    let mut shown = Vec::new();
    for (question, answer) in answers {
        until_asked(&mut out, &mut shown, question);
        writeln!(keyboard, "{answer}").unwrap();
    }
    let _ = out.read_to_end(&mut shown);
    let shown = String::from_utf8_lossy(&shown).into_owned();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{shown}");
    shown
}

/// Reads the text that the terminal shows until a question appears.
#[cfg(target_os = "linux")]
fn until_asked(out: &mut impl Read, shown: &mut Vec<u8>, question: &str) {
    let mut byte = [0];
    while !shown.ends_with(question.as_bytes()) {
        let read = out.read_exact(&mut byte);
        assert!(read.is_ok(), "{question} is not asked: {}", String::from_utf8_lossy(shown));
        shown.push(byte[0]);
    }
}
