//! The memory of the program while it holds a password.

use std::fs;
use std::fs::File;
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use kabinet_demo::{ACCOUNT, CANARY, Fault, Running, Screen, canary};

use crate::support::{Cli, Spawned, demo, sign_in};

/// The time between two looks.
const PAUSE: Duration = Duration::from_millis(20);
/// The longest time until the program waits for the account page.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts a sign-in, and returns the program as it waits for the account page.
fn waiting(cli: &Cli, demo: &Running, arguments: &[&str], input: &str) -> Spawned {
    let mut command = cli.command();
    until_waiting(command.args(arguments), demo, input)
}

/// Starts the command of a sign-in, and returns the program as it waits for the account page.
fn until_waiting(command: &mut Command, demo: &Running, input: &str) -> Spawned {
    demo.fault(Fault::Latency(PATIENCE).on(Screen::Account));
    let mut child = Spawned::of(command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()));
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let begun = Instant::now();
    while demo.stats().requests_for(Screen::Account) == 0 {
        assert!(begun.elapsed() < PATIENCE && child.try_wait().unwrap().is_none(), "it does not sign in");
        thread::sleep(PAUSE);
    }
    child
}

/// Returns the number of places in the memory of a process that hold a text.
fn copies(process: u32, text: &str) -> usize {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let writable =
        maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|mode| mode.starts_with("rw")));
    writable.map(|line| copies_in(&memory, line, text)).sum()
}

/// Returns the number of places in a part of the memory, which may be gone by now.
fn copies_in(memory: &File, line: &str, text: &str) -> usize {
    let address = |text: &str| u64::from_str_radix(text, 16).unwrap();
    let (start, end) = line.split(' ').next().unwrap().split_once('-').unwrap();
    let (start, end) = (address(start), address(end));
    let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
    if memory.read_exact_at(&mut bytes, start).is_err() {
        return 0;
    }
    bytes.windows(text.len()).filter(|window| *window == text.as_bytes()).count()
}

#[test]
fn the_password_stays_in_no_buffer_of_the_input_and_in_no_form() {
    let (cli, demo) = (Cli::new(), demo());
    let child = waiting(&cli, &demo, &sign_in(demo.url().as_str()), &format!("{CANARY}\n"));
    assert_eq!(copies(child.id(), &format!("{CANARY}\n")), 0, "the buffer of the input is wiped");
    let copies = copies(child.id(), CANARY);
    assert!((1..=4).contains(&copies), "only the sign-in and its callers hold it: {copies} copies");
}

// One byte is the only limit that Linux heeds also where it hands the memory to a program.
#[test]
fn no_crash_gives_the_memory_to_a_file_or_a_program() {
    let (cli, demo) = (Cli::new(), demo());
    let child = waiting(&cli, &demo, &sign_in(demo.url().as_str()), &format!("{CANARY}\n"));
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).unwrap();
    assert_eq!(line.split_whitespace().collect::<Vec<_>>(), ["1", "1", "bytes"]);
}

/// The pattern of the names of core dumps; a plain name stands for the folder of the program.
const PATTERN: &str = "/proc/sys/kernel/core_pattern";

// A program that gets the memory instead leaves nothing to be seen: the test above holds there.
#[test]
fn a_crash_leaves_no_file_where_another_program_leaves_its_memory() {
    if fs::read_to_string(PATTERN).unwrap().starts_with(['|', '/']) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let left = || {
        let files = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        files.map(|file| fs::read(file).unwrap()).collect::<Vec<_>>()
    };
    let mut other = Command::new("sh");
    other.args(["-c", "kill -ABRT $$", CANARY]);
    allowing_cores(&other, folder.path()).status().unwrap();
    assert!(left().iter().any(|core| canary::find(CANARY, core).is_some()), "this system writes no cores");
    fs::read_dir(folder.path()).unwrap().for_each(|entry| fs::remove_file(entry.unwrap().path()).unwrap());

    let (cli, demo) = (Cli::new(), demo());
    let mut command = cli.command();
    command.args(sign_in(demo.url().as_str()));
    let mut allowing = allowing_cores(&command, folder.path());
    let mut child = until_waiting(&mut allowing, &demo, &format!("{CANARY}\n"));
    assert!(Command::new("kill").args(["-ABRT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().signal(), Some(6), "it crashes");
    assert!(left().is_empty(), "a file is left");
}

/// Returns a command in a folder, for which a shell allows core dumps.
fn allowing_cores(command: &Command, folder: &Path) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -c unlimited && exec \"$0\" \"$@\""]);
    shell.arg(command.get_program()).args(command.get_args()).current_dir(folder);
    shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell
}

#[test]
fn a_login_from_the_input_is_not_among_the_arguments() {
    let (cli, demo) = (Cli::new(), demo());
    let arguments = sign_in(demo.url().as_str()).into_iter();
    let arguments: Vec<&str> = arguments.map(|word| if word == ACCOUNT { "-" } else { word }).collect();
    let child = waiting(&cli, &demo, &arguments, &format!("{ACCOUNT}\n{CANARY}\n"));
    let seen = fs::read_to_string(format!("/proc/{}/cmdline", child.id())).unwrap();
    assert!(!seen.contains(ACCOUNT), "{seen}");
    let empty = cli.run_with("", &["sign-in", "--provider", "sevencom", "--login", "-", "--password-stdin"]);
    assert_eq!(empty.exit, Some(2), "{}", empty.err);
}
